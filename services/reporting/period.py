"""Reporting periods: a fiscal year, or one month of it, with the divisor of the per-100k rule."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from events.contract import wareki


@dataclass(frozen=True, slots=True)
class Period:
    """A fiscal year (1 April to 31 March), or one of its months. `month` 1–12 is the calendar month."""

    fiscal_year: int
    month: int | None = None

    def __post_init__(self) -> None:
        if self.month is not None and not 1 <= self.month <= 12:
            raise ValueError("月は1から12で指定してください")

    @property
    def months(self) -> int:
        """Divisor of the per-100k-and-month rule."""
        return 1 if self.month else 12

    @property
    def start(self) -> date:
        """First day."""
        if self.month is None:
            return date(self.fiscal_year, 4, 1)
        return date(self._year_of_month(self.month), self.month, 1)

    @property
    def end(self) -> date:
        """Last day, inclusive."""
        if self.month is None:
            return date(self.fiscal_year + 1, 3, 31)
        year = self._year_of_month(self.month)
        return date(year, self.month, monthrange(year, self.month)[1])

    @property
    def wareki(self) -> str:
        """令和6年度, or 令和6年4月."""
        if self.month is None:
            return wareki.fiscal_year(self.fiscal_year)
        return wareki.month(self._year_of_month(self.month), self.month)

    @property
    def key(self) -> dict[str, object]:
        """The `period` object of the data file."""
        return {
            "kind": "month" if self.month else "fiscal_year",
            "fiscal_year": self.fiscal_year,
            "fiscal_year_to": None,
            "month": self.month,
            "months": self.months,
            "start": self.start.isoformat(),
            "end": self.end.isoformat(),
            "wareki": self.wareki,
        }

    @property
    def year(self) -> "Period":
        """The whole fiscal year it belongs to."""
        return Period(self.fiscal_year)

    @property
    def before(self) -> "Period":
        """The fiscal year before, or the month before."""
        if self.month is None:
            return Period(self.fiscal_year - 1)
        if self.month == 4:
            return Period(self.fiscal_year - 1, 3)
        return Period(self.fiscal_year, self.month - 1 or 12)

    @property
    def after(self) -> "Period":
        """The fiscal year after, or the month after."""
        if self.month is None:
            return Period(self.fiscal_year + 1)
        if self.month == 3:
            return Period(self.fiscal_year + 1, 4)
        return Period(self.fiscal_year, self.month % 12 + 1)

    def month_by_month(self) -> tuple["Period", ...]:
        """The twelve months of the fiscal year, April first."""
        return tuple(Period(self.fiscal_year, month) for month in (*range(4, 13), 1, 2, 3))

    def _year_of_month(self, month: int) -> int:
        return self.fiscal_year if month >= 4 else self.fiscal_year + 1
