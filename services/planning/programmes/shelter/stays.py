"""The shelter stream of one case: stays by number, the beds of each, what was given."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.contract.kind import Event
from events.contract.shelter import (
    ShelterGoodsIssued,
    ShelterGoodsVoided,
    StayBegan,
    StayEnded,
    StayExtensionDecided,
    StayExtensionProposed,
    StayLinked,
    StayMoved,
    StayVoided,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Berth:
    """One bed from the night of `from_on` to the morning of `to_on` (None = still)."""

    use: UUID
    room: UUID
    bed: int
    from_on: date
    to_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """`until_on`: the day by which the person leaves, extensions included; the last berth is the present one."""

    began: StayBegan
    until_on: date
    berths: tuple[Berth, ...]
    link: StayLinked | None = None
    proposal: StayExtensionProposed | None = None
    extensions: tuple[StayExtensionDecided, ...] = ()
    ended: StayEnded | None = None
    voided: StayVoided | None = None

    @property
    def stay_no(self) -> int:
        """Counted within the case."""
        return self.began.stay_no

    @property
    def berth(self) -> Berth:
        """Where the person sleeps, or slept last."""
        return self.berths[-1]

    @property
    def open(self) -> bool:
        """Somebody still sleeps there."""
        return self.ended is None and self.voided is None

    @property
    def unlinked(self) -> bool:
        """Urgent, and not yet covered by a 支援決定."""
        return self.began.before_decision and self.link is None and self.voided is None

    @property
    def all_nights(self) -> int:
        """The nights of the permitted period."""
        return (self.until_on - self.began.began_on).days

    def nights(self, today: date) -> int:
        """Nights so far, tonight's included while the stay lasts."""
        if self.voided is not None:
            return 0
        if self.ended is not None:
            return (self.ended.left_on - self.began.began_on).days
        return max((today - self.began.began_on).days + 1, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One entry of meals and goods."""

    issued: ShelterGoodsIssued
    voided: ShelterGoodsVoided | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stays:
    """Stay number n stands at place n − 1, entry number n of `given` likewise."""

    stays: tuple[Stay, ...] = ()
    given: tuple[Given, ...] = ()

    @property
    def current(self) -> Stay | None:
        """The stay that lasts."""
        return next((stay for stay in reversed(self.stays) if stay.open), None)

    @property
    def latest(self) -> Stay | None:
        """The last stay that was not taken back."""
        return next((stay for stay in reversed(self.stays) if stay.voided is None), None)

    @property
    def berths(self) -> int:
        """How many beds were ever taken; numbers the next use."""
        return sum(len(stay.berths) for stay in self.stays)

    def numbered(self, stay_no: int) -> Stay | None:
        """The stay with that number."""
        return self.stays[stay_no - 1] if 1 <= stay_no <= len(self.stays) else None

    def entry(self, entry_no: int) -> Given | None:
        """The entry of meals and goods with that number."""
        return self.given[entry_no - 1] if 1 <= entry_no <= len(self.given) else None

    def with_stay(self, stay_no: int, **changes: object) -> "Stays":
        """The record with one stay changed; ValueError for a number that never began."""
        found = self.numbered(stay_no)
        if found is None:
            raise ValueError("a fact of a stay that never began")
        place = stay_no - 1
        new = replace(found, **changes)  # type: ignore[arg-type]
        return replace(self, stays=(*self.stays[:place], new, *self.stays[stay_no:]))


def evolve(state: Stays | None, fact: Event) -> Stays:  # noqa: PLR0911 - one arm per kind
    """The record after one more fact."""
    before = state or Stays()
    match fact:
        case StayBegan() as began:
            berth = Berth(use=began.use, room=began.room, bed=began.bed, from_on=began.began_on)
            stay = Stay(began=began, until_on=began.until_on, berths=(berth,))
            return replace(before, stays=(*before.stays, stay))
        case StayMoved() as moved:
            return _moved(before, moved)
        case StayEnded() as ended:
            return _left(before, ended)
        case StayVoided(stay_no=number):
            return before.with_stay(number, voided=fact)
        case StayLinked(stay_no=number):
            return before.with_stay(number, link=fact)
        case StayExtensionProposed(stay_no=number):
            return before.with_stay(number, proposal=fact)
        case StayExtensionDecided() as decided:
            return _extended(before, decided)
        case ShelterGoodsIssued():
            return replace(before, given=(*before.given, Given(issued=fact)))
        case ShelterGoodsVoided(entry_no=number):
            given = tuple(
                replace(each, voided=fact) if place == number else each
                for place, each in enumerate(before.given, 1)
            )
            return replace(before, given=given)
    raise ValueError(f"{type(fact).__name__} is no fact of a stay")


def _berths(state: Stays, stay_no: int, to_on: date) -> tuple[Berth, ...]:
    found = state.numbered(stay_no)
    berths = found.berths if found else ()
    return (*berths[:-1], *(replace(last, to_on=to_on) for last in berths[-1:]))


def _moved(state: Stays, moved: StayMoved) -> Stays:
    berth = Berth(use=moved.use, room=moved.room, bed=moved.bed, from_on=moved.moved_on)
    berths = (*_berths(state, moved.stay_no, moved.moved_on), berth)
    return state.with_stay(moved.stay_no, berths=berths)


def _left(state: Stays, ended: StayEnded) -> Stays:
    berths = _berths(state, ended.stay_no, ended.left_on)
    return state.with_stay(ended.stay_no, berths=berths, ended=ended)


def _extended(state: Stays, decided: StayExtensionDecided) -> Stays:
    stay = state.numbered(decided.stay_no)
    made = (*(stay.extensions if stay else ()), decided)
    longer: dict[str, object] = {"until_on": decided.until_on} if decided.granted else {}
    return state.with_stay(decided.stay_no, proposal=None, extensions=made, **longer)
