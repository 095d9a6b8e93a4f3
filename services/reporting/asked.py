"""Which body and period somebody asks for, in words; refused with a sentence where it cannot be."""

from datetime import date
from typing import Final

from events.contract import Refused, wareki
from events.host.areas import Area, Level
from events.host.municipality import Municipality
from services.reporting.period import Period
from services.reporting.projections.kpi_fact import fiscal_year_of

FIRST_YEAR: Final = 2015
"""The Act came into force on 2015-04-01."""
NATION: Final = "000000"


def period(fiscal_year: int, month: int | None, today: date) -> Period:
    """A fiscal year, or a month of it, that has begun. Refuses (`unknown-period`)."""
    newest = fiscal_year_of(today)
    if not FIRST_YEAR <= fiscal_year <= newest:
        raise Refused(
            "unknown-period",
            f"{fiscal_year}年度の集計はありません。{FIRST_YEAR}年度({wareki.fiscal_year(FIRST_YEAR)})から"
            f"{newest}年度({wareki.fiscal_year(newest)})までで指定してください。",
            field="fiscal_year",
        )
    if month is not None and not 1 <= month <= 12:
        raise Refused("unknown-period", "月は1から12で指定してください。", field="month")
    asked = Period(fiscal_year, month)
    if asked.start > today:
        raise Refused("unknown-period", f"{asked.wareki}はまだ始まっていません。", field="month")
    return asked


def area(municipality: Municipality, name: str | None, asked: Period) -> Area:
    """全国 without a name (= everything of this installation), else its body, or a ward of it by name.

    Refuses (`unknown-body`) what this installation does not hold.
    """
    areas = municipality.areas
    if name is None or name == areas.at(NATION, asked.end).name:
        return areas.at(NATION, asked.end)
    held = [row for row in areas.within(municipality.body) if row.in_force(asked.end)]
    for row in held:
        if name in (row.name, areas.short_name(row), row.code):
            return row
    body = municipality.body
    wards = [areas.short_name(row) for row in held if row.level is Level.WARD]
    example = f"、その区(例: {body.name}{wards[0]})" if wards else ""
    raise Refused(
        "unknown-body",
        f"「{name}」の記録はこの設置にありません。指定できるのは {body.name}{example}、全国です。",
        field="body",
    )


def past_day(typed: str, today: date) -> date:
    """The day asked for, in any way a day is written. Refuses today and later: today is not over."""
    day = wareki.read(typed)
    if day >= today:
        raise Refused("as-of-not-past", "時点には昨日までの日を指定してください。", field="as_of")
    return day
