"""支払の見合わせ: a month waits for a stated reason, and is released; nobody's money stops in silence."""

from dataclasses import dataclass
from datetime import date

from events.contract.benefits_duties import HoldGround, PaymentHeld, PaymentReleased
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open
from services.benefits.decisions.guards import happened, month_named, payable, told
from services.benefits.grant import Grant


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldPayment:
    """One month that is not ordered yet."""

    today: date
    held_on: date
    month: str
    ground: HoldGround
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasePayment:
    """What came of it."""

    today: date
    released_on: date
    month: str
    note: str


def hold_payment(state: Grant | None, command: HoldPayment) -> list[Event]:
    """The month cannot be ordered until it is released."""
    grant = payable(state)
    assert grant.decided is not None  # noqa: S101 - payable
    made = PaymentHeld(
        held_on=command.held_on,
        person=grant.person,
        grant_no=grant.application.grant_no,
        month=command.month,
        ground=command.ground,
        note=Open(grant.person, command.note),
    )
    if made == grant.duties.held.get(command.month):
        return []
    month_named(command.month, field="month")
    if command.month not in grant.payable:
        raise Refused("not-payable", "支給決定の期間にない月です。", field="month")
    if command.month in grant.months:
        raise Refused("already-ordered", "この月の支出命令はすでにあります。", field="month")
    told(command.note, code="note-missing", ja="事情を書いてください。", field="note")
    happened(
        command.held_on,
        today=command.today,
        field="held_on",
        not_before=grant.decided.decided_on,
        step="支給決定",
    )
    return [made]


def release_payment(state: Grant | None, command: ReleasePayment) -> list[Event]:
    """The month may be ordered again."""
    grant = payable(state)
    held = grant.duties.held.get(command.month)
    if held is None:
        if command.month in grant.duties.released:
            return []
        raise Refused("not-held", "この月は見合わせていません。", field="month")
    told(command.note, code="note-missing", ja="確かめたことを書いてください。", field="note")
    happened(
        command.released_on,
        today=command.today,
        field="released_on",
        not_before=held.held_on,
        step="支払の見合わせ",
    )
    return [
        PaymentReleased(
            released_on=command.released_on,
            person=grant.person,
            grant_no=grant.application.grant_no,
            month=command.month,
            note=Open(grant.person, command.note),
        )
    ]
