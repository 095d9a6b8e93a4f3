"""Children's learning: the rule of 第2・第4土曜, and what may follow what."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from events.contract import Refused, fold
from events.contract.child_learning import ChildRegistered
from events.contract.learning_codes import (
    ChildWorry,
    LearningActivity,
    LearningEndReason,
    MatchEndReason,
    MonthWeek,
    NoSessionReason,
    SessionAnswer,
    TutorCheck,
    TutorWish,
)
from events.contract.tutoring import TutorMatched, TutorMatchEnded
from events.contract.work_codes import Weekday
from services.planning.programmes import learning
from services.planning.programmes.learning import children, plans, session, sites, tutoring, tutors
from services.planning.programmes.learning import site as site_facts
from services.planning.programmes.learning import tutor as tutor_facts
from services.planning.programmes.learning.matching import Proposal
from services.planning.programmes.learning.recurring import days_of_month

TODAY, FIRST = date(2026, 9, 30), date(2026, 6, 1)
DAY = timedelta(days=1)
CHILD, TUTOR, SITE = UUID(int=11), UUID(int=21), UUID(int=31)
WHO: dict[str, Any] = {"today": TODAY, "person": UUID(int=1)}
Step = tuple[Any, Any]


def told(*steps: Step, state: Any = None, evolve: Any = learning.evolve) -> Any:
    for decision, command in steps:
        facts = decision(state, command)
        assert facts, command
        state = fold(evolve, facts, state)
        assert decision(state, command) == [], "the same again is nothing new"
    return state


def refused(state: Any, step: Step) -> str:
    decision, command = step
    try:
        decision(state, command)
    except Refused as refusal:
        return refusal.code
    return ""


def register(member: int = 1, name: str = "") -> Step:
    household = {1: (CHILD, "見本 ひなた"), 2: (UUID(int=12), "")}
    given = {"registered_on": FIRST, "member_no": member, "name": name, "household": household}
    return children.register_child, children.RegisterChild(**WHO, **given)


def plan(on: date = FIRST, **more: Any) -> Step:
    given = {"objective": "行きたい高校に行く", "review_on": on + DAY, "home_visits": True} | more
    return plans.make_learning_plan, plans.MakeLearningPlan(**WHO, of_no=1, made_on=on, **given)


def match(on: date = FIRST, tutor: UUID = TUTOR, *, barred: bool = False, **more: Any) -> Step:
    weighed = Proposal(tutor, 3, (), ("休止",) if barred else (), barred)
    given = {"reason": "水曜が合う", "weighed": weighed} | more
    command = tutoring.MatchTutor(**WHO, of_no=1, matched_on=on, tutor=tutor, **given)
    return tutoring.match_tutor, command


def attend(answer: SessionAnswer, *, lunch: bool = True) -> Step:
    command = session.AttendSession(
        **WHO,
        of_no=1,
        held_on=FIRST,
        site=SITE,
        session=UUID(int=41),
        answer=answer,
        lunch=lunch,
        activities=(LearningActivity.STUDY,),
    )
    return session.attend_session, command


@pytest.mark.parametrize(
    ("month", "expected"),
    [((2026, 8), [8, 22]), ((2026, 5), [9, 23]), ((2026, 2), [14, 28])],
)
def test_second_and_fourth_saturday(month: tuple[int, int], expected: list[int]) -> None:
    weeks = (MonthWeek.SECOND, MonthWeek.FOURTH)
    assert [day.day for day in days_of_month(*month, weeks, [Weekday.SATURDAY])] == expected


def test_a_fifth_week_is_there_only_in_some_months_and_days_off_are_left_out() -> None:
    fifth = (MonthWeek.FIFTH,)
    assert [d.day for d in days_of_month(2026, 5, fifth, [Weekday.SATURDAY])] == [30]
    assert days_of_month(2026, 6, fifth, [Weekday.SATURDAY]) == []
    off = date(2026, 5, 30)
    assert days_of_month(2026, 5, fifth, [Weekday.SATURDAY], off=lambda day: day == off) == []


def test_a_child_is_a_member_of_the_household_with_a_name() -> None:
    book = told(register())
    (child,) = book.standing(ChildRegistered)
    assert (child.child, child.name.subject, child.name.value) == (CHILD, CHILD, "見本 ひなた")
    assert refused(None, register(3)) == "no-member"
    assert refused(None, register(2)) == "no-name"
    assert refused(book, register(1, "別の名前")) == "already-registered"
    assert told(register(2, "見本 あおい"), state=book)


def test_a_plan_needs_words_a_place_and_a_day_ahead() -> None:
    book = told(register())
    assert refused(book, plan(objective=" ")) == "no-objective"
    assert refused(book, plan(home_visits=False)) == "nowhere"
    assert refused(book, plan(site=SITE)) == "site-closed"
    assert refused(book, plan(review_on=FIRST)) == "not-ahead"
    assert told(plan(site=SITE, open_sites=frozenset({SITE})), state=book)


def test_a_match_needs_a_plan_and_an_entrusted_tutor() -> None:
    book = told(register())
    assert refused(book, match()) == "no-plan"
    book = told(plan(), state=book)
    assert refused(book, match(barred=True)) == "not-entrusted"
    assert refused(book, match(weighed=None)) == "no-such-tutor"
    assert refused(book, match(reason="")) == "no-reason"


def test_another_tutor_takes_over_on_one_day() -> None:
    book = told(register(), plan(), match())
    other = UUID(int=22)
    assert refused(book, match(FIRST + DAY, other)) == "already-matched"
    book = told(match(FIRST + DAY, other, instead=True), state=book)
    (end,) = book.standing(TutorMatchEnded)
    assert (end.of_no, end.entry_no, end.reason.value) == (3, 4, MatchEndReason.REMATCHED)
    assert [one.entry_no for one in book.standing(TutorMatched)] == [3, 5]
    now = tutoring.current(book, CHILD)
    assert now is not None
    assert now.tutor == other


def test_a_visit_lies_within_the_match() -> None:
    def visit(on: date) -> Step:
        given = {"of_no": 3, "held_on": on, "minutes": 60}
        return tutoring.record_home_lesson, tutoring.RecordHomeLesson(**WHO, **given)

    over = tutoring.EndMatch(**WHO, of_no=3, ended_on=FIRST + DAY, reason=MatchEndReason.CHILD_WISH)
    book = told(register(), plan(), match(), (tutoring.end_match, over))
    assert refused(book, visit(FIRST - DAY)) == "before-earlier-step"
    assert refused(book, visit(FIRST + 2 * DAY)) == "after-end"
    assert told(visit(FIRST + DAY), state=book)


def test_the_newest_answer_of_a_day_stands_and_names_what_it_corrects() -> None:
    book = told(register(), attend(SessionAnswer.CAME))
    book = told(attend(SessionAnswer.ABSENT), state=book)
    (answer,) = session.attended(book, CHILD)
    assert (answer.answer, answer.lunch, answer.corrects_no) == (SessionAnswer.ABSENT, False, 2)


def test_a_child_who_was_there_is_no_slip() -> None:
    away = children.WithdrawLearningEntry(**WHO, of_no=1, reason="別の子ども")
    book = told(register(), plan())
    gone = told((children.withdraw_learning_entry, away), state=book)
    assert gone.standing(ChildRegistered) == ()
    assert plans.running(gone, CHILD) is None, "nothing of a child never registered stands"
    there = told(attend(SessionAnswer.CAME), state=book)
    assert refused(there, (children.withdraw_learning_entry, away)) == "was-there"


def test_an_end_ends_the_plan_until_the_next_one() -> None:
    end = plans.EndLearning(**WHO, of_no=1, ended_on=FIRST, reason=LearningEndReason.REACHED)
    book = told(register(), plan(), (plans.end_learning, end))
    assert plans.running(book, CHILD) is None
    later = plans.EndLearning(**WHO, of_no=1, ended_on=TODAY, reason=LearningEndReason.MOVED)
    assert refused(book, (plans.end_learning, later)) == "already-over"
    assert plans.running(told(plan(FIRST + DAY), state=book), CHILD)


def test_wishes_and_worries_are_sound() -> None:
    book = told(register())
    both = (TutorWish.FEMALE_ONLY, TutorWish.MALE_ONLY)
    wishes = plans.RecordTutorWishes(**WHO, of_no=1, recorded_on=FIRST, wishes=both)
    assert refused(book, (plans.record_tutor_wishes, wishes)) == "both-wished"
    worry = children.NoteWorry(**WHO, of_no=1, noted_on=FIRST)
    assert refused(book, (children.note_worry, worry)) == "no-worry"
    given = {"worries": (ChildWorry.ENTRANCE_COST,), "needed_on": FIRST - DAY}
    late = children.NoteWorry(**WHO, of_no=1, noted_on=FIRST, **given)
    assert refused(book, (children.note_worry, late)) == "not-ahead"


def entry(title: str, on: date = FIRST, **more: Any) -> sites.OpenSite:
    given: dict[str, Any] = {"weeks": (MonthWeek.SECOND,), "weekdays": (Weekday.SATURDAY,)} | more
    rest = {"capacity": 20, "begins": "10:00", "ends": "14:00"} | given
    return sites.OpenSite(today=TODAY, on=on, title=title, **rest)


def test_a_site_keeps_the_days_of_the_rule_it_had() -> None:
    fourth = entry("ここらぽ", date(2026, 7, 1), weeks=(MonthWeek.FOURTH,))
    cancel = sites.CancelDay(today=TODAY, day=date(2026, 6, 13), reason=NoSessionReason.WEATHER)
    add = sites.AddDay(today=TODAY, day=date(2026, 6, 20))
    site = told(
        (sites.open_site, entry("ここらぽ")),
        (sites.change_site, fourth),
        (sites.cancel_day, cancel),
        (sites.add_day, add),
        evolve=site_facts.evolve,
    )

    def open_days(month: int) -> list[int]:
        found = site_facts.days(site, 2026, month, is_holiday=lambda _: False)
        return [one.on.day for one in found if one.cancelled is None]

    assert (open_days(6), open_days(7)) == ([20], [25])
    assert open_days(5) == [], "not before it opened"
    again = told(
        (sites.add_day, sites.AddDay(today=TODAY, day=cancel.day)),
        state=site,
        evolve=site_facts.evolve,
    )
    assert site_facts.opens_on(again, cancel.day, is_holiday=lambda _: False)
    closed = told(
        (sites.close_site, sites.CloseSite(today=TODAY, closed_on=date(2026, 7, 20))),
        state=site,
        evolve=site_facts.evolve,
    )
    assert site_facts.days(closed, 2026, 7, is_holiday=lambda _: False) == []


def test_a_site_is_shut_on_holidays_unless_it_says_otherwise() -> None:
    holiday = date(2026, 6, 13)
    shut = told((sites.open_site, entry("祝日は休み")), evolve=site_facts.evolve)
    always = told(
        (sites.open_site, entry("祝日も開く", on_holidays=True)), evolve=site_facts.evolve
    )
    assert not site_facts.opens_on(shut, holiday, is_holiday=lambda day: day == holiday)
    assert site_facts.opens_on(always, holiday, is_holiday=lambda day: day == holiday)
    assert refused(None, (sites.open_site, entry("x", ends="9:00"))) == "period-reversed"
    assert refused(None, (sites.open_site, entry("x", weeks=()))) == "no-week"


def test_a_tutor_pauses_resumes_and_was_one_pupil_only() -> None:
    from events.contract.learning_codes import Subject, TutorKind

    given: dict[str, Any] = {"today": TODAY, "tutor_id": TUTOR}
    entry = tutors.RegisterTutor(
        **given, on=FIRST, name="見本", kind=TutorKind.VOLUNTEER, subjects=(Subject.TALK,)
    )
    check = tutors.CheckTutor(today=TODAY, checked_on=FIRST, check=TutorCheck.TRAINING)
    pause = tutors.PauseTutor(**given, paused_on=FIRST, reason="試験")
    link = tutors.LinkPupil(today=TODAY, became_on=FIRST, child=CHILD)
    tutor = told(
        (tutors.register_tutor, entry),
        (tutors.check_tutor, check),
        (tutors.pause_tutor, pause),
        (tutors.link_pupil, link),
        evolve=tutor_facts.evolve,
    )
    early = tutors.ResumeTutor(today=TODAY, resumed_on=FIRST - DAY)
    assert refused(tutor, (tutors.resume_tutor, early)) == "before-earlier-step"
    other = tutors.LinkPupil(today=TODAY, became_on=FIRST, child=UUID(int=99))
    assert refused(tutor, (tutors.link_pupil, other)) == "already-linked"
    resume = tutors.ResumeTutor(today=TODAY, resumed_on=FIRST + DAY)
    back = told((tutors.resume_tutor, resume), state=tutor, evolve=tutor_facts.evolve)
    assert back.paused is None
