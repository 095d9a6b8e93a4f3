"""相談受付 out of a concern: the reception, and beside it in the case where it came from."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from events.contract.concern import ConcernTakenUp
from events.contract.concern_codes import ConcernSource
from events.contract.deciding import Refused
from events.contract.kind import Event
from services.intake.consultation import Consultation
from services.intake.decisions.reception import ReceiveConsultation, receive_consultation


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeUpConcern:
    """A reception about the person of a concern."""

    reception: ReceiveConsultation
    concern: UUID
    source: ConcernSource
    partner: str
    noted_on: date


Receive = Callable[[Consultation | None, ReceiveConsultation], list[Event]]


def taking_up(receive: Receive) -> Callable[[Consultation | None, TakeUpConcern], list[Event]]:
    """`take_up_concern` on another way to receive, e.g. one that carries protection over."""
    return partial(take_up_concern, receive=receive)


def take_up_concern(
    state: Consultation | None, command: TakeUpConcern, *, receive: Receive = receive_consultation
) -> list[Event]:
    """Nothing for a reception that stands already."""
    reception = command.reception
    if reception.received_on < command.noted_on:
        raise Refused(
            "before-concern",
            "気がかりの受付の日より前の日付です。受付の日以後の日付を入れてください。",
            field="received_on",
        )
    facts = receive(state, reception)
    if not facts:
        return []
    return [
        *facts,
        ConcernTakenUp(
            taken_on=reception.received_on,
            person=reception.person,
            concern=command.concern,
            source=command.source,
            partner=command.partner,
            noted_on=command.noted_on,
        ),
    ]
