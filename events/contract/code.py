"""What a code list is: stored value and Japanese label on one line, with the days between which it is valid."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self, TypeVar

ACT_IN_FORCE = date(2015, 4, 1)
"""生活困窮者自立支援法の施行日: the earliest day any list of ours is valid."""


@dataclass(frozen=True, slots=True)
class CodeList:
    """Source of a whole list. `provisional` = our default, to be confirmed with a city (暫定)."""

    ja: str
    basis: str
    provisional: bool


class Code(StrEnum):
    """A stored value with its label (`ja`) and validity (`since`, `until` inclusive, None = open).

    Old codes stay readable for ever; a form offers only those in force on its day.
    """

    ja: str
    since: date
    until: date | None

    def __new__(
        cls, value: str, ja: str, since: date = ACT_IN_FORCE, until: date | None = None
    ) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.ja = ja
        member.since = since
        member.until = until
        return member

    @classmethod
    def stored(cls, value: str) -> Self:
        """The code of a stored value; ValueError for one that never existed."""
        return cls(value)  # type: ignore[call-arg]

    def valid_on(self, day: date) -> bool:
        """Whether the code may be stated about that day."""
        return self.since <= day and (self.until is None or day <= self.until)

    @classmethod
    def on(cls, day: date) -> tuple[Self, ...]:
        """The codes a form of that day offers, in the order of the national form."""
        return tuple(code for code in cls if code.valid_on(day))


CODE_LISTS: dict[type[Code], CodeList] = {}
L = TypeVar("L", bound=type[Code])


def code_list(ja: str, *, basis: str, provisional: bool = False) -> Callable[[L], L]:
    """Name a list and its source; ValueError without either."""

    def name(cls: L) -> L:
        if not ja or not basis:
            raise ValueError(f"{cls.__name__} needs a name and a source")
        CODE_LISTS[cls] = CodeList(ja, basis, provisional)
        return cls

    return name
