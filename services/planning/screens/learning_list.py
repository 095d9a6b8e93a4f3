"""The list of the learning coordinator: the children of the wards, the days ahead, a site's month, and files."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract import fold
from events.contract.child_learning import ChildRegistered
from events.contract.learning_codes import LearningOutcome, SessionAnswer
from events.host.desk import Desk
from events.host.list_file import Table
from services.planning.known_cases import KnownCase
from services.planning.programmes import learning
from services.planning.programmes.learning.book import LearningBook
from services.planning.programmes.stream import stream_of
from services.planning.projections import learning_lookup, lookup
from services.planning.projections.learning_attendance import LearningAttendance
from services.planning.projections.learning_case import ChildNow, children
from services.planning.screens.learning_children import label
from services.planning.screens.learning_sites import SiteFile, after, every_site, titles


@dataclass(frozen=True, slots=True)
class ChildLine:
    """A child supported now, of one case."""

    known: KnownCase
    child: ChildNow
    site: str


def lines(desk: Desk, areas: Collection[str]) -> list[ChildLine]:
    """The children of these wards who are supported now, the nearest review first."""
    made = [line for line in _every(desk, areas) if line.child.plan_on]
    return sorted(made, key=lambda one: (one.child.review_on or date.max, one.known.number))


def outcomes(desk: Desk, areas: Collection[str]) -> list[tuple[LearningOutcome, int]]:
    """The last outcome of each child ever supported, counted."""
    found: dict[LearningOutcome, int] = defaultdict(int)
    for line in _every(desk, areas):
        if line.child.outcome:
            found[line.child.outcome] += 1
    return [(one, found[one]) for one in LearningOutcome if found[one]]


def ahead(desk: Desk) -> list[tuple[SiteFile, date]]:
    """The next day of every site that has one, the nearest first."""
    found = [(site, site.next_day()) for site in every_site(desk) if not site.row.closed_on]
    return sorted([(site, on) for site, on in found if on], key=lambda one: one[1])


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A child's month at a site: one answer, or None, per day of `MonthPicture`."""

    known: KnownCase
    label: str
    answers: Sequence[LearningAttendance | None]
    came: int


def month_picture(found: SiteFile, year: int, month: int) -> tuple[list[date], list[MonthRow]]:
    """Days on which anybody was answered for, and each child's row, of the person's wards."""
    desk, tables = found.desk, found.desk.runtime.tables
    wards = desk.staff.wards_for("case.read")
    first, last = date(year, month, 1), after(year, month)
    answers = learning_lookup.answers(tables, wards, first, last, found.row.case_id)
    held = sorted({one.held_on for one in answers})
    by_child: dict[tuple[UUID, UUID], dict[date, LearningAttendance]] = defaultdict(dict)
    for one in answers:
        by_child[one.case_id, one.child][one.held_on] = one
    known = lookup.known_cases(tables, {case for case, _ in by_child})
    names = {
        case: dict(_labels(desk, known[case]))
        for case in {case for case, _ in by_child} & set(known)
    }
    made = [
        MonthRow(
            known[case],
            names[case].get(child, "子ども"),
            [own.get(day) for day in held],
            sum(1 for one in own.values() if one.answer is SessionAnswer.CAME),
        )
        for (case, child), own in by_child.items()
        if case in known
    ]
    return held, sorted(made, key=lambda row: (row.known.number, row.label))


def children_table(found: Sequence[ChildLine]) -> Table:
    """One row per child, by case number, without names."""
    heads = (
        "受付番号", "子ども", "学校の段階", "学校の状況", "計画", "見直し", "会場", "家庭訪問", "講師", "成果"
    )  # fmt: skip
    rows = [
        (
            one.known.number,
            one.child.no,
            one.child.stage.ja if one.child.stage else "",
            one.child.status.ja if one.child.status else "",
            _iso(one.child.plan_on),
            _iso(one.child.review_on),
            one.site,
            "○" if one.child.home_visits else "",
            "○" if one.child.tutor else "",
            one.child.outcome.ja if one.child.outcome else "",
        )
        for one in found
    ]
    return Table(name="child-learning", title="学習支援の子どもの一覧", heads=heads, rows=rows)


def attendance_table(desk: Desk, answers: Sequence[LearningAttendance]) -> Table:
    """One row per child and day, without names."""
    known = lookup.known_cases(desk.runtime.tables, {one.case_id for one in answers})
    sites = titles(desk)
    rows = [
        (
            one.held_on.isoformat(),
            sites.get(one.site, ""),
            known[one.case_id].number,
            str(one.child)[:8],
            one.answer.ja,
            "○" if one.lunch else "",
        )
        for one in answers
        if one.case_id in known
    ]
    heads = ("日付", "会場", "受付番号", "子ども", "出欠", "昼食")
    return Table(name="learning-attendance", title="学習支援の出欠", heads=heads, rows=rows)


def _every(desk: Desk, areas: Collection[str]) -> Iterator[ChildLine]:
    tables = desk.runtime.tables
    found = learning_lookup.every_family(tables, areas)
    known = lookup.known_cases(tables, [row.case_id for row in found])
    sites = titles(desk)
    for row in found:
        for child in children(row) if row.case_id in known else ():
            yield ChildLine(
                known[row.case_id], child, sites.get(child.site, "") if child.site else ""
            )


def _labels(desk: Desk, known: KnownCase) -> Iterator[tuple[UUID, str]]:
    history = desk.history(stream_of(known.case_id, learning.NAME), known.area)
    book = fold(learning.evolve, (one.fact for one in history)) or LearningBook()
    for place, child in enumerate(book.standing(ChildRegistered), 1):
        yield child.child, label(child, place)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
