"""One entry of a register of no case: how it began, how it stands, what was added, whether it is over."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar
from uuid import UUID

from events.contract.community_work import CommunityEntryWithdrawn
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open
from services.planning.decisions.guards import happened, told

E = TypeVar("E", bound=Event)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """`now` = the newest whole entry, `added` what came later in order, `over` the fact that ended it."""

    first: Event
    now: Event
    added: tuple[Event, ...] = ()
    over: Event | None = None

    def of(self, kind: type[E]) -> tuple[E, ...]:
        """What was added of that kind."""
        return tuple(fact for fact in self.added if isinstance(fact, kind))


Evolve = Callable[[Entry | None, Event], Entry]


def evolving(
    first: type[Event],
    *,
    whole: type[Event] | None = None,
    later: Collection[type[Event]] = (),
    over: type[Event],
) -> Evolve:
    """The fold of a register; ValueError for a fact that is none of it, or comes before the first."""
    added = tuple(later)

    def evolve(state: Entry | None, fact: Event) -> Entry:
        if isinstance(fact, first):
            return Entry(first=fact, now=fact)
        if state is None:
            raise ValueError(f"{type(fact).__name__} before the first entry")
        if whole is not None and isinstance(fact, whole):
            return replace(state, now=fact)
        if isinstance(fact, added):
            return replace(state, added=(*state.added, fact))
        if isinstance(fact, over):
            return replace(state, over=fact)
        raise ValueError(f"{type(fact).__name__} is no fact of this register")

    return evolve


def begun(state: Entry | None, made: Event) -> list[Event]:
    """The first fact; nothing where the very same stands, refused where another does."""
    if state is None:
        return [made]
    if state.first == made:
        return []
    raise Refused("already-registered", "この記録はもうあります。一覧から開き直してください。")


def standing(state: Entry | None) -> Entry:
    """The entry, where there is one that is not over."""
    if state is None:
        raise Refused("not-registered", "この記録が見つかりません。一覧から開き直してください。")
    if state.over is not None:
        raise Refused("entry-over", "この記録は終わっています。続きは記録できません。")
    return state


def once(state: Entry, made: Event) -> list[Event]:
    """The fact, unless the last one said the very same."""
    last = state.added[-1] if state.added else None
    return [] if last == made else [made]


def counted(number: int, field: str, *, least: int = 0, most: int = 1_000_000) -> None:
    """A number that can be."""
    if not least <= number <= most:
        raise Refused(
            "number-out-of-range", f"{least:,}から{most:,}までの数を入れてください。", field=field
        )


def started(on: date, today: date, title: str, *, field: str = "on") -> None:
    """A day that has come, and a title."""
    happened(on, today=today, field=field)
    told(title, code="no-title", ja="名前を入力してください。", field="title")


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdraw:
    """The entry was a slip."""

    today: date
    entry_id: UUID
    reason: str = ""


def withdraw(state: Entry | None, command: Withdraw) -> list[Event]:
    """取消, with its reason; the entry stays readable."""
    if state is not None and isinstance(state.over, CommunityEntryWithdrawn):
        return []
    standing(state)
    told(command.reason, code="no-reason", ja="取り消す理由を入力してください。", field="reason")
    reason = Open(command.entry_id, command.reason.strip())
    return [CommunityEntryWithdrawn(withdrawn_on=command.today, reason=reason)]
