"""Figures held against 目安値: goal, actual, and the attainment as the ward reports print it (statistics.md §12)."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from events.host.goals import Basis, Goal, GoalKind, Scaling
from services.reporting.period import Period
from services.reporting.printing import percent, quotient

HUNDRED_THOUSAND: Final = 100_000
PRINTED_AS: Final = {
    "new_consultations": "target_new_consultations_year",
    "plans_created": "target_plans_year",
}
"""Goals that `by_rule` repeats, under the older keys of the data file."""


def attained(
    goals: Sequence[Goal], counts: Mapping[str, int | None], period: Period, people: int | None
) -> dict[str, dict[str, Any]]:
    """Per goal: the number to reach, what was reached, and `printed`; nothing where it cannot be derived.

    A number prints its attainment in whole percent; a share of what was achieved prints that share.
    """
    found: dict[str, dict[str, Any]] = {}
    for goal in goals:
        actual = counts.get(goal.indicator)
        if actual is None:
            continue
        if goal.kind is GoalKind.RATIO and goal.basis is Basis.ACTUAL:
            share = percent(actual, counts.get(goal.of) or 0, 0)
            if share is not None:
                found[f"{goal.indicator}_share"] = _line(goal.value, int(share), share)
            continue
        wanted = number(goal, goals, period, people)
        if wanted:
            found[goal.indicator] = _line(wanted, actual, quotient(actual * 100, wanted, 0))
    return found


def number(goal: Goal, goals: Sequence[Goal], period: Period, people: int | None) -> int | None:
    """How many cases a goal asks for in the period; None where population or parent is missing."""
    match goal.kind:
        case GoalKind.YEAR:
            return int(quotient(goal.value * period.months, 12, 0))
        case GoalKind.PER_100K_MONTH if goal.scaling is Scaling.FLAT:
            return goal.value * period.months
        case GoalKind.PER_100K_MONTH if people:
            return int(quotient(goal.value * period.months * people, HUNDRED_THOUSAND, 0))
        case GoalKind.RATIO:
            parent = next((each for each in goals if each.indicator == goal.of), None)
            of = number(parent, goals, period, people) if parent else None
            return None if of is None else int(quotient(of * goal.value, 100, 0))
    return None


def printed_goals(goals: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """The goals as strings under the keys of the data file."""
    return {PRINTED_AS[key]: str(goal["goal"]) for key, goal in goals.items() if key in PRINTED_AS}


def _line(goal: int, actual: int, printed: str) -> dict[str, Any]:
    return {"goal": goal, "actual": actual, "printed": f"{printed} %"}
