"""The form by which a scanned paper of the case becomes a document of an application, the scan beside it."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from starlette.responses import Response

from events.contract import wareki
from events.contract.scanning import ImageForm, PaperKind
from events.host.case_stream import Typed
from events.host.filters import choices
from events.host.forms import SentForm
from events.host.sheet import Sheet
from services.benefits.decisions.document import Document
from services.benefits.decisions.papers import ReceiveDocument, receive_document
from services.benefits.screens.grant_file import GrantFile
from services.benefits.screens.grant_papers import scan_of, unlinked_scans
from services.benefits.screens.moving_file import MovingFile
from services.benefits.screens.paper_file import PaperFile

File = GrantFile | MovingFile
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


def document_page(file: File, papers: PaperFile, scan_no: int, of: str) -> Response:
    """The form, begun with what is known of the scan."""
    return _draw(file, papers, _sheet(file, papers, _fresh(papers, scan_no, of)))


def receive_page(file: File, papers: PaperFile, sent: SentForm) -> Response:
    """Stored with the hash of the scan that was chosen."""

    def made(asked: DocumentForm) -> ReceiveDocument:
        found = scan_of(papers, asked.scan_no)
        return ReceiveDocument(
            today=file.today,
            person=papers.person,
            grant=papers.of,
            document=asked.document,
            received_on=asked.received_on,
            scan_no=asked.scan_no,
            kept=found.kept if found else "",
            seen_by=file.desk.staff.person,
            original_seen=asked.original_seen,
        )

    return papers.submit(
        sent,
        _sheet(file, papers),
        into=DocumentForm,
        made=made,
        decision=receive_document,
        draw=lambda sheet: _draw(file, papers, sheet),
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


def _sheet(file: File, papers: PaperFile, typed: Typed | None = None) -> Sheet:
    return file.sheet("document", typed, expected=len(papers.recorded))


def _draw(file: File, papers: PaperFile, sheet: Sheet) -> Response:
    chosen = sheet.form.value("scan_no")
    scan = scan_of(papers, int(chosen) if re.fullmatch(r"[0-9]{1,6}", chosen) else None)
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
