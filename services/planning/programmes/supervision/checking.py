"""提出 → 確認 / 差戻し → 再提出: the chief reads what was recorded; nobody checks an own record."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open
from events.contract.supervision import CheckOutcome, RecordChecked, RecordResubmitted
from services.planning.programmes.supervision.record import Check, Supervision


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted:
    """A record that needs a check: its id, the wire name of its kind, and who wrote it."""

    record: UUID
    kind: str
    author: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRecords:
    """Several records of one case at once, all with the same outcome."""

    today: date
    person: UUID
    checker: UUID
    records: tuple[Submitted, ...]
    outcome: CheckOutcome
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResubmitRecord:
    """What was mended is said in `note`: a record is never changed, a further one puts it right."""

    today: date
    person: UUID
    record: Submitted
    note: str


def check_records(state: Supervision | None, command: CheckRecords) -> list[Event]:
    """What is confirmed stays confirmed; what was found the same way before states nothing again."""
    if command.outcome is CheckOutcome.RETURNED and not command.note.strip():
        raise Refused("note-missing", "差し戻す理由を書いてください。", field="note")
    if any(one.author == command.checker for one in command.records):
        raise Refused(
            "own-record",
            "自分が書いた記録は、自分では確認できません。ほかの確認者に頼んでください。",
            field="record",
        )
    open_ones = (one for one in command.records if _waits(_check(state, one.record)))
    return [
        RecordChecked(
            checked_on=command.today,
            person=command.person,
            record=one.record,
            kind=one.kind,
            outcome=command.outcome,
            note=Open(command.person, command.note.strip()),
        )
        for one in open_ones
    ]


def resubmit_record(state: Supervision | None, command: ResubmitRecord) -> list[Event]:
    """Only of what was returned."""
    check = _check(state, command.record.record)
    if check is not None and check.outcome is None:
        return []
    if check is None or check.outcome is not CheckOutcome.RETURNED:
        raise Refused("not-returned", "この記録は差し戻されていません。", field="note")
    if not command.note.strip():
        raise Refused("note-missing", "直したところを書いてください。", field="note")
    return [
        RecordResubmitted(
            resubmitted_on=command.today,
            person=command.person,
            record=command.record.record,
            kind=command.record.kind,
            note=Open(command.person, command.note.strip()),
        )
    ]


def _check(state: Supervision | None, record: UUID) -> Check | None:
    return state.checks.get(record) if state else None


def _waits(check: Check | None) -> bool:
    """Never checked, or put before the chief again."""
    return check is None or check.outcome is None
