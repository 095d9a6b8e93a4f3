"""The after-care stream of one case: enrolments by number, each with the looks done and missed."""

from dataclasses import dataclass, replace
from datetime import date

from events.contract.after_care import (
    AfterCareBegan,
    AfterCareEnded,
    LookedIn,
    LookInOutcome,
    LookInVoided,
)
from events.contract.kind import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One entry, and whether it was taken back."""

    made: LookedIn
    voided: LookInVoided | None = None

    @property
    def missed(self) -> bool:
        """Nobody was met."""
        return self.made.outcome is not LookInOutcome.MET


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """`next_on`: the day of the next look, None when there is none to come."""

    began: AfterCareBegan
    next_on: date | None
    ended: AfterCareEnded | None = None

    @property
    def open(self) -> bool:
        """Somebody looks in."""
        return self.ended is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolments:
    """Entry number n of `looks` stands at place n − 1, over all enrolments."""

    enrolments: tuple[Enrolment, ...] = ()
    looks: tuple[Look, ...] = ()

    @property
    def current(self) -> Enrolment | None:
        """The enrolment that lasts."""
        last = self.enrolments[-1] if self.enrolments else None
        return last if last and last.open else None

    def entry(self, entry_no: int) -> Look | None:
        """The look with that number."""
        return self.looks[entry_no - 1] if 1 <= entry_no <= len(self.looks) else None

    def counted(self, enrolment_no: int) -> tuple[int, int]:
        """Looks in which the person was met, and those missed."""
        made = [
            look
            for look in self.looks
            if look.made.enrolment_no == enrolment_no and look.voided is None
        ]
        missed = sum(look.missed for look in made)
        return len(made) - missed, missed

    def with_last(self, **changes: object) -> "Enrolments":
        """The record with its latest enrolment changed; ValueError where there is none."""
        if not self.enrolments:
            raise ValueError("a fact of an enrolment that never began")
        last = replace(self.enrolments[-1], **changes)  # type: ignore[arg-type]
        return replace(self, enrolments=(*self.enrolments[:-1], last))


def evolve(state: Enrolments | None, fact: Event) -> Enrolments:
    """The record after one more fact."""
    before = state or Enrolments()
    match fact:
        case AfterCareBegan() as began:
            made = Enrolment(began=began, next_on=began.next_on)
            return replace(before, enrolments=(*before.enrolments, made))
        case LookedIn() as looked:
            looks = (*before.looks, Look(made=looked))
            return replace(before, looks=looks).with_last(next_on=looked.next_on)
        case LookInVoided() as voided:
            looks = tuple(
                replace(look, voided=voided) if place == voided.entry_no else look
                for place, look in enumerate(before.looks, 1)
            )
            return replace(before, looks=looks).with_last(next_on=voided.next_on)
        case AfterCareEnded() as ended:
            return before.with_last(ended=ended, next_on=None)
    raise ValueError(f"{type(fact).__name__} is no fact of after-care")
