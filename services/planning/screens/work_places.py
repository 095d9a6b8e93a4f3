"""The register of workplaces as people read it: certificate, alarm, room; and one place with its history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from events.contract import Event, fold, kind_of, opened, wareki
from events.contract.work_codes import PracticeForm, TrainingForm, WorkKind
from events.contract.work_place import (
    WorkPlaceCertificateEnded,
    WorkPlaceCertified,
    WorkPlaceClosed,
)
from events.host.answers import Missing
from events.host.case_stream import below
from events.host.desk import Desk
from events.host.filters import choices
from events.host.list_file import Table
from events.log.recorded import Recorded
from services.planning.programmes.work_places.place import ALARM_DAYS, WorkPlace, evolve
from services.planning.programmes.work_places.registering import (
    CertifyPlace,
    ClosePlace,
    EndCertificate,
    RegisterPlace,
    certify_place,
    change_place,
    close_place,
    end_certificate,
)
from services.planning.projections import work_lookup
from services.planning.projections.work_place import WorkPlaceRow
from services.planning.screens.record_form import FormField, day, words
from services.planning.screens.work_words import joined

PLACE_FIELDS: Final = (
    day("on", "この内容になった日"),
    FormField(kind="text", name="title", label="事業所の名前", required=True),
    FormField(
        kind="checks", name="work", label="仕事の種類", options=choices(WorkKind), required=True
    ),
    FormField(
        kind="checks", name="practice", label="受け入れる体験", options=choices(PracticeForm)
    ),
    FormField(kind="text", name="contact", label="担当者と電話番号"),
    FormField(kind="text", name="place", label="所在地"),
)
FORMS: Final[dict[str, tuple[str, str, Any, Any, Sequence[FormField]]]] = {
    "change": ("登録内容の変更", "変更を記録する", RegisterPlace, change_place, PLACE_FIELDS),
    "certificate": (
        "認定の記録",
        "認定を記録する",
        CertifyPlace,
        certify_place,
        (
            day("certified_on", "認定された日"),
            FormField(kind="text", name="number", label="認定番号", required=True),
            day("valid_from", "有効期間の始め"),
            day("valid_until", "有効期間の終わり", required=False, hint="定めがなければ空のまま"),
            FormField(kind="number", name="capacity", label="定員", unit="名", required=True),
            FormField(
                kind="checks",
                name="forms",
                label="訓練の形",
                options=choices(TrainingForm),
                required=True,
            ),
        ),
    ),
    "certificate-end": (
        "認定の終わり",
        "認定の終わりを記録する",
        EndCertificate,
        end_certificate,
        (day("ended_on", "認定が終わった日"), words("reason", "理由", required=True, rows=3)),
    ),
    "closure": (
        "登録の終わり",
        "登録を終える",
        ClosePlace,
        close_place,
        (day("closed_on", "登録を終えた日"), words("reason", "理由", required=True, rows=3)),
    ),
}
"""Path → heading, button, command, decision, fields."""


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """`state`: closed, none, expired, ends_soon or valid; `used` = persons there or proposed."""

    row: WorkPlaceRow
    state: str
    used: int


@dataclass(frozen=True, slots=True)
class PlaceFile:
    """One place: its stream, and the register's own row."""

    desk: Desk
    row: WorkPlaceRow
    recorded: tuple[Recorded, ...]
    place: WorkPlace

    def at(self, page: str = "") -> str:
        """Path of a page of this place."""
        return below(f"{self.desk.root}/employment/places/{self.row.case_id}", page)

    @property
    def may_record(self) -> bool:
        """Whether this person may record here."""
        return self.desk.staff.may("service.record", self.row.area)


def lines(desk: Desk) -> list[PlaceLine]:
    """The whole register of the city, closed entries last."""
    tables = desk.runtime.tables
    used = work_lookup.in_use(tables)
    return [
        PlaceLine(row, state(row, desk.today), used.get(row.case_id, 0))
        for row in work_lookup.places(tables)
    ]


def state(row: WorkPlaceRow, today: date) -> str:
    """How its certificate stands today."""
    if row.closed_on:
        return "closed"
    if not row.number:
        return "none"
    left = (row.valid_until - today).days if row.valid_until else ALARM_DAYS + 1
    if left < 0:
        return "expired"
    return "ends_soon" if left <= ALARM_DAYS else "valid"


def place_file(desk: Desk, place: UUID) -> PlaceFile:
    """The place; Missing (404) for one the register does not know."""
    row = work_lookup.place(desk.runtime.tables, place)
    if row is None:
        raise Missing
    recorded = tuple(desk.history(place, row.area))
    known = fold(evolve, (one.fact for one in recorded))
    if known is None:
        raise Missing
    return PlaceFile(desk, row, recorded, known)


def typed(found: PlaceFile, form: str) -> dict[str, str | list[str]]:
    """What a fresh form begins with."""
    today = wareki.short(found.desk.today)
    first = FORMS[form][4][0].name
    if form != "change":
        return {first: today}
    entry = found.place.entry
    return {
        first: today,
        "title": entry.title,
        "work": [kind.value for kind in entry.work],
        "practice": [kind.value for kind in entry.practice],
        "contact": opened(entry.contact, ""),
        "place": opened(entry.place, ""),
    }


def history(found: PlaceFile) -> list[tuple[str, str, str]]:
    """Term, day and words of every record, newest first."""
    facts = [one.fact for one in found.recorded][::-1]
    days = [one.occurred_on for one in found.recorded][::-1]
    return [
        (kind_of(fact).ja, wareki.short(on), _words(fact))
        for fact, on in zip(facts, days, strict=True)
    ]


def table(found: Sequence[PlaceLine]) -> Table:
    """The register as a file, without anybody's name."""
    rows = [
        (
            one.row.title,
            "・".join(kind.ja for kind in one.row.work),
            "・".join(kind.ja for kind in one.row.practice),
            one.row.number,
            one.row.valid_until.isoformat() if one.row.valid_until else "",
            one.row.capacity or "",
            one.used,
            one.row.closed_on.isoformat() if one.row.closed_on else "",
        )
        for one in found
    ]
    heads = (
        "事業所",
        "仕事",
        "受け入れる体験",
        "認定番号",
        "有効期間の終わり",
        "定員",
        "利用中",
        "登録の終わり",
    )
    return Table(name="work-places", title="事業所台帳", heads=heads, rows=rows)


def _words(fact: Event) -> str:
    match fact:
        case WorkPlaceCertified():
            until = (
                f"{wareki.short(fact.valid_until)}まで" if fact.valid_until else "期限の定めなし"
            )
            forms = "・".join(form.ja for form in fact.forms)
            return joined(f"{fact.number} 定員{fact.capacity}名", forms, until)
        case WorkPlaceCertificateEnded() | WorkPlaceClosed():
            return opened(fact.reason, "")
    return joined(
        str(getattr(fact, "title", "")), "・".join(w.ja for w in getattr(fact, "work", ()))
    )
