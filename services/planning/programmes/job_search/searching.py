"""What somebody did to find work; applications, interviews and results."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.deciding import Refused
from events.contract.job_search import (
    ApplicationAnswered,
    InterviewHeld,
    JobAppliedFor,
    JobSearched,
)
from events.contract.kind import Event
from events.contract.sealed import Open
from events.contract.work_codes import ApplicationResult, AppliedVia, SearchAct
from services.planning.decisions.guards import happened, told
from services.planning.programmes.next_day import ahead
from services.planning.programmes.work_book import WorkBook, entered


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSearch:
    """One activity, and when the next is."""

    today: date
    person: UUID
    searched_on: date
    act: SearchAct
    next_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyForJob:
    """`post`: where and for what."""

    today: date
    person: UUID
    applied_on: date
    via: AppliedVia
    post: str
    next_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldInterview:
    """About application `of_no`."""

    today: date
    person: UUID
    of_no: int
    held_on: date
    next_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerApplication:
    """The result of application `of_no`."""

    today: date
    person: UUID
    of_no: int
    answered_on: date
    result: ApplicationResult
    note: str = ""


def record_search(state: WorkBook | None, command: RecordSearch) -> list[Event]:
    """Any day that has come."""
    happened(command.searched_on, today=command.today, field="searched_on")
    ahead(command.next_on, after=command.searched_on)
    fact = JobSearched(
        searched_on=command.searched_on,
        person=command.person,
        entry_no=0,
        act=command.act,
        next_on=command.next_on,
        note=Open(command.person, command.note.strip()),
    )
    return entered(state or WorkBook(), fact)


def apply_for_job(state: WorkBook | None, command: ApplyForJob) -> list[Event]:
    """With the post in words."""
    happened(command.applied_on, today=command.today, field="applied_on")
    told(command.post, code="no-post", ja="応募先と職種を入力してください。", field="post")
    ahead(command.next_on, after=command.applied_on)
    fact = JobAppliedFor(
        applied_on=command.applied_on,
        person=command.person,
        entry_no=0,
        via=command.via,
        next_on=command.next_on,
        post=Open(command.person, command.post.strip()),
    )
    return entered(state or WorkBook(), fact)


def hold_interview(state: WorkBook | None, command: HoldInterview) -> list[Event]:
    """As often as there are interviews, until the answer."""
    book = state or WorkBook()
    _since_applied(book, command.of_no, command.held_on, command.today, "held_on")
    ahead(command.next_on, after=command.held_on)
    fact = InterviewHeld(
        held_on=command.held_on,
        person=command.person,
        entry_no=0,
        of_no=command.of_no,
        next_on=command.next_on,
        note=Open(command.person, command.note.strip()),
    )
    return entered(book, fact)


def answer_application(state: WorkBook | None, command: AnswerApplication) -> list[Event]:
    """Once."""
    book = state or WorkBook()
    _since_applied(book, command.of_no, command.answered_on, command.today, "answered_on")
    fact = ApplicationAnswered(
        answered_on=command.answered_on,
        person=command.person,
        entry_no=0,
        of_no=command.of_no,
        result=Open(command.person, command.result),
        note=Open(command.person, command.note.strip()),
    )
    made = entered(book, fact)
    if made and book.after(command.of_no, ApplicationAnswered):
        raise Refused("already-answered", "この応募の結果はもう記録されています。")
    return made


def _since_applied(book: WorkBook, no: int, day: date, today: date, field: str) -> None:
    applied = book.entry(no, JobAppliedFor, what="応募").applied_on
    happened(day, today=today, field=field, not_before=applied, step="応募")
