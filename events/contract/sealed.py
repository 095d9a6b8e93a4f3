"""The type of every protected field: open, shredded or not permitted; never None.

A reader that forgets a state does not type-check, so no page can mistake "may not see" for "is empty".
"""

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar, Union
from uuid import UUID

T = TypeVar("T")
D = TypeVar("D")


@dataclass(frozen=True, slots=True)
class Open(Generic[T]):
    """A value that may be read. `subject` is the pseudonym of the person it speaks of."""

    subject: UUID
    value: T


@dataclass(frozen=True, slots=True)
class Shredded:
    """The key was destroyed: nobody can read the value again.

    Where it is known: `event` decided it, `on` is the day, `ground` the stored value of its ground.
    """

    event: UUID | None = None
    on: date | None = None
    ground: str = ""


@dataclass(frozen=True, slots=True)
class NotPermitted:
    """The value exists, but this reader may not open its group (`group` is the group's code)."""

    group: int


Sealed = Union[Open[T], Shredded, NotPermitted]


def opened(sealed: Sealed[T], otherwise: D) -> T | D:
    """The value if it may be read, else `otherwise` (which the caller must choose knowingly)."""
    return sealed.value if isinstance(sealed, Open) else otherwise
