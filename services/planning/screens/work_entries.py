"""The records of a programme on the way to work, newest first, with what was taken back struck through."""

from dataclasses import dataclass

from events.contract.work_entry import WorkEntryWithdrawn
from services.planning.programmes.work_book import WorkBook, number
from services.planning.screens.record_form import Work
from services.planning.screens.timeline import Entry


@dataclass(frozen=True, slots=True)
class WorkEntry:
    """`no` 0 = takes another back. `stands` False: withdrawn itself, or what it went on with was."""

    entry: Entry
    no: int
    stands: bool


def work_entries(records: Work) -> list[WorkEntry]:
    """Every record of the stream."""
    book = records.state or WorkBook()
    facts = [record.fact for record in records.recorded]
    made = [
        WorkEntry(entry, number(fact), isinstance(fact, WorkEntryWithdrawn) or book.stands(fact))
        for entry, fact in zip(records.entries(), facts, strict=True)
    ]
    return made[::-1]
