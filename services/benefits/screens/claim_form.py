"""The shape of a claim's form: what it asks, who may send it, when it is offered, and what it begins with."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from events.contract import Event, wareki
from events.host.posts import Matter
from services.benefits.claim import Claim
from services.benefits.decisions.claiming import DecideRepayment
from services.benefits.screens.claim_file import ClaimFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """`kind`: date, text, number, yen, area or radio."""

    kind: str
    name: str
    label: str
    required: bool = True
    hint: str = ""
    options: Sequence[Any] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimForm:
    """`fits`: when it is offered. `given`: fields nobody types; `typed`: what a fresh form begins with.

    `matter`: what is decided by post, where it is.
    """

    path: str
    heading: str
    lead: str
    send: str
    permission: str
    into: type[Any]
    decision: Callable[[Claim | None, Any], Sequence[Event]]
    fields: Sequence[Field]
    fits: Callable[[ClaimFile], bool]
    given: Callable[[ClaimFile], Mapping[str, Any]] = lambda _: {}
    typed: Callable[[ClaimFile], Mapping[str, str]] = lambda _: {}
    against: bool = False
    matter: Matter | None = None

    @property
    def approves(self) -> bool:
        """Whether it decides over the hash of the finding."""
        return self.into is DecideRepayment


def day(name: str, label: str, **more: Any) -> Field:
    """A day in either era."""
    return Field(kind="date", name=name, label=label, **more)


def number(label: str = "文書番号") -> Field:
    """文書番号."""
    return Field(kind="text", name="number", label=label, hint="例 福生第401号")


def officer(file: ClaimFile) -> Mapping[str, Any]:
    """Whoever records it."""
    return {"officer": file.of.desk.staff.person}


def today(name: str, **more: str) -> Callable[[ClaimFile], Mapping[str, str]]:
    """A fresh form with today in one field."""
    return lambda file: {name: wareki.short(file.today), **more}


def undecided(file: ClaimFile) -> bool:
    """Before the 返還の決定."""
    return file.claim.decided is None


def demanded(file: ClaimFile) -> bool:
    """With a 納入通知 that stands, and money still asked for."""
    return file.claim.asked and file.claim.demand is not None


def to_carry(file: ClaimFile) -> bool:
    """Not returned by 31 May of the year it was paid from."""
    return file.claim.asked and file.claim.late_for_return(file.today)
