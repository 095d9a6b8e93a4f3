"""What a claim that is not the first must show besides: the period of the grant, the return, the re-grant."""

from collections.abc import Sequence

from events.contract import wareki
from events.contract.benefits import Found
from services.benefits.programmes.calendar_month import words
from services.benefits.programmes.housing_security.claim import Claim
from services.benefits.programmes.housing_security.period import (
    extension,
    months_at_most,
    months_left,
    resumption_last_day,
)
from services.benefits.programmes.housing_security.regrant import Asked, regrant, special
from services.benefits.programmes.housing_security.stage import Stage
from services.benefits.programmes.housing_security.values import VALUES

WHY_NOT = {
    "only_dismissal_before_2023_04": "令和5年3月31日までの申請は、解雇による離職だけが再支給の原因になります",
    "repayment_cause_not_accepted": (
        "再支給の原因は、解雇等の会社都合の離職、廃業、休業等による収入減に限られます"
    ),
    "own_fault": "本人の責めまたは都合によるため、再支給の原因になりません",
    "one_year_not_passed": "支給が終わった月の翌月から1年がたっていません",
    "special_repayment_not_in_force": (
        "特例の再支給は、令和3年2月1日から令和5年3月31日までの申請に限られます"
    ),
    "special_repayment_only_once": "特例の再支給は一度だけです",
    "max_months_reached": "この支給の月数は上限に達しています",
    "third_extension_only_first_applications_fy2020": (
        "3回目の延長は、最初の申請が令和2年4月1日から令和3年3月31日までの人に限られます"
    ),
    "third_extension_from_2021_01": "3回目の延長の申請は、令和3年1月1日からです",
}
"""Reason code → the sentence of a notice."""


def standing(claim: Claim) -> Sequence[Found]:
    """By the stage of the claim; nothing for a first one."""
    if claim.stage.extends:
        return (_extension(claim),)
    if claim.stage is Stage.RESUMPTION:
        return (_resumption(claim), _months(claim))
    if claim.stage is Stage.CONTINUATION_AFTER_MOVE:
        return (_months(claim),)
    if claim.stage.after_a_grant:
        return (_regrant(claim),)
    return ()


def asked_of(claim: Claim) -> Asked:
    """The question of 16条 that this claim puts."""
    before = claim.before
    return Asked(
        arrived_on=claim.arrived_on,
        ground=claim.ground,
        own_fault=claim.own_fault,
        last_paid_month=before.last_paid_month,
        last_application_on=before.last_application_on,
        special_before=before.special_regrant,
    )


def _extension(claim: Claim) -> Found:
    paid = claim.before.months_paid
    began = claim.before.first_application_on or claim.arrived_on
    found = extension(claim.stage, first_application_on=began, asked_on=claim.arrived_on, paid=paid)
    at_most = months_at_most(began)
    reason = found.reason if months_left(at_most, paid) else "max_months_reached"
    if found.allowed:
        sentence = (
            f"この支給で支給した月は{paid}か月、上限は{at_most}か月(最初の申請 {wareki.long(began)})。"
            f"{claim.stage.ja}として{found.months}か月を延長できます。"
        )
    else:
        sentence = f"支給した月 {paid}か月、上限 {at_most}か月。{WHY_NOT[reason]}。"
    return Found(
        requirement="支給期間", met=found.allowed, sentence=sentence, citation="施行規則12条1項"
    )


def _months(claim: Claim) -> Found:
    paid = claim.before.months_paid
    at_most = months_at_most(claim.before.first_application_on or claim.arrived_on)
    left = months_left(at_most, paid)
    sentence = f"この支給で支給した月は{paid}か月、上限は{at_most}か月。残りは{left}か月です。"
    return Found(requirement="支給期間", met=left > 0, sentence=sentence, citation="施行規則12条")


def _resumption(claim: Claim) -> Found:
    since, citation = claim.before.suspended_from, "施行規則12条2項"
    last = resumption_last_day(since, claim.arrived_on) if since else None
    if last is None:
        sentence = "病気・けがで中断した月が分からないか、中断の規則ができる前の申請です。"
        return Found(requirement="中断後の再開", met=False, sentence=sentence, citation=citation)
    met = claim.arrived_on <= last
    years = VALUES.on("resumption_years", claim.arrived_on)
    sentence = (
        f"{words(since)}分から中断。再開できるのは{years}年以内の {wareki.long(last)} まで。"
        f"申請の到達日 {wareki.long(claim.arrived_on)} は{'期間内です' if met else '期間外です'}。"
    )
    return Found(requirement="中断後の再開", met=met, sentence=sentence, citation=citation)


def _regrant(claim: Claim) -> Found:
    asked = asked_of(claim)
    extra = claim.stage is Stage.REGRANT_COVID_SPECIAL
    found = special(asked) if extra else regrant(asked)
    ground = asked.ground.ja if asked.ground else "原因が未確認"
    when = f"最後の支給は{words(asked.last_paid_month)}分。" if asked.last_paid_month else ""
    if found.earliest_month:
        when += f"申請できるのは{words(found.earliest_month)}から。"
    why = "。".join(WHY_NOT[code] for code in found.reasons if code in WHY_NOT)
    allowed = "特例の再支給の要件に当たります" if extra else "再支給の要件に当たります"
    return Found(
        requirement="再支給の要件",
        met=found.allowed,
        sentence=f"{ground}。{when}{allowed if found.allowed else why}。",
        citation="施行規則附則6条" if extra else "施行規則16条",
    )
