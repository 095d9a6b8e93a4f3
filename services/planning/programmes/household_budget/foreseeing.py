"""キャッシュフロー表: the years to come are written down with the family."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.budget_codes import LifeEventKind
from events.contract.deciding import Refused
from events.contract.household_budget import CashFlowRecorded, LifeEvent, YearlyFlow
from events.contract.kind import Event
from events.contract.sealed import Open
from services.planning.decisions.guards import happened
from services.planning.programmes.household_budget.record import NOTHING_YET, Budget, new

MOST_YEARS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowRow:
    """A yearly flow as typed: `direction` is "in" or "out"; `from_year` empty = the first year."""

    direction: str
    words: str = ""
    yearly_yen: int = 0
    from_year: int | None = None
    until_year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeEventRow:
    """A life event as typed."""

    year: int
    kind: LifeEventKind
    words: str = ""
    cost_yen: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCashFlow:
    """The whole table as it stands on the page."""

    today: date
    person: UUID
    recorded_on: date
    first_year: int
    years: int
    opening_yen: int = 0
    opening_owed: bool = False
    flows: tuple[FlowRow, ...] = ()
    events: tuple[LifeEventRow, ...] = ()
    note: str = ""


def record_cash_flow(state: Budget | None, command: RecordCashFlow) -> Sequence[Event]:
    """A table that takes the place of the one before."""
    budget = state or NOTHING_YET
    happened(command.recorded_on, today=command.today, field="recorded_on")
    _reach(command)
    if not any(row.yearly_yen for row in command.flows):
        raise Refused(
            "no-amount", "毎年の収入か支出を一つは入れてください。", field="flows-0-yearly_yen"
        )
    own = command.person
    sign = -1 if command.opening_owed else 1
    return new(
        budget,
        CashFlowRecorded(
            recorded_on=command.recorded_on,
            person=own,
            entry_no=budget.next_no,
            first_year=command.first_year,
            years=command.years,
            opening_yen=Open(own, sign * command.opening_yen),
            flows=Open(
                own, tuple(_flow(command, n) for n, r in enumerate(command.flows) if r.yearly_yen)
            ),
            events=Open(own, tuple(_event(command, n) for n in range(len(command.events)))),
            note=Open(own, command.note.strip()),
        ),
    )


def _reach(command: RecordCashFlow) -> None:
    if not 2015 <= command.first_year <= command.today.year + 10:
        raise Refused(
            "year-out-of-reach", "はじめの年を西暦4桁で入れてください。", field="first_year"
        )
    if not 1 <= command.years <= MOST_YEARS:
        raise Refused(
            "years-out-of-reach", f"年数は1から{MOST_YEARS}までで入れてください。", field="years"
        )


def _flow(command: RecordCashFlow, number: int) -> YearlyFlow:
    row = command.flows[number]
    since = row.from_year or command.first_year
    if row.until_year is not None and row.until_year < since:
        raise Refused(
            "ends-before-it-begins",
            "終わりの年が始まりの年より前です。",
            field=f"flows-{number}-until_year",
        )
    return YearlyFlow(
        incoming=row.direction == "in",
        words=row.words.strip(),
        yearly_yen=row.yearly_yen,
        from_year=since,
        until_year=row.until_year,
    )


def _event(command: RecordCashFlow, number: int) -> LifeEvent:
    row = command.events[number]
    if not command.first_year <= row.year < command.first_year + command.years:
        raise Refused("year-outside-table", "表の期間の外の年です。", field=f"events-{number}-year")
    return LifeEvent(year=row.year, kind=row.kind, words=row.words.strip(), cost_yen=row.cost_yen)
