"""An urgent stay is linked to the 支援決定 that came after it (事後の結び付け)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.shelter import StayLinked
from services.planning.decisions.guards import happened
from services.planning.programmes.shelter.staying import Granted
from services.planning.programmes.shelter.stays import Stays


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkStay:
    """`granted`: the latest 支援決定 for lodging in this case."""

    today: date
    person: UUID
    linked_on: date
    stay_no: int
    granted: Granted | None


def link_stay(state: Stays | None, command: LinkStay) -> list[Event]:
    """Only an urgent stay, only to a decision there is."""
    stay = state.numbered(command.stay_no) if state else None
    if stay is None or not stay.began.before_decision or stay.voided is not None:
        raise Refused("nothing-to-link", "結び付けが必要な入所ではありません。")
    if command.granted is None:
        raise Refused("not-decided", "支援決定がまだありません。決定のあとに結び付けてください。")
    if stay.link is not None:
        if stay.link.decision_number == command.granted.number:
            return []
        raise Refused("already-linked", "すでに別の支援決定に結び付いています。")
    happened(
        command.linked_on,
        today=command.today,
        field="linked_on",
        not_before=stay.began.began_on,
        step="入所",
    )
    return [
        StayLinked(
            linked_on=command.linked_on,
            person=command.person,
            stay_no=stay.stay_no,
            plan_no=command.granted.plan_no,
            decision_number=command.granted.number,
        )
    ]
