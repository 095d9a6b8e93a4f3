"""就労準備支援: one use at a time, stages, attendance, rhythm, practice; slips are taken back, never changed."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from events.contract import Event, Refused, fold
from events.contract.work_codes import (
    Activity,
    Attendance,
    Habit,
    PracticeForm,
    PracticeResult,
    PreparationResult,
    PreparationStage,
    Skill,
    Weekday,
)
from services.planning.programmes.work_book import WithdrawEntry, WorkBook, withdraw_entry
from services.planning.programmes.work_preparation import attending as a
from services.planning.programmes.work_preparation import clock_time, evolve, figures
from services.planning.programmes.work_preparation import enrolling as e
from services.planning.programmes.work_preparation import practising as p
from services.planning.programmes.work_preparation import rhythm as r
from services.planning.programmes.work_preparation.enrolment import latest, used_on

PERSON, PLACE, OCCASION = UUID(int=1), UUID(int=2), UUID(int=3)
TODAY = date(2026, 9, 30)
FIRST = date(2026, 6, 1)
DAY = timedelta(days=1)
Step = tuple[Any, Any]


def told(*steps: Step, book: WorkBook | None = None) -> WorkBook:
    """The book after these decisions; each must be accepted and state something."""
    for decision, command in steps:
        facts = decision(book, command)
        assert facts
        book = fold(evolve, facts, book)
    assert book is not None
    return book


def refused(book: WorkBook | None, decision: Any, command: Any) -> str:
    try:
        decision(book, command)
    except Refused as refusal:
        return refusal.code
    return ""


def enrol(on: date = FIRST, **changes: Any) -> Step:
    given: dict[str, Any] = {"ends_on": e.year_from(on), "stage": PreparationStage.DAILY_LIFE}
    return e.enrol_in_preparation, e.EnrolInPreparation(
        today=TODAY, person=PERSON, enrolled_on=on, objective="朝起きる", **(given | changes)
    )


def attend(on: date = FIRST, **changes: Any) -> Step:
    given: dict[str, Any] = {
        "activity": Activity.OUTING,
        "attendance": Attendance.ATTENDED,
        "minutes": 90,
    }
    return a.record_attendance, a.RecordAttendance(
        today=TODAY, person=PERSON, held_on=on, **(given | changes)
    )


def move(stage: PreparationStage, on: date) -> Step:
    command = e.MoveStage(today=TODAY, person=PERSON, moved_on=on, stage=stage, reason="毎日通えた")
    return e.move_stage, command


def take_back(no: int, reason: str = "別の方の記録だった") -> Step:
    return withdraw_entry, WithdrawEntry(today=TODAY, person=PERSON, of_no=no, reason=reason)


@pytest.mark.parametrize(
    ("ends_on", "code"),
    [
        (FIRST, ""),
        (FIRST - DAY, "period-reversed"),
        (date(2027, 5, 31), ""),
        (date(2027, 6, 2), "longer-than-a-year"),
    ],
)
def test_a_use_lasts_a_year_at_most(ends_on: date, code: str) -> None:
    assert refused(None, *enrol(ends_on=ends_on)) == code


def test_a_year_from_a_leap_day_ends_in_february() -> None:
    assert e.year_from(date(2028, 2, 29)) == date(2029, 2, 27)
    assert e.year_from(date(2026, 6, 1)) == date(2027, 5, 31)


def test_there_is_one_use_at_a_time_and_the_same_again_is_nothing_new() -> None:
    book = told(enrol())
    decision, command = enrol()
    assert decision(book, command) == []
    assert refused(book, *enrol(FIRST + DAY)) == "already-enrolled"


def test_an_extension_begins_where_the_period_ended() -> None:
    book = told(enrol())
    given = {"today": TODAY, "person": PERSON, "extended_on": FIRST, "reason": "通えるように"}
    same = e.ExtendPreparation(ends_on=date(2027, 5, 31), **given)
    assert refused(book, e.extend_preparation, same) == "not-later"
    later = e.ExtendPreparation(ends_on=date(2027, 11, 30), **given)
    book = told((e.extend_preparation, later), book=book)
    use = latest(book)
    assert use is not None
    assert use.ends_on == date(2027, 11, 30)
    assert e.extend_preparation(book, later) == []


def test_stages_are_moved_forwards_and_back_with_a_reason_and_never_to_the_same() -> None:
    book = told(enrol(), move(PreparationStage.SOCIAL_LIFE, FIRST + 30 * DAY))
    use = latest(book)
    assert use is not None
    assert (use.stage, use.since) == (PreparationStage.SOCIAL_LIFE, FIRST + 30 * DAY)
    assert refused(book, *move(PreparationStage.SOCIAL_LIFE, FIRST + 40 * DAY)) == "same-stage"
    early = move(PreparationStage.WORK, FIRST + 10 * DAY)
    assert refused(book, *early) == "before-earlier-step"
    back = told(move(PreparationStage.DAILY_LIFE, FIRST + 60 * DAY), book=book)
    use = latest(back)
    assert use is not None
    assert use.stage is PreparationStage.DAILY_LIFE


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, ""),
        ({"on": FIRST - DAY}, "not-enrolled"),
        ({"on": TODAY + DAY}, "future-day"),
        ({"minutes": 0}, "no-minutes"),
        ({"minutes": 1441}, "no-minutes"),
        ({"attendance": Attendance.ABSENT, "minutes": 0}, ""),
    ],
)
def test_attendance_belongs_to_a_use(changes: dict[str, Any], code: str) -> None:
    assert refused(told(enrol()), *attend(**changes)) == code


def test_nobody_attends_after_the_end_and_a_new_use_may_follow() -> None:
    end = e.EndPreparation(
        today=TODAY, person=PERSON, ended_on=FIRST + 60 * DAY, result=PreparationResult.JOB_SEARCH
    )
    book = told(enrol(), (e.end_preparation, end))
    assert refused(book, *attend(FIRST + 60 * DAY)) == ""
    assert refused(book, *attend(FIRST + 61 * DAY)) == "not-enrolled"
    assert refused(book, *enrol(FIRST + 30 * DAY)) == "before-earlier-step"
    assert used_on(told(enrol(FIRST + 70 * DAY), book=book), FIRST + 71 * DAY)


def test_a_slot_of_several_persons_is_recorded_once() -> None:
    book = told(enrol(), attend(occasion=OCCASION))
    decision, command = attend(occasion=OCCASION)
    assert decision(book, command) == []
    assert refused(book, *attend(occasion=OCCASION, minutes=30)) == "already-recorded"
    assert refused(told(take_back(2), book=book), *attend(occasion=OCCASION, minutes=30)) == ""


def test_sums_follow_what_is_taken_back() -> None:
    book = told(
        enrol(),
        attend(),
        attend(FIRST + DAY, attendance=Attendance.LATE, minutes=60),
        attend(FIRST + 2 * DAY, attendance=Attendance.ABSENT, minutes=0),
        attend(FIRST + 3 * DAY, activity=Activity.LIGHT_WORK),
    )
    outing, light = figures.attended(book)
    assert (outing.there, outing.late, outing.absent, outing.minutes) == (2, 1, 1, 150)
    assert light.there == 1
    assert figures.participation(figures.attended(book)) == 2
    book = told(take_back(2), book=book)
    assert figures.participation(figures.attended(book)) == 1


def test_an_entry_is_taken_back_once_with_a_reason_and_takes_along_what_goes_on_with_it() -> None:
    book = told(enrol(), move(PreparationStage.WORK, FIRST + DAY))
    assert refused(book, *take_back(1, " ")) == "no-reason"
    assert refused(book, *take_back(9)) == "no-such-entry"
    book = told(take_back(1), book=book)
    assert latest(book) is None
    assert not any(map(book.stands, book.facts))
    decision, command = take_back(1)
    assert decision(book, command) == []
    assert book.next_no == 3


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("7:30", 450), ("07:30", 450), ("７：３０", 450), ("7時", 420), ("7時半", 450), ("0730", 450), ("23:59", 1439)],
)  # fmt: skip
def test_times_are_read_as_people_write_them(typed: str, minutes: int) -> None:
    assert clock_time.read(typed, field="at") == minutes
    assert clock_time.read(clock_time.said(minutes), field="at") == minutes


@pytest.mark.parametrize("typed", ["", "24:00", "7:60", "朝", "7"])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        clock_time.read(typed, field="at")


def planned(on: date, *habits: Habit, weekdays: tuple[Weekday, ...] = ()) -> Step:
    lines = tuple(r.PlannedHabit(habit=habit, at="7:30", weekdays=weekdays) for habit in habits)
    return r.plan_rhythm, r.PlanRhythm(today=TODAY, person=PERSON, planned_on=on, lines=lines)


def lived(*days: r.LivedDay) -> Step:
    return r.record_rhythm, r.RecordRhythm(today=TODAY, person=PERSON, days=days)


def test_a_day_is_measured_against_the_template_of_that_day() -> None:
    book = told(
        planned(date(2026, 9, 1), Habit.GET_UP, Habit.GO_OUT),
        planned(date(2026, 9, 20), Habit.GET_UP, weekdays=(Weekday.MONDAY,)),
        lived(
            r.LivedDay(day_on=date(2026, 9, 15), got_up="8:10", kept=(Habit.GO_OUT,)),
            r.LivedDay(day_on=date(2026, 9, 21), kept=(Habit.GET_UP,)),
            r.LivedDay(day_on=date(2026, 9, 22)),
        ),
    )
    days = {one.day: one for week in figures.rhythm(book, TODAY) for one in week}
    assert len(days) == 28
    before, monday, tuesday = (days[date(2026, 9, n)] for n in (15, 21, 22))
    assert (before.asked, before.kept, before.at) == ((Habit.GET_UP, Habit.GO_OUT), 1, 490)
    assert (monday.asked, monday.share) == ((Habit.GET_UP,), 5)
    assert (tuesday.asked, tuesday.share) == ((), 0)
    assert days[date(2026, 9, 23)].recorded is None


def test_a_day_is_recorded_once_and_a_slip_names_its_row() -> None:
    day = r.LivedDay(day_on=date(2026, 9, 15), got_up="8:10")
    book = told(lived(day))
    assert r.record_rhythm(book, lived(day)[1]) == []
    other = r.LivedDay(day_on=date(2026, 9, 15), got_up="9:00", row=4)
    with pytest.raises(Refused) as slip:
        r.record_rhythm(book, lived(other)[1])
    assert (slip.value.code, slip.value.field) == ("already-recorded", "days-4-got_up")
    twice = lived(day, r.LivedDay(day_on=day.day_on, got_up="9:00"))
    assert refused(None, *twice) == "already-recorded"


@pytest.mark.parametrize(
    ("changes", "code"),
    [({}, ""), ({"before": 0}, "no-scale"), ({"after": 6}, "no-scale"), ({"minutes": 0}, "no-minutes")],
)  # fmt: skip
def test_a_scale_has_five_steps(changes: dict[str, Any], code: str) -> None:
    given = {"before": 2, "after": 3, "minutes": 45} | changes
    command = p.PractiseSkill(
        today=TODAY, person=PERSON, practised_on=FIRST, skill=Skill.MOCK_INTERVIEW, **given
    )
    assert refused(None, p.practise_skill, command) == code


def arranged(**changes: Any) -> Step:
    given: dict[str, Any] = {"takes": (PracticeForm.EXPERIENCE,), "form": PracticeForm.EXPERIENCE}
    return p.arrange_practice, p.ArrangePractice(
        today=TODAY,
        person=PERSON,
        arranged_on=FIRST,
        place=PLACE,
        begins_on=FIRST + DAY,
        ends_on=FIRST + 5 * DAY,
        **(given | changes),
    )


def finished(days: int, result: PracticeResult = PracticeResult.COMPLETED) -> Step:
    command = p.FinishPractice(
        today=TODAY, person=PERSON, of_no=2, finished_on=FIRST + 6 * DAY, days=days, result=result
    )
    return p.finish_practice, command


def test_a_workplace_takes_only_for_what_it_registered() -> None:
    book = told(enrol())
    assert refused(None, *arranged()) == "not-enrolled"
    assert refused(book, *arranged(form=PracticeForm.PRACTICE)) == "not-taken"
    assert refused(book, *arranged(takes=None)) == "not-taken"
    assert refused(book, *arranged()) == ""


@pytest.mark.parametrize(
    ("step", "code"),
    [
        (finished(5), ""),
        (finished(6), "no-days"),
        (finished(0), "no-days"),
        (finished(0, PracticeResult.NOT_BEGUN), ""),
        (finished(1, PracticeResult.NOT_BEGUN), "no-days"),
    ],
)
def test_the_days_at_a_workplace_lie_inside_its_period(step: Step, code: str) -> None:
    assert refused(told(enrol(), arranged()), *step) == code


def test_a_fact_of_another_programme_is_a_programming_error() -> None:
    with pytest.raises(ValueError):
        evolve(None, Event())
