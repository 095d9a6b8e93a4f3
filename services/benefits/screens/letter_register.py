"""文書番号簿: the numbers of letters in their order, narrowed by year, ward and kind; whom it is for by kind only."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from events.contract import Open
from events.contract.benefits_papers import NoticeIssued
from events.contract.exporting import ExportedList
from events.contract.sealed import Sealed
from events.host.desk import Desk
from events.host.filters import sealed
from events.host.list_file import Table
from events.log.many import TOGETHER, histories
from events.log.recorded import Recorded
from services.benefits.notices.notice import TO_PAYEES
from services.benefits.projections import lookup
from services.benefits.projections.grant_work import GRANT_WORK
from services.benefits.projections.letter_register import LETTER_REGISTER, LetterRow
from services.benefits.projections.moving_work import MOVING_WORK
from services.benefits.screens.letter_choice import Narrowed, ward_name
from services.benefits.screens.timeline import capacity

HEADS: Final = (
    "文書番号",
    "番号の系列",
    "発行の日",
    "通知",
    "受付番号",
    "区",
    "あて先",
    "文面の照合番号",
    "発行した者",
)
Place = tuple[str, int]
"""Series and serial of the last line of a page."""
START: Final[Place] = ("", 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One letter. `at` = its sheet, "" where its grant is not known yet; `words` = hash of what it says."""

    row: LetterRow
    case_number: str
    ward: str
    to: str
    at: str
    words: Sealed[str] | None
    who: str

    @property
    def mark(self) -> str:
        """The first eight digits for people, as on the 起案; the whole stands in the file."""
        if isinstance(self.words, Open):
            return f"{self.words.value[:4]}-{self.words.value[4:8]}".upper()
        return self.words_hash

    @property
    def words_hash(self) -> str:
        """64 hex digits, or why they cannot be read here."""
        return sealed(self.words) if self.words else "－"


def rows(desk: Desk, asked: Narrowed, after: Place, limit: int) -> list[LetterRow]:
    """By series and number."""
    here = desk.staff.wards_for(desk.permission)
    return desk.runtime.tables.rows(
        LETTER_REGISTER,
        "fiscal_year = %(year)s and area = any(%(areas)s) and notice is not null"
        " and (%(kind)s = '' or notice = %(kind)s) and (series, serial) > (%(series)s, %(serial)s)",
        {
            "year": asked.year,
            "areas": [asked.ward] if asked.ward else list(here),
            "kind": asked.notice.value if asked.notice else "",
            "series": after[0],
            "serial": after[1],
        },
        order="series, serial",
        limit=limit,
    )


def lines(desk: Desk, found: Sequence[LetterRow]) -> list[Line]:
    """With the hash of the words and who sent them, from the log itself."""
    numbers = lookup.numbers(desk.runtime.tables, {row.case_id for row in found})
    places = _places(desk, {row.grant for row in found})
    issued = _issued(desk, found)
    made = []
    for row in found:
        record = issued.get((row.grant, row.notice_no))
        fact = record.fact if record else None
        made.append(
            Line(
                row=row,
                case_number=numbers.get(row.case_id, "番号を確認中"),
                ward=ward_name(desk, row.area),
                to="貸主・事業者等" if row.notice in TO_PAYEES else "申請者",
                at=_at(row, places),
                words=fact.text_hash if isinstance(fact, NoticeIssued) else None,
                who=capacity(desk, record) if record else "",
            )
        )
    return made


def table(asked: Narrowed, found: Sequence[Line]) -> Table:
    """The register as a file."""
    return Table(
        name=f"letters-{asked.year}",
        title=ExportedList.LETTERS.ja,
        heads=HEADS,
        rows=[
            (
                line.row.number,
                line.row.series,
                line.row.issued_on.isoformat(),
                line.row.notice.ja if line.row.notice else "",
                line.case_number,
                line.ward,
                line.to,
                line.words_hash,
                line.who,
            )
            for line in found
        ],
        about=(
            ("年度", asked.label),
            ("通知", asked.notice.ja if asked.notice else "すべて"),
            ("文面の照合番号", "発行した文面のSHA-256です。同じ文面は同じ番号になります。"),
        ),
    )


def _issued(desk: Desk, found: Sequence[LetterRow]) -> Mapping[tuple[UUID, int], Recorded]:
    """Read ward by ward, with what this person may open there."""
    streams: dict[str, list[UUID]] = defaultdict(list)
    for row in found:
        if row.papers and row.papers not in streams[row.area]:
            streams[row.area].append(row.papers)
    told: dict[tuple[UUID, int], Recorded] = {}
    for area, papers in streams.items():
        for first in range(0, len(papers), TOGETHER):
            piece = papers[first : first + TOGETHER]
            known = histories(desk.runtime.log, piece, desk.staff.opens(area))
            for record in (one for history in known.values() for one in history):
                if isinstance(record.fact, NoticeIssued):
                    told[record.fact.grant, record.fact.notice_no] = record
    return told


def _places(desk: Desk, grants: Collection[UUID]) -> Mapping[UUID, str]:
    """Stream of a grant → where its sheets are, below the case."""
    tables, wanted = desk.runtime.tables, [list(grants)]
    rents = tables.rows(GRANT_WORK, "stream = any(%s)", wanted)
    movings = tables.rows(MOVING_WORK, "stream = any(%s)", wanted)
    return {row.stream: f"grants/{row.grant_no}" for row in rents} | {
        row.stream: f"moving/{row.moving_no}" for row in movings
    }


def _at(row: LetterRow, places: Mapping[UUID, str]) -> str:
    place = places.get(row.grant)
    return f"cases/{row.case_id}/sheets/{place}/notices/{row.notice_no}" if place else ""
