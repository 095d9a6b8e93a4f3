"""情報提供への同意: to named parties, until a day, with the trace its manner asks for; taken back at any time."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from events.contract.consent import (
    ConsentContent,
    ConsentGiven,
    ConsentManner,
    ConsentParty,
    ConsentWithdrawn,
    WithdrawalManner,
)
from events.contract.consents import OF_APPLICATION, Consents
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open
from services.intake.consultation import Consultation
from services.intake.decisions.guards import happened, received, still_open, told

EDITION: Final = "consent-2026-11"
"""Edition of the text that is read to, or by, the person (sheets/consent.py); assumed, 暫定."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveConsent:
    """`signed_by` = the name signed or typed; `confirmed` = the person read the text here and typed it themselves."""

    today: date
    given_on: date
    manner: ConsentManner
    parties: tuple[ConsentParty, ...] = ()
    contents: tuple[ConsentContent, ...] = ()
    until: date | None = None
    others: str = ""
    excluded: str = ""
    signed_by: str = ""
    confirmed: bool = False
    witness: str = ""
    second_witness: str = ""
    closed_on: date | None = None


def give_consent(state: Consultation | None, command: GiveConsent) -> list[Event]:
    """One consent more; earlier ones stand beside it until they end or are taken back."""
    state = received(state)
    made = _given(state, command)
    standing = state.beside.consents.given
    if any(
        _same(made, one)
        for one in state.beside.consents_given
        if standing[one.consent_no].withdrawn_on is None
    ):
        return []
    still_open(state, command.closed_on)
    happened(command.given_on, today=command.today, field="given_on", not_before=state.received_on)
    _scope(command)
    _trace(command)
    return [made]


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawConsent:
    """`consent_no` 0 = the consent of the application for use."""

    today: date
    consent_no: int
    withdrawn_on: date
    manner: WithdrawalManner
    note: str = ""


def withdraw_consent(state: Consultation | None, command: WithdrawConsent) -> list[Event]:
    """Also in ended cases, and without any reason."""
    state = received(state)
    one = state.beside.consents.given.get(command.consent_no)
    if one is None:
        raise Refused("no-such-consent", "この同意は記録されていません。")
    if one.withdrawn_on is not None:
        if one.withdrawn_on == command.withdrawn_on:
            return []
        raise Refused("already-withdrawn", "この同意は、すでに取り消されています。")
    happened(command.withdrawn_on, today=command.today, field="withdrawn_on")
    if command.withdrawn_on < one.given_on:
        raise Refused(
            "before-consent",
            "同意した日より前の日付です。同意した日以後の日付を入れてください。",
            field="withdrawn_on",
        )
    return [
        ConsentWithdrawn(
            withdrawn_on=command.withdrawn_on,
            person=state.person,
            consent_no=command.consent_no,
            manner=command.manner,
            note=Open(state.person, command.note),
        )
    ]


def consent_stands(consents: Consents, on: date) -> None:
    """Refuses to share on 本人の同意 what was taken back or has run out."""
    if consents.closed_on(on):
        raise Refused(
            "consent-not-standing",
            "関係機関への情報提供の同意は、いまはありません"
            f"（{consents.said(on)}）。"
            "本人にあらためて確かめて同意を記録するか、ほかの根拠を選んでください。",
            field="basis",
        )


def _given(state: Consultation, command: GiveConsent) -> ConsentGiven:
    oral = command.manner is ConsentManner.ORAL_WITNESSED
    witnesses = (command.witness.strip(), command.second_witness.strip()) if oral else ()
    return ConsentGiven(
        given_on=command.given_on,
        person=state.person,
        consent_no=max([OF_APPLICATION, *state.beside.consents.given]) + 1,
        manner=command.manner,
        parties=tuple(party for party in ConsentParty if party in command.parties),
        contents=tuple(one for one in ConsentContent if one in command.contents),
        until=command.until,
        declared=EDITION,
        others=Open(state.person, command.others.strip()),
        excluded=Open(state.person, command.excluded.strip()),
        signed_by=Open(state.person, command.signed_by.strip()),
        witnesses=Open(state.person, witnesses),
    )


def _same(made: ConsentGiven, one: ConsentGiven) -> bool:
    return replace(made, consent_no=one.consent_no) == one


def _scope(command: GiveConsent) -> None:
    if not command.parties:
        raise Refused("parties-missing", "情報を提供する相手を選んでください。", field="parties")
    if not command.contents:
        raise Refused("contents-missing", "提供する情報を選んでください。", field="contents")
    if ConsentParty.OTHER in command.parties:
        told(
            command.others,
            code="others-missing",
            ja="「その他」の相手の名前を書いてください。",
            field="others",
        )
    if command.until is not None and command.until < command.given_on:
        raise Refused(
            "until-before-start",
            "期限が同意した日より前です。同意した日以後の日付を入れてください。",
            field="until",
        )


def _trace(command: GiveConsent) -> None:
    """What each manner must leave behind."""
    match command.manner:
        case ConsentManner.ELECTRONIC | ConsentManner.REPRESENTATIVE:
            told(
                command.signed_by,
                code="name-missing",
                ja="同意した方の氏名を入れてください。",
                field="signed_by",
            )
            if command.manner is ConsentManner.ELECTRONIC and not command.confirmed:
                raise Refused(
                    "not-confirmed",
                    "本人がこの画面の説明を読み、自分で氏名を入れたことを確かめてください。",
                    field="confirmed",
                )
        case ConsentManner.ORAL_WITNESSED:
            first, second = command.witness.strip(), command.second_witness.strip()
            if not first or not second or first == second:
                raise Refused(
                    "witnesses-missing",
                    "口頭の同意には、立ち会った職員が2人必要です。2人の氏名を入れてください。",
                    field="second_witness",
                )
