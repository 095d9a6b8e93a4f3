"""家賃補助 (法3条3項1号): all requirements of a claim, and the amount. One function for the quote and the decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from events.contract.benefits import Basis, Found, Household
from events.contract.codes import AmountBranch
from services.benefits.programmes.housing_security import findings as found_by
from services.benefits.programmes.housing_security.amount import (
    Amount,
    MunicipalRule,
    amount,
    threshold,
)
from services.benefits.programmes.housing_security.claim import Before, Claim
from services.benefits.programmes.housing_security.findings import cause_in_time, stated
from services.benefits.programmes.housing_security.period import savings_limit
from services.benefits.programmes.housing_security.regrant import regrant
from services.benefits.programmes.housing_security.stage import Stage
from services.benefits.programmes.housing_security.standards import Standard
from services.benefits.programmes.housing_security.standing import asked_of, standing

__all__ = [
    "RULE_VERSION",
    "Adjudication",
    "Before",
    "Claim",
    "adjudicate",
    "cause_in_time",
    "requirements",
    "savings_limit",
    "unanswered",
    "unmet",
]

RULE_VERSION: Final = "housing-security-rent 2026-11-22"
"""Named in every decision: the meaning of these functions; figures carry their own dates."""


@dataclass(frozen=True, slots=True)
class Adjudication:
    """Every requirement, the figures behind the amount, and the amount (0 unless all are met)."""

    findings: tuple[Found, ...]
    basis: Basis
    monthly_yen: int
    provisional: bool

    @property
    def met(self) -> bool:
        """Whether every requirement is met."""
        return all(finding.met for finding in self.findings)


def adjudicate(
    claim: Claim,
    standard: Standard,
    rule: MunicipalRule,
    payment_month: date,
) -> Adjudication:
    """The same function for the counter's quote and for the proposal that is decided."""
    limit = threshold(standard.base_amount_yen, claim.rent_yen, standard.rent_cap_yen, rule)
    findings = requirements(claim, standard, limit, rule)
    met = all(finding.met for finding in findings)
    paid = _paid(claim, standard, rule, payment_month) if met else Amount(0, AmountBranch.UNMET)
    return Adjudication(
        findings,
        _basis(claim, standard, limit, paid.branch),
        paid.monthly_yen,
        standard.provisional or rule.provisional or _provisional(claim),
    )


def requirements(
    claim: Claim, standard: Standard, limit: int, rule: MunicipalRule
) -> tuple[Found, ...]:
    """E1 to E12 as they apply to the stage: cause and time limit are not asked again of a running grant."""
    return (
        *(() if claim.stage.continues else (cause_in_time(claim),)),
        *standing(claim),
        *found_by.age(claim),
        stated(
            claim.main_earner,
            "主たる生計維持者",
            "離職等の日または申請月に世帯の生計を主として維持していた",
            found_by.REGULATION,
        ),
        stated(
            claim.housing_at_risk,
            "住居の喪失・そのおそれ",
            "賃貸住宅を失った、または失うおそれがある",
            "法3条3項",
        ),
        found_by.income(claim, standard, limit, rule),
        found_by.savings(claim, standard),
        found_by.activity(claim),
        found_by.overlap(claim),
        stated(
            claim.no_gang_member,
            "暴力団員でない",
            "世帯に暴力団員がいない",
            found_by.REGULATION,
        ),
    )


def unanswered(household: Household, ground: Found) -> Adjudication:
    """An application whose correction never came: the requirements stay unexamined, the figures as stated."""
    basis = Basis(
        base_amount_yen=None,
        rent_yen=household.rent_yen,
        rent_cap_yen=None,
        income_yen=household.income_yen,
        threshold_yen=None,
        branch=AmountBranch.UNMET,
        table_row="",
        rule_version=RULE_VERSION,
    )
    return Adjudication((ground,), basis, 0, provisional=False)


def unmet(findings: Sequence[Found]) -> tuple[Found, ...]:
    """The findings that stand against the applicant."""
    return tuple(finding for finding in findings if not finding.met)


def _provisional(claim: Claim) -> bool:
    """Whether income items or a guessed day of the former grant stand behind the answer."""
    items = claim.counted is not None and claim.counted.provisional
    guessed = claim.stage is Stage.REGRANT and regrant(asked_of(claim)).provisional
    return items or guessed or claim.stage is Stage.RESUMPTION


def _paid(claim: Claim, standard: Standard, rule: MunicipalRule, payment_month: date) -> Amount:
    return amount(
        base=standard.base_amount_yen,
        rent=claim.rent_yen,
        cap=standard.rent_cap_yen,
        income=claim.income_yen,
        payment_month=payment_month,
        rule=rule,
    )


def _basis(claim: Claim, standard: Standard, limit: int, branch: AmountBranch) -> Basis:
    return Basis(
        base_amount_yen=standard.base_amount_yen,
        rent_yen=claim.rent_yen,
        rent_cap_yen=standard.rent_cap_yen,
        income_yen=claim.income_yen,
        threshold_yen=limit,
        branch=branch,
        table_row=standard.row,
        rule_version=RULE_VERSION,
    )
