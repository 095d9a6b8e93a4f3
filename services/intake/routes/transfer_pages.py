"""移管: asked with a preview of what the other office will see, answered there, linked both ways, on paper outside."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID, uuid5

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import wareki
from events.contract.transferring import TransferItem
from events.host.answers import Missing
from events.host.desk import AtDesk, Desk
from events.host.form import Form
from events.host.forms import Sent, submit
from events.host.http import Requires
from events.host.sheet import Sheet
from services.intake.consultation import evolve as evolve_case
from services.intake.decisions import SharingBasis, receive_consultation
from services.intake.decisions.transferring import (
    AnswerTransfer,
    RequestTransfer,
    answer_transfer,
    request_transfer,
)
from services.intake.projections.transfers import TRANSFERS, Transfer
from services.intake.routes.case_file import CaseFile, case_file, ward_name
from services.intake.routes.people import People
from services.intake.routes.present import head
from services.intake.routes.said import said as said_of
from services.intake.routes.transfer_file import (
    TransferFile,
    item_of,
    reception_of,
    transfer_file,
)
from services.intake.states.transfer import case_of, evolve, stream_of
from services.intake.worklist import WORKLIST

router = APIRouter()
ASK: Final = [Requires("transfer.request", scope="case")]
READ: Final = [Requires("case.read")]
BASES: Final = tuple(one for one in SharingBasis if one is not SharingBasis.NOTHING_SHARED)
ITEMS: Final = [TransferItem.RECEPTION.value, TransferItem.CONTACTS.value, TransferItem.STEPS.value]
"""What the form proposes: where the person lives is never handed over unasked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What the answering form says."""

    accepts: bool
    answered_on: date
    note: str = ""


@router.get("/transfers", dependencies=READ, summary="移管の一覧")
def transfers(desk: AtDesk, said: str | None = None) -> Response:
    """What one's wards are to answer, and what they asked others."""
    wards = sorted(desk.staff.wards_for("case.read"))
    rows = desk.runtime.tables.rows(
        TRANSFERS,
        "from_area = any(%(wards)s) or to_area = any(%(wards)s)",
        {"wards": wards},
        order="accepted is not null, requested_on desc, case_id",
        limit=200,
    )
    return desk.page(
        "transfers.html",
        rows=rows,
        may_answer=desk.staff.wards_for("transfer.answer"),
        ward_of=lambda code: ward_name(desk, code),
        flash=said_of(said),
    )


@router.get("/cases/{case}/transfer", dependencies=ASK, summary="移管の依頼の画面")
def blank(case: UUID, desk: AtDesk) -> Response:
    """Where to, on which basis, and what will be seen there."""
    file = case_file(desk, case)
    sheet = desk.sheet("transfer", area=file.area, case=case)
    if not sheet.form.typed:
        typed = {"requested_on": wareki.short(desk.today), "items": ITEMS}
        sheet = replace(sheet, form=Form(typed))
    return _draw_request(desk, file)(sheet)


