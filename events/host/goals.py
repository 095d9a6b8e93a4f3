"""目安値 (goals): what a figure is held against, by year, indicator and place (statistics.md §3). Data, never code."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from events.host.areas import Area, Level
from events.host.dated import Mark


class GoalKind(StrEnum):
    """What the value of a goal is."""

    PER_100K_MONTH = "absolute_per_100k_month"
    YEAR = "absolute_year"
    RATIO = "ratio_of_indicator"
    """Percent of another indicator, `of`."""
    PERCENT = "percent"


class Basis(StrEnum):
    """What a ratio goal is a ratio of: the parent's own goal, or what was achieved."""

    GOAL = "goal"
    ACTUAL = "actual"


class Scaling(StrEnum):
    """How a goal per 100,000 and month becomes a number of cases."""

    FLAT = "flat"
    """× months, whatever the population (西区: 192 = 16 × 12)."""
    POPULATION = "population"


class Scope(StrEnum):
    """For whom a goal was set."""

    NATION = "nation"
    BODY = "body"
    WARD = "ward"
    CONTRACT = "contract"


INDICATORS = frozenset(
    {
        "new_consultations",
        "plans_created",
        "employment_support_targets",
        "employment_income_rate",
        "step_up_rate",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """One 目安値. `area` is the code of the place it was set for; `contract` a code where scope is contract."""

    fiscal_year: int
    indicator: str
    kind: GoalKind
    value: int
    scope: Scope
    area: str
    of: str = ""
    basis: Basis = Basis.GOAL
    scaling: Scaling = Scaling.POPULATION
    contract: str = ""
    mark: Mark = Mark.ASSUMED
    source: str = ""

    def __post_init__(self) -> None:
        if self.indicator not in INDICATORS or (self.of and self.of not in INDICATORS):
            raise ValueError(f"{self.indicator}: goals exist for {', '.join(sorted(INDICATORS))}")
        if (self.kind is GoalKind.RATIO) != bool(self.of):
            raise ValueError(f"{self.indicator}: `of` names the parent of a ratio, and only there")
        if (self.scope is Scope.CONTRACT) != bool(self.contract):
            raise ValueError(f"{self.indicator}: a contract is named where the scope is contract")


def of_published(printed: Mapping[str, str], fiscal_year: int, area: Area) -> tuple[Goal, ...]:
    """The goals printed in a published row (its `published_other`), as goals of that area.

    192 and 96 become numbers of the year; 60 becomes a share of the plans actually made.
    """
    scope = {Level.NATION: Scope.NATION, Level.WARD: Scope.WARD}.get(area.level, Scope.BODY)
    goals = []
    for key, indicator in (
        ("target_new_consultations_year", "new_consultations"),
        ("target_plans_year", "plans_created"),
    ):
        if key in printed:
            goals.append(
                Goal(
                    fiscal_year=fiscal_year,
                    indicator=indicator,
                    kind=GoalKind.YEAR,
                    value=int(printed[key]),
                    scope=scope,
                    area=area.code,
                    scaling=Scaling.FLAT,
                    mark=Mark.SURE,
                )
            )
    if "target_share_employment_support_pct" in printed:
        goals.append(
            Goal(
                fiscal_year=fiscal_year,
                indicator="employment_support_targets",
                kind=GoalKind.RATIO,
                value=int(printed["target_share_employment_support_pct"]),
                scope=scope,
                area=area.code,
                of="plans_created",
                basis=Basis.ACTUAL,
                scaling=Scaling.FLAT,
                mark=Mark.SURE,
            )
        )
    return tuple(goals)
