"""F34 and F5: one life over cases, wards and operators; people on 生活保護 counted apart from 生活困窮者."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from uuid import UUID, uuid5

import pytest

from events.contract.codes import DecisionForm, Origin, Sameness, Service
from events.contract.recipient_standing import RecipientStanding
from events.testing import postgres
from services.reporting.life import Tie, life_of
from services.reporting.recipients import recipients
from tests.conftest import Servers
from tests.reporting.house import NANIWA, NISHI, House, opened
from tests.reporting.logs import NAMESPACE, Spoken, made

FIRST, AGAIN, MOVED, HIDDEN, OTHER, ALONE = (uuid5(NAMESPACE, f"life {n}") for n in range(6))
YEARS = {
    FIRST: date(2024, 6, 3),
    AGAIN: date(2025, 5, 12),
    MOVED: date(2026, 2, 2),
    HIDDEN: date(2026, 3, 3),
    OTHER: date(2025, 8, 1),
    ALONE: date(2026, 4, 6),
}


def person(case: UUID) -> UUID:
    return uuid5(case, "person")


def received(case: UUID, ward: str, origin: Origin, before: UUID | None = None) -> Spoken:
    changes = {"origin": origin, "previous_case": before, "received_on": YEARS[case]}
    return Spoken(case, ward, made("intake.consultation-received", person(case), **changes))


def judged(case: UUID, ward: str, candidate: UUID, sameness: Sameness) -> Spoken:
    fact = made(
        "intake.identity-judged",
        person(case),
        candidate=person(candidate),
        sameness=sameness,
        judged_on=YEARS[case],
    )
    return Spoken(case, ward, fact)


def told() -> Iterator[Spoken]:
    """西区 twice, 浪速区 by transfer, a secret case there, and somebody who was mistaken for the same."""
    yield received(FIRST, NISHI, Origin.NEW)
    yield received(AGAIN, NISHI, Origin.RECONSULTATION, FIRST)
    yield received(MOVED, NANIWA, Origin.TRANSFER_WITHIN, AGAIN)
    yield judged(MOVED, NANIWA, AGAIN, Sameness.SAME)
    yield received(HIDDEN, NANIWA, Origin.NEW)
    yield judged(HIDDEN, NANIWA, MOVED, Sameness.SAME)
    secret = made(
        "intake.address-secrecy-stated",
        person(HIDDEN),
        stated_on=YEARS[HIDDEN],
        address_secret=True,
        until=None,
    )
    yield Spoken(HIDDEN, NANIWA, secret)
    yield received(OTHER, NISHI, Origin.RECONSULTATION, FIRST)
    yield judged(OTHER, NISHI, FIRST, Sameness.OTHER)
    yield received(ALONE, NISHI, Origin.NEW)
    yield Spoken(
        ALONE, NISHI, made("planning.service-ended", person(ALONE), ended_on=date(2026, 9, 1))
    )
    yield from on_assistance()


def on_assistance() -> Iterator[Spoken]:
    """ALONE receives 生活保護, is confirmed later, and prepares for work; AGAIN receives it too."""
    for case in (ALONE, AGAIN):
        started = made(
            "intake.public-assistance-started", person(case), started_on=date(2026, 5, 1)
        )
        yield Spoken(case, NISHI, started)
    confirmed = made(
        "intake.recipient-standing-confirmed",
        person(ALONE),
        since_on=date(2026, 6, 1),
        until=None,
        standing=RecipientStanding.SPECIFIED,
    )
    yield Spoken(ALONE, NISHI, confirmed)
    decided = made(
        "planning.plan-decided",
        person(ALONE),
        decided_on=date(2026, 6, 10),
        plan_no=1,
        form=DecisionForm.SUPPORT_DECISION,
        services=(Service.WORK_PREPARATION,),
        begins_on=date(2026, 6, 10),
        ends_on=date(2026, 12, 31),
    )
    yield Spoken(ALONE, NISHI, decided)


@pytest.fixture(scope="module")
def house(servers: Servers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    home: Path = tmp_path_factory.mktemp("life") / "home"
    home.mkdir()
    with postgres.copied(servers.office) as address, opened(address, home) as it:
        it.logs.state(list(told()))
        it.caught_up()
        yield it


def tied(house: House, case: UUID) -> dict[UUID, Tie]:
    return {one.case.case_id: one.tie for one in life_of(house.runtime.tables, case)}


def test_f34_judgements_reconsultations_and_transfers_make_one_life(house: House) -> None:
    assert tied(house, FIRST) == {
        FIRST: Tie.ASKED,
        AGAIN: Tie.AGAIN,
        MOVED: Tie.TRANSFERRED,
        HIDDEN: Tie.JUDGED,
    }
    assert list(tied(house, HIDDEN)) == [FIRST, AGAIN, MOVED, HIDDEN]
    assert set(tied(house, ALONE)) == {ALONE}
    assert OTHER not in tied(house, FIRST)
    assert life_of(house.runtime.tables, UUID(int=7)) == []


def shown(house: House, case: UUID, *wards: str) -> str:
    answer = house.sign_in("counsellor", *wards).get(f"/reporting/cases/{case}/life")
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.text)))


def test_f34_each_ward_reads_its_own_part_and_learns_where_the_rest_is(house: House) -> None:
    numbers = {one.case.case_id: one.case.number for one in life_of(house.runtime.tables, FIRST)}
    west = shown(house, FIRST, NISHI)
    assert "ケース（2件）" in west
    assert "令和6年度" in west
    assert f"浪速区 受付番号 {numbers[MOVED]}" in west.replace("　", " ")
    assert numbers[HIDDEN] not in west
    both = shown(house, FIRST, NISHI, NANIWA)
    assert "ケース（4件）" in both
    assert "ほかの区にもケースがあります" not in both
    assert both.index("令和6年度") < both.index("令和7年度")
    assert "移管" in both
    elsewhere = house.sign_in("counsellor", NANIWA).get(f"/reporting/cases/{FIRST}/life")
    assert elsewhere.status_code == 404


def test_f34_every_operator_that_stated_something_is_named(house: House) -> None:
    own = next(iter(house.logs.of["intake"].history(FIRST))).context.operator.partition("/")[0]
    names = {one.code: one.name for one in house.runtime.municipality.operators}
    assert names.get(own, own) in shown(house, FIRST, NISHI)


def test_f5_recipients_are_counted_apart_by_category_and_programme(house: House) -> None:
    ids = [area.area_id for area in house.runtime.areas if area.code == NISHI]

    def counted(day: date) -> list[tuple[int, tuple[int, ...]]]:
        return [
            (line.cases, line.programmes) for line in recipients(house.runtime.tables, ids, day)
        ]

    nobody = (0, (0, 0, 0))
    assert counted(date(2026, 4, 30)) == [nobody] * 3
    assert counted(date(2026, 5, 1)) == [nobody, (2, (0, 0, 0)), nobody]
    assert counted(date(2026, 7, 1)) == [(1, (1, 0, 0)), (1, (0, 0, 0)), nobody]
    assert counted(date(2027, 1, 1)) == [(1, (0, 0, 0)), (1, (0, 0, 0)), nobody]
    page = house.sign_in("chief_counsellor", NISHI).get("/reporting/circumstances?year=2026")
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.text))
    assert "特定被保護者 1 1 0 0" in words
