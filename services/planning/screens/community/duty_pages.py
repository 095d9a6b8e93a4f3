"""What the year owes, as pages show it: block meetings, courses by colleague, activities by month."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from events.contract import wareki
from events.contract.community_codes import BlockRole, TrainingCourse
from events.host.auth import ROLES_JA
from events.host.desk import Desk
from services.planning.programmes.community import duties
from services.planning.programmes.community.duties import BlockDuty
from services.planning.projections import community_lookup
from services.planning.projections.community_occasion import (
    ACTIVITY,
    BLOCK,
    LEARNING,
    OccasionRow,
)

YEARS = 3
"""Fiscal years shown side by side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """One colleague: roles, hours of this fiscal year, courses with certificate, courses still owed."""

    name: str
    roles: str
    minutes: int
    certified: tuple[TrainingCourse, ...]
    missing: tuple[TrainingCourse, ...]


def own(desk: Desk, what: str) -> list[OccasionRow]:
    """The standing entries of one log in the wards of the viewer."""
    wards = desk.staff.wards_for("case.read")
    rows = community_lookup.occasions(desk.runtime.tables, what)
    return [row for row in rows if row.area in wards and not row.withdrawn_on]


def block_duties(desk: Desk) -> list[tuple[str, BlockDuty]]:
    """Ward by ward the duty of this fiscal year, with the name of the ward."""
    year = duties.fiscal_year(desk.today)
    rows = own(desk, BLOCK)
    wards = sorted(desk.staff.wards_for("community.record") or {row.area for row in rows})
    areas = desk.runtime.areas
    return [
        (areas.short_name(areas.at(ward, desk.today)), _duty(rows, ward, year, desk.today))
        for ward in wards
    ]


def _duty(rows: list[OccasionRow], ward: str, year: int, today: date) -> BlockDuty:
    codes = {role.value: role for role in BlockRole}
    held = [
        codes[row.kind]
        for row in rows
        if row.area == ward and duties.fiscal_year(row.on_day) == year
    ]
    return duties.block_duty(held, year, today)


def blocks(desk: Desk) -> Mapping[str, Any]:
    """The duty of this year, and the meetings of the last years."""
    this = duties.fiscal_year(desk.today)
    rows = own(desk, BLOCK)
    held = [duties.fiscal_year(row.on_day) for row in rows]
    years = [
        (f"{wareki.short(date(year, 4, 1)).partition('.')[0]}年度", float(held.count(year)), "")
        for year in range(this - YEARS + 1, this + 1)
    ]
    return {"duties": block_duties(desk), "years": years, "asked": duties.MEETINGS_A_YEAR}


def trained(desk: Desk) -> list[Trained]:
    """Every colleague in the viewer's wards whose role asks for a course, or who took part in training."""
    year = duties.fiscal_year(desk.today)
    rows = [
        row
        for row in community_lookup.occasions(desk.runtime.tables, LEARNING)
        if not row.withdrawn_on
    ]
    found = []
    for staff in desk.runtime.sign_in.colleagues(desk.staff.wards_for("case.read"), desk.now):
        roles = sorted({held.role for held in staff.roles})
        took = [row for row in rows if staff.person in row.staff]
        done = tuple(row.course for row in took if row.course and staff.person in row.certified)
        if took or any(role in duties.COURSE_OF for role in roles):
            found.append(
                Trained(
                    name=desk.colleague(staff.person),
                    roles="・".join(ROLES_JA[role] for role in roles),
                    minutes=sum(r.minutes for r in took if duties.fiscal_year(r.on_day) == year),
                    certified=tuple(dict.fromkeys(done)),
                    missing=tuple(duties.missing_courses(roles, done)),
                )
            )
    return found


def courses(desk: Desk) -> Mapping[str, Any]:
    """The check of courses, for those who may read colleagues' names."""
    named = desk.staff.may("identity.read")
    return {"trained": trained(desk) if named else []}


def activity_months(desk: Desk) -> list[tuple[str, float, str]]:
    """Who came in each month of this fiscal year up to now."""
    year = duties.fiscal_year(desk.today)
    rows = own(desk, ACTIVITY)
    found = []
    for place in range(12):
        first = date(year + (place + 3) // 12, (place + 3) % 12 + 1, 1)
        if first <= desk.today:
            there = [
                row
                for row in rows
                if (row.on_day.year, row.on_day.month) == (first.year, first.month)
            ]
            found.append((f"{first.month}月", float(sum(row.people for row in there)), ""))
    return found
