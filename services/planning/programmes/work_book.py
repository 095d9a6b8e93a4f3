"""Numbered entries of one programme in one case: which of them stand, and which number comes next."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from events.contract.deciding import Refused
from events.contract.kind import Event, kind_of
from events.contract.sealed import Open
from events.contract.work_entry import WorkEntryWithdrawn
from services.planning.decisions.guards import told

E = TypeVar("E", bound=Event)


@dataclass(frozen=True, slots=True)
class WorkBook:
    """`facts` in the order of recording; `withdrawn` = number → why it was taken back."""

    facts: tuple[Event, ...] = ()
    withdrawn: tuple[WorkEntryWithdrawn, ...] = ()

    @property
    def next_no(self) -> int:
        """The number of the next entry."""
        return max((number(fact) for fact in self.facts), default=0) + 1

    def stands(self, fact: Event) -> bool:
        """Whether neither the entry nor the one it goes on with was withdrawn."""
        gone = {taken.of_no for taken in self.withdrawn}
        return number(fact) not in gone and getattr(fact, "of_no", 0) not in gone

    def standing(self, kind: type[E]) -> tuple[E, ...]:
        """The entries of a kind that stand."""
        return tuple(fact for fact in self.facts if isinstance(fact, kind) and self.stands(fact))

    def after(self, of_no: int, kind: type[E]) -> tuple[E, ...]:
        """The standing entries of a kind that go on with that one."""
        return tuple(f for f in self.standing(kind) if getattr(f, "of_no", 0) == of_no)

    def entry(self, no: int, kind: type[E], *, what: str) -> E:
        """The standing entry with this number; refuses where there is none of this kind."""
        found = next((fact for fact in self.standing(kind) if number(fact) == no), None)
        if found is None:
            raise Refused(
                "no-such-entry", f"{what}の記録が見つかりません。画面を開き直してください。"
            )
        return found


def number(fact: Event) -> int:
    """The entry's own number."""
    return int(getattr(fact, "entry_no", 0))


def evolving(*kinds: type[Event]) -> Callable[[WorkBook | None, Event], WorkBook]:
    """The fold of a programme that states these kinds; ValueError for any other."""

    def evolve(state: WorkBook | None, fact: Event) -> WorkBook:
        book = state or WorkBook()
        if isinstance(fact, WorkEntryWithdrawn):
            return replace(book, withdrawn=(*book.withdrawn, fact))
        if isinstance(fact, kinds):
            return replace(book, facts=(*book.facts, fact))
        raise ValueError(f"{type(fact).__name__} is no entry of this programme")

    return evolve


def entered(book: WorkBook, fact: Event) -> list[Event]:
    """The fact with the next number; nothing where the very same already stands."""
    made: Any = fact
    same = (f for f in book.facts if isinstance(f, kind_of(fact).cls) and book.stands(f))
    if any(f == replace(made, entry_no=number(f)) for f in same):
        return []
    return [replace(made, entry_no=book.next_no)]


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawEntry:
    """Entry `of_no` was a slip."""

    today: date
    person: UUID
    of_no: int
    reason: str = ""


def withdraw_entry(state: WorkBook | None, command: WithdrawEntry) -> list[Event]:
    """取消, with its reason; the entry stays readable."""
    book = state or WorkBook()
    if any(taken.of_no == command.of_no for taken in book.withdrawn):
        return []
    book.entry(command.of_no, Event, what="取り消す")
    told(command.reason, code="no-reason", ja="取り消す理由を入力してください。", field="reason")
    return [
        WorkEntryWithdrawn(
            withdrawn_on=command.today,
            person=command.person,
            of_no=command.of_no,
            reason=Open(command.person, command.reason.strip()),
        )
    ]
