"""Whatever children's learning accepts — case, tutors, sites, days — the auditor's table accepts."""

from collections import Counter
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

import pytest

from events.contract import KINDS, child_learning, learning_site, learning_tutor, tutoring
from events.contract import learning_codes as k
from events.contract.work_codes import Weekday
from services.planning.programmes import learning
from services.planning.programmes.learning import (
    children,
    plans,
    session,
    site,
    sites,
    tutor,
    tutors,
)
from services.planning.programmes.learning import tutoring as pairs
from services.planning.programmes.learning.matching import Proposal
from tests.auditor.test_transitions import procedure, walked  # noqa: F401 - a fixture

DAY, LATER = date(2026, 6, 1), date(2027, 6, 1)
TODAY: dict[str, Any] = {"today": date(2026, 12, 31)}
WHO: dict[str, Any] = TODAY | {"person": UUID(int=1)}
FACTS = (child_learning, learning_site, learning_tutor, tutoring)
HOUSEHOLD = {1: (UUID(int=11), "見本"), 2: (UUID(int=12), "見本")}


def any_of(c: Random, codes: Any) -> Any:
    return c.choice(list(codes))


def case(c: Random) -> tuple[Any, Any]:
    on, no, who = (
        DAY + timedelta(days=c.randrange(20)),
        c.randrange(1, 12),
        UUID(int=c.randrange(20, 23)),
    )
    weighed = Proposal(who, 1, (), (), c.random() < 0.2)
    return c.choice(
        [
            (children.register_child, children.RegisterChild(**WHO, registered_on=on, member_no=c.randrange(1, 4), household=HOUSEHOLD)),
            (children.record_school, children.RecordSchool(**WHO, of_no=no, status_on=on, stage=any_of(c, k.SchoolStage), status=any_of(c, k.SchoolStatus))),
            (children.note_worry, children.NoteWorry(**WHO, of_no=no, noted_on=on, worries=(any_of(c, k.ChildWorry),))),
            (plans.make_learning_plan, plans.MakeLearningPlan(**WHO, of_no=no, made_on=on, objective="x", review_on=LATER, home_visits=True)),
            (plans.record_tutor_wishes, plans.RecordTutorWishes(**WHO, of_no=no, recorded_on=on)),
            (plans.record_outcome, plans.RecordOutcome(**WHO, of_no=no, found_on=on, outcome=any_of(c, k.LearningOutcome))),
            (plans.end_learning, plans.EndLearning(**WHO, of_no=no, ended_on=on, reason=any_of(c, k.LearningEndReason))),
            (pairs.match_tutor, pairs.MatchTutor(**WHO, of_no=no, matched_on=on, tutor=who, weighed=weighed, reason="x", instead=c.random() < 0.5)),
            (pairs.end_match, pairs.EndMatch(**WHO, of_no=no, ended_on=on, reason=any_of(c, k.MatchEndReason))),
            (pairs.record_home_lesson, pairs.RecordHomeLesson(**WHO, of_no=no, held_on=on, minutes=60)),
            (pairs.become_tutor, pairs.BecomeTutor(**WHO, of_no=no, became_on=on, tutor=who)),
            (session.attend_session, session.AttendSession(
                **WHO, of_no=no, held_on=on, site=UUID(int=9), session=who, answer=any_of(c, k.SessionAnswer), lunch=True, activities=())),
            (children.withdraw_learning_entry, children.WithdrawLearningEntry(**WHO, of_no=no, reason="x")),
        ]
    )  # fmt: skip


def registered(c: Random) -> tuple[Any, Any]:
    on, whose = DAY + timedelta(days=c.randrange(20)), UUID(int=5)
    entry = tutors.RegisterTutor(
        **TODAY, tutor_id=whose, on=on, name=str(c.random()), kind=any_of(c, k.TutorKind), subjects=(k.Subject.EXAM,)
    )  # fmt: skip
    return c.choice(
        [
            (tutors.register_tutor, entry),
            (tutors.change_tutor, entry),
            (tutors.check_tutor, tutors.CheckTutor(**TODAY, checked_on=on, check=any_of(c, k.TutorCheck))),
            (tutors.pause_tutor, tutors.PauseTutor(**TODAY, tutor_id=whose, paused_on=on, reason="x")),
            (tutors.resume_tutor, tutors.ResumeTutor(**TODAY, resumed_on=on)),
            (tutors.link_pupil, tutors.LinkPupil(**TODAY, became_on=on, child=UUID(int=c.randrange(3)))),
        ]
    )  # fmt: skip


def placed(c: Random) -> tuple[Any, Any]:
    on = DAY + timedelta(days=c.randrange(90))
    entry = sites.OpenSite(
        **TODAY, on=DAY, title=str(c.random()), capacity=9, begins="10:00", ends="14:00",
        weeks=(k.MonthWeek.SECOND,), weekdays=(Weekday.SATURDAY,),
    )  # fmt: skip
    ways = [
        (sites.open_site, entry),
        (sites.change_site, entry),
        (sites.cancel_day, sites.CancelDay(**TODAY, day=on, reason=any_of(c, k.NoSessionReason))),
        (sites.add_day, sites.AddDay(**TODAY, day=on)),
        (sites.close_site, sites.CloseSite(**TODAY, closed_on=on)),
    ]
    return c.choices(ways, weights=[4, 4, 4, 4, 1])[0]


def counted(c: Random) -> tuple[Any, Any]:
    totals = session.HoldSession(
        **TODAY, held_on=DAY, site=UUID(int=9), activities=(k.LearningActivity.STUDY,), theme="",
        children=c.randrange(9), absent=0, lunches=0, other_lunches=0, tutors=(),
    )  # fmt: skip
    return session.hold_session, totals


BOOKS: list[tuple[Any, Any]] = [
    (learning.evolve, case),
    (tutor.evolve, registered),
    (site.evolve, placed),
    (session.evolve, counted),
]


@pytest.fixture(scope="module")
def made(procedure: Any) -> Counter[str]:  # noqa: F811 - the fixture above
    total: Counter[str] = Counter()
    for evolve, command in BOOKS:
        for seed in range(40):
            total += walked(procedure, Random(seed), None, evolve, command)  # noqa: S311
    return total


def test_whatever_they_accept_the_table_accepts(made: Counter[str]) -> None:
    names = {module.__name__ for module in FACTS}
    kinds = (kind for kind in KINDS.values() if kind.cls.__module__ in names)
    assert {kind.wire.rsplit(".", 1)[0] for kind in kinds} == set(made)
