"""中断 and 再開 of the support (T23, T24)."""

from dataclasses import dataclass
from datetime import date

from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.planning import SupportResumed, SupportSuspended
from events.contract.sealed import Open
from services.planning.case import Case
from services.planning.decisions.guards import begun, happened, told


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspendSupport:
    """`review_on`: the day to look again."""

    today: date
    suspended_on: date
    review_on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeSupport:
    """Support goes on."""

    today: date
    resumed_on: date


def suspend_support(state: Case | None, command: SuspendSupport) -> list[Event]:
    """Contact or need paused while a plan is decided."""
    case = begun(state)
    made = SupportSuspended(
        suspended_on=command.suspended_on,
        person=case.person,
        review_on=command.review_on,
        reason=Open(case.person, command.reason),
    )
    if case.suspended is not None:
        if made == case.suspended:
            return []
        raise Refused("suspended", "支援はすでに中断中です。")
    decided = case.decided_plan
    if decided is None or decided.decided is None:
        raise Refused("not-decided", "決定されたプランがないため、中断する支援がありません。")
    happened(
        command.suspended_on,
        today=command.today,
        field="suspended_on",
        not_before=decided.decided.decided_on,
        step="プラン決定",
    )
    if command.review_on <= command.suspended_on:
        raise Refused(
            "review-in-the-past",
            "見直しの日は、中断の日より後の日付にしてください。",
            field="review_on",
        )
    told(command.reason, code="reason-missing", ja="中断の理由を書いてください。", field="reason")
    return [made]


def resume_support(state: Case | None, command: ResumeSupport) -> list[Event]:
    """The pause is over."""
    case = begun(state)
    made = SupportResumed(resumed_on=command.resumed_on, person=case.person)
    paused = case.suspended
    if paused is None:
        if made == case.resumed:
            return []
        raise Refused("not-suspended", "支援は中断していません。")
    happened(
        command.resumed_on,
        today=command.today,
        field="resumed_on",
        not_before=paused.suspended_on,
        step="中断",
    )
    return [made]
