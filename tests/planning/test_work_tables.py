"""The tables of support toward work follow every entry, and forget what is taken back."""

from datetime import date
from typing import Any
from uuid import UUID

from events.bus.projection import replay
from events.contract import Event, Open, Shredded
from events.contract.job_search import (
    ApplicationAnswered,
    InterviewHeld,
    JobAppliedFor,
    JobSearched,
)
from events.contract.work_codes import (
    Activity,
    ApplicationResult,
    AppliedVia,
    Attendance,
    PracticeForm,
    PreparationResult,
    PreparationStage,
    SearchAct,
)
from events.contract.work_entry import WorkEntryWithdrawn
from events.contract.work_preparation import (
    ActivityAttended,
    PracticeArranged,
    PreparationEnded,
    PreparationEnrolled,
    PreparationExtended,
    PreparationStageMoved,
)
from events.log.recorded import Recorded
from services.planning.programmes import job_search, work_preparation
from services.planning.programmes.stream import stream_of
from services.planning.projections.work_slot import WORK_SLOT
from services.planning.projections.work_support import WORK_SUPPORT, WorkSupport
from tests.events.log.examples import CONTEXT

CASE, PERSON, PLACE = UUID(int=7), UUID(int=1), UUID(int=2)


def day(number: int) -> date:
    return date(2026, 6, number)


def said(book: str, *facts: Event) -> list[Recorded]:
    stream = stream_of(CASE, book)
    return [
        Recorded(stream, version, CASE, fact, CONTEXT, position=version, source="planning")
        for version, fact in enumerate(facts, 1)
    ]


def row(*recorded: Recorded) -> WorkSupport:
    (found,) = replay(WORK_SUPPORT, recorded).values()
    return found


def of(no: int, **given: Any) -> dict[str, Any]:
    return {"person": PERSON, "entry_no": no} | given


def words(text: str = "x") -> Open[str]:
    return Open(PERSON, text)


ENROLLED = PreparationEnrolled(
    **of(1),
    enrolled_on=day(1),
    ends_on=date(2027, 5, 31),
    stage=Open(PERSON, PreparationStage.DAILY_LIFE),
    objective=words(),
)
MOVED = PreparationStageMoved(
    **of(2, of_no=1),
    moved_on=day(3),
    stage=Open(PERSON, PreparationStage.WORK),
    reason=words(),
)
LONGER = PreparationExtended(
    **of(3, of_no=1), extended_on=day(4), ends_on=date(2027, 8, 31), reason=words()
)
PRACTICE = PracticeArranged(
    **of(4),
    arranged_on=day(5),
    place=PLACE,
    form=PracticeForm.VISIT,
    begins_on=day(20),
    ends_on=day(22),
)
ENDED = PreparationEnded(
    **of(5, of_no=1), ended_on=day(30), result=Open(PERSON, PreparationResult.STOPPED), note=words()
)


def back(no: int) -> WorkEntryWithdrawn:
    return WorkEntryWithdrawn(withdrawn_on=day(30), person=PERSON, of_no=no, reason=words())


def test_a_use_has_its_stage_its_end_and_its_nearest_day() -> None:
    found = row(*said(work_preparation.NAME, ENROLLED, MOVED, LONGER, PRACTICE))
    assert (found.stage, found.ends_on) == (PreparationStage.WORK, date(2027, 8, 31))
    assert (found.next_on, found.next_step) == (day(22), "職場での体験の終わり")
    assert (found.places, found.training_at) == ((PLACE,), ())


def test_a_withdrawal_takes_along_what_went_on_with_the_entry() -> None:
    told = (ENROLLED, MOVED, LONGER, PRACTICE)
    assert row(*said(work_preparation.NAME, *told, back(2))).stage is PreparationStage.DAILY_LIFE
    gone = row(*said(work_preparation.NAME, *told, back(1), back(4)))
    assert (gone.active, gone.stage, gone.next_on, gone.lines) == (False, None, None, ())


def test_a_number_belongs_to_its_own_programme() -> None:
    search = JobSearched(
        **of(1),
        searched_on=day(2),
        act=SearchAct.FAIR,
        next_on=day(9),
        note=words(),
    )
    told = [*said(work_preparation.NAME, ENROLLED), *said(job_search.NAME, search, back(1))]
    assert row(*told).enrolled_on == day(1)
    assert row(*told).next_step == "就労準備支援の期間の終わり"


def test_an_ended_use_is_not_under_way_and_a_shredded_stage_is_no_stage() -> None:
    assert not row(*said(work_preparation.NAME, ENROLLED, ENDED)).active
    gone = PreparationEnrolled(
        **of(1), enrolled_on=day(1), ends_on=day(30), stage=Shredded(), objective=Shredded()
    )
    assert row(*said(work_preparation.NAME, gone)).stage is None


def test_an_answered_application_names_no_day_any_more() -> None:
    applied = JobAppliedFor(
        **of(1),
        applied_on=day(2),
        via=AppliedVia.DIRECT,
        next_on=day(9),
        post=words(),
    )
    held = InterviewHeld(**of(2, of_no=1), held_on=day(5), next_on=day(12), note=words())
    answer = ApplicationAnswered(
        **of(3, of_no=1),
        answered_on=day(6),
        result=Open(PERSON, ApplicationResult.REJECTED),
        note=words(),
    )
    assert row(*said(job_search.NAME, applied, held)).next_on == day(9)
    assert row(*said(job_search.NAME, applied, held, answer)).next_on is None


def test_a_slot_taken_back_is_no_row_and_other_programmes_touch_none() -> None:
    slot = ActivityAttended(
        **of(1),
        held_on=day(3),
        occasion=None,
        activity=Activity.OUTING,
        attendance=Attendance.ATTENDED,
        minutes=60,
        note=words(),
    )
    kept = [*said(work_preparation.NAME, slot), *said(job_search.NAME, back(1))]
    assert set(replay(WORK_SLOT, kept)) == {(CASE, 1)}
    assert replay(WORK_SLOT, said(work_preparation.NAME, slot, back(1))) == {}
