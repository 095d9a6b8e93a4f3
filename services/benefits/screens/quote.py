"""試算: the figures somebody names at the counter, judged by the function that makes the 起案. Nothing is kept."""

from dataclasses import dataclass

from events.host.desk import Desk
from events.host.form import Form
from events.host.forms import FormErrors, read_form
from services.benefits.decisions.proposing import NO_STANDARD
from services.benefits.programmes.calendar_month import first_day_of
from services.benefits.programmes.housing_security.amount import threshold
from services.benefits.programmes.housing_security.income_items import Counted
from services.benefits.programmes.housing_security.parameters import allowed
from services.benefits.programmes.housing_security.period import first_month, savings_limit
from services.benefits.programmes.housing_security.rules import Adjudication, adjudicate
from services.benefits.programmes.housing_security.standards import Standard
from services.benefits.screens.grant_file import own_rule, own_standard
from services.benefits.screens.quote_asked import LABELS, Asked, claim_of

CHECKS = (
    ("main_earner", "世帯の生計を主に支えていた"),
    ("housing_at_risk", "賃貸住宅を失った、または失うおそれがある"),
    ("seeking_work", "ハローワーク等で仕事を探す（自営業者等は経営相談でもよい）"),
    ("no_overlap", "ほかの住居の給付を受けていない"),
    ("no_gang_member", "世帯に暴力団員がいない"),
)


@dataclass(frozen=True, slots=True)
class Quote:
    """As much as can be said: `standard` as soon as the household and the day are known, `found` with all figures.

    `counted`: the income by item, where it was typed so. `full_rent_limit_yen`: T where the rent is at its cap.
    """

    form: Form
    missing: tuple[str, ...]
    standard: Standard | None = None
    savings_limit_yen: int = 0
    full_rent_limit_yen: int = 0
    refusal: str = ""
    counted: Counted | None = None
    found: Adjudication | None = None

    @property
    def grants(self) -> bool:
        """All met, and something to pay."""
        return self.found is not None and self.found.met and self.found.monthly_yen > 0


def quote(desk: Desk, form: Form) -> Quote:
    """The answer to what has been typed so far."""
    asked = read_form(form, Asked, today=desk.today)
    if isinstance(asked, FormErrors):
        wrong = tuple(LABELS.get(name, name) for name in asked.form.wrong if name in LABELS)
        return Quote(asked.form, wrong or ("印のついた項目",))
    counted = income_of(desk, asked)
    missing = asked.missing(counted)
    if asked.arrived_on is None or asked.household_size is None:
        return Quote(form, missing, counted=counted)
    table = own_standard(desk, asked.household_size, asked.arrived_on)
    if table is None:
        return Quote(form, missing, refusal=NO_STANDARD, counted=counted)
    rule = own_rule(desk, asked.arrived_on)
    most = threshold(table.base_amount_yen, table.rent_cap_yen, table.rent_cap_yen, rule)
    limit = savings_limit(table.base_amount_yen, asked.arrived_on, asked.stage)
    claim = claim_of(asked, counted)
    if claim is None:
        return Quote(form, missing, table, limit, most, counted=counted)
    month = first_day_of(first_month(claim.arrived_on, home_lost=False))
    found = adjudicate(claim, table, rule, month)
    return Quote(form, missing, table, limit, most, counted=counted, found=found)


def income_of(desk: Desk, asked: Asked) -> Counted | None:
    """Y by item, by the law of the day and what this municipality does with the income of a child in school."""
    if asked.arrived_on is None:
        return None
    body = desk.runtime.municipality.body
    prefecture = desk.runtime.areas.prefecture(body)
    out = allowed(prefecture, body.name, "student_income_left_out", asked.arrived_on)
    return asked.counted(student_left_out=out)


def typed_income(desk: Desk, form: Form) -> int | None:
    """Y from its items, for the application made of a quote; None where it was typed as one sum or cannot be read."""
    asked = read_form(form, Asked, today=desk.today)
    if isinstance(asked, FormErrors):
        return None
    counted = income_of(desk, asked)
    return counted.total_yen if counted else None
