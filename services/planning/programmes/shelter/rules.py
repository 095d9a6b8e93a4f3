"""How long somebody may stay, by the first day of the stay and the area; rows, never code."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from events.contract.code import ACT_IN_FORCE
from events.contract.codes import BEFORE_2025, REFORM_2025
from services.planning.programmes.period import last_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """`months` in principle, `at_most_months` when extended. `area` empty = everywhere.

    `alarm_days`: how many days before the end it is brought up.
    """

    since: date
    until: date | None = None
    area: str = ""
    months: int
    at_most_months: int
    alarm_days: int
    citation: str
    provisional: bool

    def ends(self, began_on: date) -> date:
        """The day by which the person leaves, without extension."""
        return last_day(began_on, self.months)

    def furthest(self, began_on: date) -> date:
        """The last day an extension may reach."""
        return last_day(began_on, self.at_most_months)


LIMITS: tuple[Limit, ...] = (
    Limit(
        since=ACT_IN_FORCE,
        until=BEFORE_2025,
        months=3,
        at_most_months=6,
        alarm_days=14,
        citation="法3条5項・施行規則(3か月。必要なときは6か月を超えない範囲)",
        provisional=True,
    ),
    Limit(
        since=REFORM_2025,
        months=3,
        at_most_months=6,
        alarm_days=14,
        citation="法3条6項・施行規則(3か月。必要なときは6か月を超えない範囲)",
        provisional=True,
    ),
)
"""Three months is sure; six months (secondary), the alarm and a city's own two weeks are 暫定."""


def limit_on(day: date, area: str, limits: Sequence[Limit] = LIMITS) -> Limit:
    """The limit for a stay that begins that day; a row of the area's own comes first."""
    in_force = [
        limit
        for limit in limits
        if limit.area in {"", area}
        and limit.since <= day
        and (limit.until is None or day <= limit.until)
    ]
    if not in_force:
        return limits[0]
    return max(in_force, key=lambda limit: bool(limit.area))


def label_on(day: date) -> str:
    """What the programme is called on that day (renamed on 2025-04-01)."""
    return "一時生活支援" if day <= BEFORE_2025 else "居住支援"
