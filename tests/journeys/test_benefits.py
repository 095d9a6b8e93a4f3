"""A grant from the application to its end through the pages of benefits, by the people whose turn it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import pytest
from fastapi.testclient import TestClient

from events.contract import kind_of
from events.host.address import Address
from services.benefits import months
from services.benefits.grant import stream_of
from tests.benefits.house import Browser, House, house
from tests.benefits.people import ITEM, committed, paid

ARRIVED = date(2026, 11, 2)


@pytest.fixture
def running(address: Address) -> Iterator[House]:
    with house(address) as made, TestClient(made.app):
        made.on(ARRIVED)
        yield made


def stated(running: House, case: UUID, number: int = 1) -> list[str]:
    history = running.benefits.log.history(stream_of(case, number))
    return [kind_of(one.fact).ja for one in history]


def test_an_honest_life_from_application_to_the_last_payment(running: House) -> None:
    case = running.received()
    at = committed(running, case)
    for number, month in enumerate(("2026-11", "2026-12", "2027-01"), 1):
        paid(running, at, month, number)
    Browser(running, "sato").record(f"{at}/end", {})

    money = ["支出命令", "支出命令の審査", "給付支給"]
    before = ["支給申請", "支給起案", "審査", "支給決定", "支出負担行為"]
    assert stated(running, case) == [*before, *money, *money, *money, "支給終了"]
    page = Browser(running, "yamamoto").open(at)
    for words in ("37,000円", "福生第101号", ITEM, "支給終了", "3／3か月", "92,000円"):
        assert words in page.words, words
    person = running.benefits.log.history(stream_of(case, 1))[0].fact.person  # type: ignore[attr-defined]
    taken = running.benefits.log.history(months.stream_of(person))
    assert [one.fact.month for one in taken] == ["2026-11", "2026-12", "2027-01"]  # type: ignore[attr-defined]
