"""What each month of a grant is worth, and by which decision: the only place where that is folded."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from events.contract.benefits import GrantDecided, GrantStopped
from events.contract.benefits_life import (
    AmountChanged,
    GrantExtended,
    GrantResumed,
    GrantSuspended,
    LaterFigures,
)
from events.contract.kind import Event
from events.contract.sealed import Open, Sealed
from services.benefits.programmes.calendar_month import plus, run_of


@dataclass(frozen=True, slots=True)
class Line:
    """One payable month (`YYYY-MM`), its yen, and the 文書番号 of the decision that set them."""

    month: str
    yen: Sealed[int]
    decision: str


Lines = tuple[Line, ...]


def lines(facts: Iterable[Event]) -> Lines:
    """The payable months of one grant in order, after all decisions among its facts."""
    made: Lines = ()
    for fact in facts:
        made = after(made, fact)
    return made


def after(former: Lines, fact: Event) -> Lines:
    """The lines after one more fact; facts that decide nothing leave them as they are."""
    match fact:
        case GrantDecided():
            months = months_from(fact.first_month, fact.months)
            return tuple(Line(month, fact.monthly_yen, fact.number) for month in months)
        case GrantExtended() | GrantResumed():
            months = months_from(fact.first_month, fact.months)
            yen = monthly(fact.figures)
            return (*former, *(Line(month, yen, fact.number) for month in months))
        case AmountChanged(first_month=first):
            yen = monthly(fact.figures)
            return tuple(
                replace(line, yen=yen, decision=fact.number) if line.month >= first else line
                for line in former
            )
        case GrantSuspended(last_month=last) | GrantStopped(last_month=last):
            return tuple(line for line in former if line.month <= last)
    return former


def monthly(figures: Sealed[LaterFigures]) -> Sealed[int]:
    """The monthly yen of a later decision, as far open as the decision itself."""
    if isinstance(figures, Open):
        return Open(figures.subject, figures.value.monthly_yen)
    return figures


def months_from(first: str, count: int) -> tuple[str, ...]:
    """`count` months from `YYYY-MM`, in order."""
    return run_of(first, count)


def month_before(month: str) -> str:
    """The month before `YYYY-MM`."""
    return plus(month, -1)


def month_after(month: str) -> str:
    """The month after `YYYY-MM`."""
    return plus(month, 1)


def months_between(first: str, last: str) -> int:
    """How many months from `first` to `last`, both counted; 0 or less where `last` lies before."""
    return (int(last[:4]) - int(first[:4])) * 12 + int(last[5:]) - int(first[5:]) + 1
