"""Routes of the record forms of a programme: one page and one command per form."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import wareki
from events.host.answers import Missing
from events.host.forms import Sent
from events.host.http import AtDesk, Requires, Sheet
from services.planning.programmes.work_book import WorkBook, number
from services.planning.screens.programme_file import Programme, programme_file
from services.planning.screens.record_form import RecordForm, Work


def add_forms(
    router: APIRouter, programme: Programme[WorkBook], forms: Sequence[RecordForm]
) -> None:
    """Put the forms of a programme below its page; the number of an entry stands before the form's name."""
    for form in forms:
        _add(router, programme, form)


def _add(router: APIRouter, programme: Programme[WorkBook], form: RecordForm) -> None:
    middle = "/{no}" if form.of else ""
    path = f"/{programme.page}{middle}/{form.path}"
    needs = [Requires(programme.permission, scope="case")]
    show: Any = _entry_page(programme, form) if form.of else _page(programme, form)
    send: Any = _entry_send(programme, form) if form.of else _send(programme, form)
    router.get(path, dependencies=needs, summary=form.heading)(show)
    router.post(path, dependencies=needs, summary=form.send)(send)


def _page(programme: Programme[WorkBook], form: RecordForm) -> Any:
    def show(case: UUID, desk: AtDesk) -> Response:
        return _draw_fresh(programme_file(desk, case, programme), form, 0)

    return show


def _entry_page(programme: Programme[WorkBook], form: RecordForm) -> Any:
    def show(case: UUID, no: int, desk: AtDesk) -> Response:
        return _draw_fresh(programme_file(desk, case, programme), form, no)

    return show


def _send(programme: Programme[WorkBook], form: RecordForm) -> Any:
    def send(case: UUID, desk: AtDesk, sent: Sent) -> Response:
        return _record(programme_file(desk, case, programme), form, 0, sent)

    return send


def _entry_send(programme: Programme[WorkBook], form: RecordForm) -> Any:
    def send(case: UUID, no: int, desk: AtDesk, sent: Sent) -> Response:
        return _record(programme_file(desk, case, programme), form, no, sent)

    return send


def _draw_fresh(records: Work, form: RecordForm, no: int) -> Response:
    days = {
        field.name: wareki.short(records.file.today)
        for field in form.fields[:1]
        if field.kind == "date"
    }
    sheet = records.sheet(_name(form, no), {**days, **form.typed(records)})
    return _draw(records, form, no, sheet)


def _record(records: Work, form: RecordForm, no: int, sent: Sent) -> Response:
    of = {"of_no": no} if form.of else {}
    return records.submit(
        sent,
        _name(form, no),
        into=form.into,
        decision=form.decision,
        draw=lambda sheet: _draw(records, form, no, sheet),
        given={**of, **form.given(records, no, sent.form)},
    )


def _draw(records: Work, form: RecordForm, no: int, sheet: Sheet) -> Response:
    fields = form.drawn(records.file.desk)
    return records.page(
        "work_form.html",
        sheet=sheet,
        recording=form,
        fields=fields,
        labels={field.name: field.label for field in fields},
        about=_about(records, form, no),
    )


def _about(records: Work, form: RecordForm, no: int) -> Any:
    """The entry the form goes on with, for people; Missing (404) where none stands."""
    if form.of is None:
        return None
    book = records.state or WorkBook()
    for entry, record in zip(records.entries(), records.recorded, strict=True):
        fact = record.fact
        if isinstance(fact, form.of) and no and number(fact) == no and book.stands(fact):
            return entry
    raise Missing


def _name(form: RecordForm, no: int) -> str:
    return f"{no}/{form.path}" if form.of else form.path
