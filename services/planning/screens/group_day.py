"""A slot of several persons on one page: who is asked, and one entry in each one's own stream."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from events.contract import Refused, fold, wareki
from events.contract.work_codes import Activity, Attendance
from events.host.answers import Missing
from events.host.desk import Desk
from events.host.form import Form
from events.host.forms import SentForm
from services.planning.known_cases import KnownCase
from services.planning.programmes.stream import stream_of
from services.planning.programmes.work_preparation import NAME, evolve
from services.planning.programmes.work_preparation.attending import (
    RecordAttendance,
    record_attendance,
)
from services.planning.projections import lookup, work_lookup
from services.planning.screens import rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One row: `row` is its place on the page; `minutes` None = as long as the slot."""

    row: int
    case: UUID
    attendance: Attendance
    minutes: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupDay:
    """The slot; `occasion` is the same for all rows however often the page is sent."""

    held_on: date
    activity: Activity
    minutes: int
    occasion: UUID
    asked: tuple[Asked, ...] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Invited:
    """A person who uses the programme that day, by case."""

    case: UUID
    number: str


def invited(desk: Desk, day: date) -> list[Invited]:
    """Everybody in the person's wards who uses 就労準備支援 that day, by number."""
    tables = desk.runtime.tables
    found = work_lookup.enrolled(tables, desk.staff.wards_for("service.record"), day)
    known = lookup.known_cases(tables, [row.case_id for row in found])
    made = [Invited(case, one.number) for case, one in known.items()]
    return sorted(made, key=lambda one: one.number)


def drawn(desk: Desk, form: Form) -> list[Invited]:
    """The rows of a page that comes back: those it was sent with, in their order."""
    cases = [case for text in form.values("roster") if (case := _case(text))]
    known = lookup.known_cases(desk.runtime.tables, cases)
    return [Invited(case, known[case].number) for case in cases if case in known]


def answered(sent: SentForm) -> SentForm:
    """The form without the rows where no answer was chosen."""
    return replace(sent, form=rows.without(sent.form, "asked", "attendance"))


def day_of(typed: str, today: date) -> date:
    """The day asked for in the address; today for none, and for what cannot be read."""
    try:
        return min(wareki.read(typed), today) if typed else today
    except Refused:
        return today


def record(desk: Desk, sent: SentForm, command: GroupDay) -> int:
    """How many were recorded. Every row is decided before the first is stored, so that none is left half."""
    if not command.asked:
        raise Refused("nobody", "一人以上の出欠を選んでください。")
    planned = list(_planned(desk, command))
    for asked, known, attend in planned:
        _judged(desk, asked, known, attend)
    for _, known, attend in planned:
        desk.carry_out(
            evolve,
            record_attendance,
            attend,
            stream=stream_of(known.case_id, NAME),
            case=known.case_id,
            area=known.area,
            command_id=uuid5(sent.command_id, str(known.case_id)),
            expected=None,
        )
    return len(planned)


def _planned(desk: Desk, command: GroupDay) -> Iterator[tuple[Asked, KnownCase, RecordAttendance]]:
    for asked in command.asked:
        known = lookup.known_case(desk.runtime.tables, asked.case)
        if known is None or not desk.staff.may("service.record", known.area):
            raise Missing
        minutes = command.minutes if asked.minutes is None else asked.minutes
        attend = RecordAttendance(
            today=desk.today,
            person=known.person,
            held_on=command.held_on,
            activity=command.activity,
            attendance=asked.attendance,
            minutes=minutes,
            occasion=command.occasion,
            note=asked.note,
        )
        yield asked, known, attend


def _judged(desk: Desk, asked: Asked, known: KnownCase, attend: RecordAttendance) -> None:
    """Refuses at the row's own field what its stream would refuse."""
    history: Any = desk.history(stream_of(known.case_id, NAME), known.area)
    try:
        record_attendance(fold(evolve, (one.fact for one in history)), attend)
    except Refused as refusal:
        whole = refusal.field == "minutes" and asked.minutes is None
        field = "minutes" if whole else f"asked-{asked.row}-attendance"
        raise Refused(refusal.code, f"{known.number}：{refusal.ja}", field=field) from None


def _case(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
