"""応募書類 by version, and qualifications somebody aims at."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.deciding import Refused
from events.contract.job_search import PaperWritten, QualificationAimedAt, QualificationSettled
from events.contract.kind import Event
from events.contract.sealed import Open
from events.contract.work_codes import PaperKind, QualificationResult
from services.planning.decisions.guards import happened, told
from services.planning.programmes.work_book import WorkBook, entered


@dataclass(frozen=True, slots=True, kw_only=True)
class WritePaper:
    """A new version of its kind."""

    today: date
    person: UUID
    written_on: date
    paper: PaperKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AimAtQualification:
    """What, and by when."""

    today: date
    person: UUID
    aimed_on: date
    qualification: str
    target_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleQualification:
    """What became of aim `of_no`."""

    today: date
    person: UUID
    of_no: int
    settled_on: date
    result: QualificationResult
    note: str = ""


def versions(book: WorkBook | None, paper: PaperKind) -> tuple[PaperWritten, ...]:
    """The versions of a kind of paper, oldest first."""
    return tuple(p for p in (book or WorkBook()).standing(PaperWritten) if p.paper is paper)


def write_paper(state: WorkBook | None, command: WritePaper) -> list[Event]:
    """The next version; the very text that stands is none."""
    book = state or WorkBook()
    happened(command.written_on, today=command.today, field="written_on")
    told(command.text, code="no-text", ja="内容を入力してください。", field="text")
    text = Open(command.person, command.text.strip())
    former = versions(book, command.paper)
    if former and (former[-1].written_on, former[-1].text) == (command.written_on, text):
        return []
    every = (
        f.version for f in book.facts if isinstance(f, PaperWritten) and f.paper is command.paper
    )
    fact = PaperWritten(
        written_on=command.written_on,
        person=command.person,
        entry_no=0,
        paper=command.paper,
        version=max(every, default=0) + 1,
        text=text,
    )
    return entered(book, fact)


def aim_at_qualification(state: WorkBook | None, command: AimAtQualification) -> list[Event]:
    """In the person's words."""
    happened(command.aimed_on, today=command.today, field="aimed_on")
    told(
        command.qualification,
        code="no-qualification",
        ja="資格の名前を入力してください。",
        field="qualification",
    )
    fact = QualificationAimedAt(
        aimed_on=command.aimed_on,
        person=command.person,
        entry_no=0,
        target_on=command.target_on,
        qualification=Open(command.person, command.qualification.strip()),
    )
    return entered(state or WorkBook(), fact)


def settle_qualification(state: WorkBook | None, command: SettleQualification) -> list[Event]:
    """Once."""
    book = state or WorkBook()
    aimed = book.entry(command.of_no, QualificationAimedAt, what="資格の目標")
    happened(
        command.settled_on,
        today=command.today,
        field="settled_on",
        not_before=aimed.aimed_on,
        step="目標を立てた日",
    )
    fact = QualificationSettled(
        settled_on=command.settled_on,
        person=command.person,
        entry_no=0,
        of_no=command.of_no,
        result=Open(command.person, command.result),
        note=Open(command.person, command.note.strip()),
    )
    made = entered(book, fact)
    if made and book.after(command.of_no, QualificationSettled):
        raise Refused("already-settled", "この資格の結果はもう記録されています。")
    return made
