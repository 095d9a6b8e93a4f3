"""書類と通知: the documents of an application beside their scans, and the letters of its decisions."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import wareki
from events.contract.scanning import ImageForm, PaperKind
from events.host.filters import choices
from events.host.forms import Sent
from events.host.http import AtDesk, Requires, Sheet
from services.benefits.decisions.document import Document
from services.benefits.decisions.papers import ReceiveDocument, receive_document
from services.benefits.screens.grant_file import GrantFile, Typed, grant_file
from services.benefits.screens.grant_papers import (
    clock,
    document_rows,
    papers_of_grant,
    scan_of,
    sent_rows,
    unlinked_scans,
)
from services.benefits.screens.paper_file import PaperFile
from services.benefits.sheets import FORMS

router = APIRouter(prefix="/cases/{case}/grants/{number}")
READ: Final = [Requires("case.read", scope="case")]
RECEIVE: Final = [Requires("benefit.receive", scope="case")]
LIKELY: Final = {
    PaperKind.IDENTITY: Document.IDENTITY,
    PaperKind.INCOME: Document.INCOME,
    PaperKind.BANK_BOOK: Document.SAVINGS,
    PaperKind.LEASE: Document.TENANCY,
    PaperKind.HOUSING_NOTICE: Document.DWELLING_NOTICE,
    PaperKind.SEPARATION: Document.JOB_LOSS,
    PaperKind.JOB_SEEKING: Document.JOB_SEEKER,
}
"""What a scan most likely is, as intake named it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentForm:
    """What is typed of a document."""

    document: Document
    received_on: date
    scan_no: int
    original_seen: bool = False


@router.get("/papers", dependencies=READ, summary="書類と通知")
def papers(case: UUID, number: int, desk: AtDesk, noted: str = "") -> Response:
    """What is needed and what came, the clock, the letters due and sent, the forms."""
    file = grant_file(desk, case, number)
    held = papers_of_grant(file)
    practice = desk.runtime.municipality.practice(file.grant.application.arrived_on)
    return file.page(
        "papers.html",
        papers=held,
        rows=document_rows(file, held),
        scans=unlinked_scans(held) if file.may("identity.read") else [],
        sent=sent_rows(held),
        clock=clock(file),
        practice=practice,
        forms=FORMS.items(),
        flash="記録しました。" if noted else "",
    )


@router.get("/papers/document", dependencies=RECEIVE, summary="添付書類の受領")
def document(case: UUID, number: int, desk: AtDesk, scan: int = 0, of: str = "") -> Response:
    """The scan beside the form."""
    file = grant_file(desk, case, number)
    held = papers_of_grant(file)
    return _draw(file, held, _sheet(file, held, _fresh(held, scan, of)))


@router.post("/papers/document", dependencies=RECEIVE, summary="添付書類の受領を記録する")
def receive(case: UUID, number: int, desk: AtDesk, sent: Sent) -> Response:
    """Named by its scan; the same one again is no further paper."""
    file = grant_file(desk, case, number)
    held = papers_of_grant(file)

    def made(asked: DocumentForm) -> ReceiveDocument:
        found = scan_of(held, asked.scan_no)
        return ReceiveDocument(
            today=file.today,
            person=held.person,
            grant=held.of,
            document=asked.document,
            received_on=asked.received_on,
            scan_no=asked.scan_no,
            kept=found.kept if found else "",
            seen_by=desk.staff.person,
            original_seen=asked.original_seen,
        )

    return held.submit(
        sent,
        _sheet(file, held),
        into=DocumentForm,
        made=made,
        decision=receive_document,
        draw=lambda sheet: _draw(file, held, sheet),
    )


def _fresh(papers: PaperFile, scan_no: int, of: str) -> Typed:
    scan = scan_of(papers, scan_no)
    if scan is None:
        return {"document": of, "received_on": wareki.short(papers.desk.today)}
    likely = LIKELY.get(scan.paper)
    return {
        "document": of or (likely.value if likely else ""),
        "received_on": wareki.short(scan.received_on),
        "scan_no": str(scan.scan_no),
        "original_seen": "yes" if scan.seen else "",
    }


def _sheet(file: GrantFile, papers: PaperFile, typed: Typed | None = None) -> Sheet:
    return file.sheet("document", typed, expected=len(papers.recorded))


def _draw(file: GrantFile, papers: PaperFile, sheet: Sheet) -> Response:
    chosen = sheet.form.value("scan_no")
    scan = scan_of(papers, int(chosen) if chosen.isascii() and chosen.isdigit() else None)
    scans = unlinked_scans(papers)
    offered = scans if scan is None or scan in scans else [*scans, scan]
    return file.page(
        "document.html",
        sheet=sheet,
        scan=scan,
        shown=scan is not None and scan.form is not ImageForm.PDF and not file.safety.withheld,
        documents=choices(Document),
        scans=[
            (str(one.scan_no), f"{one.scan_no}　{one.paper.ja}（{wareki.short(one.received_on)}）")
            for one in offered
        ],
    )
