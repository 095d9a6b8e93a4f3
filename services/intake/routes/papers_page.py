"""届いた書面: the papers of a case as a list with a form for one more, each to be looked at beside its record."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, File, UploadFile
from starlette.responses import Response

from events.contract import Open, fold, wareki
from events.contract.scanning import ImageForm, PaperKind, PaperScanned
from events.host import paper_form
from events.host.answers import Missing
from events.host.desk import AtDesk, Desk
from events.host.form import Form
from events.host.forms import Sent, submit
from events.host.http import Requires
from events.host.image_store import ImageStore
from events.host.sealed_image import ImageDamaged, opened_image, sealed_image
from events.host.sheet import Sheet
from events.log.recorded import Recorded
from services.intake.decisions import Image, ScanPaper, scan_paper
from services.intake.papers.judged_image import judged_image
from services.intake.routes.case_file import CaseFile, case_file, ward_name
from services.intake.routes.present import head
from services.intake.routes.said import said
from services.intake.routes.timeline import who_of
from services.intake.states.papers import Papers, evolve, papers_of

router = APIRouter()

SEEN: Final = [Requires("identity.read", scope="case")]
TYPES: Final = {
    ImageForm.PDF: "application/pdf",
    ImageForm.JPEG: "image/jpeg",
    ImageForm.PNG: "image/png",
}
SANDBOX: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""An image is shown, never run: no script, no frame, no origin."""
FRAMED: Final = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
}
"""A browser's own viewer of PDFs does not open in a sandbox; scripts and other sites stay shut out."""
Upload = Annotated[UploadFile | None, File()]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperForm:
    """What the form asks besides the file."""

    received_on: date
    paper: PaperKind
    pages: int
    original_seen: bool = False
    replaces: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One paper. `now` = number of the paper that replaced it, None while it stands."""

    scan: PaperScanned
    recorded: Recorded
    who: str
    now: int | None

    @property
    def openable(self) -> bool:
        """Whether its key may be read here, and still is there."""
        return isinstance(self.scan.image_key, Open)

    @property
    def note(self) -> str:
        """The words, why they are closed, or nothing where nothing was written."""
        return paper_form.said(self.scan.note)


@router.get("/cases/{case}/papers", dependencies=SEEN, summary="届いた書面")
def papers(case: UUID, desk: AtDesk, said: str | None = None) -> Response:
    """Every paper of the case, and a form for one more."""
    file = case_file(desk, case)
    history = desk.history(papers_of(case), file.area)
    sheet = desk.sheet("scan", area=file.area, case=case, expected=len(history))
    return _draw(desk, file, sheet, said)


@router.post(
    "/cases/{case}/papers",
    dependencies=[Requires("paper.record", scope="case")],
    summary="届いた書面を記録する",
)
def scan(case: UUID, desk: AtDesk, sent: Sent, image: Upload = None) -> Response:
    """First the encrypted image is kept, then the fact that names it: no fact without its image."""
    file = case_file(desk, case)
    stream, at = papers_of(case), f"/intake/cases/{case}/papers"
    content = image.file.read() if image else b""

    def act(asked: PaperForm) -> str:
        desk.carry_out(
            evolve,
            scan_paper,
            ScanPaper(
                today=desk.today,
                person=file.state.person,
                seen_by=desk.staff.person,
                image=kept_image(desk, file, sent.command_id, content),
                received_on=asked.received_on,
                paper=asked.paper,
                pages=asked.pages,
                original_seen=asked.original_seen,
                replaces=asked.replaces,
                note=asked.note,
            ),
            stream=stream,
            case=case,
            area=file.area,
            command_id=sent.command_id,
            expected=sent.expected,
        )
        return f"{at}?said=scan"

    return submit(
        desk,
        sent,
        desk.sheet("scan", area=file.area, case=case, expected=sent.expected, at=at),
        into=PaperForm,
        act=act,
        draw=lambda sheet: _draw(desk, file, sheet),
        stream=stream,
    )


@router.get("/cases/{case}/papers/{number}", dependencies=SEEN, summary="届いた書面の一枚")
def paper(case: UUID, number: int, desk: AtDesk) -> Response:
    """The image beside what was recorded of it."""
    file = case_file(desk, case)
    one = _one(desk, file, number)
    return desk.page(
        "paper.html",
        file=file,
        head=head(file.received, desk.today),
        ward=ward_name(desk, file.area),
        one=one,
        forms=ImageForm,
        at=f"/intake/cases/{case}/papers",
    )


@router.get("/cases/{case}/papers/{number}/image", dependencies=SEEN, summary="届いた書面の画像")
def content(case: UUID, number: int, desk: AtDesk) -> Response:
    """The image itself; a PDF as a file to open elsewhere. Missing once its key is gone."""
    scan, plain = _opened(desk, case, number)
    manner = "attachment" if scan.form is ImageForm.PDF else "inline"
    named = {"Content-Disposition": f'{manner}; filename="paper-{number}.{scan.form}"'}
    return Response(plain, media_type=TYPES[scan.form], headers=SANDBOX | named)


@router.get(
    "/cases/{case}/papers/{number}/beside", dependencies=SEEN, summary="届いた書面のPDFの表示"
)
def beside(case: UUID, number: int, desk: AtDesk) -> Response:
    """A PDF for the frame beside its record: what was let in only shows, and no other site may frame it."""
    scan, plain = _opened(desk, case, number)
    if scan.form is not ImageForm.PDF:
        raise Missing
    named = {"Content-Disposition": f'inline; filename="paper-{number}.pdf"'}
    return Response(plain, media_type=TYPES[scan.form], headers=SANDBOX | FRAMED | named)


def _opened(desk: Desk, case: UUID, number: int) -> tuple[PaperScanned, bytes]:
    """A paper bears the address: while that is secret, it is open to those only who have asked for the address."""
    file = case_file(desk, case)
    scan = _one(desk, file, number).scan
    if file.withheld:
        raise Missing
    kept = store(desk).read(scan.kept)
    if kept is None or not isinstance(scan.image_key, Open):
        raise Missing
    try:
        return scan, opened_image(kept, scan.image_key.value, case)
    except ImageDamaged:
        raise Missing from None


def store(desk: Desk) -> ImageStore:
    """Where the images of intake are kept."""
    return ImageStore("intake", desk.runtime.address.conninfo("writer_intake"))


def kept_image(desk: Desk, file: CaseFile, command_id: UUID, content: bytes) -> Image:
    """The judged image, kept; sent a second time under one command id, the one that was kept then."""
    form = judged_image(content)
    sealed = sealed_image(content, file.case)
    for recorded in desk.history(papers_of(file.case), file.area):
        scan = recorded.fact
        if recorded.command == command_id and isinstance(scan, PaperScanned):
            match scan.image_hash, scan.image_key:
                case Open(value=sealed.plain), Open(value=key):
                    return Image(
                        form=form,
                        size=len(content),
                        kept=scan.kept,
                        plain=sealed.plain,
                        key=key,
                    )
    store(desk).keep(sealed.kept, sealed.ciphertext)
    return Image(form=form, size=len(content), kept=sealed.kept, plain=sealed.plain, key=sealed.key)


def _draw(desk: Desk, file: CaseFile, sheet: Sheet, code: str | None = None) -> Response:
    if not sheet.form.typed:
        sheet = replace(sheet, form=Form({"received_on": wareki.short(desk.today), "pages": "1"}))
    found = _all(desk, file)
    standing = [one.scan for one in found if one.now is None]
    return desk.page(
        "papers.html",
        sheet=sheet,
        file=file,
        head=head(file.received, desk.today),
        ward=ward_name(desk, file.area),
        found=found[::-1],
        kinds=PaperKind,
        replaceable=[(str(s.scan_no), f"{s.scan_no}　{s.paper.ja}") for s in standing],
        may_write=desk.staff.may("paper.record", file.area),
        at=f"/intake/cases/{file.case}/papers",
        flash=said(code),
    )


def _all(desk: Desk, file: CaseFile) -> list[Shown]:
    history = desk.history(papers_of(file.case), file.area)
    state = fold(evolve, (recorded.fact for recorded in history)) or Papers()
    return [
        Shown(
            scan=recorded.fact,
            recorded=recorded,
            who=who_of(desk, recorded),
            now=state.replaced.get(recorded.fact.scan_no),
        )
        for recorded in history
        if isinstance(recorded.fact, PaperScanned)
    ]


def _one(desk: Desk, file: CaseFile, number: int) -> Shown:
    found = next((one for one in _all(desk, file) if one.scan.scan_no == number), None)
    if found is None:
        raise Missing
    return found
