"""The dashboard's numbers: four headlines, the year by month, the wards, services and outcomes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from events.bus.read_tables import ReadTables
from events.host.areas import Area
from services.reporting.figures import Figure, counts_of, figures, of_parts
from services.reporting.held import Held, of_area
from services.reporting.measure import Indicator
from services.reporting.period import Period
from services.reporting.printing import quotient
from services.reporting.readings import by_sql, parts
from services.reporting.screens.view import View

HEADLINES: Final = (
    "new_consultations",
    "plans_created",
    "employment_support_targets",
    "employment_income_rate",
)
MONTH: Final = "extract(month from counted_on)::int"
AREA_MONTH: Final = f"array[area_id::int, {MONTH}]"


@dataclass(frozen=True, slots=True)
class WardRow:
    """One ward: its figures, 目安値 if it has any, new consultations month by month.

    `level` = new consultations in percent of the wards' mean, where there is no goal to compare with.
    """

    area: Area
    name: str
    found: Mapping[str, Figure]
    held: Mapping[str, Held]
    months: tuple[int, ...]
    level: int | None


@dataclass(frozen=True, slots=True)
class Dashboard:
    """Everything one drawing shows, counted in five statements."""

    view: View
    found: Mapping[str, Figure]
    before: Mapping[str, Figure]
    held: Mapping[str, Held]
    months: Sequence[tuple[Period, Mapping[str, Figure] | None]]
    monthly_goal: int | None
    wards: tuple[WardRow, ...]
    elsewhere: Mapping[str, Figure] | None

    @property
    def wards_have_goals(self) -> bool:
        """Whether any ward has a goal of its own."""
        return any("new_consultations" in row.held for row in self.wards)

    def line(self, indicator: str, root: str) -> list[tuple[str, int | None, str]]:
        """Month, value and address of the records, for the chart; None for months to come."""
        return [
            (
                f"{period.month}月",
                found[indicator].value if found else None,
                self.view.link(f"{root}/records/{indicator}", period=period),
            )
            for period, found in self.months
        ]

    def share_of_plans(self, indicator: str) -> int | None:
        """Whole percent of the plans of the period that a service is part of."""
        plans, value = self.found["plans_created"].value, self.found[indicator].value
        return None if not plans or value is None else int(quotient(value * 100, plans, 0))

    def trend(self, indicator: str) -> list[int]:
        """The months that have begun."""
        return [found[indicator].value or 0 for _, found in self.months if found]


def dashboard(tables: ReadTables, view: View, indicators: Mapping[str, Indicator]) -> Dashboard:
    """Count for a view."""
    every = list(indicators.values())
    heads = [indicators[name] for name in HEADLINES]
    read = by_sql(tables)
    found = figures(every, view.scope, read)
    municipality, period = view.municipality, view.period
    earlier = replace(view.scope, start=period.before.start, end=period.before.end)
    held = of_area(municipality, view.code, found, period) if view.code else {}
    return Dashboard(
        view=view,
        found=found,
        before=figures(heads, earlier, read),
        held=held,
        months=_months(tables, view, heads),
        monthly_goal=_monthly_goal(view, found),
        wards=_wards(tables, view, heads),
        elsewhere=_elsewhere(tables, view, heads),
    )


def _months(
    tables: ReadTables, view: View, heads: Sequence[Indicator]
) -> list[tuple[Period, Mapping[str, Figure] | None]]:
    scope = view.year_scope
    counts = counts_of(heads, scope)
    values = of_parts(heads, scope, parts(tables, counts, scope, MONTH))
    none = of_parts(heads, scope, {0: [0] * len(counts)})[0]
    return [
        (month, values.get(month.month, none) if month.start <= view.today else None)
        for month in view.period.year.month_by_month()
    ]


def _monthly_goal(view: View, found: Mapping[str, Figure]) -> int | None:
    """The goal of one month; it is the same in every month of the year."""
    if not view.code:
        return None
    month = Period(view.period.fiscal_year, 4)
    held = of_area(view.municipality, view.code, found, month).get("new_consultations")
    return held.number if held else None


def _wards(tables: ReadTables, view: View, heads: Sequence[Indicator]) -> tuple[WardRow, ...]:
    """In the order of the wards' codes, which never changes while somebody looks."""
    shown = view.wards
    if view.chosen or len(shown) < 2:
        return ()
    scope = view.scope
    counts = counts_of(heads, scope)
    by_ward = of_parts(heads, scope, parts(tables, counts, scope, "area_id"))
    none = of_parts(heads, scope, {0: [0] * len(counts)})[0]
    months = _months_of_wards(tables, view, heads[0])
    new = [by_ward.get(ward.area_id, none)[HEADLINES[0]].value or 0 for ward in shown]
    total = sum(new)
    short = view.municipality.areas.short_name
    return tuple(
        WardRow(
            ward,
            short(ward),
            row := by_ward.get(ward.area_id, none),
            of_area(view.municipality, ward.code, row, view.period),
            months[ward.area_id],
            (value * len(shown) * 200 + total) // (2 * total) if total else None,
        )
        for ward, value in zip(shown, new, strict=True)
    )


def _months_of_wards(
    tables: ReadTables, view: View, indicator: Indicator
) -> dict[int, tuple[int, ...]]:
    scope = view.year_scope
    values = parts(tables, counts_of([indicator], scope), scope, AREA_MONTH)
    begun = [m for m in view.period.year.month_by_month() if m.start <= view.today]
    return {
        ward.area_id: tuple(values.get((ward.area_id, m.month), [0])[0] for m in begun)
        for ward in view.wards
    }


def _elsewhere(
    tables: ReadTables, view: View, heads: Sequence[Indicator]
) -> Mapping[str, Figure] | None:
    """What belongs to the scope and to no ward in the table, so that the rows add up; None if nothing."""
    if view.chosen or len(view.wards) < 2:
        return None
    listed = {ward.area_id for ward in view.wards}
    rest = tuple(area for area in view.ids if area not in listed)
    found = figures(heads, replace(view.scope, areas=rest), by_sql(tables))
    return found if any(figure.value for figure in found.values()) else None
