"""連携先ごとのつなぎ: the register of partner desks, what each told or whom it introduced, month by month."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final, LiteralString

from fastapi import APIRouter, Query
from starlette.responses import Response

from events.bus.tables import NotReady
from events.contract import wareki
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
WORDS: Final = ("知らせ", "相談につながった", "紹介された相談")

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

INTRODUCED: Final[LiteralString] = (
    "select source, partner, extract(month from introduced_on)::int as month, count(*) as n"
    " from introductions where area_id = any(%(areas)s)"
    " and introduced_on between %(first)s and %(last)s group by source, partner, month"
)

Key = tuple[str, str]
Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskLine:
    """One desk, or one kind of source without a registered desk. `days` = sum of days to 見立て of `seen`."""

    name: str
    kind: str
    told: Mapping[int, int]
    linked: Mapping[int, int]
    introduced: Mapping[int, int]
    days: int
    seen: int

    @property
    def counts(self) -> tuple[Mapping[int, int], Mapping[int, int], Mapping[int, int]]:
        """By month: what was told, what of it became a consultation, who was introduced without that."""
        return self.told, self.linked, self.introduced

    @property
    def sums(self) -> tuple[int, ...]:
        """The same of the whole year."""
        return tuple(sum(months.values()) for months in self.counts)


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
        year_name=wareki.fiscal_year,
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
        for word, counts, total in zip(WORDS, line.counts, line.sums, strict=True)
    ]
    return answer(Table(f"yorisoi-partners-{chosen}", "連携先ごとのつなぎ", heads, rows), form)


def fiscal_year(day: date) -> int:
    """年度: from 1 April."""
    return day.year if day.month >= FISCAL else day.year - 1


def lines_of(desk: Desk, year: int) -> list[DeskLine]:
    """Every desk that told, was linked or introduced somebody in that year, the busiest first."""
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
    introduced = desk.runtime.tables.query(INTRODUCED, values)
    every = [*told, *linked, *introduced]
    keys = dict.fromkeys((row["source"], row["partner"]) for row in every)
    lines = [_line(desk, key, told, linked, introduced) for key in keys]
    return sorted(lines, key=lambda line: (-sum(line.sums), line.name))


def _line(desk: Desk, key: Key, told: Rows, linked: Rows, introduced: Rows) -> DeskLine:
    source = ConcernSource.stored(key[0])
    mine = [row for row in told if (row["source"], row["partner"]) == key]
    return DeskLine(
        name=partner_name(desk, key[1]) or "（登録のない方・窓口）",
        kind=source.ja,
        told=_months(key, told),
        linked=_months(key, linked),
        introduced=_months(key, introduced),
        days=sum(row["days"] for row in mine),
        seen=sum(row["seen"] for row in mine),
    )


def _months(key: Key, rows: Rows) -> dict[int, int]:
    return {row["month"]: row["n"] for row in rows if (row["source"], row["partner"]) == key}
