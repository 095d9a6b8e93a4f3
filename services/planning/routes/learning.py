"""子どもの学習・生活支援 of a case: its page, tutors weighed for a child, and its record forms."""

from typing import Any
from uuid import UUID, uuid5

from fastapi import APIRouter
from starlette.responses import Response

from events.host.answers import Missing
from events.host.forms import Sent, SentForm, submit
from events.host.http import AtDesk, Requires, Sheet
from services.planning.programmes.learning.book import LearningBook, number
from services.planning.programmes.learning.matching import proposals
from services.planning.programmes.learning.tutoring import BecomeTutor, become_tutor, current
from services.planning.routes.case import NOTED
from services.planning.screens.learning_children import (
    LEARNING,
    Learning,
    child_of,
    label,
    shown,
    sought,
)
from services.planning.screens.learning_forms import FORMS, LearningForm, fresh
from services.planning.screens.learning_tutors import every_tutor, link_up, tutor_file
from services.planning.screens.programme_file import programme_file

router = APIRouter(prefix="/cases/{case}")
READ = [Requires("case.read", scope="case")]
RECORD = [Requires(LEARNING.permission, scope="case")]


@router.get("/child-learning", dependencies=READ, summary="子どもの学習・生活支援")
def show(case: UUID, desk: AtDesk, noted: str = "") -> Response:
    """The children of the family: school, plan, tutor, months, worries, outcomes."""
    records = programme_file(desk, case, LEARNING)
    return records.page("child_learning.html", flash=NOTED.get(noted, ""), **shown(records))


@router.get("/child-learning/{no}/tutors", dependencies=RECORD, summary="講師の候補")
def weigh(case: UUID, no: int, desk: AtDesk) -> Response:
    """Every tutor of the register, the fitting ones first, each with the reasons."""
    records = programme_file(desk, case, LEARNING)
    child = child_of(records, no)
    if child is None:
        raise Missing
    found = {one.row.case_id: one for one in every_tutor(desk)}
    wanted = sought(records, child.child)
    match = current(records.state or LearningBook(), child.child)
    ranked = proposals(wanted, (one.offered for one in found.values()), desk.today)
    return records.page(
        "tutor_proposals.html",
        child=child,
        name=label(child, 1),
        sought=wanted,
        current=match.tutor if match else None,
        fitting=[one for one in ranked if not one.against],
        others=[one for one in ranked if one.against],
        tutors=found,
    )


def _page(form: LearningForm) -> Any:
    def show_form(case: UUID, desk: AtDesk) -> Response:
        return _draw_fresh(programme_file(desk, case, LEARNING), form, 0)

    return show_form


def _entry_page(form: LearningForm) -> Any:
    def show_form(case: UUID, no: int, desk: AtDesk) -> Response:
        return _draw_fresh(programme_file(desk, case, LEARNING), form, no)

    return show_form


def _send(form: LearningForm) -> Any:
    def send(case: UUID, desk: AtDesk, sent: Sent) -> Response:
        return _record(programme_file(desk, case, LEARNING), form, 0, sent)

    return send


def _entry_send(form: LearningForm) -> Any:
    def send(case: UUID, no: int, desk: AtDesk, sent: Sent) -> Response:
        return _record(programme_file(desk, case, LEARNING), form, no, sent)

    return send


def _draw_fresh(records: Learning, form: LearningForm, no: int) -> Response:
    return _draw(records, form, no, records.sheet(_name(form, no), fresh(form, records, no)))


def _record(records: Learning, form: LearningForm, no: int, sent: SentForm) -> Response:
    if form.into is BecomeTutor:
        return _become(records, form, no, sent)
    of = {"of_no": no} if form.of else {}
    return records.submit(
        sent,
        _name(form, no),
        into=form.into,
        decision=form.decision,
        draw=lambda sheet: _draw(records, form, no, sheet),
        given={**of, **form.given(records, no, sent)},
    )


def _become(records: Learning, form: LearningForm, no: int, sent: SentForm) -> Response:
    """循環型: the register's end is stated first, so that the child's end never points at nothing."""

    def act(command: BecomeTutor) -> str:
        become_tutor(records.state, command)
        child = child_of(records, no)
        tutor = tutor_file(records.file.desk, command.tutor)
        if child is None or not tutor.may_record:
            raise Missing
        link_up(tutor, child.child, command, uuid5(sent.command_id, str(command.tutor)))
        records.carry_out(become_tutor, command, command_id=sent.command_id, expected=sent.expected)
        return f"{records.at()}?noted=yes"

    return submit(
        records.file.desk,
        sent,
        records.sheet(_name(form, no)),
        into=BecomeTutor,
        act=act,
        draw=lambda sheet: _draw(records, form, no, sheet),
        given={"today": records.file.today, "person": records.person, "of_no": no},
        stream=records.stream,
    )


def _draw(records: Learning, form: LearningForm, no: int, sheet: Sheet) -> Response:
    about = _about(records, form, no)
    fields = form.drawn(records, no)
    return records.page(
        "work_form.html",
        sheet=sheet,
        recording=form,
        fields=fields,
        labels={field.name: field.label for field in fields},
        about=about,
    )


def _about(records: Learning, form: LearningForm, no: int) -> Any:
    """The entry the form goes on with, for people; Missing (404) where none stands."""
    if form.of is None:
        return None
    book = records.state or LearningBook()
    for entry, record in zip(records.entries(), records.recorded, strict=True):
        fact = record.fact
        if isinstance(fact, form.of) and no and number(fact) == no and book.stands(fact):
            return entry
    raise Missing


def _name(form: LearningForm, no: int) -> str:
    return f"{no}/{form.path}" if form.of else form.path


for _form in FORMS:
    _path = f"/child-learning/{'{no}/' if _form.of else ''}{_form.path}"
    router.get(_path, dependencies=RECORD, summary=_form.heading)(
        _entry_page(_form) if _form.of else _page(_form)
    )
    router.post(_path, dependencies=RECORD, summary=_form.send)(
        _entry_send(_form) if _form.of else _send(_form)
    )
