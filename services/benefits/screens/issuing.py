"""A letter on its way out: drawn under the next number, stored together with it, drawn again later."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, ParamSpec

from starlette.responses import Response

from events.contract import Refused
from events.contract.benefits_papers import NoticeIssued
from events.host.answers import Missing
from events.host.forms import SentForm
from events.host.sheet import Sheet
from events.log.event_log import Move
from services.benefits.decisions.papers import IssueNotice, issue_notice
from services.benefits.notices.notice import EDITION, Closed, Letter
from services.benefits.numbers import GiveNumber, give_number
from services.benefits.numbers import evolve as evolve_numbers
from services.benefits.screens.letters import Occasion
from services.benefits.screens.paper_file import PaperFile

P = ParamSpec("P")
HIDDEN: Final = (
    "この通知に要る内容を、いま開けません。住所が秘匿されているときは、ケースの画面で理由を書いて"
    "「住所・連絡先を見る」を開いてから発行してください。"
)
DIFFERS: Final = "発行したときと文面が違います"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueForm:
    """All that is typed of a letter."""

    issued_on: date


def issuing(
    papers: PaperFile,
    occasion: Occasion,
    sent: SentForm,
    sheet: Sheet,
    draw: Callable[[Sheet], Response],
) -> Response:
    """The letter and its number in one command: neither without the other."""
    return papers.submit(
        sent,
        sheet,
        into=IssueForm,
        made=lambda asked: _numbered(papers, occasion, sent, asked.issued_on),
        decision=issue_notice,
        draw=draw,
        also=lambda command: _taking(papers, sent, command),
    )


def draft_or_none(papers: PaperFile, occasion: Occasion) -> Letter | None:
    """The letter as it would go out today; None where something may not be read here."""
    try:
        return papers.draft(occasion, papers.desk.today)
    except Closed:
        return None


def readable(draw: Callable[P, Letter], *told: P.args, **named: P.kwargs) -> Letter:
    """The letter; Missing (404) where something may not be read here."""
    try:
        return draw(*told, **named)
    except Closed:
        raise Missing from None


def marks_of(papers: PaperFile, sent: NoticeIssued) -> tuple[str, ...]:
    """What a letter drawn again must say of itself."""
    return (DIFFERS,) if papers.differs(sent) else ()


def _numbered(papers: PaperFile, occasion: Occasion, sent: SentForm, day: date) -> IssueNotice:
    """A command sent before keeps the number it got then."""
    number, before = papers.numbering(occasion.notice, day), papers.stated_by(sent.command_id)
    written, serial = (before.number, before.serial) if before else (number.number, number.serial)
    try:
        drawn = papers.draft(occasion, day, written)
    except Closed:
        raise Refused("not-readable", HIDDEN) from None
    return IssueNotice(
        today=papers.desk.today,
        issued_on=day,
        person=papers.person,
        grant=papers.of,
        notice=occasion.notice,
        about=occasion.about,
        stated_on=occasion.stated_on,
        number=written,
        fiscal_year=number.fiscal_year,
        serial=serial,
        edition=EDITION,
        issuer=papers.desk.staff.person,
        text_hash=drawn.hash,
    )


def _taking(papers: PaperFile, sent: SentForm, command: IssueNotice) -> Sequence[Move]:
    number, before = (
        papers.numbering(command.notice, command.issued_on),
        papers.stated_by(sent.command_id),
    )
    asked = GiveNumber(
        given_on=command.issued_on,
        series=number.series,
        fiscal_year=command.fiscal_year,
        serial=command.serial,
        number=command.number,
        grant=papers.of,
        notice_no=before.notice_no if before else len(papers.state.notices) + 1,
    )
    return [Move(number.stream, evolve_numbers, give_number, asked)]
