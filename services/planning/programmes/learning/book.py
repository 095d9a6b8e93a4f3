"""Numbered entries about the children of one case: which of them stand, and which number comes next."""

from dataclasses import dataclass, replace
from typing import Any, Final, TypeVar
from uuid import UUID

from events.contract.child_learning import (
    ChildRegistered,
    ChildWorryNoted,
    LearningEnded,
    LearningEntryWithdrawn,
    LearningOutcomeRecorded,
    LearningPlanMade,
    SchoolStatusRecorded,
    TutorWishesRecorded,
)
from events.contract.deciding import Refused
from events.contract.kind import Event, kind_of
from events.contract.tutoring import (
    ChildBecameTutor,
    HomeLessonHeld,
    LearningSessionAttended,
    TutorMatched,
    TutorMatchEnded,
)

E = TypeVar("E", bound=Event)

ENTRIES: Final = (
    ChildRegistered,
    SchoolStatusRecorded,
    LearningPlanMade,
    TutorWishesRecorded,
    ChildWorryNoted,
    LearningOutcomeRecorded,
    LearningEnded,
    TutorMatched,
    TutorMatchEnded,
    HomeLessonHeld,
    LearningSessionAttended,
    ChildBecameTutor,
)
NO_WITHDRAWAL: Final = (LearningSessionAttended, ChildBecameTutor)
"""A day is corrected on the page of its day; the other end of a link stands in the register."""


@dataclass(frozen=True, slots=True)
class LearningBook:
    """`facts` in the order of recording; `withdrawn` = the numbers taken back."""

    facts: tuple[Event, ...] = ()
    withdrawn: frozenset[int] = frozenset()

    def stands(self, fact: Event) -> bool:
        """Whether neither the entry, nor what it goes on with, nor its child was withdrawn."""
        if number(fact) in self.withdrawn or getattr(fact, "of_no", 0) in self.withdrawn:
            return False
        child = getattr(fact, "child", None)
        return not any(
            number(one) in self.withdrawn
            for one in self.facts
            if isinstance(one, ChildRegistered) and one.child == child
        )

    def standing(self, kind: type[E], child: UUID | None = None) -> tuple[E, ...]:
        """The entries of a kind that stand, of one child or of all."""
        return tuple(
            fact
            for fact in self.facts
            if isinstance(fact, kind)
            and self.stands(fact)
            and child in (None, getattr(fact, "child", None))
        )

    def latest(self, kind: type[E], child: UUID) -> E | None:
        """The entry of a kind that was recorded last about a child."""
        return next(reversed(self.standing(kind, child)), None)

    def entry(self, no: int, kind: type[E], *, what: str) -> E:
        """The standing entry with this number; refuses where there is none of this kind."""
        found = next((fact for fact in self.standing(kind) if number(fact) == no), None)
        if found is None:
            raise Refused(
                "no-such-entry", f"{what}の記録が見つかりません。画面を開き直してください。"
            )
        return found


def number(fact: Event) -> int:
    """The entry's own number; 0 for one that only takes another back."""
    return int(getattr(fact, "entry_no", 0))


def evolve(state: LearningBook | None, fact: Event) -> LearningBook:
    """The book after one more fact; ValueError for a fact of another programme."""
    book = state or LearningBook()
    if isinstance(fact, LearningEntryWithdrawn):
        return replace(book, withdrawn=book.withdrawn | {fact.of_no})
    if isinstance(fact, ENTRIES):
        return replace(book, facts=(*book.facts, fact))
    raise ValueError(f"{type(fact).__name__} is no entry of child learning")


def entered(book: LearningBook, fact: Event) -> list[Event]:
    """The fact with the next number; nothing where the very same already stands."""
    made: Any = fact
    same = (f for f in book.facts if isinstance(f, kind_of(fact).cls) and book.stands(f))
    if any(f == replace(made, entry_no=number(f)) for f in same):
        return []
    return [replace(made, entry_no=max((number(f) for f in book.facts), default=0) + 1)]
