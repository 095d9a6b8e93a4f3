"""People on 生活保護 counted apart from 生活困窮者: by category, and which opened programmes their plans hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from events.bus.read_tables import ReadTables
from events.contract.codes import Service
from events.contract.recipient import Category
from events.host.recipient import CASE_RECIPIENT, OPENED
from services.reporting.projections.case_list import CASE_LIST, Case

PROGRAMMES = tuple(dict.fromkeys(row.service for row in OPENED))
"""The columns of the table."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Open cases of one category; `programmes`: how many have each programme in a plan decided and under way."""

    ja: str
    cases: int
    programmes: tuple[int, ...]


def recipients(tables: ReadTables, areas: Sequence[int], day: date) -> list[Counted]:
    """As of that day; every category, also those with nobody."""
    rows = tables.rows(
        CASE_RECIPIENT,
        "area_id = any(%(areas)s) and started_on <= %(day)s",
        {"areas": list(areas), "day": day},
    )
    of_case = {row.case_id: row.known.on(day) for row in rows}
    cases = tables.rows(
        CASE_LIST,
        "case_id = any(%(cases)s) and (closed_on is null or closed_on > %(day)s)",
        {"cases": list(of_case), "day": day},
    )
    return [
        _counted(category, [case for case in cases if of_case[case.case_id] is category], day)
        for category in Category
    ]


def _counted(category: Category, cases: Sequence[Case], day: date) -> Counted:
    held = [_services(case, day) for case in cases]
    return Counted(
        category.ja,
        len(cases),
        tuple(sum(one in services for services in held) for one in PROGRAMMES),
    )


def _services(case: Case, day: date) -> frozenset[Service]:
    return frozenset(
        service
        for plan in case.plans.values()
        if plan.begins_on and plan.ends_on and plan.begins_on <= day <= plan.ends_on
        for service in plan.services
    )
