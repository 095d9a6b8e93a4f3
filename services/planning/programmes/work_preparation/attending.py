"""Slots of the programme: who was there, for how long."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open
from events.contract.work_codes import Activity, Attendance
from events.contract.work_preparation import ActivityAttended
from services.planning.decisions.guards import happened
from services.planning.programmes.work_book import WorkBook, entered
from services.planning.programmes.work_preparation.enrolment import used_on

LONGEST = 24 * 60
"""Minutes of a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAttendance:
    """One person in one slot; `occasion` names a slot of several persons."""

    today: date
    person: UUID
    held_on: date
    activity: Activity
    attendance: Attendance
    minutes: int = 0
    occasion: UUID | None = None
    note: str = ""


def record_attendance(state: WorkBook | None, command: RecordAttendance) -> list[Event]:
    """Only while the programme is used; once per slot of several persons."""
    book = state or WorkBook()
    happened(command.held_on, today=command.today, field="held_on")
    if not used_on(book, command.held_on):
        raise Refused(
            "not-enrolled",
            "その日は就労準備支援の期間の外です。利用開始の日と、期間の延長を確かめてください。",
            field="held_on",
        )
    fact = ActivityAttended(
        held_on=command.held_on,
        person=command.person,
        entry_no=0,
        occasion=command.occasion,
        activity=command.activity,
        attendance=command.attendance,
        minutes=_minutes(command),
        note=Open(command.person, command.note.strip()),
    )
    made = entered(book, fact)
    if made and command.occasion in {
        one.occasion for one in book.standing(ActivityAttended) if one.occasion
    }:
        raise Refused(
            "already-recorded",
            "この回の出欠はもう記録されています。直すときは、ご本人の画面で取り消してから記録してください。",
        )
    return made


def _minutes(command: RecordAttendance) -> int:
    """None for who was not there; at least one for who was."""
    if command.attendance is Attendance.ABSENT:
        return 0
    if not 0 < command.minutes <= LONGEST:
        raise Refused("no-minutes", "1分から1440分までの時間を入れてください。", field="minutes")
    return command.minutes
