"""What is due in household budgets: of one case with its page, and across cases."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.host.areas import Areas
from events.host.list_file import Table
from services.planning.programmes.household_budget.dues import Due, DueKind
from services.planning.programmes.household_budget.record import Budget
from services.planning.projections.lookup import BudgetItem
from services.planning.screens.budget_about import about

SOON_DAYS = 14
"""Days before a day from which it is marked (暫定)."""
PAGES = {
    DueKind.WATCH: "watching",
    DueKind.COUNT: "cash-count",
    DueKind.REVIEW: "plan/edit",
    DueKind.COUNTERSIGN: "countersignature",
    DueKind.INSTALMENT: "instalment",
    DueKind.CONSULTATION: "consultation",
    DueKind.PROCEDURE: "end",
    DueKind.RELIEF_ANSWER: "relief",
    DueKind.RENEWAL: "renewal",
    DueKind.LOAN_ANSWER: "loan",
    DueKind.REPAYMENT: "repayment",
}
"""The form that settles it."""
HEADS = ("期日", "状態", "することの種類", "受付番号", "区")


@dataclass(frozen=True, slots=True)
class Label:
    """A due of one case: `page` below the programme, `about` the entry in words, `state` as on the worklist."""

    due: Due
    page: str
    about: str
    state: str
    days: int


@dataclass(frozen=True, slots=True)
class Line:
    """A due of some case, without anything sealed."""

    case: UUID
    number: str
    ward: str
    due: Due
    state: str
    days: int


def labels(budget: Budget, dues: Iterable[Due], today: date) -> list[Label]:
    """Each due with its form and what it is about."""
    return [_label(budget, due, today) for due in dues]


def lines(
    items: Sequence[BudgetItem], today: date, areas: Areas, until: date | None = None
) -> list[Line]:
    """All that is due in these cases up to a day, the earliest first."""
    found = [
        Line(
            case=item.budget.case_id,
            number=item.known.number if item.known else "",
            ward=areas.short_name(areas.at(item.budget.area, today)),
            due=due,
            state=_state((due.on - today).days),
            days=(due.on - today).days,
        )
        for item in items
        for due in item.budget.dues
        if until is None or due.on <= until
    ]
    return sorted(found, key=lambda line: (line.due.on, line.number, line.due.kind.value))


def table(listed: Sequence[Line]) -> Table:
    """Days, kinds and case numbers only."""
    states = {"overdue": "期日超過", "soon": "まもなく", "later": ""}
    rows = [
        (line.due.on.isoformat(), states[line.state], line.due.kind.ja, line.number, line.ward)
        for line in listed
    ]
    return Table(name="budget-dues", title="家計の期日", heads=HEADS, rows=rows)


def _label(budget: Budget, due: Due, today: date) -> Label:
    entry = budget.entry(due.chain) if due.chain else None
    page = PAGES[due.kind]
    days = (due.on - today).days
    return Label(
        due=due,
        page=f"entries/{due.chain}/{page}" if due.chain else page,
        about=about(budget, entry) if entry is not None else "",
        state=_state(days),
        days=days,
    )


def _state(days: int) -> str:
    if days < 0:
        return "overdue"
    return "soon" if days <= SOON_DAYS else "later"
