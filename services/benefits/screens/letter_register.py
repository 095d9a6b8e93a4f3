"""文書番号簿: the numbers of letters in their order, narrowed by year, ward and kind; whom it is for by kind only."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from events.contract import Open
from events.contract.benefits_papers import NoticeIssued, NoticeKind
from events.contract.exporting import ExportedList
from events.contract.sealed import Sealed
from events.host.answers import Missing
from events.host.desk import Desk
from events.host.filters import sealed
from events.host.list_file import Table
from events.log.many import TOGETHER, histories
from events.log.recorded import Recorded
from services.benefits.fiscal import fiscal_year_of, year_label
from services.benefits.notices.notice import TO_PAYEES
from services.benefits.projections import lookup
from services.benefits.projections.grant_work import GRANT_WORK
from services.benefits.projections.letter_register import LETTER_REGISTER, LetterRow
from services.benefits.projections.moving_work import MOVING_WORK
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
class Narrowed:
    """What is asked: a 会計年度, a ward and a kind; "" = every one."""

    year: int
    ward: str = ""
    notice: NoticeKind | None = None

    @property
    def label(self) -> str:
        """令和8年度."""
        return year_label(self.year)

    def query(self, **more: str) -> str:
        """For the address."""
        asked = {
            "year": str(self.year),
            "ward": self.ward,
            "notice": self.notice.value if self.notice else "",
        }
        return urlencode({name: value for name, value in (asked | more).items() if value})


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


def narrowed(desk: Desk, year: str, ward: str, kind: str) -> Narrowed:
    """As asked for; Missing for what is no year, no ward of this person, or no kind of letter."""
    notice = next((one for one in NoticeKind if one.value == kind), None)
    here = desk.staff.wards_for(desk.permission)
    if (kind and notice is None) or (ward and ward not in here):
        raise Missing
    if year and not (year.isascii() and year.isdigit() and len(year) == 4):
        raise Missing
    asked = int(year) if year else fiscal_year_of(desk.today)
    return Narrowed(year=asked, ward=ward, notice=notice)


def years(desk: Desk) -> list[tuple[int, str]]:
    """The years that have letters in this person's wards, and the present one; the newest first."""
    known = desk.runtime.tables.query(
        "select distinct fiscal_year from letter_register where area = any(%s)",
        [list(desk.staff.wards_for(desk.permission))],
    )
    found = {fiscal_year_of(desk.today), *(row["fiscal_year"] for row in known)}
    return [(year, year_label(year)) for year in sorted(found, reverse=True)]


def wards(desk: Desk) -> list[tuple[str, str]]:
    """The wards with letters that this person may read."""
    known = desk.runtime.tables.query(
        "select distinct area from letter_register where area = any(%s) order by area",
        [list(desk.staff.wards_for(desk.permission))],
    )
    return [(row["area"], _ward(desk, row["area"])) for row in known]


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
                ward=_ward(desk, row.area),
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


def _ward(desk: Desk, area: str) -> str:
    areas = desk.runtime.areas
    return areas.short_name(areas.at(area, desk.today))
