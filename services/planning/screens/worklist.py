"""The worklist: which steps are whose turn, and each line as people read it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from events.host.areas import Areas
from events.host.auth import Staff
from services.planning.projections.lookup import Item, Place
from services.planning.projections.waiting import Step

OPEN: tuple[Step, ...] = tuple(step for step in Step if step is not Step.CLOSED)

TURN: dict[Step, str] = {
    Step.ASSESS: "assessment.record",
    Step.DRAFT: "plan.draft",
    Step.AGREE: "plan.agree",
    Step.CONVENE: "conference.hold",
    Step.PROPOSE: "decision.draft",
    Step.DECIDE: "decision.decide",
    Step.MONITOR: "service.record",
    Step.EVALUATE: "plan.evaluate",
    Step.REVIEW: "service.record",
    Step.FINISH: "case.close",
}
"""The permission with which a step is taken: who holds it has the turn."""

SOON_DAYS = 14
"""Days before a deadline from which it is marked (暫定)."""


@dataclass(frozen=True, slots=True)
class Line:
    """`state`: overdue, soon, waiting or later; `days` until the day, negative when past."""

    case: UUID
    number: str
    ward: str
    step: Step
    plan: str
    services: str
    day: date | None
    state: str
    days: int
    unapproved: bool


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


def more(items: Collection[Item], limit: int, wanted: Collection[str], *, mine: str = "") -> str:
    """The query of the next page; empty on the last one."""
    last = list(items)[-1] if len(items) == limit else None
    if last is None or last.work.next_on is None:
        return ""
    place = f"{last.work.next_on.isoformat()}_{last.work.case_id}"
    return "?" + query(wanted, mine=mine, after=place)


def query(wanted: Collection[str], *, mine: str = "", after: str = "") -> str:
    """The address of the same list; nothing but codes."""
    own = [("mine", "yes")] if mine else []
    place = [("after", after)] if after else []
    return urlencode([*(("step", word) for word in wanted), *own, *place])


def place(text: str) -> Place | None:
    """Where the former page ended; None for the first page and for anything unreadable."""
    day, _, case = text.partition("_")
    try:
        return date.fromisoformat(day), UUID(case)
    except ValueError:
        return None


def _line(item: Item, today: date, areas: Areas) -> Line:
    work = item.work
    days = (work.next_on - today).days if work.next_on else 0
    return Line(
        case=work.case_id,
        number=item.known.number if item.known else "",
        ward=areas.short_name(areas.at(work.area, today)),
        step=work.step,
        plan=f"第{work.plan_no}期" if work.plan_no else "",
        services="、".join(service.ja for service in work.services),
        day=work.next_on,
        state=_state(days) if work.is_due else "waiting",
        days=days,
        unapproved=bool(work.unapproved),
    )


def _state(days: int) -> str:
    if days < 0:
        return "overdue"
    return "soon" if days <= SOON_DAYS else "later"
