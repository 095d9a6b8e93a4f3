"""書類の受領 and 通知の発行: each once; a letter is drawn from a record, never typed."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.benefits_papers import DocumentReceived, NoticeIssued, NoticeKind
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open
from services.benefits.decisions.document import Document
from services.benefits.decisions.guards import happened
from services.benefits.papers import Papers


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveDocument:
    """`scan_no` chosen among the case's papers; `kept` its SHA-256, "" where the case has no such paper."""

    today: date
    person: UUID
    grant: UUID
    document: Document
    received_on: date
    scan_no: int
    kept: str
    seen_by: UUID
    original_seen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueNotice:
    """`about` = record of the grant the letter is drawn from, `stated_on` its legal day."""

    today: date
    issued_on: date
    person: UUID
    grant: UUID
    notice: NoticeKind
    about: int
    stated_on: date
    number: str
    fiscal_year: int
    serial: int
    edition: str
    issuer: UUID
    text_hash: str


def receive_document(state: Papers | None, command: ReceiveDocument) -> list[Event]:
    """The paper; the same scan for the same type is no further one."""
    papers = state or Papers()
    if not command.kept:
        raise Refused(
            "no-such-scan", "読み取った書面を一覧から選び直してください。", field="scan_no"
        )
    made = DocumentReceived(
        received_on=command.received_on,
        person=command.person,
        grant=command.grant,
        document=command.document.value,
        scan_no=command.scan_no,
        kept=command.kept,
        original_seen_by=command.seen_by if command.original_seen else None,
    )
    if made in papers.documents:
        return []
    happened(command.received_on, today=command.today, field="received_on")
    return [made]


def issue_notice(state: Papers | None, command: IssueNotice) -> list[Event]:
    """The letter with its number; a second one of the same record would bear another number: print it again."""
    papers = state or Papers()
    twins = [n for n in papers.notices if (n.notice, n.about) == (command.notice, command.about)]
    if any(twin.number == command.number for twin in twins):
        return []
    if twins:
        raise Refused(
            "already-issued", f"この通知は{twins[0].number}で発行済みです。印刷し直してください。"
        )
    happened(
        command.issued_on,
        today=command.today,
        field="issued_on",
        not_before=command.stated_on,
        step="もとになる記録",
    )
    return [
        NoticeIssued(
            issued_on=command.issued_on,
            person=command.person,
            grant=command.grant,
            notice_no=len(papers.notices) + 1,
            notice=command.notice,
            about=command.about,
            number=command.number,
            fiscal_year=command.fiscal_year,
            serial=command.serial,
            edition=command.edition,
            issuer=command.issuer,
            text_hash=Open(command.person, command.text_hash),
        )
    ]
