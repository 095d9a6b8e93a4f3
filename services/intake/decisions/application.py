"""利用申込: the paper that arrived is always stored; only what follows from it may be refused.

行政手続法7条: an application is examined without delay, its defects are named and a period is set.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from events.contract.codes import Medium, Triage
from events.contract.deciding import Refused, fold
from events.contract.intake import (
    CaseTriaged,
    CorrectionAsked,
    UseApplicationArrived,
    UseAppliedFor,
)
from events.contract.kind import Event
from events.contract.sealed import Open
from services.intake.consultation import Consultation, evolve
from services.intake.decisions.application_item import ApplicationItem
from services.intake.decisions.guards import happened, received, still_open

CORRECTION_DAYS = 14
"""相当の期間 when nobody set another: assumed, the law names no number (暫定)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveUseApplication:
    """A paper was handed in. `missing` is what it lacks, `due_on` until when that can be mended."""

    today: date
    arrived_on: date
    medium: Medium
    missing: tuple[ApplicationItem, ...] = ()
    due_on: date | None = None


def receive_use_application(
    state: Consultation | None, command: ReceiveUseApplication
) -> list[Event]:
    """The arrival, and the request to complete it. Ended cases store it too."""
    state = received(state)
    happened(command.arrived_on, today=command.today, field="arrived_on")
    due_on = command.due_on or command.today + timedelta(days=CORRECTION_DAYS)
    if command.missing and due_on < command.today:
        raise Refused(
            "due-in-the-past",
            "補正の期限が過ぎた日付です。今日以後の日付を入れてください。",
            field="due_on",
        )
    missing = tuple(item.value for item in ApplicationItem if item in command.missing)
    arrived = UseApplicationArrived(
        arrived_on=command.arrived_on,
        person=state.person,
        medium=command.medium,
        missing=missing,
    )
    if arrived in state.papers:
        return []
    if not missing:
        return [arrived]
    return [
        arrived,
        CorrectionAsked(
            asked_on=command.today, person=state.person, missing=missing, due_on=due_on
        ),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyForUse:
    """The person signed. Consent to sharing with agencies is separate and may be missing."""

    today: date
    applied_on: date
    consent_handling: bool
    consent_sharing: bool = False
    closed_on: date | None = None


def apply_for_use(state: Consultation | None, command: ApplyForUse) -> list[Event]:
    """T8: states 継続支援 first where the triage has not."""
    state = received(state)
    if state.applied_on is not None:
        return []
    still_open(state, command.closed_on)
    happened(
        command.applied_on,
        today=command.today,
        field="applied_on",
        not_before=state.received_on,
    )
    if not command.consent_handling:
        raise Refused(
            "consent-missing",
            "個人情報の取扱いへの同意がないため、利用申込にできません。"
            "届いた申込書は「申込書の到達」として記録し、同意を補正としてお願いしてください。",
            field="consent_handling",
        )
    if state.missing:
        raise Refused(
            "correction-open",
            "補正をお願いしている項目があります。そろった申込書の到達を記録してください。",
        )
    applied = UseAppliedFor(
        applied_on=command.applied_on,
        person=state.person,
        consent_handling=True,
        consent_sharing=command.consent_sharing,
    )
    return [applied] if state.triage is Triage.SUPPORT else [_support(state, command), applied]


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterApplication:
    """The form of the counter: the paper and, where it is complete, the application it makes."""

    today: date
    arrived_on: date
    medium: Medium
    missing: tuple[ApplicationItem, ...] = ()
    due_on: date | None = None
    consent_handling: bool = False
    consent_sharing: bool = False
    closed_on: date | None = None


def enter_application(state: Consultation | None, command: EnterApplication) -> list[Event]:
    """Stores the paper in any case. Complete in an open case = 利用申込, else 補正依頼.

    A consent that was not given counts as missing. The application takes effect on its 到達日, or on the
    day of the reception where the paper came first.
    """
    lacking = set(command.missing)
    if not command.consent_handling:
        lacking.add(ApplicationItem.CONSENT_HANDLING)
    arrived = receive_use_application(
        state,
        ReceiveUseApplication(
            today=command.today,
            arrived_on=command.arrived_on,
            medium=command.medium,
            missing=tuple(lacking),
            due_on=command.due_on,
        ),
    )
    after = received(fold(evolve, arrived, state))
    if lacking or after.ended or command.closed_on is not None:
        return arrived
    return arrived + apply_for_use(
        after,
        ApplyForUse(
            today=command.today,
            applied_on=max(command.arrived_on, after.received_on),
            consent_handling=True,
            consent_sharing=command.consent_sharing,
        ),
    )


def _support(state: Consultation, command: ApplyForUse) -> CaseTriaged:
    return CaseTriaged(
        decided_on=max(command.applied_on, state.triaged_on or command.applied_on),
        person=state.person,
        triage=Triage.SUPPORT,
        reason=Open(state.person, ""),
    )
