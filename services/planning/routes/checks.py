"""The records that wait for the chief: by age, several at once checked or returned."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid5

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import Refused
from events.contract.supervision import CheckOutcome
from events.host.colleagues import staff_names
from events.host.filters import choices
from events.host.forms import Sent, SentForm, submit
from events.host.http import AtDesk, Desk, Requires, Sheet
from services.planning.programmes.stream import stream_of
from services.planning.programmes.supervision.checking import (
    CheckRecords,
    Submitted,
    check_records,
)
from services.planning.programmes.supervision.record import evolve
from services.planning.projections import lookup, supervising
from services.planning.projections.record_check import RECORD_CHECK, RecordCheck
from services.planning.screens.checked_kinds import checked_kinds, term
from services.planning.screens.supervision import SUPERVISION, CheckLine, check_lines

router = APIRouter(prefix="/checks")
MAY: Final = [Requires("record.check")]
PAGE: Final = 50
"""Lines of a page; what is older comes first, so the rest follows when these are done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What the chief ticked."""

    record: tuple[UUID, ...]
    outcome: CheckOutcome
    note: str = ""


@router.get("", dependencies=MAY, summary="記録の確認")
def show(desk: AtDesk, noted: str = "", kind: str = "") -> Response:
    """The oldest first; `kind` narrows to one kind of record."""
    return _draw(desk, kind, noted)(_sheet(desk))


@router.post("", dependencies=MAY, summary="まとめて確認・差戻しする")
def check(desk: AtDesk, sent: Sent) -> Response:
    """One command per case, so that a repeated one is harmless."""
    return submit(
        desk,
        sent,
        _sheet(desk),
        into=Chosen,
        act=lambda chosen: _checked(desk, sent, chosen),
        draw=_draw(desk, "", ""),
    )


def _checked(desk: Desk, sent: SentForm, chosen: Chosen) -> str:
    by_case: dict[UUID, list[RecordCheck]] = defaultdict(list)
    for row in supervising.checks(desk.runtime.tables, chosen.record):
        by_case[row.case_id].append(row)
    found = lookup.known_cases(desk.runtime.tables, by_case)
    wards = desk.staff.wards_for("record.check")
    if any(case not in found or found[case].area not in wards for case in by_case):
        raise Refused("elsewhere", "担当する区の記録から選んでください。", field="record")
    if any(row.author == desk.staff.person for rows in by_case.values() for row in rows):
        raise Refused(
            "own-record",
            "自分が書いた記録は、自分では確認できません。選択から外してください。",
            field="record",
        )
    position = 0
    for case, rows in by_case.items():
        receipt = desk.carry_out(
            evolve,
            check_records,
            CheckRecords(
                today=desk.today,
                person=found[case].person,
                checker=desk.staff.person,
                records=tuple(_submitted(row) for row in rows if row.author),
                outcome=chosen.outcome,
                note=chosen.note,
            ),
            stream=stream_of(case, SUPERVISION.name),
            case=case,
            area=found[case].area,
            command_id=uuid5(sent.command_id, str(case)),
            expected=None,
        )
        position = max(position, receipt.position)
    desk.wait_for(RECORD_CHECK.name, "planning", position)
    return f"{desk.root}/checks?noted={len(chosen.record)}"


def _submitted(row: RecordCheck) -> Submitted:
    if row.author is None:
        raise Refused("not-there", "記録がまだ届いていません。少し待ってやり直してください。")
    return Submitted(record=row.record_id, kind=row.kind, author=row.author)


def _sheet(desk: Desk) -> Sheet:
    return desk.sheet("checks", area=min(desk.staff.wards_for("record.check")))


def _draw(desk: Desk, kind: str, noted: str) -> Callable[[Sheet], Response]:
    areas = desk.staff.wards_for("record.check")
    held = [(one.kind, one.since, one.until) for one in checked_kinds()]
    rows = supervising.waiting_checks(desk.runtime.tables, areas, held, PAGE)
    kinds = sorted({row.kind for row in rows})
    lines = [line for line in _lines(desk, rows) if not kind or line.row.kind == kind]

    def draw(sheet: Sheet) -> Response:
        return desk.page(
            "checks.html",
            sheet=sheet,
            lines=lines,
            numbers=_numbers(desk, rows),
            names=desk.names([line.row.case_id for line in lines]),
            kinds=[(one, term(one)) for one in kinds],
            kind=kind,
            outcomes=choices(CheckOutcome),
            flash=f"{noted}件を記録しました。" if noted.isdecimal() else "",
            full=len(rows) == PAGE,
        )

    return draw


def _lines(desk: Desk, rows: list[RecordCheck]) -> list[CheckLine]:
    return check_lines(desk, rows, staff_names(desk))


def _numbers(desk: Desk, rows: list[RecordCheck]) -> dict[UUID, str]:
    known = lookup.known_cases(desk.runtime.tables, {row.case_id for row in rows})
    return {case: one.number for case, one in known.items()}
