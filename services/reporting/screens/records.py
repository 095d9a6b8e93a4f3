"""Why a number is what it is: its records, its rule, and what it leaves out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from events.bus.read_tables import ReadTables
from events.contract import kind_of
from events.contract.planning import PlanAmended
from services.reporting.figures import Figure, figures
from services.reporting.measure import Count, Indicator
from services.reporting.projections import records as rows
from services.reporting.projections.kpi_fact import OUTCOMES, Flag, Kind
from services.reporting.projections.records import CountedRecord, Place
from services.reporting.readings import by_sql
from services.reporting.screens.view import View

PAGE: Final = 30
FILE: Final = 50_000
"""Lines of a page, and of a file at most."""


COLUMNS: Final = {
    "plans": frozenset({Kind.PLAN, Kind.EMPLOYED, Kind.INCOME_INCREASED, Kind.EVALUATED}),
    "services": frozenset({Kind.PLAN}),
    "outcomes": frozenset(OUTCOMES),
    "money": frozenset({Kind.PAYMENT, Kind.PAYMENT_RETURNED}),
}
"""Which kinds of rows fill which columns."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Records of the same kind that the number does not contain, and why."""

    why: str
    number: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """One page of records behind a figure; `of` = those of the denominator. `more` leads on, empty at the end."""

    figure: Figure
    of: bool
    listed: tuple[CountedRecord, ...]
    total: int
    left_out: tuple[LeftOut, ...]
    more: str

    @property
    def counts(self) -> tuple[Count, ...]:
        """What the list was selected by."""
        indicator = self.figure.indicator
        return indicator.out_of if self.of else indicator.counts

    @property
    def number(self) -> int | None:
        """The number that the listed records make."""
        return self.figure.of if self.of else self.figure.value

    def shows(self, columns: str) -> bool:
        """Whether these columns say anything about the kinds listed."""
        return any(count.kind in COLUMNS[columns] for count in self.counts)


def evidence(
    tables: ReadTables, view: View, indicator: Indicator, *, of: bool = False, after: str = ""
) -> Evidence:
    """The records of one page."""
    counts = indicator.out_of if of else indicator.counts
    figure = figures([indicator], view.scope, by_sql(tables))[indicator.id]
    if figure.value is None:
        return Evidence(figure, of, (), 0, (), "")
    found = rows.records(tables, counts, view.scope, after=place(after), limit=PAGE + 1)
    total = rows.number_of_records(tables, counts, view.scope)
    more = word(found[PAGE - 1].place) if len(found) > PAGE else ""
    left = _left_out(tables, view, counts, total, figure.of if of else figure.value)
    return Evidence(figure, of, tuple(found[:PAGE]), total, left, more)


def all_records(
    tables: ReadTables, view: View, indicator: Indicator, *, of: bool = False
) -> Sequence[CountedRecord]:
    """For a file."""
    counts = indicator.out_of if of else indicator.counts
    return rows.records(tables, counts, view.scope, limit=FILE)


def word(at: Place) -> str:
    """A place as it stands in an address."""
    return f"{at[0].isoformat()}.{at[1]}.{at[2]}"


def place(text: str) -> Place:
    """The place of an address; the beginning where it cannot be read."""
    day, _, rest = text.partition(".")
    source, _, position = rest.partition(".")
    try:
        return date.fromisoformat(day), int(source), int(position)
    except ValueError:
        return rows.BEGINNING


def _left_out(
    tables: ReadTables, view: View, counts: Sequence[Count], total: int, number: int
) -> tuple[LeftOut, ...]:
    """What a reader may expect in the number and will not find there."""
    found = []
    if any(count.once_per_person for count in counts) and total > number:
        found.append(LeftOut("同じ人の2回目以降（期間内に一度だけ数えます）", total - number))
    for flag, why in _FLAGS.items():
        others = [_with(count, flag) for count in counts if _without(count, flag)]
        if others:
            found.append(LeftOut(why, rows.number_of_records(tables, others, view.scope)))
    if Kind.PLAN in {count.kind for count in counts}:
        amended = rows.amendments(tables, view.scope, kind_of(PlanAmended).wire)
        found.append(LeftOut("プラン変更（期間中のプランの変更は数えません）", amended))
    return tuple(found)


_FLAGS: Final[Mapping[Flag, str]] = {
    Flag.TRANSFER_WITHIN: "同一自治体内の移管（新規としません）",
    Flag.MIGRATED: "移行した記録（別に示します）",
}


def _without(count: Count, flag: Flag) -> bool:
    return bool(count.mask & flag) and not count.wanted & flag


def _with(count: Count, flag: Flag) -> Count:
    return replace(count, wanted=count.wanted | int(flag))
