"""Grants paid by another municipality: recorded, counted only by an officer's decision, voided where a slip."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.contract.benefits_person import (
    GrantElsewhereCounted,
    GrantElsewhereRecorded,
    GrantElsewhereVoided,
    HowKnown,
)
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open
from services.benefits.decisions.guards import happened, month_named, told
from services.benefits.months import Elsewhere, Months
from services.benefits.schedule import months_between


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordElsewhere:
    """First and last month paid there, and how many were paid in between."""

    today: date
    recorded_on: date
    person: UUID
    municipality: str
    first_month: str
    last_month: str
    months: int
    known: HowKnown
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountElsewhere:
    """Whether the months of an entry count toward the nine."""

    today: date
    decided_on: date
    entry_no: int
    counted: bool
    officer: UUID
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidElsewhere:
    """The entry was a slip."""

    today: date
    voided_on: date
    entry_no: int
    reason: str


def record_elsewhere(state: Months | None, command: RecordElsewhere) -> list[Event]:
    """One grant of another municipality."""
    entries = state.elsewhere if state else {}
    made = GrantElsewhereRecorded(
        recorded_on=command.recorded_on,
        person=command.person,
        entry_no=len(entries) + 1,
        first_month=command.first_month,
        last_month=command.last_month,
        months=command.months,
        known=command.known,
        municipality=Open(command.person, command.municipality),
        note=Open(command.person, command.note),
    )
    if any(replace(made, entry_no=no) == one.entry for no, one in entries.items()):
        return []
    told(
        command.municipality,
        code="municipality-missing",
        ja="自治体の名前を入れてください。",
        field="municipality",
    )
    month_named(command.first_month, field="first_month")
    month_named(command.last_month, field="last_month")
    span = months_between(command.first_month, command.last_month)
    if span < 1:
        raise Refused("months-reversed", "最後の月が最初の月より前です。", field="last_month")
    if not 1 <= command.months <= span:
        raise Refused("months-too-many", f"支給された月数は1から{span}までです。", field="months")
    if command.last_month > command.today.strftime("%Y-%m"):
        raise Refused(
            "future-day", "先の月です。今月までの月を選んでください。", field="last_month"
        )
    happened(command.recorded_on, today=command.today, field="recorded_on")
    return [made]


def count_elsewhere(state: Months | None, command: CountElsewhere) -> list[Event]:
    """An officer's decision, with its reason; the last one stands."""
    entry = _standing(state, command.entry_no)
    made = GrantElsewhereCounted(
        decided_on=command.decided_on,
        person=entry.entry.person,
        entry_no=command.entry_no,
        counted=command.counted,
        officer=command.officer,
        reason=Open(entry.entry.person, command.reason),
    )
    if made == entry.decided:
        return []
    told(command.reason, code="reason-missing", ja="理由を書いてください。", field="reason")
    happened(
        command.decided_on,
        today=command.today,
        field="decided_on",
        not_before=entry.entry.recorded_on,
        step="記録",
    )
    return [made]


def void_elsewhere(state: Months | None, command: VoidElsewhere) -> list[Event]:
    """It stays in the record, and no longer counts for anything."""
    held = (state.elsewhere if state else {}).get(command.entry_no)
    if held is not None and held.voided is not None:
        return []
    entry = _standing(state, command.entry_no)
    told(command.reason, code="reason-missing", ja="理由を書いてください。", field="reason")
    happened(
        command.voided_on,
        today=command.today,
        field="voided_on",
        not_before=entry.entry.recorded_on,
        step="記録",
    )
    return [
        GrantElsewhereVoided(
            voided_on=command.voided_on,
            person=entry.entry.person,
            entry_no=command.entry_no,
            reason=Open(entry.entry.person, command.reason),
        )
    ]


def _standing(state: Months | None, number: int) -> Elsewhere:
    entry = (state.elsewhere if state else {}).get(number)
    if entry is None or entry.voided is not None:
        raise Refused("no-entry", "その番号の記録がありません。")
    return entry
