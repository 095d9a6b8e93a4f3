"""支援の提供, once by once: a service of the plan, on a day on which it was running."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.codes import Service
from events.contract.deciding import Refused
from events.contract.delivery import DeliveryWithdrawn, ServiceDelivered
from events.contract.kind import Event
from events.contract.sealed import Open
from events.contract.tasks import Effect
from services.planning.decisions.guards import happened, told
from services.planning.programmes.deliveries.state import Deliveries

MOST_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDelivery:
    """`running`: service → its first and last day (None = still running) in plan `plan_no`.

    `objectives`: how many 短期目標 that plan has; `objective_no` 0 = toward none of them.
    """

    today: date
    person: UUID
    delivered_on: date
    service: Service
    plan_no: int
    running: Mapping[Service, tuple[date, date | None]]
    objectives: int
    objective_no: int = 0
    minutes: int = 0
    effect: Effect = Effect.OPEN
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawDelivery:
    """Recorded by mistake."""

    today: date
    person: UUID
    delivery_no: int
    reason: str


def record_delivery(state: Deliveries | None, command: RecordDelivery) -> list[Event]:
    """One time; twice on one day are two."""
    made = ServiceDelivered(
        delivered_on=command.delivered_on,
        person=command.person,
        delivery_no=len(state.every if state else ()) + 1,
        plan_no=command.plan_no,
        service=command.service,
        objective_no=command.objective_no,
        minutes=command.minutes,
        effect=command.effect,
        note=Open(command.person, command.note),
    )
    happened(command.delivered_on, today=command.today, field="delivered_on")
    _running(command)
    if not 0 <= command.objective_no <= command.objectives:
        raise Refused("no-objective", "プランにない目標です。", field="objective_no")
    if not 0 <= command.minutes <= MOST_MINUTES:
        raise Refused("minutes-out-of-range", "時間は分で入れてください。", field="minutes")
    return [made]


def withdraw_delivery(state: Deliveries | None, command: WithdrawDelivery) -> list[Event]:
    """The entry stays and is struck through."""
    found = (state or Deliveries()).delivery(command.delivery_no)
    if found is None:
        raise Refused("no-delivery", "その提供の記録はありません。")
    if found.withdrawn is not None:
        return []
    told(command.reason, code="reason-missing", ja="取り消す理由を書いてください。", field="reason")
    return [
        DeliveryWithdrawn(
            withdrawn_on=command.today,
            person=command.person,
            delivery_no=command.delivery_no,
            reason=Open(command.person, command.reason),
        )
    ]


def _running(command: RecordDelivery) -> None:
    period = command.running.get(command.service)
    if period is None:
        raise Refused(
            "not-running",
            "この支援は始まっていません。先に提供開始を記録してください。",
            field="service",
        )
    first, last = period
    if command.delivered_on < first or (last is not None and command.delivered_on > last):
        raise Refused(
            "outside-period", "支援を提供している期間の外の日付です。", field="delivered_on"
        )
