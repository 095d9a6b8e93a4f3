"""担当の決定: by the chief, with the reason whenever somebody else takes over."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open
from events.contract.supervision import WorkerAssigned
from services.planning.programmes.supervision.record import Supervision


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignWorker:
    """`colleagues` = the staff who may work on cases of the ward today."""

    today: date
    person: UUID
    colleagues: AbstractSet[UUID]
    worker: UUID
    assigned_on: date
    reason: str = ""


def assign_worker(state: Supervision | None, command: AssignWorker) -> list[Event]:
    """Nothing where the worker is in charge already; days never run backwards."""
    now = state or Supervision()
    if command.worker == now.worker:
        return []
    if command.worker not in command.colleagues:
        raise Refused("not-a-colleague", "この区を担当する職員から選んでください。", field="worker")
    if command.assigned_on > command.today:
        raise Refused("in-the-future", "今日までの日付を入力してください。", field="assigned_on")
    if now.assigned and command.assigned_on < now.assigned[-1].assigned_on:
        raise Refused(
            "before-the-last",
            "前の担当が決まった日より後の日付にしてください。",
            field="assigned_on",
        )
    if now.assigned and not command.reason.strip():
        raise Refused("reason-missing", "担当を替える理由を一言書いてください。", field="reason")
    return [
        WorkerAssigned(
            assigned_on=command.assigned_on,
            person=command.person,
            worker=command.worker,
            former=now.worker,
            reason=Open(command.person, command.reason.strip()),
        )
    ]
