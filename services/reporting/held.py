"""A figure held against its 目安値, with the words that say what kind of goal it is and whose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from events.host.dated import Mark
from events.host.goals import Basis, Goal, GoalKind, Scaling
from events.host.municipality import Municipality
from services.reporting.asked import NATION
from services.reporting.figures import Figure
from services.reporting.goals import number
from services.reporting.period import Period
from services.reporting.printing import quotient

NAMES: Final = {
    "new_consultations": "新規相談",
    "plans_created": "プラン作成",
    "employment_support_targets": "就労支援対象者",
}
NOTES: Final = {
    Mark.SURE: "",
    Mark.SECONDARY: "二次資料",
    Mark.ASSUMED: "暫定",
    Mark.SAMPLE: "見本",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """`goal` and `reached` as printed, with units; `attained` in whole percent, None where not derivable.

    `basis` says how the goal is made; `note` how far to trust it, `lent` = the nation's, for orientation only.
    """

    goal: str
    reached: str
    attained: int | None
    basis: str
    note: str
    lent: bool
    number: int | None
    source: str


def held(
    goals: Sequence[Goal],
    found: Mapping[str, Figure],
    period: Period,
    people: int | None,
    *,
    lent: bool = False,
) -> dict[str, Held]:
    """Each indicator that has a goal and a figure; people = the population of the area."""
    lines = {}
    for goal in goals:
        figure = found.get(goal.indicator)
        if figure is None or figure.value is None:
            continue
        made = (
            _share(goal, found) if _is_share(goal) else _number(goal, goals, figure, period, people)
        )
        if made:
            printed, reached, attained, wanted = made
            lines[goal.indicator] = Held(
                goal=printed,
                reached=reached,
                attained=attained,
                basis=basis(goal, people),
                note="国の目安値（参考）" if lent else NOTES[goal.mark],
                lent=lent,
                number=wanted,
                source=goal.source,
            )
    return lines


def of_area(
    municipality: Municipality, area: str, found: Mapping[str, Figure], period: Period
) -> dict[str, Held]:
    """Held against the goals set for an area; where the body has none of its own, the nation's, marked as lent."""
    population = municipality.population(area, period.fiscal_year)
    people = population.population if population else None
    own = held(municipality.goals_of(area, period.fiscal_year), found, period, people)
    if area != municipality.body.code:
        return own
    nation = municipality.goals_of(NATION, period.fiscal_year)
    return held(nation, found, period, people, lent=True) | own


def basis(goal: Goal, people: int | None) -> str:
    """How the goal is made, in words."""
    match goal.kind:
        case GoalKind.YEAR:
            return f"年間 {goal.value:,}件"
        case GoalKind.PER_100K_MONTH if goal.scaling is Scaling.FLAT:
            return f"1か月当たり {goal.value:,}件（人口によらない）"
        case GoalKind.PER_100K_MONTH:
            return f"人口10万人・1か月当たり {goal.value:,}件 × 人口 {people or 0:,}人"
        case GoalKind.RATIO if goal.basis is Basis.ACTUAL:
            return f"{NAMES[goal.of]}の実績に占める割合"
        case GoalKind.RATIO:
            return f"{NAMES[goal.of]}の目安値の {goal.value} %"
    return "この期間の率"


_Made = tuple[str, str, int | None, int | None]


def _is_share(goal: Goal) -> bool:
    achieved = goal.kind is GoalKind.RATIO and goal.basis is Basis.ACTUAL
    return achieved or goal.kind is GoalKind.PERCENT


def _share(goal: Goal, found: Mapping[str, Figure]) -> _Made | None:
    """A goal in percent: of the parent's actual number, or of an indicator that is a share itself."""
    figure = found[goal.indicator]
    top, of = figure.value or 0, figure.of
    if goal.kind is GoalKind.RATIO:
        parent = found.get(goal.of)
        of = (parent.value or 0) if parent else 0
    if not of:
        return f"{goal.value} %", "－", None, None
    reached = quotient(top * 100, of, 0)
    attained = int(quotient(int(reached) * 100, goal.value, 0))
    return f"{goal.value} %", f"{reached} %", attained, None


def _number(
    goal: Goal, goals: Sequence[Goal], figure: Figure, period: Period, people: int | None
) -> _Made | None:
    wanted = number(goal, goals, period, people)
    if not wanted:
        return None
    unit = figure.indicator.unit
    attained = int(quotient((figure.value or 0) * 100, wanted, 0))
    return f"{wanted:,}{unit}", f"{figure.printed}{unit}", attained, wanted
