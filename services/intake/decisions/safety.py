"""安全に話せる相談: a secret address, what must be read before a contact, and each look at what is secret."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.safety import (
    AddressSecrecyStated,
    ContactInstructionsStated,
    ForbiddenWay,
    SecrecyGround,
    SecretAddressOpened,
)
from events.contract.sealed import Open, opened
from services.intake.beside import Beside
from services.intake.consultation import Consultation
from services.intake.decisions.guards import happened, received, told
from services.intake.decisions.reception import ReceiveConsultation, receive_consultation


@dataclass(frozen=True, slots=True, kw_only=True)
class StateAddressSecrecy:
    """`address_secret` false lifts it, with the reason in `note`. `until` = the last day."""

    today: date
    stated_on: date
    address_secret: bool
    ground: SecrecyGround = SecrecyGround.OWN_WISH
    until: date | None = None
    note: str = ""


def state_address_secrecy(state: Consultation | None, command: StateAddressSecrecy) -> list[Event]:
    """Also in ended cases: danger does not end with the case."""
    state = received(state)
    happened(
        command.stated_on, today=command.today, field="stated_on", not_before=state.received_on
    )
    _not_over(command.until, command.stated_on)
    standing = state.beside.secrecy
    if not command.address_secret:
        if standing is None or not standing.address_secret:
            return []
        told(
            command.note,
            code="reason-missing",
            ja="秘匿をやめる理由を書いてください。",
            field="note",
        )
    made = AddressSecrecyStated(
        stated_on=command.stated_on,
        person=state.person,
        address_secret=command.address_secret,
        until=command.until if command.address_secret else None,
        ground=Open(state.person, command.ground),
        note=Open(state.person, command.note),
    )
    return [] if made == standing else [made]


@dataclass(frozen=True, slots=True, kw_only=True)
class StateContactInstructions:
    """`in_force` false takes the instructions back."""

    today: date
    stated_on: date
    in_force: bool = True
    until: date | None = None
    forbidden: tuple[ForbiddenWay, ...] = ()
    safe_name: str = ""
    never: str = ""
    safe_times: str = ""
    visit_note: str = ""


def state_contact_instructions(
    state: Consultation | None, command: StateContactInstructions
) -> list[Event]:
    """Something must be said in them; the newest ones stand alone."""
    state = received(state)
    happened(
        command.stated_on, today=command.today, field="stated_on", not_before=state.received_on
    )
    _not_over(command.until, command.stated_on)
    standing = state.beside.instructions
    if not command.in_force and (standing is None or not standing.in_force):
        return []
    words = (command.safe_name, command.never, command.safe_times, command.visit_note)
    if command.in_force and not command.forbidden and not any(text.strip() for text in words):
        raise Refused(
            "instructions-missing",
            "してはいけない連絡を選ぶか、注意を一言書いてください。",
            field="forbidden",
        )
    person = state.person
    made = ContactInstructionsStated(
        stated_on=command.stated_on,
        person=person,
        in_force=command.in_force,
        until=command.until,
        forbidden=tuple(way for way in ForbiddenWay if way in command.forbidden),
        safe_name=Open(person, command.safe_name),
        never=Open(person, command.never),
        safe_times=Open(person, command.safe_times),
        visit_note=Open(person, command.visit_note),
    )
    return [] if made == standing else [made]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSecretAddress:
    """`opened_on` is the day of the request; the instant and the person stand in the context."""

    today: date
    reason: str = ""


def open_secret_address(state: Consultation | None, command: OpenSecretAddress) -> list[Event]:
    """Each look is a fact of its own, with its reason; what is secret may be so by a linked case."""
    state = received(state)
    told(
        command.reason,
        code="reason-missing",
        ja="住所・電話を見る理由を書いてください。理由は記録に残ります。",
        field="reason",
    )
    return [
        SecretAddressOpened(
            opened_on=command.today,
            person=state.person,
            reason=Open(state.person, command.reason),
        )
    ]


def receiving(
    before: Consultation | None,
) -> Callable[[Consultation | None, ReceiveConsultation], list[Event]]:
    """相談受付 of somebody known from an earlier case: what protects them there protects them here at once."""

    def decide(state: Consultation | None, command: ReceiveConsultation) -> list[Event]:
        facts = receive_consultation(state, command)
        if before is None or not facts:
            return facts
        return [*facts, *carried_over(before.beside, command.person, command.received_on)]

    return decide


def carried_over(before: Beside, person: UUID, on: date) -> list[Event]:
    """The statements in force on that day, said of the pseudonym of the new case."""
    found: list[Event] = []
    if before.secrecy is not None and before.secret_on(on):
        found.append(
            replace(
                before.secrecy,
                stated_on=on,
                person=person,
                ground=Open(person, opened(before.secrecy.ground, SecrecyGround.OTHER)),
                note=Open(person, opened(before.secrecy.note, "")),
            )
        )
    if (said := before.instructed_on(on)) is not None:
        again = replace(
            said,
            stated_on=on,
            person=person,
            safe_name=Open(person, opened(said.safe_name, "")),
            never=Open(person, opened(said.never, "")),
            safe_times=Open(person, opened(said.safe_times, "")),
            visit_note=Open(person, opened(said.visit_note, "")),
        )
        found.append(again)
    return found


def _not_over(until: date | None, stated_on: date) -> None:
    if until is not None and until < stated_on:
        raise Refused(
            "until-before-start",
            "終わりの日が始まりの日より前です。始まりの日以後の日付を入れてください。",
            field="until",
        )
