"""One day at a site: each child's answer in the child's own book, and the totals on the day's stream."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.contract.child_learning import ChildRegistered
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.learning_codes import LearningActivity, SessionAnswer
from events.contract.learning_site import LearningSessionHeld
from events.contract.tutoring import LearningSessionAttended
from services.planning.decisions.guards import happened
from services.planning.programmes.learning.book import LearningBook, entered

MOST_MEALS = 999


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendSession:
    """The answer of the child with registration `of_no`."""

    today: date
    person: UUID
    of_no: int
    held_on: date
    site: UUID
    session: UUID
    answer: SessionAnswer
    lunch: bool
    activities: tuple[LearningActivity, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldSession:
    """`children`, `absent` and `lunches` are counted from the answers; `other_lunches` are the adults'."""

    today: date
    held_on: date
    site: UUID
    activities: tuple[LearningActivity, ...]
    theme: str
    children: int
    absent: int
    lunches: int
    other_lunches: int
    tutors: tuple[UUID, ...]


def attend_session(state: LearningBook | None, command: AttendSession) -> list[Event]:
    """The newest answer stands; it names the one it takes the place of. Who is absent eats no lunch."""
    book = state or LearningBook()
    child = book.entry(command.of_no, ChildRegistered, what="子ども").child
    happened(command.held_on, today=command.today, field="held_on")
    came = command.answer is SessionAnswer.CAME
    before = answer_of(book, child, command.session)
    fact = LearningSessionAttended(
        held_on=command.held_on,
        person=command.person,
        child=child,
        entry_no=0,
        site=command.site,
        session=command.session,
        answer=command.answer,
        lunch=command.lunch and came,
        activities=command.activities if came else (),
        corrects_no=before.entry_no if before else None,
    )
    if before and _same(before, fact):
        return []
    return entered(book, fact)


def answer_of(book: LearningBook, child: UUID, session: UUID) -> LearningSessionAttended | None:
    """The answer of a child for a day that stands."""
    found = (one for one in book.standing(LearningSessionAttended, child))
    return next((one for one in reversed([*found]) if one.session == session), None)


def attended(book: LearningBook, child: UUID) -> list[LearningSessionAttended]:
    """The standing answers of a child, by day."""
    newest = {one.session: one for one in book.standing(LearningSessionAttended, child)}
    return sorted(newest.values(), key=lambda one: one.held_on)


def evolve(_: LearningSessionHeld | None, fact: Event) -> LearningSessionHeld:
    """The newest totals; ValueError for any other kind."""
    if isinstance(fact, LearningSessionHeld):
        return fact
    raise ValueError(f"{type(fact).__name__} is no fact of a day at a site")


def hold_session(state: LearningSessionHeld | None, command: HoldSession) -> list[Event]:
    """A day that has come, with what was done; nothing where the totals are the same."""
    happened(command.held_on, today=command.today, field="held_on")
    if not command.activities:
        raise Refused("no-activity", "活動の種類を選んでください。", field="activities")
    if not 0 <= command.other_lunches <= MOST_MEALS:
        raise Refused("no-count", f"0から{MOST_MEALS}までです。", field="other_lunches")
    made = LearningSessionHeld(
        held_on=command.held_on,
        site=command.site,
        count_no=state.count_no if state else 1,
        activities=command.activities,
        theme=command.theme.strip(),
        children=command.children,
        absent=command.absent,
        lunches=command.lunches,
        other_lunches=command.other_lunches,
        tutors=tuple(sorted(command.tutors)),
    )
    if made == state:
        return []
    return [replace(made, count_no=state.count_no + 1 if state else 1)]


def _same(before: LearningSessionAttended, now: LearningSessionAttended) -> bool:
    return all(
        getattr(before, name) == getattr(now, name) for name in ("answer", "lunch", "activities")
    )
