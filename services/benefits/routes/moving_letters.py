"""転居費用補助: documents and letters, as those of a rent grant."""

from typing import Final
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import wareki
from events.host.forms import Sent
from events.host.http import AtDesk, Requires, Sheet
from services.benefits.notices.notice import Letter
from services.benefits.screens.document_form import document_page, receive_page
from services.benefits.screens.grant_papers import sent_rows, unlinked_scans
from services.benefits.screens.issuing import HIDDEN, draft_or_none, issuing, marks_of, readable
from services.benefits.screens.letters import Occasion
from services.benefits.screens.moving_file import MovingFile, moving_file
from services.benefits.screens.moving_papers import (
    moving_clock,
    moving_documents,
    papers_of_moving,
)
from services.benefits.screens.paper_file import PaperFile

router = APIRouter(prefix="/cases/{case}")
SEEN: Final = [Requires("case.read", scope="case")]
READ: Final = [Requires("identity.read", scope="case")]
RECEIVE: Final = [Requires("benefit.receive", scope="case")]
ISSUE: Final = [Requires("benefit.draft", scope="case")]


@router.get("/moving/{number}/papers", dependencies=SEEN, summary="転居費用補助の書類と通知")
def papers(case: UUID, number: int, desk: AtDesk, noted: str = "") -> Response:
    """What came and what went out."""
    file = moving_file(desk, case, number)
    held = papers_of_moving(file)
    return file.page(
        "moving_papers.html",
        papers=held,
        rows=moving_documents(file, held),
        scans=unlinked_scans(held) if file.may("identity.read") else [],
        sent=sent_rows(held),
        clock=moving_clock(file),
        practice=desk.runtime.municipality.practice(file.moving.application.arrived_on),
        flash="記録しました。" if noted else "",
    )


@router.get(
    "/moving/{number}/papers/document", dependencies=RECEIVE, summary="転居費用補助の添付書類"
)
def document(case: UUID, number: int, desk: AtDesk, scan: int = 0, of: str = "") -> Response:
    """The scan beside the form."""
    file = moving_file(desk, case, number)
    return document_page(file, papers_of_moving(file), scan, of)


@router.post(
    "/moving/{number}/papers/document",
    dependencies=RECEIVE,
    summary="転居費用補助の添付書類の受領を記録する",
)
def receive(case: UUID, number: int, desk: AtDesk, sent: Sent) -> Response:
    """Named by its scan."""
    file = moving_file(desk, case, number)
    return receive_page(file, papers_of_moving(file), sent)


@router.get(
    "/moving/{number}/notices/{about}/{kind}",
    dependencies=ISSUE,
    summary="転居費用補助の通知の発行",
)
def before(case: UUID, number: int, about: int, kind: str, desk: AtDesk) -> Response:
    """What the letter will say."""
    file = moving_file(desk, case, number)
    held = papers_of_moving(file)
    typed = {"issued_on": wareki.short(file.today)}
    sheet = file.sheet(f"notice-{kind}-{about}", typed, expected=len(held.recorded))
    return _draw(file, held, held.occasion(kind, about), sheet)


@router.post(
    "/moving/{number}/notices/{about}/{kind}",
    dependencies=ISSUE,
    summary="転居費用補助の通知を発行する",
)
def issue(case: UUID, number: int, about: int, kind: str, desk: AtDesk, sent: Sent) -> Response:
    """With the next number of its series."""
    file = moving_file(desk, case, number)
    held = papers_of_moving(file)
    occasion = held.occasion(kind, about)
    sheet = file.sheet(f"notice-{kind}-{about}", expected=len(held.recorded))
    return issuing(held, occasion, sent, sheet, lambda drawn: _draw(file, held, occasion, drawn))


@router.get(
    "/sheets/moving/{number}/drafts/{about}/{kind}",
    dependencies=READ,
    summary="転居費用補助の通知の下書き",
)
def draft(case: UUID, number: int, about: int, kind: str, desk: AtDesk) -> Response:
    """On A4, before it has a number."""
    file = moving_file(desk, case, number)
    held = papers_of_moving(file)
    occasion = held.occasion(kind.replace("-", "_"), about)
    back = file.at(f"notices/{about}/{occasion.notice.value}")
    return _on_paper(file, readable(held.draft, occasion, file.today), back, ("下書き",))


@router.get(
    "/sheets/moving/{number}/notices/{notice_no}",
    dependencies=READ,
    summary="発行した転居費用補助の通知",
)
def issued(case: UUID, number: int, notice_no: int, desk: AtDesk) -> Response:
    """The same words again; where today's drawing has others, it says so."""
    file = moving_file(desk, case, number)
    held = papers_of_moving(file)
    sent = held.issued(notice_no)
    return _on_paper(file, readable(held.again, sent), file.at("papers"), marks_of(held, sent))


def _on_paper(file: MovingFile, drawn: Letter, back: str, marks: tuple[str, ...]) -> Response:
    return file.page("letter.html", letter=drawn, whose=file.case, back=back, marks=marks)


def _draw(file: MovingFile, papers: PaperFile, occasion: Occasion, sheet: Sheet) -> Response:
    kind = occasion.notice.value.replace("_", "-")
    return file.page(
        "notice.html",
        sheet=sheet,
        occasion=occasion,
        letter=draft_or_none(papers, occasion),
        hidden=HIDDEN,
        next_number=papers.numbering(occasion.notice, file.today).number,
        drawn_at=f"{file.at_case}/sheets/moving/{file.number}/drafts/{occasion.about}/{kind}",
    )
