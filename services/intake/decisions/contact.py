"""支援経過記録: one entry of the contact log, before and after the triage, also in ended cases."""

from dataclasses import dataclass
from datetime import date

from events.contract.codes import ContactMethod
from events.contract.contacting import ContactChannel, ContactDetailed, channel_of
from events.contract.deciding import Refused
from events.contract.intake import ContactRecorded
from events.contract.kind import Event
from events.contract.sealed import Open
from services.intake.consultation import Consultation
from services.intake.decisions.guards import happened, received, told

A_DAY = 24 * 60
"""Minutes; longer entries are slips."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordContact:
    """`reached` false = tried in vain; such an entry needs no content and counts as an attempt.

    `channel` is finer than the form's `method`, which follows from it; `present` = who else was there.
    """

    today: date
    contacted_on: date
    method: ContactMethod | None = None
    content: str = ""
    counterpart: str = ""
    reached: bool = True
    minutes: int = 0
    next_contact_on: date | None = None
    channel: ContactChannel | None = None
    place: str = ""
    present: str = ""


def record_contact(state: Consultation | None, command: RecordContact) -> list[Event]:
    """An entry. The very same entry a second time is one entry."""
    state = received(state)
    method = command.channel.method if command.channel else command.method
    if method is None:
        raise Refused("method-missing", "方法を選んでください。", field="channel")
    happened(
        command.contacted_on,
        today=command.today,
        field="contacted_on",
        not_before=state.received_on,
    )
    _possible(command)
    if command.reached:
        told(
            command.content,
            code="content-missing",
            ja="内容を一言書いてください。会えなかったときは「不在」を選んでください。",
            field="content",
        )
    made = ContactRecorded(
        contacted_on=command.contacted_on,
        person=state.person,
        method=method,
        reached=command.reached,
        minutes=command.minutes,
        next_contact_on=command.next_contact_on,
        counterpart=Open(state.person, command.counterpart),
        content=Open(state.person, command.content),
    )
    if made not in state.contacts:
        return [made, *_detail(command, method, state, len(state.contacts) + 1)]
    number = state.contacts.index(made) + 1
    detail = _detail(command, method, state, number)
    return [] if state.beside.details.get(number) in detail else detail


def _detail(
    command: RecordContact, method: ContactMethod, state: Consultation, number: int
) -> list[Event]:
    """What the form's list has no place for, where anything of it was told."""
    channel = command.channel or channel_of(method)
    if channel is channel_of(method) and not (command.place.strip() or command.present.strip()):
        return []
    return [
        ContactDetailed(
            contacted_on=command.contacted_on,
            person=state.person,
            contact_no=number,
            channel=channel,
            place=Open(state.person, command.place),
            present=Open(state.person, command.present),
        )
    ]


def _possible(command: RecordContact) -> None:
    if not 0 <= command.minutes <= A_DAY:
        raise Refused(
            "minutes-impossible",
            "時間は0分から1440分(24時間)までで入れてください。",
            field="minutes",
        )
    if command.next_contact_on is not None and command.next_contact_on < command.contacted_on:
        raise Refused(
            "next-before-contact",
            "次の連絡日が記録の日より前です。記録の日以後の日付を入れてください。",
            field="next_contact_on",
        )
