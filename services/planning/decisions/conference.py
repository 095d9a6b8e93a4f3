"""支援調整会議: the plan is judged as a body, approved or returned; plans that end are evaluated (T12, T13)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.approving import EndorsementConditioned
from events.contract.codes import ConferencePurpose
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.planning import (
    Attended,
    PlanEndorsed,
    PlanReturned,
    SupportConferenceHeld,
)
from events.contract.sealed import Open
from services.planning.case import Case
from services.planning.decisions.guards import happened, standing, told
from services.planning.plan import Plan, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldSupportConference:
    """The minutes of one plan. For the purpose プラン: approved, or returned with `return_reason`.

    `conditions`: under which it was approved (条件付). The three checks: None = not answered, which is refused.
    """

    today: date
    held_on: date
    fits_situation: bool | None
    content_works: bool | None
    raises_will: bool | None
    purpose: ConferencePurpose = ConferencePurpose.PLAN
    endorses: bool = True
    return_reason: str = ""
    conditions: str = ""
    municipality_present: bool = True
    absence_reason: str = ""
    attended: tuple[Attended, ...] = ()
    roles: str = ""
    missing_resources: str = ""
    minutes: str = ""


def hold_support_conference(state: Case | None, command: HoldSupportConference) -> list[Event]:
    """The conference, and what it did with the plan."""
    plan = standing(state)
    assert plan.draft is not None  # noqa: S101 - `standing` has seen it
    _answered(command)
    held = _held(plan.draft.person, plan.plan_no, command)
    if command.purpose is ConferencePurpose.EVALUATION:
        return _evaluation(plan, held, command)
    outcome = _outcome(held, command)
    if _already(plan, held, outcome):
        return []
    _may_be_discussed(plan, command)
    _minutes(command)
    if not command.endorses:
        told(
            command.return_reason,
            code="reason-missing",
            ja="了承しないときは、差戻しの理由を書いてください。",
            field="return_reason",
        )
    elif not (command.fits_situation and command.content_works and command.raises_will):
        raise Refused(
            "check-not-met",
            "三つの確認点のうち満たさないものがあります。了承せず、理由を書いて差し戻してください。",
            field="endorses",
        )
    return [held, outcome, *_conditions(held, command)]


def _answered(command: HoldSupportConference) -> None:
    for name in ("fits_situation", "content_works", "raises_will"):
        if getattr(command, name) is None:
            raise Refused(
                "check-unanswered",
                "三つの確認点すべてに「はい」か「いいえ」で答えてください。",
                field=name,
            )


def _evaluation(
    plan: Plan, held: SupportConferenceHeld, command: HoldSupportConference
) -> list[Event]:
    if held == plan.evaluation_conference:
        return []
    if plan.decided is None:
        raise Refused("not-decided", "決定されていないプランは、まだ評価できません。")
    happened(
        command.held_on,
        today=command.today,
        field="held_on",
        not_before=plan.decided.decided_on,
        step="プラン決定",
    )
    _attendance(command)
    return [held]


def _already(plan: Plan, held: SupportConferenceHeld, outcome: PlanEndorsed | PlanReturned) -> bool:
    """The same minutes once more; a plan agreed anew after a return is discussed anew."""
    returned_before = plan.agreed is None and outcome == plan.returned
    return held == plan.conference and (outcome == plan.endorsed or returned_before)


def _may_be_discussed(plan: Plan, command: HoldSupportConference) -> None:
    if plan.decided is not None:
        raise Refused("already-decided", "このプランはすでに決定されています。")
    if plan.agreed is None:
        raise Refused(
            "not-agreed",
            "本人の同意がまだありません。同意を記録してから会議にかけてください。",
        )
    happened(
        command.held_on,
        today=command.today,
        field="held_on",
        not_before=plan.agreed.agreed_on,
        step="プランへの同意",
    )
    if plan.stage is Stage.IN_CONFERENCE and command.endorses:
        raise Refused("already-endorsed", "このプランはすでに会議で了承されています。")


def _minutes(command: HoldSupportConference) -> None:
    _attendance(command)
    told(
        command.roles,
        code="roles-missing",
        ja="役割分担(誰が、何を、いつまでに)を書いてください。",
        field="roles",
    )


def _attendance(command: HoldSupportConference) -> None:
    if not command.attended:
        raise Refused("attendees-missing", "出席者を一人以上書いてください。", field="attended")
    if not command.municipality_present:
        told(
            command.absence_reason,
            code="absence-unexplained",
            ja="自治体職員は原則として出席します。欠席の理由を書いてください。",
            field="absence_reason",
        )


def _held(person: UUID, plan_no: int, command: HoldSupportConference) -> SupportConferenceHeld:
    return SupportConferenceHeld(
        held_on=command.held_on,
        person=person,
        plan_no=plan_no,
        purpose=command.purpose,
        municipality_present=command.municipality_present,
        fits_situation=bool(command.fits_situation),
        content_works=bool(command.content_works),
        raises_will=bool(command.raises_will),
        attended=Open(person, command.attended),
        absence_reason=Open(person, command.absence_reason),
        roles=Open(person, command.roles),
        missing_resources=Open(person, command.missing_resources),
        minutes=Open(person, command.minutes),
    )


def _outcome(
    held: SupportConferenceHeld, command: HoldSupportConference
) -> PlanEndorsed | PlanReturned:
    if command.endorses:
        return PlanEndorsed(endorsed_on=held.held_on, person=held.person, plan_no=held.plan_no)
    return PlanReturned(
        returned_on=held.held_on,
        person=held.person,
        plan_no=held.plan_no,
        reason=Open(held.person, command.return_reason),
    )


def _conditions(held: SupportConferenceHeld, command: HoldSupportConference) -> list[Event]:
    if not command.endorses or not command.conditions.strip():
        return []
    return [
        EndorsementConditioned(
            conditioned_on=held.held_on,
            person=held.person,
            plan_no=held.plan_no,
            conditions=Open(held.person, command.conditions),
        )
    ]
