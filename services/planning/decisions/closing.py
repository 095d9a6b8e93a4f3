"""終結 and what may follow it (T22, T26)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.codes import ClosureReason
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.planning import CaseClosed, FollowUpRecorded
from events.contract.sealed import Open
from services.planning.case import Case
from services.planning.decisions.guards import happened, still_open, told
from services.planning.plan import Plan, Stage

ATTAINED = frozenset({ClosureReason.IMPROVED, ClosureReason.SETTLED_FOR_NOW})
"""A and B speak of what a plan reached; without an evaluated plan they cannot be said."""

WITHOUT_CONFERENCE = frozenset(
    {ClosureReason.CONTACT_LOST, ClosureReason.DIED, ClosureReason.MOVED}
)
"""No evaluation in the conference is asked for (closure.conference_evaluation, 暫定)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseCase:
    """`contact_attempts` made without an answer; `minimum_attempts` the city's number for reason C.

    `conference_evaluation_required`: the city's switch (on by default). `person` as known from intake,
    for a case without any planning fact yet.
    """

    today: date
    person: UUID
    closed_on: date
    reason: ClosureReason
    contact_attempts: int = 0
    minimum_attempts: int = 3
    conference_evaluation_required: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFollowUp:
    """After the end; the case stays closed."""

    today: date
    followed_up_on: date
    note: str


def close_case(state: Case | None, command: CloseCase) -> list[Event]:
    """The end. Lost contact may come from any state, everything else after the evaluation."""
    case = state or Case(person=command.person)
    made = CaseClosed(
        closed_on=command.closed_on,
        person=case.person,
        reason=command.reason,
        contact_attempts=command.contact_attempts,
        note=Open(case.person, command.note),
    )
    if made == case.closed:
        return []
    still_open(state)
    happened(command.closed_on, today=command.today, field="closed_on")
    if command.reason is ClosureReason.CONTACT_LOST:
        _tried(command)
    else:
        _evaluated(case, command)
    return [made]


def record_follow_up(state: Case | None, command: RecordFollowUp) -> list[Event]:
    """One look after the closed case."""
    if state is None or state.closed is None:
        raise Refused("not-closed", "フォローアップは終結したケースの記録です。")
    made = FollowUpRecorded(
        followed_up_on=command.followed_up_on,
        person=state.person,
        note=Open(state.person, command.note),
    )
    if made in state.entries:
        return []
    happened(
        command.followed_up_on,
        today=command.today,
        field="followed_up_on",
        not_before=state.closed.closed_on,
        step="終結",
    )
    told(command.note, code="note-missing", ja="様子を一言書いてください。", field="note")
    return [made]


def _tried(command: CloseCase) -> None:
    if command.contact_attempts < command.minimum_attempts:
        raise Refused(
            "attempts-missing",
            f"連絡の試みが{command.minimum_attempts}回に足りません。"
            "支援経過記録に連絡の記録を残してから終結してください。",
            field="contact_attempts",
        )


def _evaluated(case: Case, command: CloseCase) -> None:
    plan = case.decided_plan
    if plan is None:
        if command.reason in ATTAINED:
            raise Refused(
                "not-evaluated",
                "決定され評価されたプランがありません。この理由での終結は評価のあとに行います。",
                field="reason",
            )
        return
    if plan.stage is not Stage.EVALUATED or plan.evaluated is None:
        raise Refused("not-evaluated", "プランの評価がまだありません。終結は評価のあとに行います。")
    happened(
        command.closed_on,
        today=command.today,
        field="closed_on",
        not_before=plan.evaluated.evaluated_on,
        step="プラン評価",
    )
    _discussed(plan, command)


def _discussed(plan: Plan, command: CloseCase) -> None:
    if not command.conference_evaluation_required or command.reason in WITHOUT_CONFERENCE:
        return
    if plan.evaluation_conference is None:
        raise Refused(
            "no-evaluation-conference",
            "支援調整会議での評価がまだありません。評価の会議を記録してから終結してください。",
        )
