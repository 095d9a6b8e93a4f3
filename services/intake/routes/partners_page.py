"""連携先ごとのつなぎ: the register of partner desks, what each told, and what became of it, month by month."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final, LiteralString

from fastapi import APIRouter, Query
from starlette.responses import Response

from events.bus.tables import NotReady
from events.contract.concern_codes import ConcernSource
from events.host.answers import Forbidden
from events.host.desk import AtDesk, Desk
from events.host.exporting import EXPORT
from events.host.http import Requires
from events.host.list_file import Table, answer, form_of
from services.intake.routes.case_file import ward_name
from services.intake.routes.concern_file import RECORD
from services.intake.routes.concern_list import areas_of, partner_name

router = APIRouter()
MONTHS: Final = (4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3)
FISCAL: Final = 4

Year = Annotated[int | None, Query(ge=2015, le=2200)]

TOLD: Final[LiteralString] = (
    "select source, partner, extract(month from noted_on)::int as month, count(*) as n,"
    " coalesce(sum(seen_on - noted_on), 0)::int as days, count(seen_on) as seen"
    " from concerns where area_id = any(%(areas)s) and noted_on between %(first)s and %(last)s"
    " group by source, partner, month"
)
LINKED: Final[LiteralString] = (
    "select source, partner, extract(month from over_on)::int as month, count(*) as n"
    " from concerns where area_id = any(%(areas)s) and standing = 'linked'"
    " and over_on between %(first)s and %(last)s group by source, partner, month"
)

Key = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskLine:
    """One desk, or one kind of source without a registered desk. `days` = sum of days to 見立て of `seen`."""

    name: str
    kind: str
    told: Mapping[int, int]
    linked: Mapping[int, int]
    days: int
    seen: int

    @property
    def sums(self) -> tuple[int, int]:
        """What was told, and what became a consultation."""
        return sum(self.told.values()), sum(self.linked.values())


@router.get("/partners", dependencies=[Requires(RECORD)], summary="連携先ごとのつなぎ")
def partners(desk: AtDesk, year: Year = None) -> Response:
    """Fiscal year, the present one if none is named."""
    chosen = year or fiscal_year(desk.today)
    try:
        lines, ready = lines_of(desk, chosen), True
    except NotReady:
        lines, ready = [], False
    return desk.page(
        "partners.html",
        year=chosen,
        this_year=fiscal_year(desk.today),
        months=MONTHS,
        lines=lines,
        ready=ready,
        register=[
            (p, "、".join(ward_name(desk, w) for w in sorted(p.wards)) or "全区")
            for p in desk.runtime.municipality.partners_on(desk.today)
        ],
    )


@router.get(
    "/partners/export.{kind}", dependencies=[EXPORT], summary="連携先ごとのつなぎの書き出し"
)
def export(kind: str, desk: AtDesk, year: Year = None) -> Response:
    """Sums only, so no fact is stated (docs/decisions/0006)."""
    form, chosen = form_of(kind), year or fiscal_year(desk.today)
    heads = ["連携先", "種類", "数", *(f"{month}月" for month in MONTHS), "計"]
    rows: list[list[str | int]] = [
        [line.name, line.kind, word, *(counts.get(month, 0) for month in MONTHS), total]
        for line in lines_of(desk, chosen)
        for word, counts, total in (
            ("知らせ", line.told, line.sums[0]),
            ("相談につながった", line.linked, line.sums[1]),
        )
    ]
    return answer(Table(f"yorisoi-partners-{chosen}", "連携先ごとのつなぎ", heads, rows), form)


def fiscal_year(day: date) -> int:
    """年度: from 1 April."""
    return day.year if day.month >= FISCAL else day.year - 1


def lines_of(desk: Desk, year: int) -> list[DeskLine]:
    """Every desk that told or was linked in that year, the busiest first."""
    codes = desk.staff.wards_for(RECORD) & desk.staff.wards_for(desk.permission)
    if not codes:
        raise Forbidden
    values = {
        "areas": areas_of(desk, codes),
        "first": date(year, FISCAL, 1),
        "last": date(year + 1, 3, 31),
    }
    told = desk.runtime.tables.query(TOLD, values)
    linked = desk.runtime.tables.query(LINKED, values)
    keys = dict.fromkeys((row["source"], row["partner"]) for row in [*told, *linked])
    lines = [_line(desk, key, told, linked) for key in keys]
    return sorted(lines, key=lambda line: (-line.sums[0], -line.sums[1], line.name))


def _line(
    desk: Desk, key: Key, told: list[dict[str, Any]], linked: list[dict[str, Any]]
) -> DeskLine:
    source = ConcernSource.stored(key[0])
    mine = [row for row in told if (row["source"], row["partner"]) == key]
    return DeskLine(
        name=partner_name(desk, key[1]) or "（登録のない方・窓口）",
        kind=source.ja,
        told={row["month"]: row["n"] for row in mine},
        linked={row["month"]: row["n"] for row in linked if (row["source"], row["partner"]) == key},
        days=sum(row["days"] for row in mine),
        seen=sum(row["seen"] for row in mine),
    )
