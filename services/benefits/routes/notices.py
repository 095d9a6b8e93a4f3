"""通知: looked at before it goes out, issued with the next number, printed again as it was."""

from typing import Final
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import wareki
from events.host.forms import Sent
from events.host.http import AtDesk, Requires, Sheet
from services.benefits.notices.notice import Letter
from services.benefits.screens.grant_file import GrantFile, grant_file
from services.benefits.screens.grant_papers import papers_of_grant
from services.benefits.screens.issuing import HIDDEN, draft_or_none, issuing, marks_of, readable
from services.benefits.screens.letters import Occasion
from services.benefits.screens.paper_file import PaperFile

router = APIRouter(prefix="/cases/{case}")
READ: Final = [Requires("identity.read", scope="case")]
ISSUE: Final = [Requires("benefit.draft", scope="case")]


@router.get("/grants/{number}/notices/{about}/{kind}", dependencies=ISSUE, summary="通知の発行")
def before(case: UUID, number: int, about: int, kind: str, desk: AtDesk) -> Response:
    """What the letter will say."""
    file = grant_file(desk, case, number)
    papers = papers_of_grant(file)
    typed = {"issued_on": wareki.short(file.today)}
    sheet = file.sheet(f"notice-{kind}-{about}", typed, expected=len(papers.recorded))
    return _draw(file, papers, papers.occasion(kind, about), sheet)


@router.post(
    "/grants/{number}/notices/{about}/{kind}", dependencies=ISSUE, summary="通知を発行する"
)
def issue(case: UUID, number: int, about: int, kind: str, desk: AtDesk, sent: Sent) -> Response:
    """With the next number of its series."""
    file = grant_file(desk, case, number)
    papers = papers_of_grant(file)
    occasion = papers.occasion(kind, about)
    sheet = file.sheet(f"notice-{kind}-{about}", expected=len(papers.recorded))
    return issuing(
        papers, occasion, sent, sheet, lambda drawn: _draw(file, papers, occasion, drawn)
    )


@router.get(
    "/sheets/grants/{number}/drafts/{about}/{kind}", dependencies=READ, summary="通知の下書き"
)
def draft(case: UUID, number: int, about: int, kind: str, desk: AtDesk) -> Response:
    """On A4, before it has a number."""
    file = grant_file(desk, case, number)
    papers = papers_of_grant(file)
    occasion = papers.occasion(kind.replace("-", "_"), about)
    back = file.at(f"notices/{about}/{occasion.notice.value}")
    drawn = readable(papers.draft, occasion, file.today)
    return _on_paper(file, drawn, back, ("下書き",))


@router.get(
    "/sheets/grants/{number}/notices/{notice_no}", dependencies=READ, summary="発行した通知"
)
def issued(case: UUID, number: int, notice_no: int, desk: AtDesk) -> Response:
    """The same words again; where today's drawing has others, it says so."""
    file = grant_file(desk, case, number)
    papers = papers_of_grant(file)
    sent = papers.issued(notice_no)
    return _on_paper(file, readable(papers.again, sent), file.at("papers"), marks_of(papers, sent))


def _on_paper(file: GrantFile, drawn: Letter, back: str, marks: tuple[str, ...]) -> Response:
    return file.page("letter.html", letter=drawn, whose=file.case, back=back, marks=marks)


def _draw(file: GrantFile, papers: PaperFile, occasion: Occasion, sheet: Sheet) -> Response:
    kind = occasion.notice.value.replace("_", "-")
    return file.page(
        "notice.html",
        sheet=sheet,
        occasion=occasion,
        letter=draft_or_none(papers, occasion),
        hidden=HIDDEN,
        next_number=papers.numbering(occasion.notice, file.today).number,
        drawn_at=f"{file.at_case}/sheets/grants/{file.number}/drafts/{occasion.about}/{kind}",
    )
