"""The chief's work on one case: who is in charge, advice and what was made of it, records put back."""

from collections.abc import Mapping
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import wareki
from events.host.answers import Missing
from events.host.case_stream import Draw
from events.host.colleagues import colleagues, staff_names
from events.host.forms import Sent
from events.host.http import AtDesk, Desk, Requires, Sheet
from services.planning.programmes.supervision.advising import (
    AnswerAdvice,
    GiveAdvice,
    answer_advice,
    give_advice,
)
from services.planning.programmes.supervision.assigning import AssignWorker, assign_worker
from services.planning.programmes.supervision.checking import (
    ResubmitRecord,
    Submitted,
    resubmit_record,
)
from services.planning.programmes.supervision.record import Supervision
from services.planning.projections import supervising
from services.planning.screens.programme_file import ProgrammeFile, programme_file
from services.planning.screens.supervision import (
    SUPERVISION,
    CheckLine,
    check_lines,
    checks_of,
    workers,
)

router = APIRouter(prefix="/cases/{case}/supervision")
READ = [Requires("case.read", scope="case")]
LEAD = [Requires("case.supervise", scope="case")]
WORK = [Requires("contact.record", scope="case")]
Records = ProgrammeFile[Supervision]


@router.get("", dependencies=READ, summary="担当・助言・記録の確認")
def show(case: UUID, desk: AtDesk, noted: str = "") -> Response:
    """Who is in charge and was before, advice, and how the check of each record stands."""
    records = programme_file(desk, case, SUPERVISION)
    names = staff_names(desk)
    return records.page(
        "supervision.html",
        flash="記録しました。" if noted else "",
        state=records.state or Supervision(),
        names=names,
        lines=check_lines(desk, checks_of(desk, case), names, records.state),
        may_answer=records.file.may("contact.record"),
        entries=records.entries(),
    )


@router.get("/worker", dependencies=LEAD, summary="担当を決める画面")
def worker(case: UUID, desk: AtDesk) -> Response:
    """The staff of the ward to choose from."""
    records = programme_file(desk, case, SUPERVISION)
    typed = {"assigned_on": wareki.short(desk.today)}
    return _draw_worker(records, records.sheet("worker", typed))


@router.post("/worker", dependencies=LEAD, summary="担当を決める")
def assign(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """The first one, or another one with the reason."""
    records = programme_file(desk, case, SUPERVISION)
    held = frozenset(one.person for one in colleagues(desk, [records.file.known.area]))
    return records.submit(
        sent,
        "worker",
        into=AssignWorker,
        decision=assign_worker,
        draw=lambda sheet: _draw_worker(records, sheet),
        given={"colleagues": held},
    )


@router.get("/advice", dependencies=LEAD, summary="助言の画面")
def advice(case: UUID, desk: AtDesk) -> Response:
    """A few words of the chief."""
    records = programme_file(desk, case, SUPERVISION)
    return records.page("advice.html", sheet=records.sheet("advice"))


@router.post("/advice", dependencies=LEAD, summary="助言を記録する")
def advise(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """One advice."""
    records = programme_file(desk, case, SUPERVISION)
    return records.submit(
        sent,
        "advice",
        into=GiveAdvice,
        decision=give_advice,
        draw=lambda sheet: records.page("advice.html", sheet=sheet),
    )


@router.get("/advice/{advice_no}", dependencies=WORK, summary="助言への対応の画面")
def answer_page(case: UUID, advice_no: int, desk: AtDesk) -> Response:
    """The advice, and what was made of it."""
    records = programme_file(desk, case, SUPERVISION)
    return _draw_answer(records, advice_no)(records.sheet("answer"))


@router.post("/advice/{advice_no}", dependencies=WORK, summary="助言への対応を記録する")
def answer(case: UUID, advice_no: int, desk: AtDesk, sent: Sent) -> Response:
    """Once per advice."""
    records = programme_file(desk, case, SUPERVISION)
    return records.submit(
        sent,
        "answer",
        into=AnswerAdvice,
        decision=answer_advice,
        draw=_draw_answer(records, advice_no),
        given={"of_no": advice_no},
    )


@router.get("/records/{record}", dependencies=WORK, summary="記録の再提出の画面")
def resubmission(case: UUID, record: UUID, desk: AtDesk) -> Response:
    """What was returned and why, and what was mended."""
    records = programme_file(desk, case, SUPERVISION)
    return _draw_resubmission(desk, records, record)(records.sheet("resubmission"))


@router.post("/records/{record}", dependencies=WORK, summary="記録を再提出する")
def resubmit(case: UUID, record: UUID, desk: AtDesk, sent: Sent) -> Response:
    """Put before the chief again."""
    records = programme_file(desk, case, SUPERVISION)
    submitted = _submitted(desk, case, record)
    return records.submit(
        sent,
        "resubmission",
        into=ResubmitRecord,
        decision=resubmit_record,
        draw=_draw_resubmission(desk, records, record),
        given={"record": submitted},
    )


def _draw_worker(records: Records, sheet: Sheet) -> Response:
    desk = records.file.desk
    state = records.state or Supervision()
    return records.page(
        "worker.html",
        sheet=sheet,
        state=state,
        names=staff_names(desk),
        workers=workers(desk, records.file.known.area),
    )


def _draw_answer(records: Records, advice_no: int) -> Draw:
    given = records.state.advice if records.state else ()
    if not 1 <= advice_no <= len(given):
        raise Missing
    return lambda sheet: records.page(
        "advice_answer.html", sheet=sheet, advice=given[advice_no - 1]
    )


def _draw_resubmission(desk: Desk, records: Records, record: UUID) -> Draw:
    rows = [row for row in supervising.checks(desk.runtime.tables, [record]) if row.author]
    lines: Mapping[UUID, CheckLine] = {
        line.row.record_id: line
        for line in check_lines(desk, rows, staff_names(desk), records.state)
        if line.row.case_id == records.file.case
    }
    if record not in lines:
        raise Missing
    return lambda sheet: records.page("resubmission.html", sheet=sheet, line=lines[record])


def _submitted(desk: Desk, case: UUID, record: UUID) -> Submitted:
    rows = supervising.checks(desk.runtime.tables, [record])
    found = next((row for row in rows if row.case_id == case and row.author), None)
    if found is None or found.author is None:
        raise Missing
    return Submitted(record=record, kind=found.kind, author=found.author)
