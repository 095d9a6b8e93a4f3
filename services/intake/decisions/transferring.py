"""移管: asked by the office that hands over, answered by the one that takes over (T27 of programme.md)."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from events.contract.consents import Consents
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open
from events.contract.transferring import (
    TransferAccepted,
    TransferDeclined,
    TransferItem,
    TransferRequested,
)
from services.intake.decisions.consent import consent_stands
from services.intake.decisions.guards import happened, told
from services.intake.decisions.sharing import SharingBasis
from services.intake.states.transfer import Transfers


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestTransfer:
    """Either `to_area`, one of `wards`, or `to_body`. `over` = the case has ended; `here` = its own ward.

    `consents` = those of the case, to which 本人の同意 must answer.
    """

    today: date
    person: UUID
    over: bool
    here: str
    wards: AbstractSet[str]
    requested_on: date
    basis: SharingBasis
    to_area: str = ""
    to_body: str = ""
    items: tuple[TransferItem, ...] = ()
    reason: str = ""
    consents: Consents = field(default_factory=Consents)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerTransfer:
    """`new_case` = the case already begun at the office that takes over; None for another municipality.

    `closed` = why 本人の同意, on which it was asked, holds no more.
    """

    today: date
    person: UUID
    transfer_no: int
    accepts: bool
    answered_on: date
    new_case: UUID | None = None
    closed: str = ""
    note: str = ""


def request_transfer(state: Transfers | None, command: RequestTransfer) -> list[Event]:
    """One at a time; to another ward with what it will see, to another municipality on paper."""
    now = state or Transfers()
    if command.over:
        raise Refused("over", "終わったケースは移管できません。再相談を受けてもらってください。")
    if now.waiting is not None:
        raise Refused("already-asked", "返事を待っている移管の依頼があります。")
    happened(command.requested_on, today=command.today, field="requested_on")
    _somewhere(command)
    if command.basis is SharingBasis.NOTHING_SHARED:
        raise Refused("basis-missing", "引き継ぐ根拠を選んでください。", field="basis")
    if command.basis is SharingBasis.CONSENT:
        consent_stands(command.consents, command.requested_on)
    told(command.reason, code="reason-missing", ja="移管の理由を書いてください。", field="reason")
    return [
        TransferRequested(
            requested_on=command.requested_on,
            person=command.person,
            transfer_no=len(now.requested) + 1,
            to_area=command.to_area,
            to_body=command.to_body.strip(),
            items=tuple(item for item in TransferItem if item in command.items),
            reason=Open(command.person, command.reason.strip()),
        )
    ]


def answer_transfer(state: Transfers | None, command: AnswerTransfer) -> list[Event]:
    """Once; no answer is taken back, a new request follows."""
    now = state or Transfers()
    answered = now.answers.get(command.transfer_no)
    if answered is not None:
        if isinstance(answered, TransferAccepted) == command.accepts:
            return []
        raise Refused("already-answered", "この依頼には、すでに返事をしています。", field="accepts")
    asked = now.waiting
    if asked is None or asked.transfer_no != command.transfer_no:
        raise Refused("not-asked", "この移管の依頼は見つかりません。")
    happened(
        command.answered_on,
        today=command.today,
        field="answered_on",
        not_before=asked.requested_on,
    )
    note = Open(command.person, command.note.strip())
    if command.accepts and command.closed:
        raise Refused(
            "consent-not-standing",
            f"移管の根拠にした本人の同意が、いまはありません（{command.closed}）。"
            "本人に確かめてから受け入れてください。",
            field="accepts",
        )
    if command.accepts:
        return [
            TransferAccepted(
                accepted_on=command.answered_on,
                person=command.person,
                transfer_no=command.transfer_no,
                new_case=command.new_case,
                note=note,
            )
        ]
    told(command.note, code="note-missing", ja="受け入れない理由を書いてください。", field="note")
    return [
        TransferDeclined(
            declined_on=command.answered_on,
            person=command.person,
            transfer_no=command.transfer_no,
            note=note,
        )
    ]


def _somewhere(command: RequestTransfer) -> None:
    if bool(command.to_area) == bool(command.to_body.strip()):
        raise Refused(
            "where-to",
            "移管先の区を選ぶか、ほかの自治体の名前を書くか、どちらか一つにしてください。",
            field="to_area",
        )
    if command.to_area == command.here:
        raise Refused("same-ward", "いまの区とは別の区を選んでください。", field="to_area")
    if command.to_area and command.to_area not in command.wards:
        raise Refused("unknown-area", "区を選び直してください。", field="to_area")
    if command.to_area and not command.items:
        raise Refused("items-missing", "引き継ぐ項目を選んでください。", field="items")
