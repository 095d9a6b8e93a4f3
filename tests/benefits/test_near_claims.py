"""Grants compared by dwelling and account, of those who had a home and of those who found one."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from events.contract import Event, NotPermitted, Open
from events.contract.benefits_dwelling import DwellingNotified
from events.contract.group import Group
from events.log.recorded import Context, Recorded
from services.benefits.near_claims import NearClaims
from tests.benefits.facts import ARRIVED, LANDLORD, PAYEE, PERSON, submitted

ONE, TWO = UUID(int=1), UUID(int=2)
CONTEXT = Context(
    actor=PERSON, role="counsellor", office="", operator="city/", area="271063",
    request=UUID(int=1), correlation=UUID(int=1), at=datetime(2026, 11, 2, tzinfo=UTC),
)  # fmt: skip
HOME = "見本市西区みなと町一丁目2番3号 404"
OTHER = "普通 7654321"


def notified(address: str, account: str = OTHER) -> DwellingNotified:
    payee = PAYEE.__class__(name=PAYEE.name, bank=PAYEE.bank, branch="東", account=account)
    return DwellingNotified(
        notified_on=ARRIVED,
        person=PERSON,
        grant_no=1,
        planned_on=date(2026, 12, 1),
        rent_yen=Open(PERSON, 40_000),
        address=Open(PERSON, address),
        payee=Open(LANDLORD, payee),
    )


def near(*facts: tuple[UUID, Event]) -> NearClaims:
    claims = NearClaims()
    for n, (stream, fact) in enumerate(facts, 1):
        claims.take(Recorded(stream, n, UUID(int=9), fact, CONTEXT))
    return claims


def test_a_dwelling_that_was_found_is_compared_with_one_that_was_applied_for() -> None:
    lived_in = submitted(dwelling=Open(PERSON, f"{HOME}。家賃を払えない"))
    without = submitted(dwelling=Open(PERSON, "住む所がない"))
    claims = near((ONE, lived_in), (TWO, without))
    assert list(claims.one_dwelling()) == []
    assert list(claims.one_account()) == [[ONE, TWO]]
    claims = near(
        (ONE, lived_in), (TWO, without), (TWO, notified("見本市西区みなと町一丁目２番３号　４０４"))
    )
    assert list(claims.one_dwelling()) == [[ONE, TWO]]
    assert list(claims.one_account()) == [], "the payee of the home that was found"


def test_a_home_named_later_takes_the_place_of_the_former_and_a_closed_one_is_none() -> None:
    lived_in = submitted(dwelling=Open(PERSON, HOME))
    claims = near((ONE, lived_in), (TWO, notified(HOME)), (TWO, notified("見本市北区かわら町9番")))
    assert list(claims.one_dwelling()) == []
    closed = submitted(dwelling=NotPermitted(Group.NARRATIVE.code))
    assert list(near((ONE, closed), (TWO, notified(HOME))).one_dwelling()) == []
