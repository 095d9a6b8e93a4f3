"""`case_scans`: the scanned papers of a case as intake numbered them; clear fields only, one row per case."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from events.bus.projection import Projection
from events.contract.scanning import ImageForm, PaperKind, PaperScanned
from events.log.recorded import Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """`kept` = SHA-256 of the encrypted image; `seen` = somebody compared it with the original."""

    scan_no: int
    paper: PaperKind
    received_on: date
    kept: str
    form: ImageForm
    pages: int
    seen: bool
    replaces: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseScans:
    """In the order of their numbers, those that were replaced included."""

    case_id: UUID
    scans: list[Scan] = field(default_factory=list)

    @property
    def standing(self) -> list[Scan]:
        """Those that no other has replaced."""
        gone = {scan.replaces for scan in self.scans}
        return [scan for scan in self.scans if scan.scan_no not in gone]


def evolve(row: CaseScans | None, recorded: Recorded) -> CaseScans | None:
    """The row after one fact of intake."""
    match recorded.fact:
        case PaperScanned() as fact:
            before = row.scans if row else []
            return CaseScans(case_id=recorded.case, scans=[*before, _scan(fact)])
    return row


def _scan(fact: PaperScanned) -> Scan:
    return Scan(
        scan_no=fact.scan_no,
        paper=fact.paper,
        received_on=fact.received_on,
        kept=fact.kept,
        form=fact.form,
        pages=fact.pages,
        seen=fact.original_seen_by is not None,
        replaces=fact.replaces,
    )


CASE_SCANS = Projection(
    "case_scans", 1, CaseScans, evolve, one_row_per="case", reads=frozenset({PaperScanned})
)
