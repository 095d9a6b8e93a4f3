"""`learning_case`: the children of each family now — plan, site, tutor, school, outcome; for lists and rosters."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from events.bus.column_types import Int
from events.bus.projection import Index, Projection
from events.contract import Event, opened
from events.contract.child_learning import (
    ChildRegistered,
    LearningEnded,
    LearningEntryWithdrawn,
    LearningOutcomeRecorded,
    LearningPlanMade,
    SchoolStatusRecorded,
)
from events.contract.learning_codes import LearningOutcome, SchoolStage, SchoolStatus
from events.contract.tutoring import ChildBecameTutor, TutorMatched, TutorMatchEnded
from events.log.recorded import Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class LearningLine:
    """One entry that says how a child stands; `day` = the review that a plan names."""

    no: int
    of_no: int
    what: str
    child: UUID
    on: date
    day: date | None = None
    site: UUID | None = None
    tutor: UUID | None = None
    home_visits: bool = False
    stage: str = ""
    status: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildNow:
    """`no`: the child's registration. `plan_on` None = not supported now."""

    no: int
    child: UUID
    plan_on: date | None
    review_on: date | None
    site: UUID | None
    home_visits: bool
    tutor: UUID | None
    stage: SchoolStage | None
    status: SchoolStatus | None
    outcome: LearningOutcome | None
    became_tutor: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LearningCase:
    """`sites` and `tutors`: of the children supported now; a tutor of two children stands twice."""

    case_id: UUID
    area_id: Int
    area: str
    lines: tuple[LearningLine, ...] = ()
    sites: tuple[UUID, ...] = ()
    tutors: tuple[UUID, ...] = ()
    active: bool = False
    review_on: date | None = None


def evolve(row: LearningCase | None, recorded: Recorded) -> LearningCase:
    """The row after one entry, or after one was taken back."""
    before = row or LearningCase(
        case_id=recorded.case, area_id=recorded.area_id, area=recorded.context.area
    )
    fact = recorded.fact
    if isinstance(fact, LearningEntryWithdrawn):
        return _placed(replace(before, lines=_without(before.lines, fact.of_no)))
    return _placed(replace(before, lines=(*before.lines, _line(recorded))))


def children(row: LearningCase) -> list[ChildNow]:
    """Every child of the family, in the order of registration."""
    return [_now(row.lines, line) for line in row.lines if line.what == ChildRegistered.__name__]


def _now(lines: tuple[LearningLine, ...], child: LearningLine) -> ChildNow:
    own = [line for line in lines if line.child == child.child]
    plan, end = _last(own, LearningPlanMade), _last(own, LearningEnded)
    running = plan if plan and not (end and end.no > plan.no) else None
    over = {line.of_no for line in own if line.what == TutorMatchEnded.__name__}
    matches = [ln for ln in own if ln.what == TutorMatched.__name__ and ln.no not in over]
    school, outcome = _last(own, SchoolStatusRecorded), _last(own, LearningOutcomeRecorded)
    return ChildNow(
        no=child.no,
        child=child.child,
        plan_on=running.on if running else None,
        review_on=running.day if running else None,
        site=running.site if running else None,
        home_visits=bool(running and running.home_visits),
        tutor=matches[-1].tutor if matches else None,
        stage=SchoolStage.stored(school.stage) if school and school.stage else None,
        status=SchoolStatus.stored(school.status) if school and school.status else None,
        outcome=LearningOutcome.stored(outcome.outcome) if outcome and outcome.outcome else None,
        became_tutor=_last(own, ChildBecameTutor) is not None,
    )


def _placed(row: LearningCase) -> LearningCase:
    supported = [child for child in children(row) if child.plan_on]
    reviews = [child.review_on for child in supported if child.review_on]
    return replace(
        row,
        sites=tuple(dict.fromkeys(child.site for child in supported if child.site)),
        tutors=tuple(child.tutor for child in children(row) if child.tutor),
        active=bool(supported),
        review_on=min(reviews, default=None),
    )


def _without(lines: tuple[LearningLine, ...], no: int) -> tuple[LearningLine, ...]:
    """Neither the entry, nor what goes on with it, nor anything of a child never registered."""
    taken = [ln for ln in lines if ln.no == no and ln.what == ChildRegistered.__name__]
    gone = {line.child for line in taken}
    return tuple(ln for ln in lines if no not in (ln.no, ln.of_no) and ln.child not in gone)


def _last(lines: list[LearningLine], kind: type[Event]) -> LearningLine | None:
    found = [line for line in lines if line.what == kind.__name__]
    return found[-1] if found else None


def _line(recorded: Recorded) -> LearningLine:
    fact: Any = recorded.fact
    return LearningLine(
        no=fact.entry_no,
        of_no=getattr(fact, "of_no", 0),
        what=next(kind.__name__ for kind in READ if isinstance(fact, kind)),
        child=fact.child,
        on=recorded.occurred_on,
        day=getattr(fact, "review_on", None),
        site=getattr(fact, "site", None),
        tutor=getattr(fact, "tutor", None),
        home_visits=getattr(fact, "home_visits", False),
        stage=_code(fact, "stage"),
        status=_code(fact, "status"),
        outcome=_code(fact, "outcome"),
    )


def _code(fact: Any, name: str) -> str:
    code = opened(getattr(fact, name), None) if hasattr(fact, name) else None
    return str(code.value) if code else ""


READ: Final[frozenset[type[Event]]] = frozenset(
    {
        ChildRegistered,
        SchoolStatusRecorded,
        LearningPlanMade,
        LearningOutcomeRecorded,
        LearningEnded,
        LearningEntryWithdrawn,
        TutorMatched,
        TutorMatchEnded,
        ChildBecameTutor,
    }
)

LEARNING_CASE = Projection(
    "learning_case",
    1,
    LearningCase,
    evolve,
    one_row_per="case",
    reads=READ,
    indexes=(Index(("area", "review_on", "case_id"), where="active"),),
)
