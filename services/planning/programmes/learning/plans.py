"""The child's plan and wishes, what came of them, and the end."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.child_learning import (
    ChildRegistered,
    LearningEnded,
    LearningOutcomeRecorded,
    LearningPlanMade,
    TutorWishesRecorded,
)
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.learning_codes import (
    LearningCaution,
    LearningEndReason,
    LearningOutcome,
    Subject,
    TutorWish,
)
from events.contract.sealed import Open
from events.contract.work_codes import Weekday
from services.planning.decisions.guards import happened, told
from services.planning.programmes.learning.book import LearningBook, entered
from services.planning.programmes.next_day import ahead


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeLearningPlan:
    """`open_sites`: the sites that take children on that day."""

    today: date
    person: UUID
    of_no: int
    made_on: date
    objective: str
    review_on: date
    open_sites: frozenset[UUID] = frozenset()
    site: UUID | None = None
    home_visits: bool = False
    subjects: tuple[Subject, ...] = ()
    support: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordTutorWishes:
    """What the child wishes of a tutor."""

    today: date
    person: UUID
    of_no: int
    recorded_on: date
    weekdays: tuple[Weekday, ...] = ()
    wishes: tuple[TutorWish, ...] = ()
    cautions: tuple[LearningCaution, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOutcome:
    """High-school entry, no drop-out …"""

    today: date
    person: UUID
    of_no: int
    found_on: date
    outcome: LearningOutcome
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndLearning:
    """The child no longer comes."""

    today: date
    person: UUID
    of_no: int
    ended_on: date
    reason: LearningEndReason
    note: str = ""


def make_learning_plan(state: LearningBook | None, command: MakeLearningPlan) -> list[Event]:
    """In the child's words; at a site that is open, at home, or both."""
    book = state or LearningBook()
    child = _child(book, command.of_no)
    happened(command.made_on, today=command.today, field="made_on")
    told(
        command.objective,
        code="no-objective",
        ja="子どもの言葉で、目標を入力してください。",
        field="objective",
    )
    ahead(command.review_on, after=command.made_on, field="review_on")
    if command.site is None and not command.home_visits:
        raise Refused("nowhere", "通う会場か、家庭訪問を選んでください。", field="site")
    fact = LearningPlanMade(
        made_on=command.made_on,
        person=command.person,
        child=child,
        entry_no=0,
        site=command.site,
        home_visits=command.home_visits,
        subjects=command.subjects,
        review_on=command.review_on,
        objective=Open(child, command.objective.strip()),
        support=Open(child, command.support.strip()),
    )
    made = entered(book, fact)
    if made and command.site is not None and command.site not in command.open_sites:
        raise Refused("site-closed", "この会場は受け入れていません。", field="site")
    return made


def record_tutor_wishes(state: LearningBook | None, command: RecordTutorWishes) -> list[Event]:
    """The newest stands; both sexes at once cannot be wished."""
    book = state or LearningBook()
    child = _child(book, command.of_no)
    happened(command.recorded_on, today=command.today, field="recorded_on")
    if {TutorWish.FEMALE_ONLY, TutorWish.MALE_ONLY} <= set(command.wishes):
        raise Refused("both-wished", "女性と男性は、どちらか一つにしてください。", field="wishes")
    fact = TutorWishesRecorded(
        recorded_on=command.recorded_on,
        person=command.person,
        child=child,
        entry_no=0,
        weekdays=command.weekdays,
        wishes=Open(child, command.wishes),
        cautions=Open(child, command.cautions),
        note=Open(child, command.note.strip()),
    )
    return entered(book, fact)


def record_outcome(state: LearningBook | None, command: RecordOutcome) -> list[Event]:
    """May be found long after the end."""
    book = state or LearningBook()
    child = _child(book, command.of_no)
    happened(command.found_on, today=command.today, field="found_on")
    fact = LearningOutcomeRecorded(
        found_on=command.found_on,
        person=command.person,
        child=child,
        entry_no=0,
        outcome=Open(child, command.outcome),
        note=Open(child, command.note.strip()),
    )
    return entered(book, fact)


def end_learning(state: LearningBook | None, command: EndLearning) -> list[Event]:
    """Once per plan; not before it."""
    book = state or LearningBook()
    child = _child(book, command.of_no)
    plan = book.latest(LearningPlanMade, child)
    if plan is None:
        raise Refused("no-plan", "学習計画がまだありません。")
    happened(
        command.ended_on,
        today=command.today,
        field="ended_on",
        not_before=plan.made_on,
        step="学習計画",
    )
    fact = LearningEnded(
        ended_on=command.ended_on,
        person=command.person,
        child=child,
        entry_no=0,
        reason=Open(child, command.reason),
        note=Open(child, command.note.strip()),
    )
    made = entered(book, fact)
    if made and not running(book, child):
        raise Refused("already-over", "この子どもの学習支援は終わっています。")
    return made


def running(book: LearningBook, child: UUID) -> LearningPlanMade | None:
    """The plan under which the child is supported now; None before the first and after the end."""
    plan, end = book.latest(LearningPlanMade, child), book.latest(LearningEnded, child)
    return None if plan is None or (end and end.entry_no > plan.entry_no) else plan


def _child(book: LearningBook, no: int) -> UUID:
    return book.entry(no, ChildRegistered, what="子ども").child
