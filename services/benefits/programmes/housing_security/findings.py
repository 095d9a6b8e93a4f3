"""Each requirement of 家賃補助 as a finding: met or not, a sentence with its numbers, and the article."""

from collections.abc import Sequence

from events.contract import wareki
from events.contract.benefits import Found
from events.contract.codes import HardshipCause
from services.benefits.programmes.housing_security.activity import business_alternative
from services.benefits.programmes.housing_security.amount import (
    Comparison,
    MunicipalRule,
    income_meets,
)
from services.benefits.programmes.housing_security.claim import Claim
from services.benefits.programmes.housing_security.period import (
    savings_limit,
    savings_rule,
    savings_stage,
)
from services.benefits.programmes.housing_security.standards import Standard
from services.benefits.programmes.housing_security.time_limit import TimeLimit, time_limit
from services.benefits.programmes.housing_security.values import VALUES

REGULATION = "施行規則10条"


def cause_in_time(claim: Claim) -> Found:
    """離職・廃業 within two years of the arrival day; 休業等 must exist in the month of application (E1-E3)."""
    if claim.cause is HardshipCause.INCOME_LOSS:
        return _income_loss(claim)
    limit = time_limit(claim.cause_on, claim.runs, claim.arrived_on)
    met = claim.cause_on <= claim.arrived_on <= limit.last_day
    sentence = (
        f"{claim.cause.ja}の日 {wareki.long(claim.cause_on)} から{limit.years}年以内"
        f"{_added(claim, limit)}は {wareki.long(limit.last_day)} まで。"
        f"申請の到達日 {wareki.long(claim.arrived_on)} は{'期間内です' if met else '期間外です'}。"
    )
    return Found(
        requirement="離職・廃業からの期間", met=met, sentence=sentence, citation=REGULATION
    )


def income(claim: Claim, standard: Standard, limit: int, rule: MunicipalRule) -> Found:
    """Y against T = S + min(R, C) (E6); items left out are named."""
    met = income_meets(claim.income_yen, limit, rule)
    rent = min(claim.rent_yen, standard.rent_cap_yen)
    word = "未満" if rule.comparison is Comparison.BELOW else "以下"
    out = claim.counted.left_out if claim.counted else ()
    without = "、".join(f"{line.item.kind.ja} {line.item.yen:,}円" for line in out)
    sentence = (
        f"世帯収入 {claim.income_yen:,}円は、基準額 {standard.base_amount_yen:,}円 + 家賃(上限まで) {rent:,}円"
        f" = {limit:,}円{word}で{'す' if met else 'はありません'}。"
        f"{f'収入に入れないもの: {without}。' if without else ''}"
    )
    return Found(requirement="収入要件", met=met, sentence=sentence, citation=REGULATION)


def savings(claim: Claim, standard: Standard) -> Found:
    """Household savings against min(6 × S, 1,000,000) on the arrival day (E7)."""
    began = claim.before.first_application_on or claim.arrived_on
    stage = savings_stage(claim.stage, began)
    months, ceiling = savings_rule(stage, claim.arrived_on)
    limit = savings_limit(standard.base_amount_yen, claim.arrived_on, stage)
    met = claim.savings_yen <= limit
    sentence = (
        f"世帯の金融資産 {claim.savings_yen:,}円は、基準額の{months}倍(上限{ceiling // 10_000:,}万円)"
        f" = {limit:,}円以下で{'す' if met else 'はありません'}。"
    )
    return Found(requirement="資産要件", met=met, sentence=sentence, citation=REGULATION)


def age(claim: Claim) -> Sequence[Found]:
    """Under 65, for applications until 2020-03-31 only (E12)."""
    below = VALUES.entry("age_below", claim.arrived_on)
    if below is None or claim.age is None:
        return ()
    met = claim.age < below.value
    sentence = f"申請した日の年齢 {claim.age}歳は、{below.value}歳未満で{'す' if met else 'はありません'}。"
    citation = "施行規則10条(令和2年3月31日まで)"
    return (Found(requirement="年齢", met=met, sentence=sentence, citation=citation),)


