"""What a recipient does each month and shows before the payment (各市の要綱; `activity.toml`)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from services.benefits.programmes.calendar_month import first_day_of, month_of
from services.benefits.programmes.housing_security.values import VALUES

DAYS_OF_A_WEEK: Final = 7


class Doing(StrEnum):
    """A kind of activity, each with its own record of evidence."""

    CONTACT = "contact"
    JOB_CONSULTATION = "job_consultation"
    APPLICATION = "application"
    BUSINESS_CONSULTATION = "business_consultation"
    PLAN_ACTION = "plan_action"

    @property
    def ja(self) -> str:
        """As a form and a sentence name it."""
        return JA[self]


JA: Final = {
    Doing.CONTACT: "自立相談支援機関の面談等",
    Doing.JOB_CONSULTATION: "公共職業安定所等の職業相談",
    Doing.APPLICATION: "応募または面接",
    Doing.BUSINESS_CONSULTATION: "経営相談先への相談",
    Doing.PLAN_ACTION: "自立に向けた計画に基づく取組",
}


@dataclass(frozen=True, slots=True)
class Duty:
    """So many times a month, or a week."""

    doing: Doing
    times: int
    weekly: bool = False

    @property
    def code(self) -> str:
        """`job_consultation_2_per_month`."""
        return f"{self.doing.value}_{self.times}_per_{'week' if self.weekly else 'month'}"

    @property
    def ja(self) -> str:
        """公共職業安定所等の職業相談 月2回以上."""
        return f"{self.doing.ja} {'週' if self.weekly else '月'}{self.times}回以上"

    def in_month(self, month: str) -> int:
        """Times needed in that month; a week that is not whole asks for nothing."""
        return self.times * (_days(month) // DAYS_OF_A_WEEK) if self.weekly else self.times


@dataclass(frozen=True, slots=True)
class Duties:
    """What a month asks for; `business` = the alternative of the self-employed (E9)."""

    duties: tuple[Duty, ...]
    business: bool
    source: str
    provisional: bool

    @property
    def kinds(self) -> frozenset[Doing]:
        """Kinds of activity asked for."""
        return frozenset(duty.doing for duty in self.duties)


def business_alternative(
    *, arrived_on: date, income_loss: bool, self_employed: bool, grant_month: int
) -> bool:
    """E9: only for 休業等 of the self-employed, for applications since 2023-04-01, up to the sixth month."""
    until = VALUES.entry("business_alternative_until_grant_month", arrived_on)
    return bool(self_employed and income_loss and until and grant_month <= until.value)


def duties(month: str, *, business: bool = False, contacts: int | None = None) -> Duties:
    """What that month asks for. `contacts`: a municipality's own number while duties are relaxed.

    LookupError for a month before the scheme, or for the alternative before it existed.
    """
    row = _row("business" if business else "seeking", first_day_of(month))
    asked = [
        Duty(Doing(name.removesuffix("_weekly")), times, weekly=name.endswith("_weekly"))
        for name, times in row.items()
        if name not in {"from", "until", "source", "mark"}
    ]
    if contacts is not None:
        asked = [Duty(d.doing, contacts) if d.doing is Doing.CONTACT else d for d in asked]
    return Duties(tuple(asked), business, row["source"], row["mark"] == "assumed")


def lacking(asked: Duties, done: Mapping[Doing, int], month: str) -> tuple[Duty, ...]:
    """The duties of that month which the evidence does not reach."""
    return tuple(d for d in asked.duties if done.get(d.doing, 0) < d.in_month(month))


def nature_met(asked: Duties, done: frozenset[Doing]) -> bool:
    """Whether what was done is of the kind asked for (E8 or E9), whatever its number: talks with the office alone
    are no search for work, a business adviser no job consultation. Where the search is waived (2020-04-30), the
    talk with the office is what is left.
    """
    if asked.business:
        return Doing.BUSINESS_CONSULTATION in done
    return (asked.kinds - {Doing.CONTACT} or asked.kinds) <= done


def _row(who: str, day: date) -> Mapping[str, Any]:
    for row in reversed(_ROWS[who]):
        if row["from"] <= day <= row.get("until", date.max):
            found: Mapping[str, Any] = row
            return found
    raise LookupError(f"no duties of {who} in {month_of(day)}")


def _days(month: str) -> int:
    first = first_day_of(month)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return (following - first).days


_ROWS: Final[Mapping[str, Any]] = tomllib.loads(
    Path(__file__).with_name("activity.toml").read_text(encoding="utf-8")
)
