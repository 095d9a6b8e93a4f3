"""The table of families follows every entry about a child, and forgets what is taken back."""

from datetime import date
from typing import Any
from uuid import UUID

from events.bus.projection import replay
from events.contract import Event, fold
from events.contract.learning_codes import SchoolStage, SchoolStatus
from events.log.recorded import Recorded
from services.planning.programmes import learning
from services.planning.programmes.learning import children
from services.planning.programmes.stream import stream_of
from services.planning.projections.learning_case import LEARNING_CASE, ChildNow, LearningCase
from services.planning.projections.learning_case import children as children_of
from tests.events.log.examples import CONTEXT
from tests.planning.test_child_learning import FIRST, SITE, TUTOR, WHO, match, plan, register

CASE = UUID(int=7)


def row(*steps: tuple[Any, Any]) -> LearningCase:
    facts: list[Event] = []
    for decision, command in steps:
        facts += decision(fold(learning.evolve, facts), command)
    stream = stream_of(CASE, learning.NAME)
    recorded = [
        Recorded(stream, version, CASE, fact, CONTEXT, position=version, source="planning")
        for version, fact in enumerate(facts, 1)
    ]
    (found,) = replay(LEARNING_CASE, recorded).values()
    return found


def school() -> tuple[Any, Any]:
    given = {"stage": SchoolStage.HIGH, "status": SchoolStatus.DROPPED_OUT, "status_on": FIRST}
    return children.record_school, children.RecordSchool(**WHO, of_no=1, **given)


def away(no: int) -> tuple[Any, Any]:
    command = children.WithdrawLearningEntry(**WHO, of_no=no, reason="誤り")
    return children.withdraw_learning_entry, command


PLAN = plan(site=SITE, open_sites=frozenset({SITE}))


def test_a_child_now() -> None:
    found = row(register(), PLAN, match(), school())
    assert (found.sites, found.tutors, found.active) == ((SITE,), (TUTOR,), True)
    assert found.review_on == date(2026, 6, 2)
    (child,) = children_of(found)
    assert isinstance(child, ChildNow)
    assert (child.stage, child.status) == (SchoolStage.HIGH, SchoolStatus.DROPPED_OUT)
    assert (child.tutor, child.no) == (TUTOR, 1)


def test_what_is_taken_back_is_forgotten_with_what_went_on_from_it() -> None:
    parted = row(register(), PLAN, match(), away(3))
    assert parted.tutors == ()
    nobody = row(register(), PLAN, match(), away(1))
    assert (nobody.lines, nobody.active, nobody.sites) == ((), False, ())
