"""講師の台帳: who teaches, what was checked, and the file of the list."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract.exporting import ExportedList, FieldGroup, PlansExported
from events.host.auth import Requires
from events.host.exporting import EXPORT, exported
from events.host.forms import Sent
from events.host.http import AtDesk
from events.host.list_file import form_of
from services.planning.routes.case import NOTED
from services.planning.routes.learning_registers import (
    TUTORS,
    draw_form,
    draw_new,
    enter,
    record,
)
from services.planning.screens import learning_tutors
from services.planning.screens.learning_tutors import tutor_file

router = APIRouter(prefix="/learning/tutors")
READ = [Requires("case.read")]
RECORD = [Requires("service.record")]


@router.get("", dependencies=READ, summary="講師の台帳")
def show(desk: AtDesk) -> Response:
    """Every tutor of the city; former pupils are marked."""
    return desk.page(
        "tutors.html",
        tutors=learning_tutors.every_tutor(desk),
        may_record=desk.staff.may("service.record"),
    )


@router.get("/list.{kind}", dependencies=[EXPORT], summary="講師の一覧の書き出し")
def export(kind: str, desk: AtDesk) -> Response:
    """The same lines without names: CSV or Excel."""
    form = form_of(kind)
    return exported(
        desk,
        learning_tutors.table(learning_tutors.every_tutor(desk), desk.today),
        form,
        fact=PlansExported,
        listed=ExportedList.TUTORS,
        groups={FieldGroup.CLEAR, FieldGroup.STAT},
    )


@router.get("/new", dependencies=RECORD, summary="講師の登録")
def new(desk: AtDesk) -> Response:
    """An empty entry."""
    return draw_new(desk, TUTORS)


@router.post("/new", dependencies=RECORD, summary="講師を登録する")
def register(desk: AtDesk, sent: Sent) -> Response:
    """A tutor of this ward."""
    return enter(desk, TUTORS, sent)


@router.get("/{tutor}", dependencies=READ, summary="講師")
def one(tutor: UUID, desk: AtDesk, noted: str = "") -> Response:
    """What the register knows of a tutor."""
    found = tutor_file(desk, tutor)
    return desk.page(
        "tutor.html",
        found=found,
        history=learning_tutors.history(found),
        flash=NOTED.get(noted, ""),
    )


@router.get("/{tutor}/{form}", dependencies=RECORD, summary="講師の記録")
def form_page(tutor: UUID, form: str, desk: AtDesk) -> Response:
    """Change, check, pause or resumption."""
    return draw_form(tutor_file(desk, tutor), TUTORS, form)


@router.post("/{tutor}/{form}", dependencies=RECORD, summary="講師の記録をする")
def send(tutor: UUID, form: str, desk: AtDesk, sent: Sent) -> Response:
    """One record of the tutor."""
    return record(tutor_file(desk, tutor), TUTORS, form, sent)
