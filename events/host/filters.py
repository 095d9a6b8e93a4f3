"""How values are printed on pages: dates in both eras, Japanese time, yen, codes, fields that may not be read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any

from events.contract import wareki
from events.contract.answer import Unanswered
from events.contract.code import Code
from events.contract.sealed import NotPermitted, Open, Shredded
from events.host.date_echo import in_both_eras

JST = timezone(timedelta(hours=9), "JST")
"""Japan has had no summer time since 1952, so a fixed offset is right for every record of ours."""


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column. `href` sorts by it, `sorted` says how it is sorted now."""

    label: str
    number: bool = False
    href: str = ""
    sorted: str = ""
    wide: bool = False


def day(value: date) -> str:
    """11月21日"""
    return f"{value.month}月{value.day}日"


def western(value: date) -> str:
    """2026年11月21日"""
    return f"{value.year}年{value.month}月{value.day}日"


def instant(value: datetime) -> str:
    """2026年11月21日 14:03, in Japan; ValueError for a time without zone."""
    at = _in_japan(value)
    return f"{western(at.date())} {at:%H:%M}"


def clock(value: datetime) -> str:
    """14:03:22, in Japan."""
    return f"{_in_japan(value):%H:%M:%S}"


def _in_japan(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("an instant needs its zone")
    return value.astimezone(JST)


def count(value: int | None) -> str:
    """48,220; a dash where there is no number."""
    return "－" if value is None else f"{value:,}"


def yen(value: int | None) -> str:
    """53,700円; a negative amount with the sign △ of public accounts."""
    if value is None:
        return "－"
    return f"△{-value:,}円" if value < 0 else f"{value:,}円"


def label(value: Any) -> str:
    """A code's Japanese label; other words stay as they are."""
    return value.ja if isinstance(value, Code) else str(value)


def sealed(value: Any) -> str:
    """An opened value, or the reason why there is none to read; never an empty text."""
    if isinstance(value, Open):
        return sealed(value.value)
    if isinstance(value, Unanswered):
        return value.state.ja
    if isinstance(value, NotPermitted | Shredded):
        return "開示できません" if isinstance(value, NotPermitted) else "消去済み"
    if isinstance(value, date):
        return instant(value) if isinstance(value, datetime) else in_both_eras(value)
    return "記載なし" if value is None or value == "" else label(value)


def choices(codes: Iterable[Code], on: date | None = None) -> list[tuple[str, str]]:
    """The values and labels of a code list, only those valid `on` a day if one is given."""
    return [(code.value, code.ja) for code in codes if on is None or code.valid_on(on)]


FILTERS = {
    "day": day,
    "western": western,
    "wareki": in_both_eras,
    "wareki_long": wareki.long,
    "wareki_short": wareki.short,
    "instant": instant,
    "clock": clock,
    "count": count,
    "yen": yen,
    "label": label,
    "sealed": sealed,
}
