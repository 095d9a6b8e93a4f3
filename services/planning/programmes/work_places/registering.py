"""Entries of the register of workplaces: taken in, changed, certified, closed."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open
from events.contract.work_codes import PracticeForm, TrainingForm, WorkKind
from events.contract.work_place import (
    WorkPlaceCertificateEnded,
    WorkPlaceCertified,
    WorkPlaceChanged,
    WorkPlaceClosed,
    WorkPlaceRegistered,
)
from services.planning.decisions.guards import happened, told
from services.planning.programmes.work_places.place import WorkPlace

MOST = 999


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPlace:
    """The whole entry; `place_id` names its stream, `on` the day from which it is so."""

    today: date
    place_id: UUID
    on: date
    title: str
    work: tuple[WorkKind, ...] = ()
    practice: tuple[PracticeForm, ...] = ()
    contact: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CertifyPlace:
    """What the prefecture's certificate says."""

    today: date
    certified_on: date
    number: str
    valid_from: date
    capacity: int
    forms: tuple[TrainingForm, ...] = ()
    valid_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndCertificate:
    """Revoked or given back."""

    today: date
    place_id: UUID
    ended_on: date
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosePlace:
    """Takes nobody any more."""

    today: date
    place_id: UUID
    closed_on: date
    reason: str = ""


def register_place(state: WorkPlace | None, command: RegisterPlace) -> list[Event]:
    """A new entry."""
    made = WorkPlaceRegistered(
        registered_on=command.on,
        title=command.title.strip(),
        work=command.work,
        practice=command.practice,
        contact=Open(command.place_id, command.contact.strip()),
        place=Open(command.place_id, command.place.strip()),
    )
    if state is not None:
        if state.entry == made:
            return []
        raise Refused("already-registered", "この事業所はもう登録されています。")
    _sound(command)
    return [made]


def change_place(state: WorkPlace | None, command: RegisterPlace) -> list[Event]:
    """The whole entry anew; nothing where nothing is new."""
    now = _standing(state)
    _sound(command)
    made = WorkPlaceChanged(
        changed_on=command.on,
        title=command.title.strip(),
        work=command.work,
        practice=command.practice,
        contact=Open(command.place_id, command.contact.strip()),
        place=Open(command.place_id, command.place.strip()),
    )
    told_before = now.entry
    same = all(
        getattr(told_before, field) == getattr(made, field)
        for field in ("title", "work", "practice", "contact", "place")
    )
    return [] if same else [made]


def certify_place(state: WorkPlace | None, command: CertifyPlace) -> list[Event]:
    """A certificate with its number, period, capacity and forms."""
    now = _standing(state)
    told(command.number, code="no-number", ja="認定番号を入力してください。", field="number")
    happened(command.certified_on, today=command.today, field="certified_on")
    if not 0 < command.capacity <= MOST:
        raise Refused("no-capacity", f"1から{MOST}までの人数を入れてください。", field="capacity")
    if not command.forms:
        raise Refused("no-form", "認定された形を選んでください。", field="forms")
    if command.valid_until is not None and command.valid_until < command.valid_from:
        raise Refused("period-reversed", "始めの日より前の日付です。", field="valid_until")
    made = WorkPlaceCertified(
        certified_on=command.certified_on,
        number=command.number.strip(),
        valid_from=command.valid_from,
        valid_until=command.valid_until,
        capacity=command.capacity,
        forms=command.forms,
    )
    return [] if now.last_certificate == made else [made]


def end_certificate(state: WorkPlace | None, command: EndCertificate) -> list[Event]:
    """From that day on nobody is sent there for training."""
    now = _standing(state)
    if now.last_certificate is None:
        if any(ended == command.ended_on for _, ended in now.certificates):
            return []
        raise Refused("not-certified", "終える認定がありません。")
    happened(command.ended_on, today=command.today, field="ended_on")
    told(command.reason, code="no-reason", ja="理由を入力してください。", field="reason")
    return [
        WorkPlaceCertificateEnded(
            ended_on=command.ended_on, reason=Open(command.place_id, command.reason.strip())
        )
    ]


def close_place(state: WorkPlace | None, command: ClosePlace) -> list[Event]:
    """The end of an entry."""
    if state is not None and state.closed and state.closed.closed_on == command.closed_on:
        return []
    _standing(state)
    happened(command.closed_on, today=command.today, field="closed_on")
    told(command.reason, code="no-reason", ja="理由を入力してください。", field="reason")
    return [
        WorkPlaceClosed(
            closed_on=command.closed_on, reason=Open(command.place_id, command.reason.strip())
        )
    ]


def _standing(state: WorkPlace | None) -> WorkPlace:
    if state is None:
        raise Refused("not-registered", "この事業所は登録されていません。")
    if state.closed is not None:
        raise Refused("place-closed", "この事業所の登録は終わっています。")
    return state


def _sound(command: RegisterPlace) -> None:
    told(command.title, code="no-title", ja="事業所の名前を入力してください。", field="title")
    happened(command.on, today=command.today, field="on")
    if not command.work:
        raise Refused("no-work", "仕事の種類を選んでください。", field="work")
