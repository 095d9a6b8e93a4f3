"""誤記の訂正 of a reception: the first statement stays, the corrected one is what pages show."""

from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

from events.contract.answer import Answer
from events.contract.codes import FORM_1, Channel, Naming, Urgency
from events.contract.group import Address, Clear, Identity, Narrative
from events.contract.intake import ConsultationReceived
from events.contract.kind import Event, event
from events.contract.sealed import Open


@event(
    "intake.reception-corrected",
    ja="相談受付の訂正",
    basis=FORM_1,
    occurred="corrected_on",
    provisional=True,
)
class ReceptionCorrected(Event):
    """`fields` names what was corrected; None in the others = as it was.

    What is counted nationally (受付日, 性別, 年代, 相談経路, 相談内容) is not corrected here.
    """

    corrected_on: Clear[date]
    person: Clear[UUID]
    fields: Clear[tuple[str, ...]]
    channel: Clear[Channel | None]
    urgency: Clear[Urgency | None]
    naming: Clear[Naming | None]
    name: Identity[Answer[str] | None]
    kana: Identity[Answer[str] | None]
    born_on: Identity[Answer[date] | None]
    address: Address[Answer[str] | None]
    phone: Address[Answer[str] | None]
    email: Address[Answer[str] | None]
    reason: Narrative[str]


CORRECTABLE: Final = (
    "channel",
    "urgency",
    "naming",
    "name",
    "kana",
    "born_on",
    "address",
    "phone",
    "email",
)


def corrected(received: ConsultationReceived, fact: ReceptionCorrected) -> ConsultationReceived:
    """The reception as it reads after a correction; what may not be read stays unreadable."""
    changes = {name: getattr(fact, name) for name in CORRECTABLE if name in fact.fields}
    known = {name: value for name, value in changes.items() if _stated(value)}
    return replace(received, **known)


def _stated(value: object) -> bool:
    return value is not None and not (isinstance(value, Open) and value.value is None)
