"""就労訓練のあっせん: proposed, visited, begun, reviewed, ended."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.certified_training import (
    TrainingBegun,
    TrainingEnded,
    TrainingPlaceVisited,
    TrainingProposed,
    TrainingReviewed,
)
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open
from events.contract.work_codes import TrainingForm, TrainingResult
from services.planning.decisions.guards import happened, told
from services.planning.programmes.next_day import ahead
from services.planning.programmes.work_book import WorkBook, entered
from services.planning.programmes.work_places.place import WorkPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeTraining:
    """`known`: the entry of the register with that id, None where there is none."""

    today: date
    person: UUID
    proposed_on: date
    place: UUID
    form: TrainingForm
    known: WorkPlace | None
    in_use: int
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitTrainingPlace:
    """A look at the place of brokerage `of_no`."""

    today: date
    person: UUID
    of_no: int
    visited_on: date
    accompanied: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginTraining:
    """The first day."""

    today: date
    person: UUID
    of_no: int
    begun_on: date
    form: TrainingForm
    review_on: date
    known: WorkPlace | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewTraining:
    """A look at the 就労支援プログラム; another form = 切替."""

    today: date
    person: UUID
    of_no: int
    reviewed_on: date
    form: TrainingForm
    review_on: date
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndTraining:
    """The end, or that it did not come to it."""

    today: date
    person: UUID
    of_no: int
    ended_on: date
    result: TrainingResult
    note: str = ""


def propose_training(state: WorkBook | None, command: ProposeTraining) -> list[Event]:
    """Only to a place whose certificate is valid that day, for a form it covers, with room left."""
    book = state or WorkBook()
    happened(command.proposed_on, today=command.today, field="proposed_on")
    fact = TrainingProposed(
        proposed_on=command.proposed_on,
        person=command.person,
        entry_no=0,
        place=command.place,
        form=command.form,
        reason=Open(command.person, command.reason.strip()),
    )
    made = entered(book, fact)
    if made:
        capacity = _certified(command.known, command.proposed_on, command.form, "place")
        if command.in_use >= capacity:
            raise Refused("full", "この事業所の定員はいっぱいです。", field="place")
    return made


def visit_training_place(state: WorkBook | None, command: VisitTrainingPlace) -> list[Event]:
    """Before or after the begin."""
    book = state or WorkBook()
    _open(book, command.of_no, command.visited_on, command.today, "visited_on")
    fact = TrainingPlaceVisited(
        visited_on=command.visited_on,
        person=command.person,
        entry_no=0,
        of_no=command.of_no,
        accompanied=command.accompanied,
        note=Open(command.person, command.note.strip()),
    )
    return entered(book, fact)


def begin_training(state: WorkBook | None, command: BeginTraining) -> list[Event]:
    """Once, under a certificate that is valid that day."""
    book = state or WorkBook()
    _open(book, command.of_no, command.begun_on, command.today, "begun_on")
    _certified(command.known, command.begun_on, command.form, "begun_on")
    ahead(command.review_on, after=command.begun_on, field="review_on")
    fact = TrainingBegun(
        begun_on=command.begun_on,
        person=command.person,
        entry_no=0,
        of_no=command.of_no,
        form=command.form,
        review_on=command.review_on,
    )
    made = entered(book, fact)
    if made and book.after(command.of_no, TrainingBegun):
        raise Refused("already-begun", "この就労訓練の開始はもう記録されています。")
    return made


def review_training(state: WorkBook | None, command: ReviewTraining) -> list[Event]:
    """After the begin, with words and the next day."""
    book = state or WorkBook()
    _open(book, command.of_no, command.reviewed_on, command.today, "reviewed_on")
    begun = _begun(book, command.of_no)
    if command.reviewed_on < begun.begun_on:
        raise Refused("before-earlier-step", "開始の日より前の日付です。", field="reviewed_on")
    told(command.note, code="no-note", ja="見直しの内容を入力してください。", field="note")
    ahead(command.review_on, after=command.reviewed_on, field="review_on")
    fact = TrainingReviewed(
        reviewed_on=command.reviewed_on,
        person=command.person,
        entry_no=0,
        of_no=command.of_no,
        form=command.form,
        review_on=command.review_on,
        note=Open(command.person, command.note.strip()),
    )
    return entered(book, fact)


def end_training(state: WorkBook | None, command: EndTraining) -> list[Event]:
    """What never began ended as 利用に至らなかった, and only that."""
    book = state or WorkBook()
    former = book.after(command.of_no, TrainingEnded)
    if former and former[-1].ended_on == command.ended_on:
        return []
    _open(book, command.of_no, command.ended_on, command.today, "ended_on")
    begun = bool(book.after(command.of_no, TrainingBegun))
    if begun is (command.result is TrainingResult.NOT_BEGUN):
        raise Refused(
            "wrong-result",
            "始まった訓練と、利用に至らなかったあっせんとでは、選べる結果が違います。",
            field="result",
        )
    fact = TrainingEnded(
        ended_on=command.ended_on,
        person=command.person,
        entry_no=0,
        of_no=command.of_no,
        result=Open(command.person, command.result),
        note=Open(command.person, command.note.strip()),
    )
    return entered(book, fact)


def _certified(known: WorkPlace | None, day: date, form: TrainingForm, field: str) -> int:
    """The capacity under the certificate."""
    certificate = known.certificate_on(day) if known else None
    if certificate is None:
        raise Refused(
            "not-certified",
            "その日に有効な認定がありません。事業所台帳の認定の期間を確かめてください。",
            field=field,
        )
    if form not in certificate.forms:
        raise Refused("other-form", "この事業所の認定は、この形を含みません。", field="form")
    return certificate.capacity


def _begun(book: WorkBook, no: int) -> TrainingBegun:
    begun = book.after(no, TrainingBegun)
    if not begun:
        raise Refused("not-begun", "就労訓練の開始がまだ記録されていません。")
    return begun[-1]


def _open(book: WorkBook, no: int, day: date, today: date, field: str) -> None:
    proposed = book.entry(no, TrainingProposed, what="就労訓練のあっせん")
    if book.after(no, TrainingEnded):
        raise Refused("already-ended", "この就労訓練は終わっています。")
    happened(day, today=today, field=field, not_before=proposed.proposed_on, step="あっせん")
