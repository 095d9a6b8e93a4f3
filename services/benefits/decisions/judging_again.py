"""The requirements tested once more, at an extension, a change, a return: all but cause, its time and main earner."""

from dataclasses import dataclass
from datetime import date

from events.contract.benefits import Basis, Found, Household
from events.contract.benefits_life import LaterFigures
from events.contract.codes import AmountBranch, HardshipCause
from events.contract.deciding import Refused
from events.contract.sealed import opened
from services.benefits.grant import Grant, first_day
from services.benefits.programmes.housing_security import findings as found_by
from services.benefits.programmes.housing_security import rules
from services.benefits.programmes.housing_security.amount import (
    Amount,
    MunicipalRule,
    amount,
    threshold,
)
from services.benefits.programmes.housing_security.standards import Standard

CITATION = "施行規則12条1項"
NO_STANDARD = (
    "この世帯人数と月の基準額・家賃の上限が、この自治体の表にありません。"
    "システム管理者に登録を依頼してください。"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What the examiner saw on the papers once more."""

    seeking_work: bool
    no_overlap: bool
    no_gang_member: bool


def household_of(
    size: int | None, income_yen: int | None, savings_yen: int | None, rent_yen: int | None
) -> Household:
    """The four figures as the paper states them."""
    return Household(size=size, income_yen=income_yen, savings_yen=savings_yen, rent_yen=rent_yen)


def judged_again(
    household: Household,
    *,
    checked: Checked | None,
    on: date,
    month: str,
    standard: Standard | None,
    rule: MunicipalRule,
    besides: tuple[Found, ...] = (),
) -> LaterFigures:
    """Figures, findings (`besides` first) and the yen of `month`; 0 unless everything is met.

    `checked` None: activity, overlap and the like were not looked at again, nothing is found of them.
    """
    claim = _claim(household, on)
    if standard is None:
        raise Refused("no-standard", NO_STANDARD)
    limit = threshold(standard.base_amount_yen, claim.rent_yen, standard.rent_cap_yen, rule)
    findings = (
        *besides,
        found_by.income(claim, standard, limit, rule),
        found_by.savings(claim, standard),
        *_stated(checked),
    )
    met = all(one.met for one in findings)
    paid = Amount(0, AmountBranch.UNMET)
    if met:
        paid = amount(
            base=standard.base_amount_yen,
            rent=claim.rent_yen,
            cap=standard.rent_cap_yen,
            income=claim.income_yen,
            payment_month=first_day(month),
            rule=rule,
        )
    basis = _basis(claim, standard, limit, paid.branch)
    return LaterFigures(
        household=household, monthly_yen=paid.monthly_yen, basis=basis, findings=findings
    )


def basis_in_force(grant: Grant) -> Basis | None:
    """The figures the running amount rests on; None where they cannot be opened."""
    for one in reversed(grant.life.decisions):
        figures = opened(one.figures, None)
        if figures and figures.monthly_yen and figures.basis:
            return figures.basis
    return opened(grant.decided.basis, None) if grant.decided else None


def _stated(checked: Checked | None) -> tuple[Found, ...]:
    if checked is None:
        return ()
    seeking = "公共職業安定所等に求職を申し込み、誠実に常用就職を目指している"
    alone = "世帯の誰も自治体等の類似の住居給付を受けていない"
    return (
        found_by.stated(checked.seeking_work, "求職活動等", seeking, CITATION),
        found_by.stated(checked.no_overlap, "類似給付との重複なし", alone, CITATION),
        found_by.stated(
            checked.no_gang_member, "暴力団員でない", "世帯に暴力団員がいない", CITATION
        ),
    )


def _claim(household: Household, on: date) -> rules.Claim:
    size, income, savings, rent = (
        household.size,
        household.income_yen,
        household.savings_yen,
        household.rent_yen,
    )
    if size is None or income is None or savings is None or rent is None:
        raise Refused("figures-missing", "世帯人数・収入・資産・家賃がそろっていません。")
    return rules.Claim(
        arrived_on=on,
        cause=HardshipCause.LEFT_WORK,
        cause_on=on,
        household_size=size,
        income_yen=income,
        savings_yen=savings,
        rent_yen=rent,
        main_earner=True,
        housing_at_risk=True,
        seeking_work=True,
        no_overlap=True,
        no_gang_member=True,
    )


def _basis(claim: rules.Claim, standard: Standard, limit: int, branch: AmountBranch) -> Basis:
    return Basis(
        base_amount_yen=standard.base_amount_yen,
        rent_yen=claim.rent_yen,
        rent_cap_yen=standard.rent_cap_yen,
        income_yen=claim.income_yen,
        threshold_yen=limit,
        branch=branch,
        table_row=standard.row,
        rule_version=rules.RULE_VERSION,
    )
