"""The state of one concern, folded from the facts of its stream."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.contract.concern import (
    ConcernDiscussed,
    ConcernEnded,
    ConcernHandedOver,
    ConcernLinked,
    ConcernLookedInto,
    ConcernNoted,
    ConcernReopened,
    ConcernReplied,
    ConcernTriaged,
    CouncilMinutesOpened,
)
from events.contract.kind import Event
from events.contract.worded import Worded


class Standing(Worded):
    """Where a concern stands; `ja` is what people read."""

    NEW = "new", "見立て待ち"
    LOOKING = "looking", "確認中"
    LINKED = "linked", "相談につながった"
    HANDED = "handed", "ほかにつないだ"
    ENDED = "ended", "終わり"


OVER = frozenset({Standing.LINKED, Standing.HANDED, Standing.ENDED})
"""Nothing is waited for any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """What the decisions must know. `first_seen_on` = the day somebody first acted on it (見立て)."""

    person: UUID
    noted_on: date
    standing: Standing = Standing.NEW
    first_seen_on: date | None = None
    over_on: date | None = None
    case: UUID | None = None
    looks: tuple[ConcernLookedInto, ...] = ()
    handled: ConcernTriaged | None = None
    discussed: tuple[ConcernDiscussed, ...] = ()
    opened: tuple[CouncilMinutesOpened, ...] = ()
    replies: tuple[ConcernReplied, ...] = ()
    last: Event | None = None

    @property
    def over(self) -> bool:
        """Whether it became a case, was handed over, or ended."""
        return self.standing in OVER

    @property
    def attempts(self) -> int:
        """How often somebody tried to see for themselves."""
        return len(self.looks)


def evolve(state: Concern | None, fact: Event) -> Concern:
    """The state after `fact`."""
    if isinstance(fact, ConcernNoted) and state is None:
        return Concern(person=fact.person, noted_on=fact.noted_on)
    if state is None:
        raise ValueError(f"{type(fact).__name__} cannot begin a concern")
    return replace(_after(state, fact), last=fact)


def _after(state: Concern, fact: Event) -> Concern:  # noqa: PLR0911 - one arm per fact
    match fact:
        case ConcernTriaged():
            return replace(_seen(state, fact.triaged_on), handled=fact)
        case ConcernLookedInto():
            return replace(_seen(state, fact.looked_on), looks=(*state.looks, fact))
        case ConcernDiscussed():
            return replace(_seen(state, fact.discussed_on), discussed=(*state.discussed, fact))
        case ConcernLinked():
            return replace(
                _seen(state, fact.linked_on),
                standing=Standing.LINKED,
                case=fact.case,
                over_on=fact.linked_on,
            )
        case ConcernHandedOver():
            return replace(
                _seen(state, fact.handed_on), standing=Standing.HANDED, over_on=fact.handed_on
            )
        case ConcernEnded():
            return replace(
                _seen(state, fact.ended_on), standing=Standing.ENDED, over_on=fact.ended_on
            )
        case ConcernReopened():
            return replace(state, standing=Standing.LOOKING, over_on=None)
        case ConcernReplied():
            return replace(state, replies=(*state.replies, fact))
        case CouncilMinutesOpened():
            return replace(state, opened=(*state.opened, fact))
    raise ValueError(f"{type(fact).__name__} does not belong to a concern")


def _seen(state: Concern, on: date) -> Concern:
    """Somebody acted on it: the first day stays."""
    return replace(state, first_seen_on=state.first_seen_on or on, standing=Standing.LOOKING)


def _over(state: Concern, standing: Standing, on: date) -> Concern:
    return replace(_seen(state, on), standing=standing, over_on=on)
