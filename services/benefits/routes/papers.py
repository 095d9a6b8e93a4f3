"""書類と通知: the documents of an application beside their scans, and the letters of its decisions."""

from typing import Final
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.host.forms import Sent
from events.host.http import AtDesk, Requires
from services.benefits.screens.document_form import document_page, receive_page
from services.benefits.screens.grant_file import grant_file
from services.benefits.screens.grant_papers import (
    clock,
    document_rows,
    papers_of_grant,
    sent_rows,
    unlinked_scans,
)
from services.benefits.sheets import FORMS

router = APIRouter(prefix="/cases/{case}/grants/{number}")
READ: Final = [Requires("case.read", scope="case")]
RECEIVE: Final = [Requires("benefit.receive", scope="case")]


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
    return document_page(file, held, scan, of)


@router.post("/papers/document", dependencies=RECEIVE, summary="添付書類の受領を記録する")
def receive(case: UUID, number: int, desk: AtDesk, sent: Sent) -> Response:
    """Named by its scan; the same one again is no further paper."""
    file = grant_file(desk, case, number)
    held = papers_of_grant(file)

    return receive_page(file, held, sent)
