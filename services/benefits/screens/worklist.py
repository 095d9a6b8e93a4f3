"""The worklist: which steps are whose turn, and each line as people read it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from events.host.areas import Areas
from events.host.auth import Staff
from services.benefits.projections.grant_work import Step
from services.benefits.projections.lookup import Item, Place
from services.benefits.screens.wording import period

OPEN: tuple[Step, ...] = tuple(step for step in Step if step is not Step.OVER)

TURN: dict[Step, str] = {
    Step.CORRECT: "benefit.receive",
    Step.ELIGIBLE: "benefit.draft",
    Step.DWELLING: "benefit.receive",
    Step.LEASE: "benefit.receive",
    Step.DRAFT: "benefit.draft",
    Step.REVIEW: "benefit.review",
    Step.DECIDE: "benefit.decide",
    Step.EXTEND: "benefit.draft",
    Step.LATER_REVIEW: "benefit.review",
    Step.LATER_DECIDE: "benefit.decide",
    Step.COMMIT: "payment.order",
    Step.ORDER: "payment.order",
    Step.PASS: "payment.pass",
    Step.PAY: "payment.confirm",
    Step.REISSUE: "payment.order",
    Step.RESUME: "benefit.draft",
    Step.END: "benefit.draft",
}
"""The permission with which a step is taken: who holds it has the turn."""


@dataclass(frozen=True, slots=True)
class Line:
    """`state`: overdue, due or waiting; `days` until the day, negative when past."""

    case: UUID
    grant_no: int
    number: str
    ward: str
    kind: str
    step: Step
    months: str
    paid: str
    paid_yen: int
    day: date
    state: str
    days: int


def own_steps(staff: Staff) -> tuple[Step, ...]:
    """The steps this person can take; all of them for somebody who can take none."""
    return tuple(step for step in OPEN if staff.may(TURN[step])) or OPEN


def chosen(wanted: Collection[str], staff: Staff) -> tuple[Step, ...]:
    """The steps of the filter; unknown words choose nothing, no word chooses the person's own."""
    if "all" in wanted:
        return OPEN
    found = tuple(step for step in OPEN if step.value in wanted)
    return found or own_steps(staff)


def lines(items: Collection[Item], today: date, areas: Areas) -> list[Line]:
    """The lines in their order."""
    return [_line(item, today, areas) for item in items]


def more(items: Collection[Item], limit: int, wanted: Collection[str], today: date) -> str:
    """The query of the next page; empty on the last one."""
    if len(items) < limit:
        return ""
    last = list(items)[-1].work
    rank = 0 if last.is_due and last.next_on < today else 1
    place = f"{rank}_{last.next_on.isoformat()}_{last.stream}"
    return "?" + urlencode([*(("step", word) for word in wanted), ("after", place)])


def place(text: str) -> Place | None:
    """Where the former page ended; None for the first page and for anything unreadable."""
    try:
        rank, day, stream = text.split("_")
        return int(rank), date.fromisoformat(day), UUID(stream)
    except ValueError:
        return None


def _line(item: Item, today: date, areas: Areas) -> Line:
    work = item.work
    days = (work.next_on - today).days
    overdue, due = work.is_due and days < 0, work.is_due
    return Line(
        case=work.case_id,
        grant_no=work.grant_no,
        number=item.known.number if item.known else "",
        ward=areas.short_name(areas.at(work.area, today)),
        kind=work.kind.ja,
        step=work.step,
        months=period(work.first_month, work.months) if work.decided_on else "",
        paid=f"{work.paid}／{work.months}か月" if work.decided_on else "",
        paid_yen=work.paid_yen,
        day=work.next_on,
        state="overdue" if overdue else "due" if due else "waiting",
        days=days,
    )
