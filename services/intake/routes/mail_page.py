"""メールで届いたファイル: one e-mail as a file; its words beside the contact log, its files as papers of the case."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final
from uuid import UUID, uuid5

from fastapi import APIRouter, File, UploadFile
from starlette.responses import Response

from events.contract import Refused
from events.contract.contacting import EmailSender
from events.contract.scanning import PaperKind
from events.host.desk import AtDesk, Desk
from events.host.forms import Sent, SentForm, submit
from events.host.http import Requires
from events.host.sheet import Sheet
from services.intake.consultation import evolve as evolve_case
from services.intake.decisions import AttachEmail, ScanPaper, attach_email, scan_paper
from services.intake.papers.judged_image import judged_image
from services.intake.papers.mail import Mail, read_mail
from services.intake.routes.case_file import CaseFile, case_file, ward_name
from services.intake.routes.papers_page import kept_image
from services.intake.routes.present import head
from services.intake.states.papers import evolve, papers_of

router = APIRouter()
PAPER: Final = [Requires("paper.record", scope="case")]
Upload = Annotated[UploadFile | None, File()]


@dataclass(frozen=True, slots=True, kw_only=True)
class MailForm:
    """What the form asks besides the file; `paper` = what the attached files are."""

    sender: EmailSender
    paper: PaperKind


@router.get(
    "/cases/{case}/email/papers", dependencies=PAPER, summary="メールで届いたファイルの画面"
)
def blank(case: UUID, desk: AtDesk) -> Response:
    """Which e-mail, from whom, what its files are."""
    file = case_file(desk, case)
    return _draw(desk, file, desk.sheet("mail", area=file.area, case=case, expected=0))


@router.post(
    "/cases/{case}/email/papers", dependencies=PAPER, summary="メールで届いたファイルを記録する"
)
def take(case: UUID, desk: AtDesk, sent: Sent, mail: Upload = None) -> Response:
    """Every file is judged before anything is stated; then the words and each file become records."""
    file = case_file(desk, case)
    content = mail.file.read() if mail else b""

    def act(asked: MailForm) -> str:
        found = _judged(content)
        if found.text:
            _attach(desk, file, sent, found, asked)
        for number, image in enumerate(found.files):
            _scan(desk, file, sent, found, asked, image, number)
        return f"/intake/cases/{case}/papers?said=mail"

    at = f"/intake/cases/{case}/email/papers"
    return submit(
        desk,
        sent,
        desk.sheet("mail", area=file.area, case=case, expected=0, at=at),
        into=MailForm,
        act=act,
        draw=lambda sheet: _draw(desk, file, sheet),
        stream=case,
    )


def _judged(content: bytes) -> Mail:
    found = read_mail(content)
    if not found.files:
        raise Refused(
            "mail-without-files",
            "添付のないメールです。本文だけのときは「メールを添付」から入れてください。",
            field="mail",
        )
    for image in found.files:
        try:
            judged_image(image)
        except Refused as refusal:
            raise Refused(refusal.code, f"添付のファイル: {refusal.ja}", field="mail") from None
    return found


def _attach(desk: Desk, file: CaseFile, sent: SentForm, mail: Mail, asked: MailForm) -> None:
    desk.carry_out(
        evolve_case,
        attach_email,
        AttachEmail(
            today=desk.today, sent_on=_day(desk, mail), sender=asked.sender, text=mail.text
        ),
        stream=file.case,
        case=file.case,
        area=file.area,
        command_id=uuid5(sent.command_id, "words"),
        expected=None,
    )


def _scan(
    desk: Desk,
    file: CaseFile,
    sent: SentForm,
    mail: Mail,
    asked: MailForm,
    image: bytes,
    number: int,
) -> None:
    command_id = uuid5(sent.command_id, f"file {number}")
    desk.carry_out(
        evolve,
        scan_paper,
        ScanPaper(
            today=desk.today,
            person=file.state.person,
            seen_by=desk.staff.person,
            image=kept_image(desk, file, command_id, image),
            received_on=_day(desk, mail),
            paper=asked.paper,
            pages=1,
            note="メールで届いたファイル",
        ),
        stream=papers_of(file.case),
        case=file.case,
        area=file.area,
        command_id=command_id,
        expected=None,
    )


def _day(desk: Desk, mail: Mail) -> date:
    """The day the e-mail bears; today where it bears none, or one that has not come."""
    return min(mail.sent_on or desk.today, desk.today)


def _draw(desk: Desk, file: CaseFile, sheet: Sheet) -> Response:
    return desk.page(
        "mail.html",
        sheet=sheet,
        file=file,
        head=head(file.received, desk.today),
        ward=ward_name(desk, file.area),
        senders=EmailSender,
        kinds=PaperKind,
        at=f"/intake/cases/{file.case}/email/papers",
    )
