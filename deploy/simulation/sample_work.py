"""就労支援 in the demo: workplaces of the ward, 就労準備 with its slots, 求職活動, 就労訓練."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from deploy.simulation.life import Life
from deploy.simulation.sample_books import Book, More, ago, ahead, book, entry_id, register
from deploy.simulation.step import Typed
from events.contract.work_codes import (
    Activity,
    ApplicationResult,
    AppliedVia,
    Attendance,
    Habit,
    PaperKind,
    PracticeForm,
    PracticeResult,
    PreparationStage,
    SearchAct,
    Skill,
    TrainingForm,
    Weekday,
    WorkKind,
)
from services.planning.programmes import certified_training, work_preparation
from services.planning.programmes import job_search as searches
from services.planning.programmes.certified_training import brokering
from services.planning.programmes.job_search import papers, searching
from services.planning.programmes.work_places import place as work_place
from services.planning.programmes.work_places import registering
from services.planning.programmes.work_preparation import (
    attending,
    enrolling,
    practising,
    rhythm,
)

PLACES: Final = (
    ("見本ビルサービス 株式会社", WorkKind.CLEANING),
    ("みほん食堂", WorkKind.COOKING),
    ("NPO法人 見本作業所", WorkKind.LIGHT_WORK),
)
TAKES: Final = (PracticeForm.VISIT, PracticeForm.EXPERIENCE)
CERTIFIED: Final = 0
"""The place that holds a certificate for 就労訓練."""
SLOTS: Final = (
    (19, Activity.RHYTHM, 60),
    (16, Activity.CONVERSATION, 90),
    (12, Activity.PLACE_TO_BE, 120),
    (9, Activity.LIGHT_WORK, 120),
    (5, Activity.COURSE, 90),
    (2, Activity.JOB_SKILLS, 120),
)
"""Days back, what for, minutes."""
ANSWERS: Final = (
    (Attendance.ATTENDED,) * 6,
    (Attendance.ATTENDED, Attendance.LATE) * 3,
    (Attendance.ABSENT, Attendance.ATTENDED, Attendance.ABSENT) * 2,
)
WEEK: Final = (Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY, Weekday.THURSDAY, Weekday.FRIDAY)


def places(today: date) -> More:
    """事業所台帳 of the ward; the certificate of one runs out before long."""
    return lambda life: _places(life, today)


def preparation(today: date, n: int) -> More:
    """就労準備 of the n-th person (0, 1, 2): the same slots, another attendance."""
    return lambda life: _preparation(life, today, n)


def training(today: date) -> More:
    """就労訓練 at the certified place."""
    return lambda life: _training(life, today)


def job_search(today: date, n: int) -> More:
    """求職活動 of the n-th person (0, 1)."""
    return lambda life: _job_search(life, today, n)


def _place(life: Life, n: int) -> UUID:
    return entry_id(life, f"work place {n}")


def _registration(today: date, n: int) -> dict[str, Any]:
    title, kind = PLACES[n]
    return {
        "on": ago(today, 240),
        "title": title,
        "work": (kind,),
        "practice": TAKES,
        "contact": "担当 見本 06-0000-1234",
        "place": "区内、駅から徒歩8分",
    }


def _certificate(today: date) -> dict[str, Any]:
    return {
        "certified_on": ago(today, 230),
        "number": "大府認第118号",
        "valid_from": ago(today, 230),
        "valid_until": today + timedelta(days=40),
        "capacity": 3,
        "forms": (TrainingForm.NOT_EMPLOYED, TrainingForm.EMPLOYED),
    }


def _places(life: Life, today: date) -> Iterator[Typed]:
    for n in range(len(PLACES)):
        entry = _place(life, n)
        own = register(entry, work_place.evolve)
        yield own.typed(
            ago(today, 240),
            registering.register_place,
            registering.RegisterPlace,
            place_id=entry,
            **_registration(today, n),
        )
        if n == CERTIFIED:
            yield own.typed(
                ago(today, 230),
                registering.certify_place,
                registering.CertifyPlace,
                **_certificate(today),
            )


def _preparation(life: Life, today: date, n: int) -> Iterator[Typed]:
    own = book(life, work_preparation.NAME, work_preparation.evolve)
    begun = ago(today, 22)
    yield own.typed(
        begun,
        enrolling.enrol_in_preparation,
        enrolling.EnrolInPreparation,
        enrolled_on=begun,
        ends_on=today + timedelta(days=12) if n == 1 else enrolling.year_from(begun),
        stage=PreparationStage.SOCIAL_LIFE if n == 1 else PreparationStage.DAILY_LIFE,
        objective="週に3日、午前中に家を出られるようになりたい。",
    )
    yield own.typed(
        begun,
        rhythm.plan_rhythm,
        rhythm.PlanRhythm,
        planned_on=begun,
        lines=(
            rhythm.PlannedHabit(habit=Habit.GET_UP, at="7:30", weekdays=WEEK),
            rhythm.PlannedHabit(habit=Habit.GO_OUT, at="9:30", weekdays=WEEK[::2]),
            rhythm.PlannedHabit(habit=Habit.GO_TO_BED, at="23:00"),
        ),
    )
    slots = [_slot(own, life, today, n, place) for place in range(len(SLOTS))]
    yield from slots[:4]
    yield own.typed(
        ago(today, 8),
        practising.practise_skill,
        practising.PractiseSkill,
        practised_on=ago(today, 8),
        skill=Skill.MOCK_INTERVIEW if n == 1 else Skill.CONVERSATION,
        before=2,
        after=3,
        minutes=40,
        note="初めは小さな声だったが、自分のことを話せた。",
    )
    if n == 0:
        yield own.typed(
            ago(today, 7),
            enrolling.move_stage,
            enrolling.MoveStage,
            moved_on=ago(today, 7),
            stage=PreparationStage.SOCIAL_LIFE,
            reason="休まず通えている。",
        )
    if n < 2:
        yield _practice(own, life, today, n)
    yield slots[4]
    yield _lived(own, today)
    yield slots[5]
    if n == 0:
        yield own.typed(
            ago(today, 1),
            practising.finish_practice,
            practising.FinishPractice,
            of_no=len(SLOTS) + 3,
            finished_on=ago(today, 1),
            days=1,
            result=PracticeResult.COMPLETED,
            feedback="あいさつがよかったと言っていただいた。",
        )


def _slot(own: Book, life: Life, today: date, n: int, place: int) -> Typed:
    days, activity, minutes = SLOTS[place]
    return own.typed(
        ago(today, days),
        attending.record_attendance,
        attending.RecordAttendance,
        held_on=ago(today, days),
        activity=activity,
        attendance=ANSWERS[n][place],
        minutes=minutes,
        occasion=entry_id(life, f"slot {place}"),
    )


def _practice(own: Book, life: Life, today: date, n: int) -> Typed:
    return own.typed(
        ago(today, 6),
        practising.arrange_practice,
        practising.ArrangePractice,
        arranged_on=ago(today, 6),
        place=_place(life, n + 1),
        form=TAKES[n],
        begins_on=ago(today, 2) if n == 0 else ahead(today, 4),
        ends_on=ago(today, 2) if n == 0 else ahead(today, 8),
        takes=TAKES,
    )


def _lived(own: Book, today: date) -> Typed:
    """The days of a week, one of them without an answer."""
    days = tuple(
        rhythm.LivedDay(
            day_on=today - timedelta(days=back),
            row=row,
            got_up="7:40" if back % 3 else "10:20",
            kept=(Habit.GET_UP, Habit.GO_OUT) if back % 3 else (),
        )
        for row, back in enumerate((9, 8, 7, 6, 5, 4))
    )
    return own.typed(ago(today, 2), rhythm.record_rhythm, rhythm.RecordRhythm, days=days)


def _training(life: Life, today: date) -> Iterator[Typed]:
    own = book(life, certified_training.NAME, certified_training.evolve)
    place, known = _place(life, CERTIFIED), _known(life, today)
    yield own.typed(
        ago(today, 18),
        brokering.propose_training,
        brokering.ProposeTraining,
        proposed_on=ago(today, 18),
        place=place,
        form=TrainingForm.NOT_EMPLOYED,
        known=known,
        in_use=0,
        reason="体を動かす仕事から始めたいとのこと。",
    )
    yield own.typed(
        ago(today, 11),
        brokering.visit_training_place,
        brokering.VisitTrainingPlace,
        of_no=1,
        visited_on=ago(today, 11),
        accompanied=True,
        note="朝の清掃を一緒に見た。",
    )
    yield own.typed(
        ago(today, 4),
        brokering.begin_training,
        brokering.BeginTraining,
        of_no=1,
        begun_on=ago(today, 4),
        form=TrainingForm.NOT_EMPLOYED,
        review_on=ahead(today, 20),
        known=known,
    )


def _known(life: Life, today: date) -> work_place.WorkPlace | None:
    """The certified place as its register knows it."""
    entry, state = _place(life, CERTIFIED), None
    for typed in _places(life, today):
        if typed.stream == entry:
            for fact in typed.decision(state, typed.command(typed.day, "")):
                state = work_place.evolve(state, fact)
    return state


def _job_search(life: Life, today: date, n: int) -> Iterator[Typed]:
    own = book(life, searches.NAME, searches.evolve)
    yield own.typed(
        ago(today, 20),
        searching.record_search,
        searching.RecordSearch,
        searched_on=ago(today, 20),
        act=SearchAct.ACCOMPANIED,
        next_on=ago(today, 16),
        note="ハローワークの窓口に同行。短時間の求人から見ることにした。",
    )
    yield own.typed(
        ago(today, 17),
        papers.write_paper,
        papers.WritePaper,
        written_on=ago(today, 17),
        paper=PaperKind.CV,
        text="志望の動機：人と接する仕事を続けたい。",
    )
    yield own.typed(
        ago(today, 16),
        papers.aim_at_qualification,
        papers.AimAtQualification,
        aimed_on=ago(today, 16),
        qualification="介護職員初任者研修",
        target_on=ahead(today, 120),
    )
    yield _applied(own, ago(today, 14), "介護補助（パート）", None)
    yield own.typed(
        ago(today, 9),
        searching.hold_interview,
        searching.HoldInterview,
        of_no=4,
        held_on=ago(today, 9),
        note="緊張したが、質問には答えられた。",
    )
    if n == 0:
        yield own.typed(
            ago(today, 5),
            searching.answer_application,
            searching.AnswerApplication,
            of_no=4,
            answered_on=ago(today, 5),
            result=ApplicationResult.REJECTED,
            note="経験のある方が採用された。",
        )
    yield _applied(own, ago(today, 3), "清掃（週4日）", ahead(today, 4))


def _applied(own: Book, on: date, post: str, next_on: date | None) -> Typed:
    return own.typed(
        on,
        searching.apply_for_job,
        searching.ApplyForJob,
        applied_on=on,
        via=AppliedVia.HELLO_WORK,
        post=post,
        next_on=next_on,
    )
