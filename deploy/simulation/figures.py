"""Published rows in the form of `statistics_examples.json`: which row is meant, and what it says."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final
from uuid import NAMESPACE_OID, UUID, uuid5

SERVICE_KEYS: Final = (
    "svc_housing_benefit",
    "svc_temporary_living",
    "svc_household_finance",
    "svc_employment_preparation",
    "svc_certified_work_training",
    "svc_employment_support_by_agency",
    "svc_welfare_fund_loan",
    "svc_public_assistance_employment_project",
)


LARGEST_COUNT: Final = 10_000_000
LARGEST_POPULATION: Final = 1_000_000_000


class NotThere(LookupError):
    """The file or the row cannot be used; the text is for people."""


@dataclass(frozen=True, slots=True)
class Row:
    """One published row. Counts are as printed; None = not printed."""

    id: str
    area: str
    area_level: str
    prefecture: str | None
    population: int | None
    population_as_of: str | None
    fiscal_year: int
    month: int | None
    start: date
    end: date
    counts: Mapping[str, int | None]
    printed: Mapping[str, str]
    """Further printed figures of the source (`published_other`), goals among them, as strings."""


@dataclass(frozen=True, slots=True)
class Figures:
    """A file of rows. `namespace` is derived from its bytes: another file, other command ids."""

    rows: tuple[Row, ...]
    namespace: UUID

    def row(self, row_id: str) -> Row:
        """By id; NotThere names what the file has."""
        for row in self.rows:
            if row.id == row_id:
                return row
        raise NotThere(f"行「{row_id}」はこのファイルにありません(例: {self.rows[0].id})。")

    def of(self, area: str, fiscal_year: int, month: int | None) -> Row:
        """The final row of a body and period; NotThere says which years the body has."""
        named = [row for row in self.rows if row.area == area and _plain(row.id)]
        if not named:
            raise NotThere(f"「{area}」の行はこのファイルにありません。")
        for row in named:
            if (row.fiscal_year, row.month) == (fiscal_year, month):
                return row
        have = "、".join(_period(row) for row in named)
        raise NotThere(f"「{area}」の{fiscal_year}年度の行はありません。あるのは: {have}")


def read(path: Path) -> Figures:
    """The rows of a file; NotThere for a file that is missing or not of this form."""
    try:
        text = path.read_bytes()
    except OSError:
        raise NotThere(f"ファイルを読めません: {path}") from None
    try:
        found = json.loads(text)["rows"]
        rows = tuple(_row(entry) for entry in found)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise NotThere(f"集計表の形式ではありません: {path}") from None
    if not rows:
        raise NotThere(f"行がありません: {path}")
    return Figures(rows, uuid5(NAMESPACE_OID, hashlib.sha256(text).hexdigest()))


def _row(entry: Mapping[str, Any]) -> Row:
    period, other = entry["period"], entry.get("published_other") or {}
    _usable(entry["id"], entry["counts"].values(), LARGEST_COUNT)
    _usable(entry["id"], [entry.get("population")], LARGEST_POPULATION)
    start, end = date.fromisoformat(period["start"]), date.fromisoformat(period["end"])
    if not (isinstance(entry["id"], str) and isinstance(other, dict) and start <= end):
        raise ValueError("a row without a name or a period")
    return Row(
        id=entry["id"],
        area=entry["area"],
        area_level=entry["area_level"],
        prefecture=entry.get("prefecture"),
        population=entry.get("population"),
        population_as_of=entry.get("population_as_of"),
        fiscal_year=period["fiscal_year"],
        month=period["month"],
        start=start,
        end=end,
        counts=dict(entry["counts"]),
        printed=other,
    )


def _usable(row_id: Any, counts: Iterable[Any], largest: int) -> None:
    """NotThere unless each is a whole number that can be planted, or not printed."""
    for count in counts:
        if count is not None and not (type(count) is int and 0 <= count <= largest):
            raise NotThere(f"行「{row_id}」に、0以上の整数でない件数か、大きすぎる件数があります。")


def _plain(row_id: str) -> bool:
    """Whether body and period find this row; first prints and shares are reached by id alone."""
    return not row_id.endswith(("/first_print", "/improved_share", "/cumulative"))


def _period(row: Row) -> str:
    return f"{row.fiscal_year}年度" + (f"{row.month}月" if row.month else "")
