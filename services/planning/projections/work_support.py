"""`work_support`: what is under way toward work in each case, and the next day of it; the list of 就労支援員."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from events.bus.column_types import Int
from events.bus.projection import Index, Projection
from events.contract import Event, opened
from events.contract.certified_training import (
    TrainingBegun,
    TrainingEnded,
    TrainingProposed,
    TrainingReviewed,
)
from events.contract.job_search import (
    ApplicationAnswered,
    InterviewHeld,
    JobAppliedFor,
    JobSearched,
)
from events.contract.linked_programme import (
    LinkedProgrammeAccepted,
    LinkedProgrammeAsked,
    LinkedProgrammeLeft,
    LinkedProgrammeProgressed,
)
from events.contract.work_codes import PreparationStage
from events.contract.work_entry import WorkEntryWithdrawn
from events.contract.work_preparation import (
    PracticeArranged,
    PracticeFinished,
    PreparationEnded,
    PreparationEnrolled,
    PreparationExtended,
    PreparationStageMoved,
)
from events.log.recorded import Recorded
from services.planning.programmes import (
    certified_training,
    job_search,
    linked_programmes,
    work_preparation,
)
from services.planning.programmes.next_day import nearest
from services.planning.programmes.stream import stream_of
from services.planning.programmes.work_book import number

BOOKS: Final = (
    work_preparation.NAME,
    job_search.NAME,
    linked_programmes.NAME,
    certified_training.NAME,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One entry that says what is under way: `what` = wire name; `day` = the day it names for later."""

    book: str
    no: int
    of_no: int
    what: str
    on: date
    day: date | None = None
    place: UUID | None = None
    stage: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkSupport:
    """`next_on` and `next_step`: the nearest day some entry names.

    `places`: workplaces of practice or training, under way or proposed; `training_at`: of training only.
    """

    case_id: UUID
    area_id: Int
    area: str
    lines: tuple[Line, ...] = ()
    enrolled_on: date | None = None
    ends_on: date | None = None
    stage: PreparationStage | None = None
    programmes: Int = 0
    places: tuple[UUID, ...] = ()
    training_at: tuple[UUID, ...] = ()
    active: bool = False
    next_on: date | None = None
    next_step: str = ""


def evolve(row: WorkSupport | None, recorded: Recorded) -> WorkSupport:
    """The row after one entry, or after one was taken back."""
    before = row or WorkSupport(
        case_id=recorded.case, area_id=recorded.area_id, area=recorded.context.area
    )
    book = next(b for b in BOOKS if stream_of(recorded.case, b) == recorded.stream)
    if isinstance(recorded.fact, WorkEntryWithdrawn):
        no = recorded.fact.of_no
        kept = [ln for ln in before.lines if ln.book != book or no not in (ln.no, ln.of_no)]
        return placed(replace(before, lines=tuple(kept)))
    return placed(replace(before, lines=(*before.lines, _line(book, recorded))))


def placed(row: WorkSupport) -> WorkSupport:
    """The row with what its lines say."""
    begun = _open(row.lines, "PreparationEnrolled", "PreparationEnded")
    enrolled = begun[-1] if begun else None
    practices = _open(row.lines, "PracticeArranged", "PracticeFinished")
    trainings = _open(row.lines, "TrainingProposed", "TrainingEnded")
    links = _open(row.lines, "LinkedProgrammeAsked", "LinkedProgrammeLeft")
    ends_on = _last_day(row.lines, enrolled) if enrolled else None
    named = [
        (ends_on, "就労準備支援の期間の終わり"),
        *((ln.day, "職場での体験の終わり") for ln in practices),
        *((_last_day(row.lines, ln), "就労訓練の見直し") for ln in trainings),
        *((_next(_about(row.lines, ln)), "連携する事業の次の予定") for ln in links),
        (_searching(row.lines), "求職活動の次の予定"),
    ]
    days = sorted((day, step) for day, step in named if day)
    return replace(
        row,
        enrolled_on=enrolled.on if enrolled else None,
        ends_on=ends_on,
        stage=_stage(row.lines, enrolled) if enrolled else None,
        programmes=len(links),
        places=tuple(dict.fromkeys(ln.place for ln in (*practices, *trainings) if ln.place)),
        training_at=tuple(ln.place for ln in trainings if ln.place),
        active=bool(enrolled or practices or trainings or links or days),
        next_on=days[0][0] if days else None,
        next_step=days[0][1] if days else "",
    )


def _open(lines: tuple[Line, ...], begin: str, end: str) -> list[Line]:
    over = {(ln.book, ln.of_no) for ln in lines if ln.what == end}
    return [ln for ln in lines if ln.what == begin and (ln.book, ln.no) not in over]


def _about(lines: tuple[Line, ...], begin: Line) -> list[Line]:
    """An entry and what goes on with it."""
    return [ln for ln in lines if ln.book == begin.book and begin.no in (ln.no, ln.of_no)]


def _last_day(lines: tuple[Line, ...], begin: Line) -> date | None:
    """The day that the latest entry about `begin` names, of those that name one."""
    named = [ln.day for ln in _about(lines, begin) if ln.day]
    return named[-1] if named else None


def _next(lines: list[Line]) -> date | None:
    return nearest((ln.day for ln in lines), (ln.on for ln in lines))


def _searching(lines: tuple[Line, ...]) -> date | None:
    """The next day of the search; an application that was answered names none any more."""
    own = [ln for ln in lines if ln.book == job_search.NAME]
    over = {ln.of_no for ln in own if ln.what == "ApplicationAnswered"}
    named = (ln.day for ln in own if (ln.of_no or ln.no) not in over)
    return nearest(named, (ln.on for ln in own))


def _stage(lines: tuple[Line, ...], begin: Line) -> PreparationStage | None:
    named = [ln.stage for ln in _about(lines, begin) if ln.stage]
    return PreparationStage.stored(named[-1]) if named else None


DAYS: Final = ("ends_on", "review_on", "next_on")
"""Fields that name a day for later."""


def _line(book: str, recorded: Recorded) -> Line:
    fact: Any = recorded.fact
    found = (getattr(fact, name, None) for name in DAYS)
    stage: Any = opened(fact.stage, None) if hasattr(fact, "stage") else None
    return Line(
        book=book,
        no=number(fact),
        of_no=getattr(fact, "of_no", 0),
        what=type_name(fact),
        on=recorded.occurred_on,
        day=next((day for day in found if day), None),
        place=getattr(fact, "place", None),
        stage=stage.value if stage else "",
    )


def type_name(fact: Event) -> str:
    """The kind's class by name."""
    return next(kind.__name__ for kind in READ if isinstance(fact, kind))


READ: Final[frozenset[type[Event]]] = frozenset(
    {
        PreparationEnrolled,
        PreparationExtended,
        PreparationStageMoved,
        PreparationEnded,
        PracticeArranged,
        PracticeFinished,
        JobSearched,
        JobAppliedFor,
        InterviewHeld,
        ApplicationAnswered,
        LinkedProgrammeAsked,
        LinkedProgrammeAccepted,
        LinkedProgrammeProgressed,
        LinkedProgrammeLeft,
        TrainingProposed,
        TrainingBegun,
        TrainingReviewed,
        TrainingEnded,
        WorkEntryWithdrawn,
    }
)

WORK_SUPPORT = Projection(
    "work_support",
    1,
    WorkSupport,
    evolve,
    one_row_per="case",
    reads=READ,
    indexes=(Index(("area", "next_on", "case_id"), where="active"),),
)
