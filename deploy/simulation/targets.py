"""What exactly will be planted: published counts as they are, unpublished ones derived or believable."""

from dataclasses import dataclass
from random import Random
from typing import Final

from deploy.simulation.figures import SERVICE_KEYS, NotThere, Row

BELIEVABLE_SERVICE_SHARES: Final = (0.07, 0.06, 0.12, 0.08, 0.01, 0.45, 0.06, 0.14)
"""Share of plans per service where a row prints none; roughly the nation's FY2024."""


@dataclass(frozen=True, slots=True)
class Targets:
    """The counts to plant; `services` in the order of the national table."""

    consultations: int
    plans: int
    employment_targets: int
    services: tuple[int, ...]
    employed: int
    employed_holding: int
    increased: int
    increased_holding: int


def targets(row: Row, chance: Random) -> Targets:
    """Published counts exactly; a share that fits one integer gives it; others seeded within the invariants.

    NotThere where the row has nothing to plant, or contradicts the invariants of statistics.md §2.4.
    """
    counts = row.counts
    consultations, plans = counts.get("new_consultations"), counts.get("plans_created")
    if consultations is None or plans is None:
        raise NotThere(f"行「{row.id}」には相談受付・プランの件数がなく、再現できません。")
    employment = counts.get("employment_support_targets")
    if employment is None:
        employment = _from_share(plans, _share(row), chance)
    employed = _given(counts.get("employed"), round(consultations * chance.uniform(0.06, 0.1)))
    increased = _given(counts.get("income_increased"), round(employed * chance.uniform(0.2, 0.5)))
    made = Targets(
        consultations=consultations,
        plans=plans,
        employment_targets=employment,
        services=_services(row, plans, chance),
        employed=employed,
        employed_holding=_held(
            counts.get("employed_with_employment_plan"), employed, employment, chance
        ),
        increased=increased,
        increased_holding=_held(
            counts.get("income_increased_with_employment_plan"), increased, employment, chance
        ),
    )
    _check(row, made)
    return made


def _share(row: Row) -> int | None:
    printed = row.printed.get("achieved_share_employment_support_pct")
    return int(printed) if printed else None


def _given(printed: int | None, otherwise: int) -> int:
    return otherwise if printed is None else printed


def _held(printed: int | None, whole: int, employment: int, chance: Random) -> int:
    """The part that holds an employment plan; where unpublished, no more than half of this year's plans."""
    if printed is not None:
        return printed
    return min(round(whole * chance.uniform(0.6, 0.8)), employment // 2)


def _from_share(plans: int, share: int | None, chance: Random) -> int:
    fitting = [
        n
        for n in range(plans + 1)
        if share is not None and plans and (200 * n + plans) // (2 * plans) == share
    ]
    return fitting[0] if len(fitting) == 1 else round(plans * chance.uniform(0.4, 0.5))


def _services(row: Row, plans: int, chance: Random) -> tuple[int, ...]:
    return tuple(
        _given(row.counts.get(key), round(plans * share * chance.uniform(0.8, 1.2)))
        for key, share in zip(SERVICE_KEYS, BELIEVABLE_SERVICE_SHARES, strict=True)
    )


def _check(row: Row, made: Targets) -> None:
    broken = (
        made.employment_targets > made.plans
        or made.employed_holding > made.employed
        or made.increased_holding > made.increased
        or max(made.services, default=0) > made.plans
    )
    if broken:
        raise NotThere(f"行「{row.id}」の件数は互いに矛盾しています。")
