"""The protection group that every field of every fact declares (log.md §4.2).

`Clear[T]` is written into the entry as it is; all others become a `Sealed[T]`, encrypted under a key
of the person the value speaks of. The codes are part of the frozen entry layout and never reused.
"""

from enum import Enum
from typing import Annotated, TypeVar

from events.contract.sealed import Sealed

T = TypeVar("T")


class Group(Enum):
    """Code byte of the sealed part, and the word people see when a group may not be opened."""

    CLEAR = 0, "公開項目"
    STAT = 1, "統計項目"
    IDENTITY = 2, "本人特定"
    ADDRESS = 3, "住所・連絡先"
    HEALTH = 4, "健康"
    MONEY = 5, "家計・金額"
    NARRATIVE = 6, "記述"

    def __init__(self, code: int, ja: str) -> None:
        self.code = code
        self.ja = ja


Clear = Annotated[T, Group.CLEAR]
Stat = Annotated[Sealed[T], Group.STAT]
Identity = Annotated[Sealed[T], Group.IDENTITY]
Address = Annotated[Sealed[T], Group.ADDRESS]
Health = Annotated[Sealed[T], Group.HEALTH]
Money = Annotated[Sealed[T], Group.MONEY]
Narrative = Annotated[Sealed[T], Group.NARRATIVE]

OVER_THE_BUS = frozenset({Group.CLEAR, Group.STAT})
"""What any table filled from another service's log may use, on both roads (bus.md §2)."""

EVERY_GROUP = frozenset(Group)
