"""What the circumstances of the open cases come to: on the last day of a period, and what was stated in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, LiteralString

from events.bus.read_tables import ReadTables
from events.contract.assessment_codes import (
    BenefitResult,
    CauseAxis,
    CertificateStanding,
    DisabilityCertificate,
    HouseholdAttribute,
    IssueState,
    PublicBenefit,
    ReadinessStage,
)
from events.contract.code import Code
from events.contract.codes import Independence, Issue
from services.reporting.projections.circumstance import bits, place


@dataclass(frozen=True, slots=True)
class Held:
    """How many persons, in how many cases."""

    ja: str
    persons: int
    cases: int


@dataclass(frozen=True, slots=True)
class AtWork:
    """Issues of one topic being worked on, by the axes of their cause."""

    ja: str
    social: int
    economic: int
    both: int
    unsaid: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.social + self.economic + self.both + self.unsaid


@dataclass(frozen=True, slots=True)
class ByIndependence:
    """Plans whose objectives or measures serve a kind, and evaluations that saw a change of it."""

    ja: str
    objectives: int
    measures: int
    changes: int


@dataclass(frozen=True, slots=True)
class Checked:
    """Cases by what the check of a benefit came to, in the order of the list of results."""

    ja: str
    results: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Everything the page of a period shows; lines without any number are left out of the long lists."""

    attributes: list[Held]
    certificates: list[Held]
    issues: list[AtWork]
    stages: list[Held]
    independence: list[ByIndependence]
    benefits: list[Checked]


_OPEN: Final[LiteralString] = (
    " not exists (select from case_list c where c.case_id = n.case_id and c.closed_on <= %(end)s)"
)
_THERE: Final[LiteralString] = (
    " and not exists (select from circumstance l where l.case_id = n.case_id and l.kind = 3"
    " and l.number = n.number and n.number > 0 and (l.state = 1 or l.counted_on <= %(end)s))"
)
_ATTRIBUTES: Final[LiteralString] = (
    "select n.item, count(distinct (n.case_id, n.number)) as persons,"
    " count(distinct n.case_id) as cases from circumstance n left join lateral"
    " (select e.state, e.counted_on from circumstance e where e.case_id = n.case_id and e.kind = 2"
    " and e.number = n.number and e.item = n.item and e.position > n.position"
    " order by e.position limit 1) e on true"
    " where n.kind = 1 and n.area_id = any(%(areas)s) and n.counted_on <= %(end)s"
    " and (e.state is null or (e.state = 0 and e.counted_on >= %(end)s)) and"
    + _OPEN
    + _THERE
    + " group by n.item"
)
_CERTIFICATES: Final[LiteralString] = (
    "select n.item, count(distinct (n.case_id, n.number)) as persons,"
    " count(distinct n.case_id) as cases from (select distinct on (case_id, number, item) *"
    " from circumstance where kind = 4 and area_id = any(%(areas)s) and counted_on <= %(end)s"
    " order by case_id, number, item, counted_on desc, position desc) n"
    " where n.state = %(held)s and" + _OPEN + _THERE + " group by n.item"
)
_ISSUES: Final[LiteralString] = (
    "select n.item, coalesce(a.bits, n.bits) as bits, count(*) as issues from circumstance n"
    " left join lateral (select m.state from circumstance m where m.case_id = n.case_id"
    " and m.kind = 6 and m.number = n.number and m.counted_on <= %(end)s"
    " order by m.counted_on desc, m.position desc limit 1) s on true"
    " left join lateral (select u.bits from circumstance u where u.case_id = n.case_id"
    " and u.kind = 7 and u.number = n.number and u.counted_on <= %(end)s"
    " order by u.counted_on desc, u.position desc limit 1) a on true"
    " where n.kind = 5 and n.area_id = any(%(areas)s) and n.counted_on <= %(end)s"
    " and coalesce(s.state, %(working)s) <> all(%(settled)s) and" + _OPEN + " group by 1, 2"
)
_STAGES: Final[LiteralString] = (
    "select n.item, count(*) as persons, count(*) as cases from (select distinct on (case_id) *"
    " from circumstance where kind = 8 and area_id = any(%(areas)s) and counted_on <= %(end)s"
    " order by case_id, counted_on desc, position desc) n where" + _OPEN + " group by n.item"
)
_LINKS: Final[LiteralString] = (
    "select bits, more, count(*) as plans from (select distinct on (case_id, number) *"
    " from circumstance where kind = 9 and area_id = any(%(areas)s)"
    " and counted_on between %(start)s and %(end)s"
    " order by case_id, number, counted_on desc, position desc) n group by bits, more"
)
_CHANGES: Final[LiteralString] = (
    "select bits, count(*) as plans from circumstance where kind = 10 and area_id = any(%(areas)s)"
    " and counted_on between %(start)s and %(end)s group by bits"
)
_BENEFITS: Final[LiteralString] = (
    "select item, state, count(distinct case_id) as cases from (select distinct on (case_id, item) *"
    " from circumstance where kind = 11 and area_id = any(%(areas)s)"
    " and counted_on between %(start)s and %(end)s"
    " order by case_id, item, counted_on desc, position desc) n group by item, state"
)
_SETTLED: Final = (IssueState.RESOLVED, IssueState.LET_BE)


