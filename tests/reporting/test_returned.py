"""A payment that came back is taken off from the day it is known; what was known before stays as it was."""

from __future__ import annotations

from datetime import date

from events.bus.projection import replay
from events.contract import Event
from services.reporting.figures import counted
from services.reporting.measure import Scope, load
from services.reporting.projections.kpi_fact import KPI_FACT
from services.reporting.readings import by_replay
from tests.reporting.logs import NAMESPACE, Spoken, made, recorded

ALL = load()
FIGURES = [ALL["payments_made"], ALL["payments_yen"]]
MONTH = {
    "november": (date(2026, 11, 1), date(2026, 11, 30)),
    "december": (date(2026, 12, 1), date(2026, 12, 31)),
    "year": (date(2026, 4, 1), date(2027, 3, 31)),
}


def fact(wire: str, **changes: object) -> Event:
    return made(wire, NAMESPACE, month="2026-11", amount_yen=37_000, **changes)


PAID = fact("benefits.payment-made", paid_on=date(2026, 11, 30))
BACK = fact("benefits.transfer-returned", returned_on=date(2026, 12, 2), was_paid=True)
NEVER = fact("benefits.transfer-returned", returned_on=date(2026, 12, 2), was_paid=False)
BOOKED = fact("benefits.returned-transfer-booked", booked_on=date(2026, 12, 5))
AGAIN = fact("benefits.payment-made", paid_on=date(2026, 12, 15))


def known(*facts: Event) -> dict[str, tuple[int | None, ...]]:
    """Payments and yen per period, as they were known when these facts stood."""
    log = recorded([Spoken(NAMESPACE, "271063", one) for one in facts])["benefits"]
    rows = replay(KPI_FACT, log).values()
    areas = tuple({row.area_id for row in rows}) or (0,)
    return {
        name: tuple(counted(FIGURES, Scope(areas, *days), by_replay(rows)).values())
        for name, days in MONTH.items()
    }


def test_it_is_taken_off_in_the_month_it_came_back_and_not_before() -> None:
    assert known(PAID) == {"november": (1, 37_000), "december": (0, 0), "year": (1, 37_000)}
    after = known(PAID, BACK)
    assert after == {"november": (1, 37_000), "december": (-1, -37_000), "year": (0, 0)}
    assert known(PAID, BACK, BOOKED) == after, "戻入 leaves it taken off"
    assert known(PAID, BACK, AGAIN)["year"] == (1, 37_000)
    assert known(PAID, BACK, AGAIN)["december"] == (0, 0)


def test_a_transfer_that_was_never_stated_as_paid_is_taken_off_nothing() -> None:
    assert known(NEVER)["year"] == (0, 0)
    assert known(NEVER, PAID)["year"] == (1, 37_000)