@router.post("/cases/{case}/transfer", dependencies=ASK, summary="移管を依頼する")
def ask(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """One request at a time."""
    file = case_file(desk, case)

    def act(command: RequestTransfer) -> str:
        receipt = desk.carry_out(
            evolve,
            request_transfer,
            command,
            stream=stream_of(case),
            case=case,
            area=file.area,
            command_id=sent.command_id,
            expected=None,
            basis=command.basis.value,
        )
        desk.wait_for(TRANSFERS.name, "intake", receipt.position)
        return "/intake/transfers?said=transfer"

    return submit(
        desk,
        sent,
        desk.sheet("transfer", area=file.area, case=case),
        into=RequestTransfer,
        act=act,
        draw=_draw_request(desk, file),
        given={
            "today": desk.today,
            "person": file.state.person,
            "over": file.over,
            "consents": file.state.beside.consents,
            "here": file.area,
            "wards": frozenset(w.code for w in desk.runtime.municipality.wards_on(desk.today)),
        },
    )


@router.get("/transfers/{case}/{transfer_no}", dependencies=READ, summary="移管の内容")
def show(case: UUID, transfer_no: int, desk: AtDesk, people: People) -> Response:
    """Before the answer what will be seen, after it the records themselves; for both offices."""
    file = transfer_file(desk, case, transfer_no)
    sheet = desk.sheet("transfer-answer", area=file.area, case=case)
    if not sheet.form.typed:
        sheet = replace(sheet, form=Form({"answered_on": wareki.short(desk.today)}))
    return _draw(desk, people, file)(sheet)


@router.post("/transfers/{case}/{transfer_no}", dependencies=READ, summary="移管に返事をする")
def answer(case: UUID, transfer_no: int, desk: AtDesk, people: People, sent: Sent) -> Response:
    """By the ward asked, which begins a case of its own; another municipality's answer by who asked."""
    file = transfer_file(desk, case, transfer_no)
    if not _may_answer(desk, file):
        raise Missing

    def act(answered: Answered) -> str:
        new_case = case_of(case, transfer_no) if answered.accepts and file.row.to_area else None
        answering = AnswerTransfer(
            today=desk.today,
            person=file.consultation.person,
            transfer_no=transfer_no,
            accepts=answered.accepts,
            answered_on=answered.answered_on,
            new_case=new_case,
            note=answered.note,
            closed=file.closed(desk.today) if file.row.to_area else "",
        )
        answer_transfer(file.state, answering)  # refused before anything is begun
        if new_case is not None:
            _begun(desk, file, new_case, uuid5(sent.command_id, "reception"))
        receipt = desk.carry_out(
            evolve,
            answer_transfer,
            answering,
            stream=stream_of(case),
            case=case,
            area=file.area,
            command_id=sent.command_id,
            expected=None,
        )
        desk.wait_for(TRANSFERS.name, "intake", receipt.position)
        return f"/intake/cases/{new_case}" if new_case else "/intake/transfers?said=transfer"

    return submit(
        desk,
        sent,
        desk.sheet("transfer-answer", area=file.area, case=case),
        into=Answered,
        act=act,
        draw=_draw(desk, people, file),
    )


@router.get(
    "/cases/{case}/transfer/{transfer_no}/letter",
    dependencies=[Requires("case.read", scope="case")],
    summary="移管の引継書",
)
def letter(case: UUID, transfer_no: int, desk: AtDesk, people: People) -> Response:
    """For a municipality that has no access here: signed, on A4."""
    file = transfer_file(desk, case, transfer_no)
    if file.area != case_file(desk, case).area:
        raise Missing
    return desk.page(
        "transfer_letter.html",
        file=file,
        head=head(file.received, desk.today),
        body=desk.runtime.municipality.body.name,
        ward=ward_name(desk, file.area),
        to=file.asked.to_body or ward_name(desk, file.asked.to_area),
        basis=_basis(file.basis),
        closed=file.closed(desk.today),
        entries=file.shown(desk, people),
        with_address=TransferItem.ADDRESS in file.asked.items and not file.secret,
    )


def _begun(desk: Desk, file: TransferFile, new_case: UUID, command_id: UUID) -> None:
    receipt = desk.carry_out(
        evolve_case,
        receive_consultation,
        reception_of(desk, file),
        stream=new_case,
        case=new_case,
        area=file.area,
        command_id=command_id,
        expected=None,
    )
    desk.wait_for(WORKLIST.name, "intake", receipt.position)


def _may_answer(desk: Desk, file: TransferFile) -> bool:
    if file.row.accepted is not None:
        return False
    if file.row.to_area:
        return file.row.to_area in desk.staff.wards_for("transfer.answer")
    return file.row.from_area in desk.staff.wards_for("transfer.request")


def _draw_request(desk: Desk, file: CaseFile) -> Callable[[Sheet], Response]:
    counts = {item: sum(item is item_of(one) for one in file.history) for item in TransferItem}
    wards = desk.runtime.municipality.wards_on(desk.today)
    sent: list[Transfer] = desk.runtime.tables.rows(
        TRANSFERS, "case_id = %s", [file.case], order="transfer_no desc"
    )
    return lambda sheet: desk.page(
        "transfer_request.html",
        sheet=sheet,
        file=file,
        head=head(file.received, desk.today),
        ward=ward_name(desk, file.area),
        wards=[(one.code, ward_name(desk, one.code)) for one in wards if one.code != file.area],
        bases=[(one.value, one.ja) for one in BASES],
        items=_items(counts),
        before=sent,
        ward_of=lambda code: ward_name(desk, code),
    )


def _items(counts: dict[TransferItem, int]) -> list[tuple[str, str, str]]:
    return [
        (one.value, one.ja, "" if one is TransferItem.ADDRESS else f"{counts[one]}件")
        for one in TransferItem
    ]


def _draw(desk: Desk, people: People, file: TransferFile) -> Callable[[Sheet], Response]:
    taken = file.row.accepted is True
    return lambda sheet: desk.page(
        "transfer.html",
        sheet=sheet,
        file=file,
        head=head(file.received, desk.today),
        from_ward=ward_name(desk, file.row.from_area),
        to=file.row.to_body or ward_name(desk, file.row.to_area),
        basis=_basis(file.basis),
        counts={item: file.count(item) for item in file.asked.items},
        closed=file.closed(desk.today),
        entries=file.shown(desk, people) if taken or not file.incoming else [],
        may_answer=_may_answer(desk, file),
    )


def _basis(value: str) -> str:
    return next((one.ja for one in SharingBasis if one == value), "－")
