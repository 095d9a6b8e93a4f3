"""F75 beyond intake: the landlord and the home are masked in benefits, warnings stand on every page of planning."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient

from events.contract.safety import ForbiddenWay
from events.host.address import Address
from events.host.safety import CASE_SAFETY
from events.log.event_log import Move
from events.log.recorded import Context
from services.intake.consultation import evolve
from services.intake.decisions import (
    OpenSecretAddress,
    StateAddressSecrecy,
    StateContactInstructions,
    open_secret_address,
    state_address_secrecy,
    state_contact_instructions,
)
from tests.benefits.house import Browser, House, house
from tests.benefits.people import APPLICATION, applied, committed
from tests.planning import house as planning

ARRIVED = date(2026, 11, 2)
HIDDEN = (APPLICATION["dwelling"], APPLICATION["payee_name"], APPLICATION["payee_branch"])


@pytest.fixture
def running(address: Address) -> Iterator[House]:
    with house(address) as made, TestClient(made.app):
        made.on(ARRIVED)
        yield made


def at_intake(running: Any, case: UUID, decide: Any, command: Any, login: str) -> None:
    """Carry out a command in intake's log; the table of this service has read it afterwards."""
    request = uuid4()
    context = Context(
        actor=running.persons[login], role="counsellor", office="nishi",
        operator="minatoryo-nishi/nishi-2015", area=planning.NISHI, request=request,
        correlation=request, at=running.now,
    )  # fmt: skip
    running.intake.log.execute(uuid4(), case, [Move(case, evolve, decide, command)], context)
    tables = getattr(running, "benefits", None) or running.planning
    head = running.intake.log.reading.head()
    assert tables.tables.wait_for(CASE_SAFETY.name, "intake", head, 20)


def hide(running: Any, case: UUID) -> None:
    secret = StateAddressSecrecy(today=running.today, stated_on=running.today, address_secret=True)
    at_intake(running, case, state_address_secrecy, secret, "yamamoto")


def test_f75_home_and_landlord_are_masked_until_a_reason_was_recorded(running: House) -> None:
    case = running.received()
    at = applied(running, case)
    page = Browser(running, "sato").open(at)
    assert all(words in page.words for words in HIDDEN)
    hide(running, case)
    for path in (at, f"/cases/{case}", f"{at}/proposal", f"/cases/{case}/quote"):
        page = Browser(running, "sato").open(path)
        assert not any(words in page.words for words in HIDDEN), path
        assert "住所と連絡先を秘匿しています" in page.words, path
    look = OpenSecretAddress(today=running.today, reason="貸主に確かめる")
    at_intake(running, case, open_secret_address, look, "sato")
    assert all(words in Browser(running, "sato").open(at).words for words in HIDDEN)
    assert not any(words in Browser(running, "mori").open(at).words for words in HIDDEN)
    running.now += timedelta(minutes=16)
    assert not any(words in Browser(running, "sato").open(at).words for words in HIDDEN)


def test_f75_the_order_of_a_month_shows_no_landlord(running: House) -> None:
    case = running.received()
    at = committed(running, case)
    order = f"{at}/months/2026-11/order"
    assert APPLICATION["payee_name"] in Browser(running, "fujii").open(order).words
    hide(running, case)
    assert APPLICATION["payee_name"] not in Browser(running, "fujii").open(order).words


def test_f75_planning_warns_before_every_form_and_print(address: Address) -> None:
    with planning.house(address) as made, TestClient(made.app):
        case = made.received()
        warn = StateContactInstructions(
            today=made.today, stated_on=made.today, forbidden=(ForbiddenWay.LETTER,),
            until=made.today + timedelta(days=1), never="元配偶者",
        )  # fmt: skip
        at_intake(made, case, state_contact_instructions, warn, "yamamoto")
        for path in (f"/cases/{case}", f"/cases/{case}/assessment"):
            page = planning.Browser(made, "yamamoto").open(path)
            assert "手紙・書類の郵送" in page.words, path
            assert "元配偶者" not in page.words
        made.now += timedelta(days=2)
        page = planning.Browser(made, "yamamoto").open(f"/cases/{case}")
        assert "してはいけない連絡" not in page.words
