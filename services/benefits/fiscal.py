"""会計年度 and its end: until when a year may be committed, ordered from and paid (地方自治法208条, 235条の5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from events.contract import wareki
from events.contract.deciding import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class YearEnd:
    """Last days of a fiscal year. The city's own closing days lie before the statutory ones."""

    fiscal_year: int
    commit_until: date
    order_until: date
    pay_until: date
    provisional: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FiscalRule:
    """`by_month`: a month belongs to its own year; else to the year of its commitment (施行令143条, 暫定)."""

    ends: tuple[YearEnd, ...] = ()
    by_month: bool = False

    def end(self, fiscal_year: int) -> YearEnd:
        """The city's closing days, or the statutory ones."""
        found = (end for end in self.ends if end.fiscal_year == fiscal_year)
        return next(found, statutory(fiscal_year))


def statutory(fiscal_year: int) -> YearEnd:
    """The year ends on 31 March, its 出納整理期間 on 31 May."""
    return YearEnd(
        fiscal_year=fiscal_year,
        commit_until=date(fiscal_year + 1, 3, 31),
        order_until=date(fiscal_year + 1, 5, 31),
        pay_until=date(fiscal_year + 1, 5, 31),
    )


def fiscal_year_of(day: date) -> int:
    """会計年度: from 1 April."""
    return day.year if day.month >= 4 else day.year - 1


def fiscal_year_of_month(month: str) -> int:
    """会計年度 of `YYYY-MM`."""
    return fiscal_year_of(date(int(month[:4]), int(month[5:]), 1))


def year_label(fiscal_year: int) -> str:
    """令和8年度 for 2026."""
    return f"{wareki.month(fiscal_year, 4).partition('年')[0]}年度"


def year_open(day: date, until: date, fiscal_year: int, *, what: str, field: str) -> None:
    """Refused (`year-closed`) after the last day; says which day that was and what to do."""
    if day > until:
        raise Refused(
            "year-closed",
            f"{year_label(fiscal_year)}の{what}は{wareki.short(until)}で締め切りました。"
            "いまの年度で行ってください。",
            field=field,
        )


def spread(amounts: Sequence[tuple[str, int]], fiscal_year: int) -> int:
    """Yen of the months that lie in that year."""
    return sum(yen for month, yen in amounts if fiscal_year_of_month(month) == fiscal_year)