def circumstances(
    tables: ReadTables, areas: Sequence[int], start: date, end: date
) -> Circumstances:
    """The numbers of some areas: stocks on `end`, flows from `start` to `end`."""
    asked = {
        "areas": list(areas),
        "start": start,
        "end": end,
        "held": place(CertificateStanding, CertificateStanding.HELD),
        "working": place(IssueState, IssueState.OPEN),
        "settled": [place(IssueState, state) for state in _SETTLED],
    }
    return Circumstances(
        attributes=_held(HouseholdAttribute, tables.query(_ATTRIBUTES, asked)),
        certificates=_held(DisabilityCertificate, tables.query(_CERTIFICATES, asked)),
        issues=_at_work(tables.query(_ISSUES, asked)),
        stages=_held(ReadinessStage, tables.query(_STAGES, asked), every=True),
        independence=_by_independence(tables.query(_LINKS, asked), tables.query(_CHANGES, asked)),
        benefits=_checked(tables.query(_BENEFITS, asked)),
    )


Rows = Sequence[dict[str, int]]


def _held(codes: type[Code], rows: Rows, *, every: bool = False) -> list[Held]:
    found = {row["item"]: row for row in rows}
    lines = [
        Held(code.ja, found[n]["persons"], found[n]["cases"]) if n in found else Held(code.ja, 0, 0)
        for n, code in enumerate(codes, 1)
    ]
    return [line for line in lines if every or line.persons]


def _at_work(rows: Rows) -> list[AtWork]:
    social, economic = bits([CauseAxis.SOCIAL]), bits([CauseAxis.ECONOMIC])
    lines = []
    for number, topic in enumerate(Issue, 1):
        count = {r["bits"]: r["issues"] for r in rows if r["item"] == number}
        lines.append(
            AtWork(
                topic.ja,
                count.get(social, 0),
                count.get(economic, 0),
                count.get(social | economic, 0),
                count.get(0, 0),
            )
        )
    return [line for line in lines if line.total]


def _by_independence(links: Rows, changes: Rows) -> list[ByIndependence]:
    return [
        ByIndependence(
            kind.ja,
            sum(row["plans"] for row in links if row["bits"] & bits([kind])),
            sum(row["plans"] for row in links if row["more"] & bits([kind])),
            sum(row["plans"] for row in changes if row["bits"] & bits([kind])),
        )
        for kind in Independence
    ]


def _checked(rows: Rows) -> list[Checked]:
    count = {(row["item"], row["state"]): row["cases"] for row in rows}
    results = range(1, len(BenefitResult) + 1)
    lines = [
        Checked(benefit.ja, tuple(count.get((number, state), 0) for state in results))
        for number, benefit in enumerate(PublicBenefit, 1)
    ]
    return [line for line in lines if any(line.results)]
