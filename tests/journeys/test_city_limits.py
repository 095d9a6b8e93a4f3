"""Limits across the city: links known later, public assistance, one account, other cities, re-grants."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient

from events.contract import Event
from events.contract.assistance import PublicAssistanceStarted
from events.contract.codes import Sameness
from events.contract.intake import IdentityJudged
from events.contract.safety import AddressSecrecyStated, SecrecyGround
from events.contract.sealed import Open
from events.host.address import Address
from events.log.event_log import Move
from events.log.recorded import Context
from services.benefits import months
from services.intake.consultation import evolve as evolve_intake
from tests.benefits.house import Browser, House, house
from tests.benefits.people import APPLICATION, CHECKED, applied, committed, decided, evidenced, paid
from tests.planning.house import NISHI, Page


@pytest.fixture
def running(address: Address) -> Iterator[House]:
    with house(address) as made, TestClient(made.app):
        made.on(date(2026, 11, 2))
        yield made


def told(running: House, case: UUID, fact: Event) -> None:
    """One more fact of intake's."""
    request = uuid4()
    context = Context(
        actor=running.persons["yamamoto"],
        role="counsellor",
        office="nishi",
        operator="minatoryo-nishi/nishi-2015",
        area=NISHI,
        request=request,
        correlation=request,
        at=running.now,
    )
    move = Move(case, evolve_intake, lambda *_: [fact], None)
    running.intake.log.execute(uuid4(), case, [move], context)
    running.caught_up()


def same(running: House, case: UUID, person: UUID, candidate: UUID) -> None:
    judged = IdentityJudged(
        judged_on=running.today,
        person=person,
        candidate=candidate,
        sameness=Sameness.SAME,
        score=90,
        reasons=(),
    )
    told(running, case, judged)


def links(page: Page) -> set[str]:
    return {one.removeprefix("/benefits") for one in re.findall(r'href="([^"]+)"', page.text)}


def order(running: House, at: str, month: str, number: str) -> int:
    return Browser(running, "fujii").send(f"{at}/months/{month}/order", {"order_no": number}).status


def test_a_link_known_later_finds_the_month_twice_and_bars_the_next(running: House) -> None:
    persons = uuid4(), uuid4()
    cases = [running.received(person=person) for person in persons]
    grants = [committed(running, case, f"福生第{n}号") for n, case in enumerate(cases)]
    assert [order(running, at, "2026-11", f"支-{n}") for n, at in enumerate(grants)] == [303, 303]
    same(running, cases[0], *persons)
    officer = Browser(running, "sato")
    page = officer.open("/findings")
    assert "同じ方の同じ月が二つの支給にある" in page.words
    assert "令和8年11月分が2つの支給にあります" in page.words
    for at in grants:
        evidenced(running, at, "2026-11")
    assert order(running, grants[0], "2026-12", "支-3") == 303
    assert order(running, grants[1], "2026-12", "支-4") == 422

    path = next(one for one in links(page) if "/findings/month_twice/2026-11" in one)
    empty = officer.send(path, {"answer": "to_reclaim", "note": " "})
    assert empty.status == 422
    officer.record(path, {"answer": "to_reclaim", "note": "二重に支給した月がある"})
    running.caught_up()
    assert "返還の手続に進む" in officer.open("/findings").words
    assert "2件の記録を合わせています" in officer.open(f"/cases/{cases[0]}/register").words


def test_linked_persons_at_the_same_moment_take_a_month_once(running: House) -> None:
    persons = uuid4(), uuid4()
    cases = [running.received(person=person) for person in persons]
    pages = [committed(running, case, f"福生第{n}号") for n, case in enumerate(cases)]
    same(running, cases[0], *persons)
    clerks = [Browser(running, "fujii") for _ in pages]
    forms = [
        clerk.open(f"{at}/months/2026-11/order").form | {"order_no": f"支-{n}"}
        for n, (clerk, at) in enumerate(zip(clerks, pages, strict=True))
    ]
    start = Barrier(2)

    def send(n: int) -> int:
        start.wait()
        return clerks[n].post(f"{pages[n]}/months/2026-11/order", forms[n]).status

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(send, range(2)))
    assert answers[0] == 303
    assert answers[1] in {409, 422}
    taken = [running.benefits.log.history(months.stream_of(one)) for one in persons]
    assert [len(one) for one in taken] == [1, 1]
    assert len({one[0].fact.grant for one in taken}) == 1  # type: ignore[attr-defined]


