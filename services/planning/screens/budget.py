"""家計改善支援 as a programme of a case: its page, its words, and the figures on top of it."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from events.contract.cash_handling import CashHandled
from events.contract.household_budget import BudgetPlanMade, BudgetSheetRecorded, BudgetWatched
from events.host.desk import Desk
from services.planning.programmes.household_budget import cash_book, eased, owed, sheets
from services.planning.programmes.household_budget.dues import Due, dues, marks
from services.planning.programmes.household_budget.months import first_day
from services.planning.programmes.household_budget.record import NOTHING_YET, Budget, evolve
from services.planning.screens.budget_words import words
from services.planning.screens.programme_file import Programme, ProgrammeFile, programme_file

HOUSEHOLD_BUDGET: Final = Programme(
    name="household_budget", ja="家計改善支援", page="budget", evolve=evolve, words=words
)
File = ProgrammeFile[Budget]


@dataclass(frozen=True, slots=True)
class Summary:
    """What stands on top. Yen; None = nothing recorded, or not to be read.

    `sheet`: of this month, else the latest before it. `at_first`: the first of all, where there are two.
    """

    sheet: BudgetSheetRecorded | None
    figures: sheets.Figures | None
    at_first: BudgetSheetRecorded | None
    overdue: int | None
    owed: int | None
    cleared: int | None
    eased: int | None
    kept: int | None
    things: tuple[str, ...]
    dues: tuple[Due, ...]
    plan: BudgetPlanMade | None
    watched: BudgetWatched | None


def budget_file(desk: Desk, case: UUID) -> File:
    """The budget records of a case; Missing (404) for a case that planning has not heard of."""
    return programme_file(desk, case, HOUSEHOLD_BUDGET)


def budget_of(own: File) -> Budget:
    """The records, empty before the first."""
    return own.state or NOTHING_YET


def summary(budget: Budget, today: date) -> Summary:
    """The figures of the day."""
    months = [sheet for sheet in sheets.months(budget) if sheet.month <= first_day(today)]
    every = sheets.months(budget)
    sheet = months[-1] if months else (every[0] if every else None)
    book = cash_book.cash_book(budget)
    lines = budget.of(CashHandled)
    plans, watches = budget.of(BudgetPlanMade), budget.of(BudgetWatched)
    return Summary(
        sheet=sheet,
        figures=sheets.figures(sheet) if sheet else None,
        at_first=every[0] if len(every) > 1 else None,
        overdue=owed.overdue(budget),
        owed=owed.owed(budget),
        cleared=owed.cleared(budget),
        eased=eased.eased_yearly(budget),
        kept=book[-1].balance if book else None,
        things=tuple(thing.ja for thing, n in cash_book.things(lines).items() if n > 0),
        dues=tuple(due_of(budget)),
        plan=plans[-1] if plans else None,
        watched=watches[-1] if watches else None,
    )


def due_of(budget: Budget) -> list[Due]:
    """What is to be done by when, the earliest first."""
    return dues(mark for entry in budget.entries for mark in marks(entry))
