"""One case in, one answer out: the functions of the decision over the schema of the published examples."""

from collections.abc import Sequence

from services.benefits.programmes.calendar_month import first_day_of
from services.benefits.programmes.housing_security.evaluation import (
    cause,
    doing,
    money,
    monthly_standard,
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
from services.benefits.programmes.housing_security.evaluation.part import Part, Value, joined
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
    answer["provisional"] = any(part.provisional or part.undecided for part in parts)
    if case.programme is Programme.RENT:
        answer["table_rows"] = list(figures(case).tables)
    unread = not_read(given) if isinstance(given, dict) else ()
    return answer | ({"not_read": list(unread)} if unread else {})


def _parts(case: CaseInput) -> Sequence[Part]:
    if case.programme is Programme.STANDARD_AMOUNT:
        return [monthly_standard.derived(case)]
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
    if case.told.all_others_met is False or any(part.undecided for part in parts):
        return None
    if any(part.answers and part.met for part in parts):
        return True
    return True if "income_requirement_met" in joined(parts)[0] else None


def _versions(case: CaseInput) -> list[str]:
    days = {
        Key.APPLICATION: case.day,
        Key.APPLICATION_MONTH: case.day,
        Key.PAYMENT_MONTH: first_day_of(case.payment_month) if case.payment_month else case.day,
        Key.FIRST_APPLICATION: case.history.first_application_on,
        Key.LAST_APPLICATION: case.history.last_application_on,
    }
    return [found.name for found in in_force({k: d for k, d in days.items() if d is not None})]
