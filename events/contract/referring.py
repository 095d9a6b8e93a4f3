"""Facts that follow a つなぎ or an 緊急的な支援: how it was handed over, what came back, how it ended."""

from datetime import date
from uuid import UUID

from events.contract.code import Code, code_list
from events.contract.codes import FORM_2, EmergencyHelp
from events.contract.consent import CONSENT
from events.contract.group import Clear, Narrative
from events.contract.kind import Event, event

HOUSE = "Yorisoi の定め(つなぎの確認)"


@code_list("つなぎの方法", basis=HOUSE, provisional=True)
class HandoverManner(Code):
    """How the person was handed over."""

    ACCOMPANIED = "accompanied", "同行した"
    CONTACTED = "contacted", "先方に連絡した"
    WRITTEN = "written", "紹介状・書面を渡した"
    TOLD_ONLY = "told_only", "ご本人に案内しただけ"


@code_list(
    "つなぎ先の事業", basis="桑名市・大阪市西区の資料、生活福祉資金貸付制度", provisional=True
)
class ReferralProgramme(Code):
    """Named programmes and loans behind a target."""

    HELLO_WORK_JOINT = "hello_work_joint", "生活保護受給者等就労自立促進事業"
    GENERAL_EMPLOYMENT_SUPPORT = "general_employment_support", "総合就職サポート事業"
    EMERGENCY_SMALL_LOAN = "emergency_small_loan", "緊急小口資金"
    GENERAL_SUPPORT_LOAN = "general_support_loan", "総合支援資金"
    OTHER_WELFARE_LOAN = "other_welfare_loan", "生活福祉資金(その他)"
    FOOD_AID = "food_aid", "食料支援"
    OTHER = "other", "その他の事業"


@code_list("つなぎの経過", basis=HOUSE, provisional=True)
class ReferralStep(Code):
    """What came back from the body, or what the person did there."""

    ACCEPTED = "accepted", "受け入れられた"
    DECLINED = "declined", "断られた"
    UNANSWERED = "unanswered", "まだ返事がない"
    FIRST_VISIT = "first_visit", "初回の利用・訪問をした"
    NO_VISIT = "no_visit", "初回に行かなかった"
    APPLIED = "applied", "申請した"
    RECEIVED = "received", "受け取った(送金・現物)"
    NOT_GRANTED = "not_granted", "不承認・不支給"
    SETTLED = "settled", "目的を果たして終わった"
    UNSETTLED = "unsettled", "つながらずに終わった"
    WITHDRAWN = "withdrawn", "ご本人が取りやめた"
    REPAYING = "repaying", "償還中"
    REPAYMENT_LATE = "repayment_late", "償還が遅れている"
    REPAID = "repaid", "償還が終わった"


@code_list("緊急的な支援の結果", basis=HOUSE, provisional=True)
class HelpOutcome(Code):
    """Whether the help reached the person."""

    REACHED = "reached", "支援が届いた"
    PARTLY = "partly", "一部だけ届いた"
    NOT_REACHED = "not_reached", "届かなかった"
    WITHDRAWN = "withdrawn", "ご本人が取りやめた"


@event(
    "intake.referral-arranged",
    ja="つなぎの段取り",
    basis=HOUSE,
    occurred="arranged_on",
    provisional=True,
)
class ReferralArranged(Event):
    """How referral `referral_no` was handed over, and when the office asks what became of it."""

    arranged_on: Clear[date]
    person: Clear[UUID]
    referral_no: Clear[int]
    manner: Clear[HandoverManner | None]
    programme: Clear[ReferralProgramme | None]
    ask_back_on: Clear[date | None]
    in_charge: Narrative[str]


@event(
    "intake.referral-step-recorded",
    ja="つなぎの経過",
    basis=HOUSE,
    occurred="stepped_on",
    provisional=True,
)
class ReferralStepRecorded(Event):
    """One step of referral `referral_no`; `ask_back_on` = the next day to ask, None where it is over."""

    stepped_on: Clear[date]
    person: Clear[UUID]
    referral_no: Clear[int]
    step: Clear[ReferralStep]
    ask_back_on: Clear[date | None]
    note: Narrative[str]


@event(
    "intake.emergency-help-concluded",
    ja="緊急的な支援の結果",
    basis=FORM_2,
    occurred="concluded_on",
    provisional=True,
)
class EmergencyHelpConcluded(Event):
    """What became of the `help` that was set in motion on `arranged_on`."""

    concluded_on: Clear[date]
    person: Clear[UUID]
    help: Clear[EmergencyHelp]
    arranged_on: Clear[date]
    outcome: Clear[HelpOutcome]
    note: Narrative[str]


@event(
    "intake.unrecorded-consent-relied-on",
    ja="記録のない同意による情報提供",
    basis=CONSENT,
    occurred="relied_on",
    provisional=True,
)
class UnrecordedConsentReliedOn(Event):
    """Referral `referral_no` told a body that no recorded consent in force names; `reason` says why it was right."""

    relied_on: Clear[date]
    person: Clear[UUID]
    referral_no: Clear[int]
    reason: Narrative[str]
