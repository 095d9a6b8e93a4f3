"""住まいの期限 (stays, looks, loans that are due) and the register of housing providers."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract.housing_codes import ProviderKind
from events.host.answers import Missing
from events.host.case_stream import Draw
from events.host.filters import choices
from events.host.forms import Sent
from events.host.http import AtDesk, Desk, Requires
from services.planning.programmes.housing import providers
from services.planning.programmes.shelter.rules import limit_on
from services.planning.projections import homes_lookup, lookup
from services.planning.projections.housing import ProviderRow
from services.planning.screens.register import (
    KEEP,
    NOTED,
    area_of,
    may_keep,
    opened_on_today,
    record,
    wards,
)

router = APIRouter(prefix="/homes")
READ = [Requires("case.read")]
WRITE = [Requires(KEEP)]


@router.get("/due", dependencies=READ, summary="住まいの期限")
def due(desk: AtDesk) -> Response:
    """Stays that run out, people to look in on, things due back."""
    tables, areas = desk.runtime.tables, desk.staff.wards_for("case.read")
    soon = homes_lookup.soon(desk.today, limit_on(desk.today, "").alarm_days)
    stays = homes_lookup.stays_to_watch(tables, areas, soon)
    looks = homes_lookup.looks_due(tables, areas, soon)
    loans = homes_lookup.loans_out(tables, areas)
    cases = {row.case_id for row in stays} | {row.case_id for row in looks}
    cases |= {row.case_id for row in loans}
    return desk.page(
        "homes_due.html",
        stays=stays,
        looks=looks,
        loans=loans,
        known=lookup.known_cases(tables, cases),
    )


@router.get("/providers", dependencies=READ, summary="住まいの事業者の台帳")
def register(desk: AtDesk, noted: str = "") -> Response:
    """居住支援法人, 不動産店, 保証会社."""
    rows = homes_lookup.providers(desk.runtime.tables, desk.staff.wards_for("case.read"))
    return desk.page(
        "housing_providers.html",
        flash=NOTED.get(noted, ""),
        rows=rows,
        keeps=desk.staff.wards_for(KEEP),
    )


@router.get("/providers/new", dependencies=WRITE, summary="住まいの事業者の登録")
def new(desk: AtDesk) -> Response:
    """An organisation."""
    return _form(desk)(opened_on_today(desk, "provider", area_of(desk), "registered_on"))


@router.post("/providers/new", dependencies=WRITE, summary="住まいの事業者を登録する")
def add(desk: AtDesk, sent: Sent) -> Response:
    """Its stream has the id of the command, so that a repeat is the same provider."""
    area = area_of(desk, sent.form.value("area"))
    return record(
        desk,
        sent,
        desk.sheet("provider", area=area),
        stream=sent.command_id,
        area=area,
        evolve=providers.evolve,
        into=providers.RegisterProvider,
        decision=providers.register_provider,
        draw=_form(desk),
        table="housing_provider",
        back="/homes/providers",
    )


@router.get("/providers/{provider}/end", dependencies=WRITE, summary="住まいの事業者の登録の終了")
def ending(provider: UUID, desk: AtDesk) -> Response:
    """From when on it is no longer offered."""
    row = _kept(desk, provider)
    return _end_form(desk, row)(opened_on_today(desk, "provider-end", row.area, "ended_on"))


@router.post(
    "/providers/{provider}/end", dependencies=WRITE, summary="住まいの事業者の登録を終える"
)
def end(provider: UUID, desk: AtDesk, sent: Sent) -> Response:
    """What was recorded with it stays."""
    row = _kept(desk, provider)
    return record(
        desk,
        sent,
        desk.sheet("provider-end", area=row.area),
        stream=provider,
        area=row.area,
        evolve=providers.evolve,
        into=providers.EndProvider,
        decision=providers.end_provider,
        draw=_end_form(desk, row),
        table="housing_provider",
        back="/homes/providers",
    )


def _kept(desk: Desk, provider: UUID) -> ProviderRow:
    row = homes_lookup.provider(desk.runtime.tables, provider)
    if row is None or not may_keep(desk, row.area):
        raise Missing
    return row


def _form(desk: Desk) -> Draw:
    return lambda sheet: desk.page(
        "provider_new.html", sheet=sheet, kinds=choices(ProviderKind), wards=wards(desk)
    )


def _end_form(desk: Desk, row: ProviderRow) -> Draw:
    return lambda sheet: desk.page("provider_end.html", sheet=sheet, row=row)