def activity(claim: Claim) -> Found:
    """The search for work, or the business consultation of the self-employed up to the sixth month (E8, E9)."""
    if not claim.self_employed:
        return stated(
            claim.seeking_work,
            "求職活動等",
            "公共職業安定所等に求職を申し込み、誠実に常用就職を目指す",
            REGULATION,
        )
    until = VALUES.entry("business_alternative_until_grant_month", claim.arrived_on)
    allowed = business_alternative(
        arrived_on=claim.arrived_on,
        income_loss=claim.cause is HardshipCause.INCOME_LOSS,
        self_employed=True,
        grant_month=claim.grant_month,
    )
    citation = "施行規則10条(令和5年4月改正)"
    if not allowed:
        last = f"{until.value}か月目" if until else "令和5年4月1日以後の申請の6か月目"
        sentence = (
            f"経営相談による活動は、休業等の自営業者等が、支給の{last}までに限って行えます"
            f"(この申請は{claim.grant_month}か月目から)。求職活動が必要です。"
        )
        return Found(requirement="求職活動等", met=False, sentence=sentence, citation=citation)
    words = "経営相談先へ相談し、自立に向けた計画に基づいて取り組む(求職活動に代える)"
    return stated(claim.seeking_work, "求職活動等", words, citation)


def overlap(claim: Claim) -> Found:
    """No similar housing benefit; the training allowance may be combined since 2021-06-01 (E10)."""
    combines = VALUES.entry("training_allowance_combines", claim.arrived_on)
    if claim.training_allowance and combines is None:
        sentence = "職業訓練受講給付金を受けている間は支給できません(令和3年5月31日までの申請)。"
        return Found(
            requirement="類似給付との重複なし", met=False, sentence=sentence, citation=REGULATION
        )
    beside = "。職業訓練受講給付金は併せて受けられる" if claim.training_allowance else ""
    words = f"世帯の誰も自治体等の類似の住居給付を受けていない{beside if claim.no_overlap else ''}"
    return stated(claim.no_overlap, "類似給付との重複なし", words, REGULATION)


def stated(met: bool, requirement: str, words: str, citation: str) -> Found:
    """A requirement the examiner answered after seeing the papers."""
    sentence = f"{words}。" if met else f"{words}ことを確かめられません。"
    return Found(requirement=requirement, met=met, sentence=sentence, citation=citation)


def _income_loss(claim: Claim) -> Found:
    citation = "施行規則10条(令和2年4月20日改正)"
    if VALUES.entry("income_loss_accepted", claim.arrived_on) is None:
        sentence = "休業等による収入減は、令和2年4月20日以後の申請から原因になります。"
        return Found(requirement="申請の原因", met=False, sentence=sentence, citation=citation)
    if claim.own_fault:
        sentence = f"{claim.cause.ja}が、本人の責めまたは都合によるため、原因になりません。"
        return Found(requirement="申請の原因", met=False, sentence=sentence, citation=citation)
    met = (claim.cause_on.year, claim.cause_on.month) <= (
        claim.arrived_on.year,
        claim.arrived_on.month,
    )
    sentence = (
        f"{claim.cause.ja}(生じた日 {wareki.long(claim.cause_on)})は、"
        f"申請月{'までに' if met else 'より後に'}生じています。"
    )
    return Found(requirement="申請の原因", met=met, sentence=sentence, citation=citation)


def _added(claim: Claim, limit: TimeLimit) -> str:
    if not limit.added_days:
        if not claim.runs or limit.at_most_years is None:
            return ""
        return "(求職できなかった期間は、続けて30日以上のものだけを加える)"
    return f"(求職できなかった{limit.added_days}日を加え、最長{limit.at_most_years}年)"
