"""地域と資源: the home page with what is due, and the registers of no case."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import wareki
from events.contract.community_codes import ResourceTheme
from events.host.answers import Missing
from events.host.auth import Requires
from events.host.exporting import EXPORT
from events.host.filters import choices
from events.host.form import Form
from events.host.forms import Sent, submit
from events.host.http import AtDesk, Desk, Sheet
from events.host.list_file import answer, form_of
from services.planning.programmes.community.resources import stale
from services.planning.projections import community_lookup
from services.planning.routes.case import NOTED
from services.planning.screens.community import home
from services.planning.screens.community.register import (
    RECORD,
    EntryFile,
    Register,
    RegisterForm,
)
from services.planning.screens.community.registers import REGISTERS
from services.planning.screens.community.resources import wards

router = APIRouter(prefix="/community")
READ = [Requires("case.read")]
WRITE = [Requires(RECORD)]


@router.get("", dependencies=READ, summary="地域と資源")
def show(desk: AtDesk) -> Response:
    """What is due, and the way to every register."""
    return desk.page("community.html", registers=REGISTERS, due=home.due(desk))


@router.get("/resources/picks", dependencies=READ, summary="社会資源を選ぶ(画面の一部)")
def picks(desk: AtDesk, theme: str = "", word: str = "") -> Response:
    """A fragment for other forms: the resources one may use, by theme and words."""
    return desk.page("community_picks.html", picked=_picked(desk, theme, word))


@router.get("/resources/picks.json", dependencies=READ, summary="社会資源を選ぶ(JSON)")
def picks_json(desk: AtDesk, theme: str = "", word: str = "") -> list[dict[str, Any]]:
    """The same for a program: id, name, theme, wards, room, and whether somebody looked lately."""
    return [
        {
            "id": str(row.case_id),
            "title": row.title,
            "theme": row.theme.value,
            "wards": list(row.wards),
            "vacancy": row.vacancy.value,
            "confirmed_on": row.confirmed_on.isoformat(),
            "stale": stale(row.confirmed_on, desk.today),
        }
        for row, _ in _picked(desk, theme, word)
    ]


def _picked(desk: Desk, theme: str, word: str) -> list[tuple[Any, str]]:
    """Rows and the wards they serve; every part of `word` occurs in the name or in what is offered."""
    asked = word.split()
    return [
        (row, wards(row, desk))
        for row in community_lookup.usable(desk.runtime.tables)
        if (not theme or row.theme == theme)
        and all(word in f"{row.title} {row.offers} {row.theme.ja}" for word in asked)
    ]


def _add(register: Register) -> None:
    """The pages of one register."""
    path = f"/{register.path}"

    @router.get(path, dependencies=READ, summary=register.ja)
    def listed(desk: AtDesk, word: str = "") -> Response:
        """The whole list, or the entries in which every word asked for occurs."""
        lines = [
            line for line in register.lines(desk) if all(w in line.plain for w in word.split())
        ]
        return desk.page(
            "community_list.html",
            register=register,
            lines=lines,
            word=word,
            may_record=desk.staff.may(RECORD),
            **register.around(desk),
        )

    @router.get(f"{path}/list.{{kind}}", dependencies=[EXPORT], summary=f"{register.ja}の書き出し")
    def export(kind: str, desk: AtDesk) -> Response:
        """No row is about a person, so no export is stated."""
        return answer(register.table_of(desk), form_of(kind))

    @router.get(f"{path}/new", dependencies=WRITE, summary=register.new.heading)
    def new(desk: AtDesk) -> Response:
        sheet = desk.sheet(register.named(register.new), area=register.belongs(desk, Form({})))
        if not sheet.saved_at:
            sheet = sheet.again(200, None, form=Form(_fresh(register, desk)))
        return _draw(register, register.new, desk, sheet, None)

    @router.post(f"{path}/new", dependencies=WRITE, summary=register.new.send)
    def begin(desk: AtDesk, sent: Sent) -> Response:
        """The id of the entry is that of the command, so that a second press is the same entry."""
        area = register.belongs(desk, sent.form)
        return _record(register, register.new, desk, sent, sent.command_id, area, None)

    @router.get(f"{path}/{{entry}}", dependencies=READ, summary=f"{register.ja}の一件")
    def one(entry: UUID, desk: AtDesk, noted: str = "") -> Response:
        found = register.file(desk, entry)
        return desk.page(
            "community_entry.html",
            found=found,
            register=register,
            facts=[pair for pair in register.facts(found) if pair[1]],
            flash=NOTED.get(noted, ""),
            **register.beside(found),
        )

    @router.get(f"{path}/{{entry}}/{{form}}", dependencies=WRITE, summary=f"{register.ja}の記録")
    def form_page(entry: UUID, form: str, desk: AtDesk) -> Response:
        found, chosen = _chosen(register, desk, entry, form)
        sheet = _sheet(found, chosen)
        if not sheet.saved_at:
            sheet = sheet.again(200, None, form=Form(chosen.typed(found)))
        return _draw(register, chosen, desk, sheet, found)

    @router.post(
        f"{path}/{{entry}}/{{form}}", dependencies=WRITE, summary=f"{register.ja}に記録する"
    )
    def send(entry: UUID, form: str, desk: AtDesk, sent: Sent) -> Response:
        found, chosen = _chosen(register, desk, entry, form)
        return _record(register, chosen, desk, sent, entry, found.area, found)


def _fresh(register: Register, desk: Desk) -> dict[str, str]:
    """Today, and what the address brings along (the case a shortage is raised from)."""
    typed = {"on": wareki.short(desk.today)}
    case = desk.request.query_params.get("case", "")
    if register.path == "shortages" and case:
        typed |= {"from_case": case, "source": "case"}
    return typed


def _chosen(
    register: Register, desk: Desk, entry: UUID, path: str
) -> tuple[EntryFile, RegisterForm]:
    """An entry and a form of it that this person may use; Missing (404) for any other."""
    found = register.file(desk, entry)
    form = next((form for form in register.forms if form.path == path), None)
    if form is None or not found.may_record:
        raise Missing
    return found, form


def _sheet(found: EntryFile, form: RegisterForm) -> Sheet:
    return found.desk.sheet(
        found.register.named(form), area=found.area, expected=len(found.recorded)
    )


def _record(
    register: Register,
    form: RegisterForm,
    desk: Desk,
    sent: Any,
    entry: UUID,
    area: str,
    found: EntryFile | None,
) -> Response:
    def act(command: Any) -> str:
        receipt = desk.carry_out(
            register.evolve,
            form.decision,
            command,
            stream=entry,
            case=entry,
            area=area,
            command_id=sent.command_id,
            expected=sent.expected if found else None,
        )
        shown = desk.wait_for(register.table, "planning", receipt.position)
        noted = "yes" if shown else "later"
        return f"{desk.root}/community/{register.path}/{entry}?noted={noted}"

    sheet = _sheet(found, form) if found else desk.sheet(register.named(form), area=area)
    return submit(
        desk,
        sent,
        sheet,
        into=form.into,
        act=act,
        draw=lambda sheet: _draw(register, form, desk, sheet, found),
        given={"today": desk.today, "entry_id": entry, **form.given(desk, sent.form)},
        stream=entry if found else None,
    )


def _draw(
    register: Register, form: RegisterForm, desk: Desk, sheet: Sheet, found: EntryFile | None
) -> Response:
    fields = form.drawn(desk)
    return desk.page(
        "community_form.html",
        sheet=sheet,
        register=register,
        recording=form,
        fields=fields,
        found=found,
        themes=choices(ResourceTheme),
        labels={field.name: field.label for field in fields},
    )


for _register in REGISTERS:
    _add(_register)
