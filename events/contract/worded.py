"""Enumerations whose members are texts for machines and say themselves in Japanese."""

from enum import StrEnum
from typing import Self


class Worded(StrEnum):
    """A member is declared as `NAME = "value", "言葉"`; `ja` is what people read."""

    ja: str

    def __new__(cls, value: str, ja: str) -> Self:
        """The value, with its words."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.ja = ja
        return member
