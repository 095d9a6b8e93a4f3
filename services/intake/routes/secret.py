"""What is secret of a case is left out of its facts before any page, print or file is made of them."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from events.contract import Group, NotPermitted, Open, Sealed
from events.contract.correcting import ReceptionCorrected
from events.contract.intake import ConsultationReceived, Visitor
from events.contract.safety import SecretAddressOpened
from events.host.desk import Desk
from events.host.safety import OPEN_FOR
from events.log.recorded import Recorded
from services.intake.consultation import Consultation
from services.intake.routes.people import BRIEFLY

HIDDEN: Final = "(秘匿中)"
"""Stands where the visitor's telephone number would."""
CLOSED: Final = NotPermitted(Group.ADDRESS.code)


def is_secret(desk: Desk, state: Consultation) -> bool:
    """In this case, or in one of the same person as far as 名寄せ has linked them.

    Until everybody has been read after a start it is not known, and what is not known is kept.
    """
    people = desk.request.app.state.people
    if not people.catch_up(desk.runtime.log, BRIEFLY):
        return True
    linked = any(
        people.secret_on(known.person, desk.today) for known in people.same_as(state.person)
    )
    return linked or state.beside.secret_on(desk.today)


def looked_at(desk: Desk, history: Iterable[Recorded]) -> bool:
    """Whether this person gave a reason a moment ago."""
    return any(
        isinstance(recorded.fact, SecretAddressOpened)
        and recorded.context.actor == desk.staff.person
        and desk.now - recorded.context.at <= OPEN_FOR
        for recorded in history
    )


def masked(recorded: Recorded) -> Recorded:
    """The same fact without how and where the person can be reached."""
    match recorded.fact:
        case ConsultationReceived() as fact:
            hidden = replace(
                fact, address=CLOSED, phone=CLOSED, email=CLOSED, visitor=_visitor(fact)
            )
            return replace(recorded, fact=hidden)
        case ReceptionCorrected() as fact:
            hidden_too = replace(fact, address=CLOSED, phone=CLOSED, email=CLOSED)
            return replace(recorded, fact=hidden_too)
    return recorded


def _visitor(fact: ConsultationReceived) -> Sealed[Visitor | None]:
    visitor = fact.visitor
    if isinstance(visitor, Open) and visitor.value is not None and visitor.value.phone:
        return Open(visitor.subject, replace(visitor.value, phone=HIDDEN))
    return visitor
