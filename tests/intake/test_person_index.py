"""The index of everybody received: filled fact by fact, found by whatever is known, forgotten on demand."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from events.contract import DECLINED, NotPermitted, Open
from events.contract.codes import Naming, Sameness
from events.contract.intake import IdentityJudged
from events.log.recorded import Context, Recorded
from services.intake import person_index
from services.intake.matching import compare, traits
from services.intake.person_index import PersonIndex
from tests.intake.facts import MAY_7, MAY_8, RECEIVED

CONTEXT = Context(
    actor=UUID(int=1),
    role="counsellor",
    office="",
    operator="",
    area="271063",
    request=UUID(int=2),
    correlation=UUID(int=2),
    at=datetime(2026, 5, 7, tzinfo=UTC),
)


def reception(n, name="", kana="", born_on=None, phone="", on=MAY_7):
    """The reception of case n, whose person is n + 1000."""
    case, person = UUID(int=n), UUID(int=n + 1000)
    fact = replace(
        RECEIVED,
        received_on=on,
        person=person,
        naming=Naming.FULL,
        name=Open(person, name),
        kana=Open(person, kana),
        born_on=Open(person, born_on or DECLINED),
        phone=Open(person, phone),
    )
    return Recorded(case, 1, case, fact, CONTEXT)


def judged(n, m, sameness):
    case = UUID(int=n)
    fact = IdentityJudged(
        judged_on=MAY_8,
        person=UUID(int=n + 1000),
        candidate=UUID(int=m + 1000),
        sameness=sameness,
        score=50,
        reasons=(),
    )
    return Recorded(case, 2, case, fact, CONTEXT)


@pytest.fixture
def index():
    made = PersonIndex()
    for recorded in (
        reception(1, "髙橋 美咲", "タカハシ ミサキ", date(1980, 3, 2), "090-0000-0001"),
        reception(2, "高橋 美咲", "タカハシ ミサキ", date(1980, 3, 3), "06-0000-0002", on=MAY_8),
        reception(3, "山﨑 健", "ヤマザキ ケン", date(1955, 1, 1), "06-0000-0003"),
        reception(4, "", "", None, "090-0000-0001"),
    ):
        made.take(recorded)
    return made


def cases(found):
    return [each.known.case.int for each in found]


def test_the_likeliest_comes_first(index):
    sought = traits("高橋美咲", "たかはしみさき", date(1980, 3, 3))
    assert cases(index.candidates(sought)) == [2, 1]


def test_an_anonymous_caller_is_known_by_the_number(index):
    assert set(cases(index.candidates(traits(phones=["０９０－００００－０００１"])))) == {1, 4}


def test_a_case_is_not_its_own_candidate(index):
    assert cases(index.candidates(index.of_case(UUID(int=1)).traits, besides=UUID(int=1))) == [2, 4]


def test_a_misheard_name_is_found(index):
    assert cases(index.candidates(traits(kana="ヤマサキケン"))) == [3]


def test_one_letter_off_is_found_with_a_second_sign(index):
    assert cases(index.candidates(traits(kana="ヤマザキ ゲンキ", born_on=date(1955, 1, 1)))) == []
    assert cases(index.candidates(traits(kana="ヤマザキ テン", born_on=date(1955, 1, 1)))) == [3]


def test_nothing_typed_finds_nobody(index):
    assert index.candidates(traits()) == []
    assert index.find("  ") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("高橋", [2, 1]),
        ("髙橋", [2, 1]),
        ("みさき", [2, 1]),
        ("ﾔﾏｻﾞ", [3]),
        ("0000-0003", [3]),
        ("090", []),
        ("0001", [1, 4]),
        ("佐藤", []),
    ],
)
def test_a_part_of_name_kana_or_number_finds_the_newest_first(index, text, found):
    assert sorted(each.int for each in index.find(text)) == sorted(found)
    assert [each.int for each in index.find(text)][:1] == found[:1]


def test_a_fact_taken_twice_is_taken_once(index):
    before = cases(index.candidates(traits(kana="ヤマザキ ケン")))
    index.take(reception(3, "山﨑 健", "ヤマザキ ケン", date(1955, 1, 1), "06-0000-0003"))
    assert cases(index.candidates(traits(kana="ヤマザキ ケン"))) == before
    assert len(index) == 4


def test_who_was_forgotten_is_not_found(index):
    index.forget(UUID(int=1003))
    index.forget(UUID(int=1003))
    assert index.find("山崎") == []
    assert index.candidates(traits(kana="ヤマザキ ケン")) == []
    assert index.of_case(UUID(int=3)) is None


def test_a_closed_identity_is_no_name(index):
    hidden = reception(5)
    fact = replace(
        hidden.fact, **dict.fromkeys(["name", "kana", "born_on", "phone"], NotPermitted(2))
    )
    index.take(replace(hidden, fact=fact))
    assert index.of_case(UUID(int=5)).name == ""


def test_links_hold_over_several_cases_and_can_be_taken_back(index):
    index.take(judged(1, 2, Sameness.SAME))
    index.take(judged(4, 1, Sameness.SAME))
    assert [known.case.int for known in index.same_as(UUID(int=1002))] == [1, 4]
    index.take(judged(4, 1, Sameness.OTHER))
    assert [known.case.int for known in index.same_as(UUID(int=1002))] == [1]
    assert index.judged(UUID(int=1001)) == {
        UUID(int=1002): Sameness.SAME,
        UUID(int=1004): Sameness.OTHER,
    }


def many(count):
    rng = random.Random(20261121)  # noqa: S311 - a repeatable crowd
    families = [
        "タナカ",
        "スズキ",
        "サトウ",
        "ヤマザキ",
        "オオノ",
        "ワタナベ",
        "コバヤシ",
        "カトウ",
    ]
    syllables = (
        "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロ"
    )
    for n in range(1, count + 1):
        given = "".join(rng.choices(syllables, k=rng.randint(2, 5)))
        yield reception(
            n,
            "",
            f"{rng.choice(families)} {given}",
            date.fromordinal(rng.randint(710_000, 735_000)),
            f"090{rng.randint(0, 10**8):08d}",
        )


def test_the_index_finds_all_that_a_comparison_of_everybody_finds():
    index, people = PersonIndex(), list(many(1_500))
    for recorded in people:
        index.take(recorded)
    everybody = [index.of_case(recorded.case) for recorded in people]
    for sought in everybody[::100]:
        best = {
            known.case for known in everybody if compare(sought.traits, known.traits).worth_showing
        }
        found = {each.known.case for each in index.candidates(sought.traits)}
        assert found <= best
        assert len(found) == min(len(best), 8)


def test_of_twenty_thousand_persons_few_are_compared(monkeypatch):
    """What keeps the search quick however many persons there are; its speed is measured in bench/matching."""
    index = PersonIndex()
    for recorded in many(20_000):
        index.take(recorded)
    index.take(reception(90_000, "", "タカハシ ミサキ", date(1980, 3, 2), "0900000001"))
    sought = traits("", "タカハシ ミサギ", date(1980, 3, 2), ["0900000001"])
    compared = []

    def counted(*asked, **named):
        compared.append(asked)
        return compare(*asked, **named)

    monkeypatch.setattr(person_index, "compare", counted)
    assert index.candidates(sought)[0].known.case == UUID(int=90_000)
    assert 0 < len(compared) < 2_000
