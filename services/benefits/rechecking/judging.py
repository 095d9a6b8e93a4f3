"""A past payment judged again, step by step: from the sum that was paid to the sum that is due.

Each step takes one figure of the decision for the one of today (S, C, R, Y), then the requirements, then the period;
what changes the sum at a step is that step's difference. So every yen has one cause, and causes are never mixed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from events.contract.benefits import Basis, Found, Household
from events.contract.benefits_recheck import CorrectionCause
from events.contract.codes import AmountBranch
from services.benefits.grant import first_day
from services.benefits.programmes.housing_security.amount import MunicipalRule, amount
from services.benefits.programmes.housing_security.period import months_at_most
from services.benefits.programmes.housing_security.rules import (
    Before,
    Claim,
    adjudicate,
    unmet,
)
from services.benefits.programmes.housing_security.standards import Standard
from services.benefits.programmes.housing_security.values import VALUES
from services.benefits.rechecking.line import Difference, Line
from services.benefits.rechecking.paid_grant import Paid, PaidGrant, Ruling
from services.benefits.rechecking.recorded_checks import hindered_days, stated_as
from services.benefits.rechecking.rulebook import Rulebook

FORMULA_IN: Final = {
    AmountBranch.PARTIAL_UNTIL_2020_06: "2020-06",
    AmountBranch.PARTIAL: "2020-07",
}
"""Branch → a payment month whose formula it is."""


PERIOD: Final = "支給期間"
"""The requirement of the months: judged by the place of the month itself, with a cause of its own."""


@dataclass(frozen=True, slots=True)
class Figures:
    """S, R, C, Y; yen a month."""

    base: int
    rent: int
    cap: int
    income: int


class NoStandard(Exception):
    """The table has no row for this household and month: the payment cannot be judged again."""


def lines_of(grant: PaidGrant, book: Rulebook, first: str = "", last: str = "") -> list[Line]:
    """The payments of these months (`YYYY-MM`, "" = open) that differ. Raises NoStandard."""
    months = (p for p in grant.payments if p.month >= first and (not last or p.month <= last))
    with book.in_force():
        judged = (_line(grant, paid, book) for paid in months)
        return [line for line in judged if line is not None]


def _line(grant: PaidGrant, paid: Paid, book: Rulebook) -> Line | None:
    ruling = grant.ruling(paid.month)
    provisional = False
    if ruling is None:
        steps = [_step(CorrectionCause.NOT_DECIDED, paid.paid_yen, 0, "支給", "決定なし")]
    else:
        standard, rule = _rules(grant, ruling, paid.month, book)
        provisional = standard.provisional or rule.provisional
        steps = list(_steps(grant, ruling, paid, standard, rule))
    steps = [step for step in steps if step.old_yen != step.new_yen]
    due = steps[-1].new_yen if steps else paid.paid_yen
    if due == paid.paid_yen:
        return None
    return Line(
        stream=grant.stream,
        case=grant.case,
        area=grant.area,
        person=grant.person,
        grant_no=grant.grant_no,
        number=ruling.number if ruling else "",
        month=paid.month,
        paid_yen=paid.paid_yen,
        due_yen=due,
        differences=tuple(steps),
        provisional=provisional,
    )


def _rules(
    grant: PaidGrant, ruling: Ruling, month: str, book: Rulebook
) -> tuple[Standard, MunicipalRule]:
    size = grant.household(ruling, month).size
    standard = book.standard_for(size, ruling.keyed_on) if size else None
    if standard is None:
        raise NoStandard
    return standard, book.rule_on(ruling.keyed_on)


def _steps(
    grant: PaidGrant, ruling: Ruling, paid: Paid, standard: Standard, rule: MunicipalRule
) -> Iterator[Difference]:
    """From what was paid to what is due, without a gap."""
    sum_now = paid.paid_yen
    for step in (
        _step(
            CorrectionCause.PAID_DIFFERS,
            paid.paid_yen,
            ruling.monthly_yen,
            _yen(paid.paid_yen),
            _yen(ruling.monthly_yen),
        ),
        *_figures(grant, ruling, paid, standard, rule),
        *_conditions(grant, ruling, paid, standard, rule),
    ):
        yield replace(step, old_yen=sum_now)
        sum_now = step.new_yen


def _figures(
    grant: PaidGrant, ruling: Ruling, paid: Paid, standard: Standard, rule: MunicipalRule
) -> Iterator[Difference]:
    """The arithmetic on the recorded figures, then each figure for the one of today."""
    known = grant.household(ruling, paid.month)
    now = _known(known, standard)
    recorded = _recorded(ruling.basis, now)
    amounts = _Amounts(paid.month, rule)
    cause, said = _arithmetic(ruling, recorded, amounts)
    yield _step(cause, 0, amounts.of(recorded), said, _yen(amounts.of(recorded)))
    standing = replace(recorded, base=now.base)
    yield _step(
        CorrectionCause.STANDARD_AMOUNT,
        0,
        amounts.of(standing),
        _yen(recorded.base),
        _yen(now.base),
    )
    rent_as_cap = recorded.cap == recorded.rent > now.cap
    standing = replace(standing, cap=now.cap)
    yield _step(
        CorrectionCause.RENT_AS_CAP if rent_as_cap else CorrectionCause.RENT_CAP,
        0,
        amounts.of(standing),
        _yen(recorded.cap),
        _yen(now.cap),
    )
    standing = replace(standing, rent=now.rent)
    yield _step(CorrectionCause.RENT, 0, amounts.of(standing), _yen(recorded.rent), _yen(now.rent))
    yield _step(CorrectionCause.INCOME, 0, amounts.of(now), _yen(recorded.income), _yen(now.income))


@dataclass(frozen=True, slots=True)
class _Amounts:
    month: str
    rule: MunicipalRule

    def of(self, figures: Figures) -> int:
        """By the formula of the payment month."""
        return amount(
            base=figures.base,
            rent=figures.rent,
            cap=figures.cap,
            income=figures.income,
            payment_month=first_day(self.month),
            rule=self.rule,
        ).monthly_yen


def _arithmetic(
    ruling: Ruling, recorded: Figures, amounts: _Amounts
) -> tuple[CorrectionCause, str]:
    """Why the recorded figures give another sum than the recorded one."""
    branch = ruling.basis.branch
    said = f"{_yen(ruling.monthly_yen)}({branch.ja})"
    if _Amounts(amounts.month, MunicipalRule()).of(recorded) == ruling.monthly_yen:
        return CorrectionCause.MUNICIPAL_RULE, said
    if recorded.income <= recorded.base:
        return CorrectionCause.ARITHMETIC, said
    if branch is AmountBranch.FULL:
        return CorrectionCause.INCOME_NOT_COMPARED, said
    as_then = FORMULA_IN.get(branch)
    if as_then and _Amounts(as_then, amounts.rule).of(recorded) == ruling.monthly_yen:
        return CorrectionCause.FORMULA_OF_TIME, said
    return CorrectionCause.INCOME_NOT_DEDUCTED, said


def _conditions(
    grant: PaidGrant, ruling: Ruling, paid: Paid, standard: Standard, rule: MunicipalRule
) -> Iterator[Difference]:
    """What ends at 0 whatever the figures say; the first that fails takes the whole rest."""
    against = _unmet(grant, ruling, paid, standard, rule)
    if against is not None:
        yield _step(_requirement(against), 0, 0, "満たすとして決定", against.sentence)
        return
    for cause, recorded, now in _out_of_time(grant, paid):
        yield _step(cause, 0, 0, recorded, now)
        return


def _out_of_time(grant: PaidGrant, paid: Paid) -> Iterator[tuple[CorrectionCause, str, str]]:
    applied = grant.first_applied_on
    if paid.month < applied.strftime("%Y-%m"):
        yield CorrectionCause.BEFORE_START, paid.month, f"{applied:%Y-%m}から"
    if grant.last_month is not None and paid.month > grant.last_month:
        yield CorrectionCause.AFTER_STOP, paid.month, f"{grant.last_month}まで"
    most = months_at_most(applied)
    if paid.place > most:
        longest = max(entry.value for entry in VALUES.entries["grant_months_at_most"])
        special = most < paid.place <= longest
        cause = CorrectionCause.COVID_TWELVE if special else CorrectionCause.BEYOND_LIMIT
        yield cause, f"{paid.place}か月目", f"{most}か月まで"


def _unmet(
    grant: PaidGrant, ruling: Ruling, paid: Paid, standard: Standard, rule: MunicipalRule
) -> Found | None:
    known = grant.household(ruling, paid.month)
    figures = _known(known, standard)
    checked = stated_as(ruling.findings)
    claim = Claim(
        arrived_on=ruling.keyed_on,
        cause=grant.cause,
        cause_on=grant.cause_on,
        household_size=known.size or 0,
        income_yen=figures.income,
        savings_yen=known.savings_yen or 0,
        rent_yen=figures.rent,
        hindered_days=hindered_days(ruling.findings),
        stage=ruling.stage,
        before=Before(first_application_on=grant.first_applied_on),
        main_earner=checked["main_earner"],
        housing_at_risk=checked["housing_at_risk"],
        seeking_work=checked["seeking_work"],
        no_overlap=checked["no_overlap"],
        no_gang_member=checked["no_gang_member"],
    )
    found = adjudicate(claim, standard, rule, first_day(paid.month))
    against = (one for one in unmet(found.findings) if one.requirement != PERIOD)
    return next(against, None)


def _requirement(against: Found) -> CorrectionCause:
    of = {
        "収入要件": CorrectionCause.INCOME_ABOVE,
        "資産要件": CorrectionCause.SAVINGS_ABOVE,
    }
    return of.get(against.requirement, CorrectionCause.REQUIREMENT)


def _known(household: Household, standard: Standard) -> Figures:
    return Figures(
        standard.base_amount_yen,
        household.rent_yen or 0,
        standard.rent_cap_yen,
        household.income_yen or 0,
    )


def _recorded(basis: Basis, now: Figures) -> Figures:
    """The four figures of the decision; one it never recorded is taken as it is now."""
    return Figures(
        now.base if basis.base_amount_yen is None else basis.base_amount_yen,
        now.rent if basis.rent_yen is None else basis.rent_yen,
        now.cap if basis.rent_cap_yen is None else basis.rent_cap_yen,
        now.income if basis.income_yen is None else basis.income_yen,
    )


def _step(cause: CorrectionCause, old: int, new: int, recorded: str, now: str) -> Difference:
    return Difference(cause=cause, recorded=recorded, now=now, old_yen=old, new_yen=new)


def _yen(yen: int) -> str:
    return f"{yen:,}円"
