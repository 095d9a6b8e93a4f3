"""振り分け: the five outcomes of the first consultation (T3–T7 of programme.md §5.2)."""

from dataclasses import dataclass
from datetime import date

from events.contract.codes import ReferralTarget, Triage
from events.contract.deciding import Refused
from events.contract.intake import CaseTriaged
from events.contract.kind import Event
from events.contract.sealed import Open
from services.intake.consultation import Consultation
from services.intake.decisions.guards import happened, received, still_open, told
from services.intake.decisions.referral import referral
from services.intake.decisions.sharing import SharingBasis

AFTER_CONSENT_PENDING = frozenset({Triage.SUPPORT, Triage.DISCONTINUED})
"""Where working toward consent may lead."""

_REASONS = {
    Triage.INFORMATION_ONLY: (
        "information-missing",
        "提供した情報を一言書いてください。情報提供で終わる相談には、その内容が必要です。",
    ),
    Triage.REFERRED: ("reason-missing", "つなぐ理由を一言書いてください。"),
    Triage.DISCONTINUED: ("reason-missing", "中断・終了の理由を一言書いてください。"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TriageCase:
    """`target`, `basis` and `uncovered` (see MakeReferral) only where somebody is referred.

    `unreachable`: contact was lost.
    `attempts_needed` is the city's minimum of contacts tried in vain; `closed_on` the day planning closed
    the case, as far as intake knows.
    """

    today: date
    decided_on: date
    triage: Triage
    reason: str = ""
    target: ReferralTarget | None = None
    basis: SharingBasis | None = None
    uncovered: str = ""
    unreachable: bool = False
    attempts_needed: int = 1
    closed_on: date | None = None


def triage_case(state: Consultation | None, command: TriageCase) -> list[Event]:
    """The outcome; with a referral in the same breath where there is one."""
    state = received(state)
    if state.triage is command.triage:
        return []
    still_open(state, command.closed_on)
    _may_follow(state.triage, command.triage)
    happened(
        command.decided_on,
        today=command.today,
        field="decided_on",
        not_before=state.triaged_on or state.received_on,
    )
    if command.triage in _REASONS:
        code, ja = _REASONS[command.triage]
        told(command.reason, code=code, ja=ja, field="reason")
    triaged = CaseTriaged(
        decided_on=command.decided_on,
        person=state.person,
        triage=command.triage,
        reason=Open(state.person, command.reason),
    )
    if command.triage is Triage.REFERRED:
        return [triaged, *_referral(state, command)]
    if command.triage is Triage.DISCONTINUED:
        _tried(state, command)
    return [triaged]


def _may_follow(before: Triage | None, now: Triage) -> None:
    if before is Triage.SUPPORT:
        raise Refused(
            "already-triaged",
            "継続支援と振り分け済みです。支援をやめるときは終結の手続に進んでください。",
            field="triage",
        )
    if before is Triage.CONSENT_PENDING and now not in AFTER_CONSENT_PENDING:
        raise Refused(
            "consent-pending",
            "同意待ちの相談です。「継続支援」か「判断前に中断・終了」を選んでください。",
            field="triage",
        )


def _referral(state: Consultation, command: TriageCase) -> list[Event]:
    if command.target is None:
        raise Refused("target-missing", "つなぎ先を選んでください。", field="target")
    return referral(
        state,
        on=command.decided_on,
        target=command.target,
        reason=command.reason,
        basis=command.basis,
        uncovered=command.uncovered,
    )


def _tried(state: Consultation, command: TriageCase) -> None:
    if command.unreachable and state.attempts < command.attempts_needed:
        raise Refused(
            "attempts-missing",
            f"連絡が取れないときは、不在だった連絡の記録が{command.attempts_needed}件以上必要です。"
            "先に支援経過記録を追加してください。",
            field="unreachable",
        )
