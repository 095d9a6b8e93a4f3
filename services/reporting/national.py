"""The national table of one area and period: counts, published rates, goals; every figure from `kpi_fact`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from events.host.areas import Area
from events.host.goals import Goal
from events.host.municipality import Municipality
from services.reporting.figures import Read, counted
from services.reporting.goals import attained, printed_goals
from services.reporting.measure import Indicator, Scope
from services.reporting.period import Period
from services.reporting.printing import per_100k_month, percent

COUNT_COLUMNS: Final = 15
"""`order` 1 to 15 are the count columns of the national table."""


@dataclass(frozen=True, slots=True)
class NationalRow:
    """One row as JSON, table and CSV print it; None = not derivable for that area and period."""

    area: Area
    period: Period
    population: int | None
    counts: Mapping[str, int | None]
    by_rule: Mapping[str, str | None]
    goals: Mapping[str, Mapping[str, Any]]

    def as_json(self) -> dict[str, Any]:
        """The keys of the data file, and `goals`."""
        return {
            "area": self.area.name,
            "area_level": str(self.area.level),
            "period": self.period.key,
            "population": self.population,
            "counts": dict(self.counts),
            "by_rule": dict(self.by_rule),
            "goals": {key: dict(goal) for key, goal in self.goals.items()},
        }


def national_row(
    municipality: Municipality,
    area: Area,
    period: Period,
    indicators: Mapping[str, Indicator],
    read: Read,
) -> NationalRow:
    """Count every column, print every rate by rule, hold the figures against the goals set for this area."""
    columns = [each for each in indicators.values() if each.order <= COUNT_COLUMNS]
    counts = counted(columns, scope_of(municipality, area, period), read)
    found = municipality.population(area.code, period.fiscal_year)
    people = found.population if found else None
    goals = attained(goals_of(municipality, area, period), counts, period, people)
    return NationalRow(
        area, period, people, counts, _by_rule(counts, period, people) | printed_goals(goals), goals
    )


def scope_of(municipality: Municipality, area: Area, period: Period) -> Scope:
    """The area with everything inside it: a body counts its wards, the nation all bodies."""
    within = municipality.areas.within(area)
    return Scope(tuple(row.area_id for row in within), period.start, period.end)


def goals_of(municipality: Municipality, area: Area, period: Period) -> tuple[Goal, ...]:
    """The goals set for exactly this area; the nation's only where the installation is the nation."""
    inside = {row.code for row in municipality.areas.within(municipality.body)}
    if area.code not in inside:
        return ()
    return municipality.goals_of(area.code, period.fiscal_year)


def _by_rule(
    counts: Mapping[str, int | None], period: Period, people: int | None
) -> dict[str, str | None]:
    consultations, plans = counts["new_consultations"], counts["plans_created"]
    targets = counts["employment_support_targets"]
    worked = counts["employed_with_employment_plan"]
    rose = counts["income_increased_with_employment_plan"]
    return {
        **{
            f"{key}_per_100k_month": None
            if (value := counts[key]) is None
            else per_100k_month(value, period.months, people)
            for key in ("new_consultations", "plans_created", "employment_support_targets")
        },
        "employment_income_rate_pct": _percent(worked, rose, of=targets, decimals=0),
        "plan_share_of_consultations_pct": _percent(plans, of=consultations, decimals=1),
        "target_share_of_plans_pct": _percent(targets, of=plans, decimals=1),
    }


def _percent(*parts: int | None, of: int | None, decimals: int) -> str | None:
    known = [part for part in parts if part is not None]
    if len(known) < len(parts) or of is None:
        return None
    return percent(sum(known), of, decimals)
