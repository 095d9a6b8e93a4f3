"""`letter_register`: every letter by its number, clear fields only; whom it is for by kind, never by name."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.bus.column_types import Int
from events.bus.projection import Index, Projection
from events.contract.benefits_papers import NoticeIssued, NoticeKind, NumberGiven
from events.log.recorded import Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRow:
    """`papers` = stream of the papers that hold the hash of its words. Number and letter come in one command."""

    grant: UUID
    notice_no: Int
    case_id: UUID
    area: str
    fiscal_year: Int
    serial: Int
    number: str
    issued_on: date
    series: str = ""
    papers: UUID | None = None
    notice: NoticeKind | None = None


def evolve(row: LetterRow | None, recorded: Recorded) -> LetterRow | None:
    """The row after one of its two facts."""
    fact = recorded.fact
    match fact:
        case NumberGiven():
            known = row or _begun(recorded, fact, fact.given_on)
            return replace(known, series=fact.series)
        case NoticeIssued():
            known = row or _begun(recorded, fact, fact.issued_on)
            return replace(known, papers=recorded.stream, notice=fact.notice)
    return row


def _begun(recorded: Recorded, fact: NumberGiven | NoticeIssued, day: date) -> LetterRow:
    return LetterRow(
        grant=fact.grant,
        notice_no=fact.notice_no,
        case_id=recorded.case,
        area=recorded.context.area,
        fiscal_year=fact.fiscal_year,
        serial=fact.serial,
        number=fact.number,
        issued_on=day,
    )


def letter_of(recorded: Recorded) -> tuple[UUID, int] | None:
    """Which letter a fact speaks of."""
    match recorded.fact:
        case (
            NumberGiven(grant=grant, notice_no=number) | NoticeIssued(grant=grant, notice_no=number)
        ):
            return grant, number
    return None


LETTER_REGISTER = Projection(
    "letter_register",
    1,
    LetterRow,
    evolve,
    one_row_per=letter_of,
    keys=("grant", "notice_no"),
    reads=frozenset({NumberGiven, NoticeIssued}),
    indexes=(Index(("fiscal_year", "series", "serial")),),
)
