"""後閲, whichever service decided: the holder of the post sees afterwards what the deputy decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar
from uuid import UUID

from events.contract.deciding import Refused
from events.contract.stating import happened


class Taken(Protocol):
    """A decision by a deputy: over the hash `approved`, in the place of `holder_post`."""

    @property
    def approved(self) -> str: ...
    @property
    def decided_on(self) -> date: ...
    @property
    def decider(self) -> UUID: ...
    @property
    def holder_post(self) -> str: ...


class Seen(Protocol):
    """What the holder has seen, by the same hash."""

    @property
    def approved(self) -> str: ...


T = TypeVar("T", bound=Taken)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeeDeputyDecision:
    """`held`: names of the posts the viewer holds on that day; `approved` names the decision."""

    today: date
    seen_on: date
    viewer: UUID
    approved: str
    held: frozenset[str]


def unseen(taken: Sequence[T], seen: Sequence[Seen]) -> tuple[T, ...]:
    """What waits for 後閲, the oldest first."""
    done = {one.approved for one in seen}
    return tuple(one for one in taken if one.approved not in done)


def to_see(taken: Sequence[T], seen: Sequence[Seen], command: SeeDeputyDecision) -> T | None:
    """The decision that the holder of the post may see now; None where it was seen before."""
    one = next((one for one in taken if one.approved == command.approved), None)
    if one is None:
        raise Refused("not-deputised", "代決された決裁ではありません。")
    if one not in unseen(taken, seen):
        return None
    if one.holder_post not in command.held or command.viewer == one.decider:
        raise Refused("not-entitled", f"後閲は「{one.holder_post}」の職にある方が行います。")
    happened(
        command.seen_on,
        today=command.today,
        field="seen_on",
        not_before=one.decided_on,
        step="代決",
    )
    return one
