"""One tutor of the register: who it is, what was checked, whether active, whether once a pupil here."""

from dataclasses import dataclass, replace
from datetime import date

from events.contract.kind import Event
from events.contract.learning_codes import TutorCheck
from events.contract.learning_tutor import (
    TutorChanged,
    TutorChecked,
    TutorPaused,
    TutorRegistered,
    TutorResumed,
    TutorWasPupil,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tutor:
    """`entry` is the newest entry, `checks` the newest of each check, `paused` None = active."""

    registered_on: date
    entry: TutorRegistered | TutorChanged
    checks: tuple[TutorChecked, ...] = ()
    paused: TutorPaused | None = None
    was_pupil: TutorWasPupil | None = None

    @property
    def valid_checks(self) -> tuple[tuple[TutorCheck, date], ...]:
        """Each check done and the last day it is valid."""
        return tuple((one.check, one.valid_until or date.max) for one in self.checks)


def evolve(state: Tutor | None, fact: Event) -> Tutor:
    """The tutor after one fact; ValueError for any other kind, or before the registration."""
    if isinstance(fact, TutorRegistered):
        return Tutor(registered_on=fact.registered_on, entry=fact)
    if state is None:
        raise ValueError(f"{type(fact).__name__} before the registration")
    match fact:
        case TutorChanged():
            return replace(state, entry=fact)
        case TutorChecked():
            kept = tuple(one for one in state.checks if one.check is not fact.check)
            return replace(state, checks=(*kept, fact))
        case TutorPaused():
            return replace(state, paused=fact)
        case TutorResumed():
            return replace(state, paused=None)
        case TutorWasPupil():
            return replace(state, was_pupil=fact)
    raise ValueError(f"{type(fact).__name__} is no fact of the register of tutors")
