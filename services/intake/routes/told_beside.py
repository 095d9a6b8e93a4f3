"""What the timeline says of safety, of referrals after they were made, of details and corrections."""

from typing import Any, Final

from events.contract import Event, Open, wareki
from events.contract.assistance import PublicAssistanceAnswered, PublicAssistanceStarted
from events.contract.case_in_council import CaseDiscussed
from events.contract.consent import ConsentGiven, ConsentWithdrawn
from events.contract.contacting import ContactDetailed, EmailAttached
from events.contract.correcting import ReceptionCorrected
from events.contract.recipient_standing import RecipientStandingConfirmed
from events.contract.referring import (
    EmergencyHelpConcluded,
    ReferralArranged,
    ReferralStepRecorded,
    UnrecordedConsentReliedOn,
)
from events.contract.safety import (
    AddressSecrecyStated,
    ContactInstructionsStated,
    SecretAddressOpened,
)
from events.host.filters import sealed

ICONS: Final[dict[type[Event], str]] = {
    AddressSecrecyStated: "decision",
    ContactInstructionsStated: "contact",
    SecretAddressOpened: "decision",
    ReferralArranged: "conference",
    UnrecordedConsentReliedOn: "conference",
    ReferralStepRecorded: "conference",
    EmergencyHelpConcluded: "benefit",
    ContactDetailed: "contact",
    EmailAttached: "contact",
    ReceptionCorrected: "consultation",
    PublicAssistanceStarted: "benefit",
    PublicAssistanceAnswered: "decision",
    CaseDiscussed: "conference",
    RecipientStandingConfirmed: "decision",
    ConsentGiven: "application",
    ConsentWithdrawn: "application",
}
TERMS: Final = {
    "channel": "受付方法",
    "urgency": "緊急度",
    "naming": "氏名の別",
    "name": "氏名",
    "kana": "氏名カナ",
    "born_on": "生年月日",
    "address": "住所",
    "phone": "電話番号",
    "email": "メール",
}
"""Field of a reception → its name on paper, for what may be corrected."""
Lines = list[tuple[str, str]]


def told_beside(fact: Event) -> tuple[Lines, str | None]:  # noqa: C901, PLR0911, PLR0912 - one arm per kind
    """Lines and narrative of one fact."""
    match fact:
        case AddressSecrecyStated():
            return _secrecy(fact), narrative(fact.note)
        case ContactInstructionsStated():
            return instructions(fact), None
        case SecretAddressOpened():
            return [], narrative(fact.reason)
        case UnrecordedConsentReliedOn():
            return [("つなぎ", f"{fact.referral_no}番目")], narrative(fact.reason)
        case ReferralArranged():
            return _arranged(fact), None
        case ReferralStepRecorded():
            return _step(fact), narrative(fact.note)
        case EmergencyHelpConcluded():
            on = wareki.short(fact.arranged_on)
            return [("支援", f"{fact.help.ja}({on})"), ("結果", fact.outcome.ja)], narrative(
                fact.note
            )
        case ContactDetailed():
            return detail(fact), None
        case EmailAttached():
            return [("差出人", fact.sender.ja)], narrative(fact.text)
        case ReceptionCorrected():
            lines = [(TERMS[name], _corrected(fact, name)) for name in fact.fields]
            return lines, narrative(fact.reason)
        case PublicAssistanceStarted():
            return [], narrative(fact.note)
        case PublicAssistanceAnswered():
            return [("対応", fact.answer.ja)], narrative(fact.note)
        case CaseDiscussed():
            return discussed(fact), None
        case RecipientStandingConfirmed():
            return _standing(fact), narrative(fact.note)
        case ConsentGiven():
            return _consent(fact), None
        case ConsentWithdrawn():
            said = [("取り消した同意", _numbered(fact.consent_no)), ("方法", fact.manner.ja)]
            return said, narrative(fact.note)
    return [], None


def narrative(text: Any) -> str | None:
    """The words, the reason why they are closed, or None where nothing was written."""
    return None if isinstance(text, Open) and not text.value else sealed(text)


