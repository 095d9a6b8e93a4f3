"""A standard form as it is printed: blocks of lines, blank or filled, with what must be signed by hand."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from events.contract import NotPermitted, Open, Shredded, wareki
from events.contract.answer import Unanswered
from events.contract.code import Code
from events.host.filters import sealed
from events.host.unnotarised import is_unnotarised
from events.log.recorded import Recorded

BLANK_DAY: Final = "　　　　年　　月　　日"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """`ticks` = every choice and whether it is ticked; `rows` = least height, in lines of handwriting."""

    label: str
    value: str = ""
    ticks: tuple[tuple[str, bool], ...] = ()
    rows: int = 1
    half: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Lines under one title; `office` = filled in by the office, not by the person."""

    title: str
    lines: tuple[Line, ...]
    office: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under heads; a blank form has `blank` empty rows."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    blank: int = 0
    widths: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperForm:
    """`edition` says after which national form, of when; all layouts are ours until a city confirms them (暫定).

    `declared` = the sentence above the signature; `signed` = who signs. `number` finds the record again.
    """

    code: str
    title: str
    edition: str
    blocks: tuple[Block | Table, ...]
    declared: str = ""
    signed: tuple[str, ...] = ()
    number: str = ""
    marks: tuple[str, ...] = ()


def said(value: Any) -> str:
    """A value on paper: nothing where nothing was told, else the words, or why there are none."""
    if isinstance(value, Open):
        return said(value.value)
    if value is None or value in ("", ()):
        return ""
    if isinstance(value, Unanswered | NotPermitted | Shredded):
        return sealed(value)
    if isinstance(value, date):
        return wareki.long(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return value.ja if isinstance(value, Code) else str(value)


def ticked(codes: Iterable[Code], value: Any = None) -> tuple[tuple[str, bool], ...]:
    """Every choice, those of the value ticked; of an unanswered one its state stands behind them."""
    plain = value.value if isinstance(value, Open) else value
    chosen: Collection[Any] = plain if isinstance(plain, tuple) else (plain,)
    offered = tuple((code.ja, code in chosen) for code in codes)
    if isinstance(plain, Unanswered | NotPermitted | Shredded):
        return (*offered, (sealed(plain), True))
    return offered


def day(value: date | None) -> str:
    """A day in the Japanese era, or the place where one is written."""
    return wareki.long(value) if value else BLANK_DAY


def marks(history: Iterable[Recorded], cosigned_until: int | None = None) -> tuple[str, ...]:
    """移行 where a fact was taken over; 未公証 where a decision waits for the witnesses' signature."""
    found = list(history)
    migrated = any(recorded.migrated for recorded in found)
    waiting = cosigned_until is not None and any(
        is_unnotarised(recorded, cosigned_until) for recorded in found
    )
    return (*(("移行",) if migrated else ()), *(("未公証",) if waiting else ()))
