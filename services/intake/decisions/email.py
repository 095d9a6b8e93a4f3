"""メールの添付: the words of an e-mail beside the contact log, with their day and who wrote them."""

from dataclasses import dataclass
from datetime import date

from events.contract.contacting import EmailAttached, EmailSender
from events.contract.kind import Event
from events.contract.sealed import Open
from services.intake.consultation import Consultation
from services.intake.decisions.guards import happened, received, told


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachEmail:
    """`sent_on` may lie before the reception: the first word is often an e-mail."""

    today: date
    sent_on: date
    sender: EmailSender
    text: str = ""


def attach_email(state: Consultation | None, command: AttachEmail) -> list[Event]:
    """The same e-mail twice is one."""
    state = received(state)
    happened(command.sent_on, today=command.today, field="sent_on")
    told(command.text, code="text-missing", ja="メールの本文を貼り付けてください。", field="text")
    made = EmailAttached(
        sent_on=command.sent_on,
        person=state.person,
        sender=command.sender,
        text=Open(state.person, command.text),
    )
    return [] if made in state.beside.emails else [made]