def test_public_assistance_and_one_account_are_found(running: House) -> None:
    person = uuid4()
    case = running.received(person=person)
    decided(running, case)
    home = "東2丁目のアパート9号室"
    neighbours = [running.received(person=person) for person in (uuid4(), uuid4())]
    for n, one in enumerate(neighbours, 2):
        decided(running, one, f"福生第{n}号", dwelling=f"{home}。{n}か月分を払えない")
    fact = PublicAssistanceStarted(started_on=running.today, person=person, note=Open(person, ""))
    told(running, case, fact)
    words = Browser(running, "sato").open("/findings").words
    assert "生活保護と支給が重なる" in words
    assert "同じ口座に、3人の支給を振り込みます" in words
    assert words.count("住居の記載が同じ支給が、別の方にあります") == 1
    secret = AddressSecrecyStated(
        stated_on=running.today, person=person, address_secret=True, until=None,
        ground=Open(person, SecrecyGround.OWN_WISH), note=Open(person, ""),
    )  # fmt: skip
    told(running, neighbours[0], secret)
    assert "住居の記載が同じ" not in Browser(running, "sato").open("/findings").words
    assert Browser(running, "yamamoto").get("/findings").status == 403


def test_a_grant_of_another_city_makes_the_next_a_re_grant(running: House) -> None:
    case = running.received()
    counsellor = Browser(running, "yamamoto")
    entry = {"municipality": "見本市", "first_month": "2026-01", "last_month": "2026-03"}
    elsewhere = f"/cases/{case}/register/elsewhere"
    assert counsellor.send(elsewhere, entry | {"months": "4", "known": "paper"}).status == 422
    counsellor.record(elsewhere, entry | {"months": "3", "known": "paper"})
    shown = counsellor.open(f"/cases/{case}/register").words
    assert "見本市" in shown
    assert "令和9年4月から" in shown
    at = applied(running, case)
    clerk = Browser(running, "sato")
    assert "施行規則16条" in clerk.open(f"{at}/proposal").words
    clerk.record(f"{at}/proposal", CHECKED | {"ground": "work_reduced"})
    barred = clerk.open(at).words
    assert "支給が終わった月の翌月から1年がたっていません" in barred
    clerk.record(f"{elsewhere}/1/count", {"counted": "yes", "reason": "同じ支給の続き"})
    assert "算入" in clerk.open(f"/cases/{case}/register").words
    clerk.record(f"{elsewhere}/1/void", {"reason": "別の方の記録"})
    assert "施行規則16条" not in clerk.open(f"{at}/proposal").words


def test_a_re_grant_after_a_year_has_months_of_its_own(running: House) -> None:
    case = running.received()
    first = committed(running, case)
    for number, month in enumerate(("2026-11", "2026-12", "2027-01"), 1):
        paid(running, first, month, number)
    Browser(running, "sato").record(f"{first}/end", {})
    running.on(date(2028, 2, 1))
    again = APPLICATION | {"arrived_on": "R10.2.1", "cause_on": "R9.12.31"}
    second = applied(running, case, **again)
    Browser(running, "sato").record(
        f"{second}/proposal", CHECKED | {"ground": "dismissal", "first_month": "2028-02"}
    )
    Browser(running, "mori").record(f"{second}/review", {})
    Browser(running, "kimura").record(f"{second}/decision", {"number": "福生第301号"})
    words = Browser(running, "sato").open(f"/cases/{case}/register").words
    assert "3／9か月" in words
    assert "0／9か月" in words


def test_what_falls_due_is_listed(running: House) -> None:
    at = committed(running, running.received())
    late = applied(
        running, running.received(), missing=["income"], due_on="R8.11.16", income_yen=""
    )
    running.on(date(2026, 12, 20))
    running.caught_up()
    page = Browser(running, "yamamoto").open("/due")
    assert "令和8年11月分の活動" in page.words
    assert "34日超過" in page.words
    assert {at, late} <= links(page)
