"""子どもの学習・生活支援 in the demo: a site on Saturdays, tutors, children with plan, tutor and attendance."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from deploy.simulation.days import SATURDAY
from deploy.simulation.life import Life
from deploy.simulation.sample_books import Book, More, ago, ahead, book, entry_id, register
from deploy.simulation.step import Typed
from events.contract.assessment_codes import Activity, Cohabitation, Relationship
from events.contract.codes import AgeBand, Sex
from events.contract.learning_codes import (
    ChildDesk,
    ChildWorry,
    LearningActivity,
    MonthWeek,
    SchoolStage,
    SchoolStatus,
    SessionAnswer,
    Subject,
    TutorCheck,
    TutorKind,
    TutorWish,
)
from events.contract.work_codes import Weekday
from services.planning.programmes import learning
from services.planning.programmes.household import joining, members
from services.planning.programmes.learning import (
    children,
    matching,
    plans,
    session,
    site,
    sites,
    tutor,
    tutoring,
    tutors,
)

OPENED: Final = 300
TUTORS: Final = (
    ("見本 さくら", TutorKind.UNIVERSITY_STUDENT, Sex.FEMALE, AgeBand.TWENTIES),
    ("見本 次郎", TutorKind.FORMER_TEACHER, Sex.MALE, AgeBand.SIXTIES),
    ("見本 みどり", TutorKind.VOLUNTEER, Sex.FEMALE, AgeBand.FORTIES),
)
PUPILS: Final = (
    (
        "太一",
        14,
        SchoolStage.JUNIOR_HIGH,
        3,
        SchoolStatus.OFTEN_ABSENT,
        Activity.JUNIOR_HIGH_SCHOOL,
    ),
    ("ひなた", 10, SchoolStage.ELEMENTARY, 5, SchoolStatus.ATTENDING, Activity.PRIMARY_SCHOOL),
    ("凛", 16, SchoolStage.HIGH, 2, SchoolStatus.NOT_ATTENDING, Activity.HIGH_SCHOOL),
)
"""Given name, age, stage, grade, how things stand at school."""
SATURDAYS: Final = (3, 2, 1)
"""Weeks back of the days that were held."""
CAME: Final = ((True, True, False), (True, False, True), (True, True, True))
"""Child by day."""
DONE: Final = (LearningActivity.STUDY, LearningActivity.LUNCH)
CHECKED_DAYS: Final = 365


def registers(today: date) -> More:
    """The site, its tutors, and the totals of its days."""
    return lambda life: _registers(life, today)


def child(today: date, n: int) -> More:
    """The n-th child (0, 1, 2) of the ward, each of another family."""
    return lambda life: _child(life, today, n)


def _site(life: Life) -> UUID:
    return entry_id(life, "learning site")


def _tutor(life: Life, n: int) -> UUID:
    return entry_id(life, f"tutor {n}")


def _saturday(today: date, weeks: int) -> date:
    """The last Saturday before today, or so many weeks earlier."""
    back = (today.weekday() - SATURDAY) % 7 or 7
    return today - timedelta(days=back + 7 * (weeks - 1))


def _registers(life: Life, today: date) -> Iterator[Typed]:
    opened = ago(today, OPENED)
    yield register(_site(life), site.evolve).typed(
        opened,
        sites.open_site,
        sites.OpenSite,
        on=opened,
        title=f"まなびの広場（{life.setting.place}）",
        capacity=15,
        begins="10:00",
        ends="13:00",
        place="区民センター 2階",
        weeks=tuple(MonthWeek),
        weekdays=(Weekday.SATURDAY,),
        lunch=True,
    )
    for n in range(len(TUTORS)):
        yield from _registered(life, today, n)
    for place, weeks in enumerate(SATURDAYS):
        yield _held(life, _saturday(today, weeks), place)


def _registered(life: Life, today: date, n: int) -> Iterator[Typed]:
    name, kind, sex, age_band = TUTORS[n]
    entry, on = _tutor(life, n), ago(today, 200 - n)
    own = register(entry, tutor.evolve)
    yield own.typed(
        on,
        tutors.register_tutor,
        tutors.RegisterTutor,
        tutor_id=entry,
        on=on,
        name=name,
        kind=kind,
        contact="06-0000-5678",
        sex=sex,
        age_band=age_band,
        subjects=(Subject.MATHEMATICS, Subject.ENGLISH, Subject.HOMEWORK),
        stages=(SchoolStage.ELEMENTARY, SchoolStage.JUNIOR_HIGH, SchoolStage.HIGH),
        weekdays=(Weekday.SATURDAY, Weekday.WEDNESDAY),
        home_visits=n == 1,
        most=2,
    )
    for check in TutorCheck:
        if (n, check) != (2, TutorCheck.IDENTITY):
            yield own.typed(
                on,
                tutors.check_tutor,
                tutors.CheckTutor,
                checked_on=on,
                check=check,
                valid_until=on + timedelta(days=CHECKED_DAYS),
            )


def _held(life: Life, on: date, place: int) -> Typed:
    came = sum(1 for answers in CAME if answers[place])
    held = site.session_of(_site(life), on)
    return register(held, session.evolve).typed(
        on,
        session.hold_session,
        session.HoldSession,
        held_on=on,
        site=_site(life),
        activities=DONE,
        theme="宿題と、みんなでカレー作り",
        children=came,
        absent=len(CAME) - came,
        lunches=came,
        other_lunches=2,
        tutors=(_tutor(life, 0), _tutor(life, 1)),
    )


def _child(life: Life, today: date, n: int) -> Iterator[Typed]:
    yield _joined(life, today, n)
    own = book(life, learning.NAME, learning.evolve)
    yield from _begun(own, life, today, n)
    if n < 2:
        yield _matched(own, life, today, n)
    held = [_attended(own, life, _saturday(today, w), CAME[n][p]) for p, w in enumerate(SATURDAYS)]
    yield from held[:2]
    if n == 0:
        yield own.typed(
            ago(today, 8),
            children.note_worry,
            children.NoteWorry,
            of_no=1,
            noted_on=ago(today, 8),
            worries=(ChildWorry.ENTRANCE_COST, ChildWorry.EXAM_COST),
            needed_on=ahead(today, 100),
            desks=(ChildDesk.SCHOOL_SOCIAL_WORKER,),
            note="高校の制服代と受験料が心配とのこと。",
        )
    yield held[2]


def _joined(life: Life, today: date, n: int) -> Typed:
    name, age, _, _, _, activity = PUPILS[n]
    own = book(life, "household", members.evolve)
    return own.typed(
        ago(today, 24),
        joining.join_household,
        joining.JoinHousehold,
        case=life.setting.case(life.ordinal),
        joined_on=ago(today, 24),
        relationship=Relationship.CHILD,
        cohabitation=Cohabitation.TOGETHER,
        activity=activity,
        name=_named(life, name),
        age=age,
    )


def _named(life: Life, given: str) -> str:
    """The family's name with the child's own."""
    return f"{life.resident.name.split()[0]} {given}"


def _begun(own: Book, life: Life, today: date, n: int) -> Iterator[Typed]:
    name, _, stage, grade, status, _ = PUPILS[n]
    member = members.member_of(life.setting.case(life.ordinal), 1)
    yield own.typed(
        ago(today, 24),
        children.register_child,
        children.RegisterChild,
        household={1: (member, _named(life, name))},
        registered_on=ago(today, 24),
        member_no=1,
    )
    yield own.typed(
        ago(today, 24),
        children.record_school,
        children.RecordSchool,
        of_no=1,
        status_on=ago(today, 24),
        stage=stage,
        status=status,
        grade=grade,
        school="市立見本学校",
    )
    yield own.typed(
        ago(today, 24),
        plans.make_learning_plan,
        plans.MakeLearningPlan,
        of_no=1,
        made_on=ago(today, 24),
        objective=("行きたい高校に受かる", "九九をまちがえずに言う", "学校に週に2日行く")[n],
        review_on=today + timedelta(days=(20, 90, 5)[n]),
        open_sites=frozenset({_site(life)}),
        site=_site(life),
        home_visits=n == 2,
        subjects=(Subject.MATHEMATICS, Subject.ENGLISH) if n else (Subject.EXAM,),
        support="初めの月は職員が迎えに行く。",
    )
    yield own.typed(
        ago(today, 24),
        plans.record_tutor_wishes,
        plans.RecordTutorWishes,
        of_no=1,
        recorded_on=ago(today, 24),
        weekdays=(Weekday.SATURDAY,),
        wishes=(TutorWish.NEAR_IN_AGE,) if n == 0 else (),
    )


def _matched(own: Book, life: Life, today: date, n: int) -> Typed:
    entry = _tutor(life, n)
    weighed = matching.Proposal(
        tutor=entry, score=5, reasons=("土曜が合います",), against=(), barred=False
    )
    return own.typed(
        ago(today, 23),
        tutoring.match_tutor,
        tutoring.MatchTutor,
        of_no=1,
        matched_on=ago(today, 23),
        tutor=entry,
        weighed=weighed,
        reason="年が近く、同じ教科を教えられる。",
    )


def _attended(own: Book, life: Life, on: date, came: bool) -> Typed:
    return own.typed(
        on,
        session.attend_session,
        session.AttendSession,
        of_no=1,
        held_on=on,
        site=_site(life),
        session=site.session_of(_site(life), on),
        answer=SessionAnswer.CAME if came else SessionAnswer.ABSENT,
        lunch=came,
        activities=DONE,
    )
