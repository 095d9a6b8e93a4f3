"""The person's register: every grant, own and elsewhere; months of other cities recorded, counted, voided."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import wareki
from events.contract.benefits_person import HowKnown
from events.host.answers import Missing
from events.host.filters import choices
from events.host.forms import Sent
from events.host.http import AtDesk, Requires, Sheet
from services.benefits.decisions import (
    CountElsewhere,
    RecordElsewhere,
    VoidElsewhere,
    count_elsewhere,
    record_elsewhere,
    void_elsewhere,
)
from services.benefits.screens.grant_file import GrantFile, grant_file
from services.benefits.screens.kept import FORMS
from services.benefits.screens.person_form import person_sheet, record
from services.benefits.screens.register import Register, register_of

router = APIRouter(prefix="/cases/{case}/register")
READ = [Requires("case.read", scope="case")]
RECORD = [Requires("benefit.receive", scope="case")]
OFFICER = [Requires("benefit.draft", scope="case")]
FORMS.update({"elsewhere": "他の自治体の支給", "count": "月の算入", "void": "記録の取消"})


@router.get("", dependencies=READ, summary="これまでの支給")
def show(case: UUID, desk: AtDesk) -> Response:
    """All grants of the person, months used, last paid, earliest re-grant."""
    file = grant_file(desk, case)
    return file.page(
        "register.html",
        register=register_of(file),
        may_record=file.may("benefit.receive"),
        may_count=file.may("benefit.draft"),
    )


@router.get("/elsewhere", dependencies=RECORD, summary="他の自治体の支給")
def elsewhere(case: UUID, desk: AtDesk) -> Response:
    """What another municipality paid."""
    file = grant_file(desk, case)
    typed = {"recorded_on": wareki.short(file.today)}
    return _draw(file, _sheet(file, "elsewhere", typed))


@router.post("/elsewhere", dependencies=RECORD, summary="他の自治体の支給を記録する")
def record_it(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """Counts for the wait of one year."""
    file = grant_file(desk, case)
    return record(
        file,
        sent,
        _sheet(file, "elsewhere"),
        into=RecordElsewhere,
        decision=record_elsewhere,
        draw=lambda sheet: _draw(file, sheet),
        given={"person": file.known.person},
        then=f"{file.at_case}/register",
    )


@router.get("/elsewhere/{entry}/count", dependencies=OFFICER, summary="月の算入")
def counting(case: UUID, entry: int, desk: AtDesk) -> Response:
    """Whether the months count toward the nine."""
    file = grant_file(desk, case)
    typed = {"decided_on": wareki.short(file.today)}
    return _draw_entry(file, entry, "count", _sheet(file, f"count-{entry}", typed))


@router.post("/elsewhere/{entry}/count", dependencies=OFFICER, summary="月の算入を決める")
def count(case: UUID, entry: int, desk: AtDesk, sent: Sent) -> Response:
    """An officer decides; the default is no."""
    file = grant_file(desk, case)
    return record(
        file,
        sent,
        _sheet(file, f"count-{entry}"),
        into=CountElsewhere,
        decision=count_elsewhere,
        draw=lambda sheet: _draw_entry(file, entry, "count", sheet),
        given={"entry_no": entry, "officer": desk.staff.person},
        then=f"{file.at_case}/register",
    )


@router.get("/elsewhere/{entry}/void", dependencies=RECORD, summary="記録の取消")
def voiding(case: UUID, entry: int, desk: AtDesk) -> Response:
    """The entry was a slip."""
    file = grant_file(desk, case)
    typed = {"voided_on": wareki.short(file.today)}
    return _draw_entry(file, entry, "void", _sheet(file, f"void-{entry}", typed))


@router.post("/elsewhere/{entry}/void", dependencies=RECORD, summary="記録を取り消す")
def void(case: UUID, entry: int, desk: AtDesk, sent: Sent) -> Response:
    """It stays in the record."""
    file = grant_file(desk, case)
    return record(
        file,
        sent,
        _sheet(file, f"void-{entry}"),
        into=VoidElsewhere,
        decision=void_elsewhere,
        draw=lambda sheet: _draw_entry(file, entry, "void", sheet),
        given={"entry_no": entry},
        then=f"{file.at_case}/register",
    )


def _sheet(file: GrantFile, form: str, typed: dict[str, str] | None = None) -> Sheet:
    return person_sheet(file, form, register_of(file).version, typed)


def _draw(file: GrantFile, sheet: Sheet, **around: Any) -> Response:
    return file.page("elsewhere.html", sheet=sheet, known=choices(HowKnown), **around)


def _draw_entry(file: GrantFile, entry: int, form: str, sheet: Sheet) -> Response:
    register: Register = register_of(file)
    held = (register.state.elsewhere if register.state else {}).get(entry)
    if held is None or held.voided is not None:
        raise Missing
    return file.page(f"elsewhere_{form}.html", sheet=sheet, entry=held)
