"""What is typed on the quote page, and the claim it makes: the household, its income by item, the former grant."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Final

from events.contract import Refused
from events.contract.codes import HardshipCause
from services.benefits.programmes.calendar_month import month_of
from services.benefits.programmes.housing_security.claim import Before, Claim
from services.benefits.programmes.housing_security.income_items import (
    Counted,
    IncomeItem,
    IncomeKind,
    count,
)
from services.benefits.programmes.housing_security.regrant import Ground
from services.benefits.programmes.housing_security.stage import Stage

LABELS: Final = {
    "arrived_on": "申請する日",
    "cause": "申請の原因",
    "cause_on": "原因の日",
    "household_size": "世帯人数",
    "income_yen": "世帯収入",
    "savings_yen": "金融資産",
    "rent_yen": "家賃",
    "ground": "原因の事情",
}
"""What must be known before anything is judged."""
MOST_RUNS: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """Income of the month by kind; sales and expenses of a business apart."""

    employment_yen: int | None = None
    commuting_allowance_yen: int | None = None
    self_employment_yen: int | None = None
    expenses_yen: int | None = None
    unemployment_benefit_yen: int | None = None
    pension_yen: int | None = None
    remittance_yen: int | None = None
    rent_income_yen: int | None = None
    child_allowance_yen: int | None = None
    child_rearing_allowance_yen: int | None = None
    purpose_bound_benefit_yen: int | None = None
    student_income_yen: int | None = None
    other_yen: int | None = None

    def stated(self) -> Iterator[IncomeItem]:
        """The kinds somebody typed a sum for."""
        for kind in IncomeKind:
            yen = getattr(self, f"{kind.value}_yen")
            if yen is not None:
                spent = self.expenses_yen if kind is IncomeKind.SELF_EMPLOYMENT else None
                yield IncomeItem(kind=kind, yen=yen, expenses_yen=spent or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was typed so far; None: nothing yet. The first month paid is that of the application."""

    arrived_on: date | None = None
    cause: HardshipCause | None = None
    cause_on: date | None = None
    household_size: int | None = None
    income_yen: int | None = None
    savings_yen: int | None = None
    rent_yen: int | None = None
    main_earner: bool = False
    housing_at_risk: bool = False
    seeking_work: bool = False
    no_overlap: bool = False
    no_gang_member: bool = False
    items: Items = Items()
    stage: Stage = Stage.FIRST
    ground: Ground | None = None
    own_fault: bool = False
    runs: str = ""
    self_employed: bool = False
    training_allowance: bool = False
    months_paid: int = 0
    first_application_on: date | None = None
    last_application_on: date | None = None
    last_paid_on: date | None = None
    suspended_on: date | None = None
    special_before: bool = False

    def __post_init__(self) -> None:
        """Refuses runs that are no numbers and months that are none."""
        runs_of_days(self.runs)
        if self.months_paid < 0:
            raise Refused("months", "0以上の月数を入力してください。", field="months_paid")

    def counted(self, *, student_left_out: bool) -> Counted | None:
        """Y from its items; None where only the sum was typed."""
        items = tuple(self.items.stated())
        if not items or self.arrived_on is None:
            return None
        return count(items, self.arrived_on, student_left_out=student_left_out)

    def missing(self, counted: Counted | None) -> tuple[str, ...]:
        """Labels of what must still be said; a running grant has no cause to say again, a re-grant hangs on its own."""
        needless = {"cause", "cause_on"} if self.stage.continues else set()
        needless |= set() if self.stage is Stage.REGRANT else {"ground"}
        needless |= {"income_yen"} if counted else set()
        return tuple(
            LABELS[one.name]
            for one in fields(self)
            if one.name in LABELS and one.name not in needless and getattr(self, one.name) is None
        )


def runs_of_days(text: str) -> tuple[int, ...]:
    """`45、60` → (45, 60). Refused for anything but days."""
    folded = unicodedata.normalize("NFKC", text)
    words = [word for word in re.split(r"[\s,、，・/]+", folded.replace("日", " ")) if word]
    if len(words) > MOST_RUNS or not all(w.isascii() and w.isdigit() and len(w) < 6 for w in words):
        raise Refused("runs", "日数を「45、60」のように入力してください。", field="runs")
    return tuple(int(word) for word in words)


def claim_of(asked: Asked, counted: Counted | None) -> Claim | None:
    """The claim, once everything needed is known."""
    income = counted.total_yen if counted else asked.income_yen
    size, savings, rent, arrived = (
        asked.household_size,
        asked.savings_yen,
        asked.rent_yen,
        asked.arrived_on,
    )
    if income is None or size is None or savings is None or rent is None or arrived is None:
        return None
    if asked.missing(counted):
        return None
    return Claim(
        arrived_on=arrived,
        cause=asked.cause or HardshipCause.LEFT_WORK,
        cause_on=asked.cause_on or arrived,
        household_size=size,
        income_yen=income,
        savings_yen=savings,
        rent_yen=rent,
        main_earner=asked.main_earner,
        housing_at_risk=asked.housing_at_risk,
        seeking_work=asked.seeking_work,
        no_overlap=asked.no_overlap,
        no_gang_member=asked.no_gang_member,
        runs_days=runs_of_days(asked.runs),
        stage=asked.stage,
        ground=asked.ground,
        own_fault=True if asked.own_fault else None,
        self_employed=asked.self_employed,
        grant_month=asked.months_paid + 1 if asked.stage.continues else 1,
        training_allowance=asked.training_allowance,
        counted=counted,
        before=_before(asked),
    )


def _before(asked: Asked) -> Before:
    return Before(
        months_paid=asked.months_paid,
        first_application_on=asked.first_application_on,
        last_application_on=asked.last_application_on,
        last_paid_month=month_of(asked.last_paid_on) if asked.last_paid_on else "",
        suspended_from=month_of(asked.suspended_on) if asked.suspended_on else "",
        special_regrant=asked.special_before,
    )
