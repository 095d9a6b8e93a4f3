"""A 支援調整会議 of several cases through the pages: convened, attended, minuted once, read everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient

from events.contract import kind_of
from events.contract.concern_codes import CouncilHost, CouncilOutcome
from events.contract.consent import (
    ConsentContent,
    ConsentManner,
    ConsentParty,
    WithdrawalManner,
)
from events.testing import postgres
from services.intake.decisions import (
    DiscussCase,
    GiveConsent,
    WithdrawConsent,
    discuss_case,
    give_consent,
    withdraw_consent,
)
from services.planning.programmes.stream import stream_of
from services.planning.screens.redacted import redacted
from tests.conftest import Servers
from tests.planning.house import Browser, House, house
from tests.planning.people import agreed, assessed, plan_form

DAY = date(2026, 5, 7)
CONVENED = {
    "meets_on": "R8.5.20",
    "begins_at": "13:30",
    "place": "区役所 3階",
    "hosted": "yes",
    "invited-0-organisation": "社会福祉協議会",
    "invited-0-name": "見本 係長",
}
CHECKS = {"fits_situation": "yes", "content_works": "yes", "raises_will": "yes"}
TASK = {
    "tasks-0-actor": "agency",
    "tasks-0-agency": "社会福祉協議会",
    "tasks-0-action": "家計表を一緒に作る",
    "tasks-0-due_on": "R8.6.30",
}


@pytest.fixture(scope="module")
def standing(servers: Servers) -> Iterator[House]:
    template = servers.office
    with postgres.copied(template) as address, house(address) as made, TestClient(made.app):
        yield made


@pytest.fixture
def running(standing: House) -> House:
    standing.on(DAY)
    return standing


def convened(browser: Browser, **changes: str) -> str:
    """The path of a new meeting."""
    answer = browser.send("/conferences/new", CONVENED | changes)
    assert answer.status == 303, answer.alerts
    found = re.search(r"/planning(/conferences/[0-9a-f-]{36})", answer.response.headers["location"])
    assert found
    return found[1]


def listed(running: House, browser: Browser, meeting: str, *cases: UUID) -> None:
    running.caught_up()
    page = browser.open(meeting)
    sent = page.form | {"cases": [str(case) for case in cases]}
    answer = browser.post(f"{meeting}/items", sent)
    assert answer.status == 303, answer.alerts


def stated(running: House, stream: UUID) -> list[str]:
    return [kind_of(one.fact).ja for one in running.planning.log.history(stream)]


def ready(running: House, **changes: object) -> UUID:
    case = running.received()
    agreed(running, case, **changes)
    return case


def test_several_cases_are_minuted_once_and_every_case_has_its_records(running: House) -> None:
    first, second, third = ready(running), ready(running), running.received()
    chief = Browser(running, "inoue")
    meeting = convened(chief)
    listed(running, chief, meeting, first, second)
    number = running.planning.tables.query(
        "select number from known_case where case_id = %s", [third]
    )[0]["number"]
    by_number = chief.open(meeting).form | {"number": number, "purpose": "other"}
    assert chief.post(f"{meeting}/items", by_number).status == 303

    early = chief.send(f"{meeting}/items/1", CHECKS | {"conclusion": "approved"})
    assert early.status == 422
    assert "先に会議の出席を記録してください" in early.words

    running.on(date(2026, 5, 20))
    chief = Browser(running, "inoue")
    chief.record(f"{meeting}/attendance", {})
    conditional = {
        **CHECKS,
        **TASK,
        "conclusion": "conditional",
        "minutes": "よい案",
        "missing_resources": "夜に開く居場所",
    }
    answer = chief.send(f"{meeting}/items/1", conditional)
    assert answer.status == 422
    assert "了承の条件を書いてください" in answer.words
    assert "家計表を一緒に作る" in answer.text
    chief.record(f"{meeting}/items/1", conditional | {"conditions": "6月に家計を見直す"})
    returned = {**CHECKS, "content_works": "no", "conclusion": "returned", "roles": "支援員"}
    chief.record(f"{meeting}/items/2", returned | {"return_reason": "目標を具体的に"})
    chief.record(f"{meeting}/items/3", {"minutes": "様子を見る"})

    assert stated(running, first)[-3:] == ["支援調整会議", "プランの了承", "プランの了承の条件"]
    assert stated(running, second)[-2:] == ["支援調整会議", "プランの差戻し"]
    assert stated(running, third) == []
    assert stated(running, stream_of(first, "tasks")) == ["役割分担"]
    running.caught_up()
    told = chief.open(f"/cases/{first}").words
    assert "6月に家計を見直す" in told
    assert "関係機関(社会福祉協議会):家計表を一緒に作る、R8.6.30まで" in told
    assert "条件付で了承" in told
    assert "役割分担の表（未了 1件）" in told
    paper = chief.open(f"{meeting}/minutes").words
    for word in ("条件付で了承", "6月に家計を見直す", "夜に開く居場所", "差戻し", "様子を見る"):
        assert word in paper
    assert "すべて結論済み" in chief.open("/conferences").words
    clerk = Browser(running, "sato").open(f"/cases/{first}/proposal").words
    assert "6月に家計を見直す" in clerk


def test_the_same_minutes_sent_twice_are_one_record(running: House) -> None:
    case = ready(running)
    chief = Browser(running, "inoue")
    meeting = convened(chief)
    listed(running, chief, meeting, case)
    running.on(date(2026, 5, 20))
    chief = Browser(running, "inoue")
    chief.record(f"{meeting}/attendance", {})
    typed = CHECKS | TASK | {"conclusion": "approved"}
    sent = chief.open(f"{meeting}/items/1").form | typed
    assert chief.post(f"{meeting}/items/1", sent).status == 303
    assert chief.post(f"{meeting}/items/1", sent).status == 303
    assert stated(running, case).count("支援調整会議") == 1
    assert stated(running, stream_of(case, "tasks")) == ["役割分担"]
    again = chief.send(f"{meeting}/items/1", CHECKS | {"conclusion": "returned", "roles": "支援員"})
    assert again.status == 422


def test_a_task_is_listed_until_it_is_ended_with_its_effect(running: House) -> None:
    case = running.received()
    counsellor = Browser(running, "yamamoto")
    counsellor.record(f"/cases/{case}/tasks/new", TASK)
    running.caught_up()
    running.on(date(2026, 7, 1))
    counsellor = Browser(running, "yamamoto")
    listing = counsellor.open("/tasks").words
    assert "家計表を一緒に作る" in listing
    assert "1日超過" in listing
    done = {"end": "done", "effect": "seen", "note": "自分で付け始めた"}
    counsellor.record(f"/cases/{case}/tasks/1", done)
    running.caught_up()
    assert str(case) not in counsellor.open("/tasks").text
    board = counsellor.open(f"/cases/{case}/tasks").words
    assert "効果があった" in board
    assert "自分で付け始めた" in board
    again = counsellor.send(f"/cases/{case}/tasks/1", done | {"effect": "none"})
    assert again.status == 422


def test_the_handout_bears_numbers_instead_of_persons_and_holds_back_without_consent(
    running: House,
) -> None:
    case = ready(running, long_term_objective="090-1234-5678 に電話できるようになる")
    chief = Browser(running, "inoue")
    meeting = convened(chief)
    listed(running, chief, meeting, case)
    paper = chief.open(f"{meeting}/handout").words
    assert "関係機関への情報提供の同意がありません" in paper
    assert "090-1234-5678" not in paper
    assert "山本 花子" not in paper
    shared = running.received(sharing=True)
    agreed(running, shared, long_term_objective="090-1234-5678 に電話できるようになる")
    listed(running, chief, meeting, shared)
    paper = chief.open(f"{meeting}/handout").words
    assert "■■■ に電話できるようになる" in paper
    assert "家計表を一緒に作り、滞納の分納を大家さんと話し合う" in paper


def test_f19_a_handout_holds_back_what_the_person_took_back(running: House) -> None:
    case = running.received(sharing=True)
    agreed(running, case)
    given = GiveConsent(
        today=running.today,
        given_on=running.today,
        manner=ConsentManner.SIGNED_PAPER,
        parties=(ConsentParty.CONFERENCE,),
        contents=(ConsentContent.SUPPORT,),
    )
    narrow = replace(given, parties=(ConsentParty.SCHOOL,), until=running.today)
    chief = Browser(running, "inoue")
    meeting = convened(chief)
    listed(running, chief, meeting, case)
    running.said_at_intake(case, (give_consent, narrow))
    assert "本人の同意の範囲に入っていません" in chief.open(f"{meeting}/handout").words
    running.said_at_intake(case, (give_consent, given))
    assert "同意" not in chief.open(f"{meeting}/handout").words.partition("確認点")[0]
    back = WithdrawConsent(
        today=running.today,
        consent_no=2,
        withdrawn_on=running.today,
        manner=WithdrawalManner.TELEPHONE,
    )
    running.said_at_intake(
        case, (withdraw_consent, back), (withdraw_consent, replace(back, consent_no=1))
    )
    assert "情報提供の同意がありません（取り消された" in chief.open(f"{meeting}/handout").words
    assert "情報提供の同意なし" in chief.open(meeting).words


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("06-6532-9999に電話", "■■■に電話"),
        ("090-1234-5678 に電話", "■■■ に電話"),
        ("〒550-8501", "■■■"),
        ("mail a.b@example.jp まで", "mail ■■■ まで"),
        ("新町4丁目5番14号に住む", "■■■に住む"),
        ("朝8時に起きる、週2件、2か月", "朝8時に起きる、週2件、2か月"),
        ("令和8年6月30日まで、53,700円", "令和8年6月30日まで、53,700円"),
    ],
)
def test_what_is_blacked_out_of_a_handout(text: str, told: str) -> None:
    assert redacted(text) == told


def test_a_participant_names_the_host_and_an_absent_city_its_reason(running: House) -> None:
    chief = Browser(running, "inoue")
    answer = chief.send("/conferences/new", CONVENED | {"hosted": "no"})
    assert answer.status == 422
    assert "主催する機関を入れてください" in answer.words
    meeting = convened(chief, hosted="no", host="区保健福祉センター")
    assert "区保健福祉センター" in chief.open(f"{meeting}/invitation").words
    running.on(date(2026, 5, 20))
    chief = Browser(running, "inoue")
    blank = chief.open(f"{meeting}/attendance").form
    blank.pop("municipality_present")
    assert chief.post(f"{meeting}/attendance", blank).status == 422
    assert chief.post(f"{meeting}/attendance", blank | {"absence_reason": "災害対応"}).status == 303
    assert "災害対応" in chief.open(f"{meeting}/minutes").words


def test_what_began_before_the_meeting_is_on_its_agenda_for_approval_afterwards(
    running: House,
) -> None:
    case = running.received()
    counsellor = assessed(running, case)
    counsellor.record(f"/cases/{case}/plan", plan_form())
    counsellor.record(f"/cases/{case}/agreement", {})
    counsellor.record(f"/cases/{case}/services/office_employment_support/start", {})
    chief = Browser(running, "inoue")
    meeting = convened(chief)
    listed(running, chief, meeting, case)
    assert "会議の前に始めた支援：" in chief.open(meeting).words
    page = chief.open(meeting)
    withdrawal = re.search(r'action="[^"]+/withdrawal">.*?</form>', page.text, re.DOTALL)
    assert withdrawal
    fields = dict(re.findall(r'name="([a-z_]+)" value="([^"]*)"', withdrawal[0]))
    assert chief.post(f"{meeting}/items/1/withdrawal", fields).status == 303
    assert "議題はまだありません" in chief.open(meeting).words


def test_nobody_of_another_ward_sees_a_meeting(running: House) -> None:
    chief = Browser(running, "inoue")
    meeting = convened(chief)
    other = Browser(running, "kita")
    assert other.get(meeting).status == 404
    assert other.get(f"{meeting}/minutes").status == 404
    assert meeting.rpartition("/")[2] not in other.open("/conferences").text


def test_f97_what_a_confidential_council_decided_stands_in_the_plan_without_its_words(
    running: House,
) -> None:
    case, council = running.received(), uuid4()
    decided = DiscussCase(
        today=running.today, council=council, held_on=running.today,
        host=CouncilHost.WARD_CENTRE, outcome=CouncilOutcome.WATCH, shared="通帳を妹が持っている",
        next_on=running.today,
    )  # fmt: skip
    running._intake(case, "271063", discuss_case, decided)
    running.caught_up()
    page = Browser(running, "inoue").open(f"/cases/{case}")
    for words in (
        "支援会議（法9条）",
        "区保健福祉センター",
        "見守る",
        f"/intake/councils/{council}",
    ):
        assert words in page.text
    assert "通帳を妹が持っている" not in page.text
    assert (
        f"/intake/councils/{council}"
        not in Browser(running, "yamamoto").open(f"/cases/{case}").text
    )
