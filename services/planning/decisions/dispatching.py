"""通知書の発送: that a decision was told to the person, on which day and with what proof."""

from dataclasses import dataclass
from datetime import date

from events.contract.deciding import Refused
from events.contract.dispatching import DispatchManner, NoticeDispatched
from events.contract.kind import Event
from events.contract.sealed import Open
from services.planning.case import Case
from services.planning.decisions.guards import begun, happened, told


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchNotice:
    """`notice`, `number` and `decided_on` are the decision's, given by the edge. `tracking` = the post's number."""

    today: date
    notice: int
    number: str
    decided_on: date
    dispatched_on: date
    manner: DispatchManner
    tracking: str = ""
    delivered_on: date | None = None


def dispatch_notice(state: Case | None, command: DispatchNotice) -> list[Event]:
    """Also of a case that is closed by now; sent again it is a dispatch more."""
    case = begun(state)
    made = NoticeDispatched(
        dispatched_on=command.dispatched_on,
        person=case.person,
        notice=command.notice,
        number=command.number,
        manner=command.manner,
        delivered_on=command.delivered_on,
        tracking=Open(case.person, command.tracking.strip()),
    )
    if made in case.dispatched:
        return []
    happened(
        command.dispatched_on,
        today=command.today,
        field="dispatched_on",
        not_before=command.decided_on,
        step="決定",
    )
    if command.manner.tracked:
        ja = "引受番号を入れてください。発送の証明になります。"
        told(command.tracking, code="tracking-missing", ja=ja, field="tracking")
    delivered = command.delivered_on
    if delivered is not None and not command.dispatched_on <= delivered <= command.today:
        raise Refused(
            "delivered-impossible",
            "届いた日は、発送の日から今日までの日付です。",
            field="delivered_on",
        )
    return [made]
