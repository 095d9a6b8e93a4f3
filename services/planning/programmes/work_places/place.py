"""One workplace of the register: who it is, whom it takes, its certificates by day."""

from dataclasses import dataclass, replace
from datetime import date

from events.contract.kind import Event
from events.contract.work_place import (
    WorkPlaceCertificateEnded,
    WorkPlaceCertified,
    WorkPlaceChanged,
    WorkPlaceClosed,
    WorkPlaceRegistered,
)

ALARM_DAYS = 60
"""Days before the end of a certificate from which it is shown (暫定)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkPlace:
    """`entry` is the newest entry, `certificates` in the order of recording with the day each was ended."""

    entry: WorkPlaceRegistered | WorkPlaceChanged
    certificates: tuple[tuple[WorkPlaceCertified, date | None], ...] = ()
    closed: WorkPlaceClosed | None = None

    def certificate_on(self, day: date) -> WorkPlaceCertified | None:
        """The certificate that is valid that day; the later recorded of two."""
        held = [one for one, ended in self.certificates if _valid(one, ended, day)]
        return held[-1] if held and not (self.closed and self.closed.closed_on < day) else None

    @property
    def last_certificate(self) -> WorkPlaceCertified | None:
        """The newest that was not ended, valid or run out."""
        held = [one for one, ended in self.certificates if ended is None]
        return held[-1] if held else None


def evolve(state: WorkPlace | None, fact: Event) -> WorkPlace:
    """The entry after one fact; ValueError for what is none of this register, or comes before the entry."""
    if isinstance(fact, WorkPlaceRegistered):
        return WorkPlace(entry=fact)
    if state is None:
        raise ValueError(f"{type(fact).__name__} before the registration")
    match fact:
        case WorkPlaceChanged():
            return replace(state, entry=fact)
        case WorkPlaceCertified():
            return replace(state, certificates=(*state.certificates, (fact, None)))
        case WorkPlaceCertificateEnded(ended_on=day):
            ended = tuple((one, was or day) for one, was in state.certificates)
            return replace(state, certificates=ended)
        case WorkPlaceClosed():
            return replace(state, closed=fact)
    raise ValueError(f"{type(fact).__name__} is no fact of the register")


def _valid(one: WorkPlaceCertified, ended: date | None, day: date) -> bool:
    last = min(one.valid_until or date.max, ended or date.max)
    return one.valid_from <= day <= last
