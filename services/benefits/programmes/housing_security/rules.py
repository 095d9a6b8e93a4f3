"""The requirements of 家賃補助 (法3条3項1号, 施行規則10条): one function each, each answer a sentence with its numbers.

What an application does not carry (activity, overlap) is stated by the examiner as a checked item, not computed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from events.contract import wareki
from events.contract.benefits import Basis, Found, Household
from events.contract.codes import AmountBranch, HardshipCause
from services.benefits.programmes.housing_security.amount import (
    Amount,
    Comparison,
    MunicipalRule,
    amount,
    income_meets,
    threshold,
)
from services.benefits.programmes.housing_security.standards import Standard
from services.benefits.programmes.housing_security.values import VALUES

RULE_VERSION: Final = "housing-security-rent 2026-11"
"""Named in every decision: the meaning of these functions; figures carry their own dates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What an application says, and what the examiner has checked. Yen; `cause_on` last day of work.

    `hindered_days`: days of runs of 30 or more in which illness, child care or the like forbade the search for work.
    """

    arrived_on: date
    cause: HardshipCause
    cause_on: date
    household_size: int
    income_yen: int
    savings_yen: int
    rent_yen: int
    main_earner: bool
    housing_at_risk: bool
    seeking_work: bool
    no_overlap: bool
    no_gang_member: bool
    hindered_days: int = 0


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
    findings = (
        cause_in_time(claim),
        stated(
            claim.main_earner,
            "主たる生計維持者",
            "離職等の日または申請月に世帯の生計を主として維持していた",
            "施行規則10条",
        ),
        stated(
            claim.housing_at_risk,
            "住居の喪失・そのおそれ",
            "賃貸住宅を失った、または失うおそれがある",
            "法3条3項",
        ),
        income(claim, standard, limit, rule),
        savings(claim, standard),
        stated(
            claim.seeking_work,
            "求職活動等",
            "公共職業安定所等に求職を申し込み、誠実に常用就職を目指す",
            "施行規則10条",
        ),
        stated(
            claim.no_overlap,
            "類似給付との重複なし",
            "世帯の誰も自治体等の類似の住居給付を受けていない",
            "施行規則10条",
        ),
        stated(claim.no_gang_member, "暴力団員でない", "世帯に暴力団員がいない", "施行規則10条"),
    )
    met = all(finding.met for finding in findings)
    paid = _paid(claim, standard, rule, payment_month) if met else Amount(0, AmountBranch.UNMET)
    return Adjudication(
        findings,
        _basis(claim, standard, limit, paid.branch),
        paid.monthly_yen,
        standard.provisional or rule.provisional,
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


def cause_in_time(claim: Claim) -> Found:
    """離職・廃業 within two years of the arrival day; 休業等 must exist in the month of application."""
    if claim.cause is HardshipCause.INCOME_LOSS:
        met = (claim.cause_on.year, claim.cause_on.month) <= (
            claim.arrived_on.year,
            claim.arrived_on.month,
        )
        sentence = (
            f"{claim.cause.ja}(生じた日 {wareki.long(claim.cause_on)})は、"
            f"申請月{'までに' if met else 'より後に'}生じています。"
        )
        return Found(
            requirement="申請の原因",
            met=met,
            sentence=sentence,
            citation="施行規則10条(令和2年4月20日改正)",
        )
    years = VALUES.on("left_work_years", claim.arrived_on)
    last, added = last_day_to_apply(claim, years)
    met = claim.cause_on <= claim.arrived_on <= last
    sentence = (
        f"{claim.cause.ja}の日 {wareki.long(claim.cause_on)} から{years}年以内"
        f"{added}は {wareki.long(last)} まで。"
        f"申請の到達日 {wareki.long(claim.arrived_on)} は{'期間内です' if met else '期間外です'}。"
    )
    return Found(
        requirement="離職・廃業からの期間", met=met, sentence=sentence, citation="施行規則10条"
    )


def last_day_to_apply(claim: Claim, years: int) -> tuple[date, str]:
    """The last day of the period after 離職・廃業, and the words for days added to it (from 2023-04-01)."""
    last = anniversary(claim.cause_on, years) - timedelta(days=1)
    longest = VALUES.entry("left_work_years_at_most", claim.arrived_on)
    least = VALUES.entry("hindrance_days_at_least", claim.arrived_on)
    if longest is None or least is None or claim.hindered_days < least.value:
        return last, ""
    end = anniversary(claim.cause_on, longest.value) - timedelta(days=1)
    return min(last + timedelta(days=claim.hindered_days), end), (
        f"(求職できなかった{claim.hindered_days}日を加え、最長{longest.value}年)"
    )


def income(claim: Claim, standard: Standard, limit: int, rule: MunicipalRule) -> Found:
    """Y against T = S + min(R, C)."""
    met = income_meets(claim.income_yen, limit, rule)
    rent = min(claim.rent_yen, standard.rent_cap_yen)
    word = "未満" if rule.comparison is Comparison.BELOW else "以下"
    sentence = (
        f"世帯収入 {claim.income_yen:,}円は、基準額 {standard.base_amount_yen:,}円 + 家賃(上限まで) {rent:,}円"
        f" = {limit:,}円{word}で{'す' if met else 'はありません'}。"
    )
    return Found(requirement="収入要件", met=met, sentence=sentence, citation="施行規則10条")


def savings(claim: Claim, standard: Standard) -> Found:
    """Household savings against min(6 × S, 1,000,000) on the arrival day."""
    limit = savings_limit(standard.base_amount_yen, claim.arrived_on)
    met = claim.savings_yen <= limit
    months = VALUES.on("savings_limit_months", claim.arrived_on)
    sentence = (
        f"世帯の金融資産 {claim.savings_yen:,}円は、基準額の{months}倍(上限100万円)"
        f" = {limit:,}円以下で{'す' if met else 'はありません'}。"
    )
    return Found(requirement="資産要件", met=met, sentence=sentence, citation="施行規則10条")


def savings_limit(base_amount_yen: int, day: date) -> int:
    """Yen; in force on that day."""
    return min(
        base_amount_yen * VALUES.on("savings_limit_months", day),
        VALUES.on("savings_ceiling_yen", day),
    )


def stated(met: bool, requirement: str, words: str, citation: str) -> Found:
    """A requirement the examiner answered after seeing the papers."""
    sentence = f"{words}。" if met else f"{words}ことを確かめられません。"
    return Found(requirement=requirement, met=met, sentence=sentence, citation=citation)


def unmet(findings: Sequence[Found]) -> tuple[Found, ...]:
    """The findings that stand against the applicant."""
    return tuple(finding for finding in findings if not finding.met)


def anniversary(day: date, years: int) -> date:
    """The same day some years later; 29 February becomes 1 March (民法143条: the period ends the day before)."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


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
