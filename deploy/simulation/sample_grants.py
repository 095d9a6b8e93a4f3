"""Grants of 住居確保給付金 in days: paper, correction, decision, three months of money; some refused, some stopped."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Final

from deploy.simulation.days import after, weekday
from deploy.simulation.outline import GrantOutline, MonthOutline, StopOutline
from events.contract.codes import HardshipCause, StopReason
from services.benefits.decisions import Document
from services.benefits.fiscal import fiscal_year_of, statutory
from services.benefits.grant import months_from

MONTHS: Final = 3
TOO_MUCH_YEN: Final = 620_000
"""An income above every threshold."""


def grant(arrived_on: date, chance: Random) -> GrantOutline:
    """A grant whose paper arrived on that day."""
    missing: tuple[Document, ...] = ()
    ready, due, corrected = arrived_on, None, None
    if chance.random() < 0.3:
        missing = tuple(chance.sample(tuple(Document), chance.choice((1, 2))))
        due = arrived_on + timedelta(days=14)
        corrected = ready = after(arrived_on, 3, 13, chance)
    drafted = after(ready, 1, 6, chance)
    reviewed = after(drafted, 1, 3, chance)
    decided = after(reviewed, 1, 4, chance)
    size = chance.choice((1, 1, 1, 2, 3, 4))
    refused = chance.random() < 0.12
    made = GrantOutline(
        arrived_on=arrived_on,
        cause=chance.choice(tuple(HardshipCause)),
        cause_on=arrived_on - timedelta(days=chance.randint(5, 200)),
        household_size=size,
        income_yen=TOO_MUCH_YEN if refused else chance.randint(0, 9) * 10_000,
        savings_yen=chance.choice((0, 20_000, 80_000, 240_000)),
        rent_yen=chance.randint(34, 46) * 1_000 + (size - 1) * 4_000,
        missing=missing,
        due_on=due,
        corrected_on=corrected,
        drafted_on=drafted,
        reviewed_on=reviewed,
        decided_on=decided,
        committed_on=after(decided, 1, 3, chance),
    )
    return made if refused else paid(made, chance)


def paid(made: GrantOutline, chance: Random) -> GrantOutline:
    """The same with its months, and an end: all paid, or stopped before the last."""
    first = made.arrived_on.strftime("%Y-%m")
    months = tuple(
        _month(month, made.committed_on, n, chance)
        for n, month in enumerate(months_from(first, MONTHS))
    )
    if chance.random() < 0.12:
        held = months[:-1]
        stopped = after(held[-1].paid_on, 1, 6, chance)
        stop = StopOutline(stopped, held[-1].month, StopReason.INCOME_ABOVE_THRESHOLD)
        return replace(made, months=held, stop=stop)
    return replace(made, months=months, ended_on=after(months[-1].paid_on, 1, 12, chance))


def in_year(day: date, committed_on: date) -> date:
    """The day, or the last working day on which the year of the commitment still orders and passes."""
    return min(day, weekday(statutory(fiscal_year_of(committed_on)).order_until))


def _month(month: str, committed_on: date, n: int, chance: Random) -> MonthOutline:
    """The first month at once, the others a month apart, none after the year of its commitment has closed."""
    ordered = in_year(after(committed_on + timedelta(days=30 * n), 1, 4, chance), committed_on)
    passed = in_year(after(ordered, 1, 2, chance), committed_on)
    return MonthOutline(month, ordered, passed, after(passed, 2, 6, chance))
