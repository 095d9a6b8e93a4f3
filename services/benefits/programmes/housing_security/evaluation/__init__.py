"""One case in, one answer out: the functions of the decision over the schema of the published examples."""

from collections.abc import Sequence

from services.benefits.programmes.calendar_month import first_day_of
from services.benefits.programmes.housing_security.derivation import (
    derive,
    tax_fiscal_year,
    variant_of,
)
from services.benefits.programmes.housing_security.evaluation import (
    cause,
    doing,
    money,
    relocation,
    stages,
)
from services.benefits.programmes.housing_security.evaluation.case_input import (
    CaseInput,
    Programme,
    case_input,
    not_read,
)
from services.benefits.programmes.housing_security.evaluation.figures import figures
from services.benefits.programmes.housing_security.evaluation.part import (
    NOTHING,
    Part,
    Value,
    joined,
)
from services.benefits.programmes.housing_security.evaluation.reading import wrong
from services.benefits.programmes.housing_security.rules import RULE_VERSION
from services.benefits.programmes.housing_security.versions import Key, in_force

__all__ = ["evaluate"]

ANSWER = ("eligible", "monthly_amount", "threshold", "asset_limit")
"""Keys that every answer has, null where the case does not decide them."""


def evaluate(given: object) -> dict[str, Value]:
    """The answer to one input, in the shape of `expected`. Refused for what cannot be read."""
    case = case_input(given)
    parts = _parts(case)
    values, reasons = joined(parts)
    eligible = _eligible(case, parts)
    if eligible is False and values.get("monthly_amount") is not None:
        values["monthly_amount"] = 0
    if eligible is False and values.get("total_amount") is not None:
        values["total_amount"] = 0
    answer: dict[str, Value] = {"eligible": eligible}
    answer |= {name: values.pop(name, None) for name in ANSWER[1:]}
    answer |= {"reasons": reasons, **values}
    answer |= {"rule_version": RULE_VERSION, "versions": _versions(case)}
    answer["provisional"] = any(part.provisional for part in parts)
    if case.programme is Programme.RENT:
        answer["table_rows"] = list(figures(case).tables)
    unread = not_read(given) if isinstance(given, dict) else ()
    return answer | ({"not_read": list(unread)} if unread else {})


def _parts(case: CaseInput) -> Sequence[Part]:
    if case.programme is Programme.STANDARD_AMOUNT:
        return [_derived(case)]
    if case.programme is Programme.RELOCATION:
        own = relocation.own_figures(case)
        return [
            relocation.costs(case),
            relocation.budget(case),
            relocation.means(case),
            money.assets(case, own),
            relocation.time(case),
        ]
    held = figures(case)
    return [
        money.income(case, held),
        money.assets(case, held),
        cause.cause(case),
        cause.in_time(case),
        stages.months(case),
        stages.extending(case),
        stages.resuming(case),
        stages.again(case),
        stages.moved(case),
        doing.activity(case),
        stages.month_once(case),
    ]


def _eligible(case: CaseInput, parts: Sequence[Part]) -> bool | None:
    """False where anything expressed fails; True where the question asked is answered, or income was tested."""
    if any(part.met is False for part in parts):
        return False
    others = case.told.all_others_met
    if others is False:
        return None
    if any(part.answers and part.met for part in parts):
        return True
    return True if "income_requirement_met" in joined(parts)[0] else None


def _derived(case: CaseInput) -> Part:
    """基準額 from the ordinance of the case, or of its 級地, for the tax year named or that of the application."""
    told = case.told
    ordinance = told.ordinance or (variant_of(told.kyuchi) if told.kyuchi else None)
    year = told.tax_fiscal_year or (tax_fiscal_year(case.day) if case.day else None)
    if ordinance is None or year is None or case.size is None:
        return NOTHING
    try:
        found = derive(ordinance, case.size, year)
    except LookupError:
        raise wrong("circumstances.ordinance", "給与所得の表の範囲を超えます。") from None
    values = {
        "annual_salary_limit": found.annual_salary_yen,
        "standard_amount": found.standard_amount_yen,
    }
    return Part(
        values,
        ("salary_by_twelve_rounded_up_to_1000",),
        provisional=found.provisional or told.ordinance is None,
    )


def _versions(case: CaseInput) -> list[str]:
    days = {
        Key.APPLICATION: case.day,
        Key.APPLICATION_MONTH: case.day,
        Key.PAYMENT_MONTH: first_day_of(case.payment_month) if case.payment_month else case.day,
        Key.FIRST_APPLICATION: case.history.first_application_on,
        Key.LAST_APPLICATION: case.history.last_application_on,
    }
    return [found.name for found in in_force({k: d for k, d in days.items() if d is not None})]
