"""取下げ: only by the applicant, in a signed paper; the application stays in the record."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.benefits_life import ApplicationWithdrawn
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open
from services.benefits.decisions.guards import happened, running, submitted, undecided
from services.benefits.grant import Grant


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawApplication:
    """`signed`: the applicant's own signature was seen. Of the open extension where the grant is decided."""

    today: date
    withdrawn_on: date
    signed_on: date
    receiver: UUID
    signed: bool = False
    reason: str = ""


def withdraw_application(state: Grant | None, command: WithdrawApplication) -> list[Event]:
    """What is withdrawn is no longer decided; "advised to withdraw" is no ground."""
    grant = submitted(state)
    waiting = grant.life.extension
    withdrawn = ApplicationWithdrawn(
        withdrawn_on=command.withdrawn_on,
        person=grant.person,
        grant_no=grant.application.grant_no,
        extension_no=waiting.extension_no if waiting else 0,
        signed_on=command.signed_on,
        receiver=command.receiver,
        reason=Open(grant.person, command.reason),
    )
    if withdrawn == grant.life.withdrawn:
        return []
    arrived = grant.application.arrived_on
    if waiting is not None:
        running(state)
        arrived = waiting.arrived_on
    elif grant.decided is not None:
        return _again(grant, withdrawn)
    else:
        undecided(state)
    if not command.signed:
        raise Refused("not-signed", "取下げは、本人が署名した書面によります。", field="signed")
    happened(
        command.signed_on,
        today=command.today,
        field="signed_on",
        not_before=arrived,
        step="申請の到達",
    )
    happened(
        command.withdrawn_on,
        today=command.today,
        field="withdrawn_on",
        not_before=command.signed_on,
        step="書面の署名",
    )
    return [withdrawn]


def _again(grant: Grant, withdrawn: ApplicationWithdrawn) -> list[Event]:
    """A decided grant has nothing left to withdraw, but the same paper once more changes nothing."""
    before = grant.life.last_withdrawn
    if before is not None and before.signed_on == withdrawn.signed_on:
        return []
    raise Refused("already-decided", "この申請にはすでに決定があります。")