def instructions(fact: ContactInstructionsStated) -> Lines:
    """What must be read before anybody calls, writes or visits."""
    if not fact.in_force:
        return [("扱い", "注意を取りやめた")]
    lines = [("してはいけない連絡", "、".join(way.ja for way in fact.forbidden))]
    lines += [
        ("知らせてはいけない相手", narrative(fact.never) or ""),
        ("名乗り方", narrative(fact.safe_name) or ""),
        ("連絡してよい時間", narrative(fact.safe_times) or ""),
        ("訪問の前に", narrative(fact.visit_note) or ""),
        ("期限", wareki.long(fact.until) if fact.until else ""),
    ]
    return [(term, words) for term, words in lines if words]


def detail(fact: ContactDetailed) -> Lines:
    """Way, place and company of a contact."""
    lines = [("方法", fact.channel.ja), ("場所", narrative(fact.place) or "")]
    lines.append(("同席", narrative(fact.present) or ""))
    return [(term, words) for term, words in lines if words]


def discussed(fact: CaseDiscussed) -> Lines:
    """What a 支援会議 decided; what was shared there stands in its minutes only."""
    lines = [
        ("主催", fact.host.ja),
        ("決めたこと", fact.outcome.ja),
        ("役割", narrative(fact.roles) or ""),
        ("次の期限", wareki.long(fact.next_on) if fact.next_on else ""),
        ("共有したこと", "支援会議の記録にあります(非公開)"),
    ]
    return [(term, words) for term, words in lines if words]


def _secrecy(fact: AddressSecrecyStated) -> Lines:
    if not fact.address_secret:
        return [("扱い", "秘匿をやめた")]
    lines = [("扱い", "住所・電話・メールを秘匿"), ("根拠", sealed(fact.ground))]
    return [*lines, ("期限", wareki.long(fact.until))] if fact.until else lines


def _consent(fact: ConsentGiven) -> Lines:
    until = wareki.long(fact.until) if fact.until else "支援が終わるまで"
    witnesses = sealed(fact.witnesses)
    if isinstance(fact.witnesses, Open):
        witnesses = "、".join(fact.witnesses.value)
    lines = [
        ("番号", _numbered(fact.consent_no)),
        ("提供する相手", "、".join(party.ja for party in fact.parties)),
        ("その他の相手", narrative(fact.others) or ""),
        ("提供する情報", "、".join(one.ja for one in fact.contents)),
        ("提供しないもの", narrative(fact.excluded) or ""),
        ("期限", until),
        ("示し方", fact.manner.ja),
        ("氏名", narrative(fact.signed_by) or ""),
        ("立会い", witnesses),
    ]
    return [(term, words) for term, words in lines if words]


def _numbered(consent_no: int) -> str:
    return f"同意{consent_no}" if consent_no else "利用申込のときの同意"


def _standing(fact: RecipientStandingConfirmed) -> Lines:
    lines = [("確認の結果", sealed(fact.standing)), ("確認した日", wareki.long(fact.confirmed_on))]
    return [*lines, ("期限", wareki.long(fact.until))] if fact.until else lines


def _arranged(fact: ReferralArranged) -> Lines:
    lines = [
        ("つなぎ", f"{fact.referral_no}番目"),
        ("方法", fact.manner.ja if fact.manner else ""),
        ("事業", fact.programme.ja if fact.programme else ""),
        ("先方の担当", narrative(fact.in_charge) or ""),
        ("結果を聞く日", wareki.long(fact.ask_back_on) if fact.ask_back_on else ""),
    ]
    return [(term, words) for term, words in lines if words]


def _step(fact: ReferralStepRecorded) -> Lines:
    lines = [("つなぎ", f"{fact.referral_no}番目"), ("経過", fact.step.ja)]
    if fact.ask_back_on:
        lines.append(("次に聞く日", wareki.long(fact.ask_back_on)))
    return lines


def _corrected(fact: ReceptionCorrected, name: str) -> str:
    return f"正しくは {sealed(getattr(fact, name))}"
