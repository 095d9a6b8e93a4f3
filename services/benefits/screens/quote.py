"""試算: the figures somebody names at the counter, judged by the function that makes the 起案. Nothing is kept."""

from dataclasses import dataclass, fields
from datetime import date

from events.contract.codes import HardshipCause
from events.host.desk import Desk
from events.host.form import Form
from events.host.forms import FormErrors, read_form
from services.benefits.decisions.proposing import NO_STANDARD
from services.benefits.programmes.housing_security.rules import (
    Adjudication,
    Claim,
    adjudicate,
    savings_limit,
)
from services.benefits.programmes.housing_security.standards import Standard
from services.benefits.screens.grant_file import own_rule, own_standard


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


LABELS = {
    "arrived_on": "申請する日",
    "cause": "申請の原因",
    "cause_on": "原因の日",
    "household_size": "世帯人数",
    "income_yen": "世帯収入",
    "savings_yen": "金融資産",
    "rent_yen": "家賃",
}
CHECKS = (
    ("main_earner", "世帯の生計を主に支えていた"),
    ("housing_at_risk", "賃貸住宅を失った、または失うおそれがある"),
    ("seeking_work", "ハローワーク等で仕事を探す"),
    ("no_overlap", "ほかの住居の給付を受けていない"),
    ("no_gang_member", "世帯に暴力団員がいない"),
)


@dataclass(frozen=True, slots=True)
class Quote:
    """As much as can be said: `standard` as soon as the household and the day are known, `found` with all figures."""

    form: Form
    missing: tuple[str, ...]
    standard: Standard | None = None
    savings_limit_yen: int = 0
    refusal: str = ""
    found: Adjudication | None = None

    @property
    def grants(self) -> bool:
        """All met, and something to pay."""
        return self.found is not None and self.found.met and self.found.monthly_yen > 0


def quote(desk: Desk, form: Form) -> Quote:
    """The answer to what has been typed so far."""
    asked = read_form(form, Asked, today=desk.today)
    if isinstance(asked, FormErrors):
        wrong = tuple(LABELS.get(name, name) for name in asked.form.wrong)
        return Quote(asked.form, wrong)
    missing = tuple(
        LABELS[field.name] for field in fields(asked) if getattr(asked, field.name) is None
    )
    if asked.arrived_on is None or asked.household_size is None:
        return Quote(form, missing)
    table = own_standard(desk, asked.household_size, asked.arrived_on)
    if table is None:
        return Quote(form, missing, refusal=NO_STANDARD)
    limit = savings_limit(table.base_amount_yen, asked.arrived_on)
    claim = _claim(asked)
    if claim is None:
        return Quote(form, missing, table, limit)
    rule = own_rule(desk, claim.arrived_on)
    found = adjudicate(claim, table, rule, claim.arrived_on.replace(day=1))
    return Quote(form, missing, table, limit, found=found)


def _claim(asked: Asked) -> Claim | None:
    if (
        asked.arrived_on is None
        or asked.cause is None
        or asked.cause_on is None
        or asked.household_size is None
        or asked.income_yen is None
        or asked.savings_yen is None
        or asked.rent_yen is None
    ):
        return None
    return Claim(
        arrived_on=asked.arrived_on,
        cause=asked.cause,
        cause_on=asked.cause_on,
        household_size=asked.household_size,
        income_yen=asked.income_yen,
        savings_yen=asked.savings_yen,
        rent_yen=asked.rent_yen,
        main_earner=asked.main_earner,
        housing_at_risk=asked.housing_at_risk,
        seeking_work=asked.seeking_work,
        no_overlap=asked.no_overlap,
        no_gang_member=asked.no_gang_member,
    )
