"""引継票: everything whoever stands in must know of a worker's open cases, on paper."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.host.answers import Missing
from events.host.charge import CASE_CHARGE
from events.host.colleagues import staff_names
from events.host.desk import AtDesk, Desk
from events.host.http import Requires
from events.host.safety import Standing, standing
from services.intake.person_index import PersonIndex
from services.intake.routes.case_file import case_file, ward_name
from services.intake.routes.people import People
from services.intake.routes.present import Head, head
from services.intake.routes.timeline import Entry, entries
from services.intake.worklist import WORKLIST, Work

router = APIRouter()
LAST: Final = 3
"""Entries of the record shown per case."""
MOST: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """One case of the sheet. `last` = its newest entries, the newest first."""

    work: Work
    ward: str
    head: Head
    cautions: Standing
    last: tuple[Entry, ...]


@router.get("/workers/{worker}/handover", dependencies=[Requires("case.read")], summary="引継票")
def sheet(worker: UUID, desk: AtDesk, people: People) -> Response:
    """One's own; the chief's of everybody. Only cases of wards that the reader may read."""
    if worker != desk.staff.person and not desk.staff.may("case.supervise"):
        raise Missing
    wards = sorted(desk.staff.wards_for("case.read"))
    held = desk.runtime.tables.rows(CASE_CHARGE, "worker = %s", [worker])
    rows = desk.runtime.tables.rows(
        WORKLIST,
        "case_id = any(%s) and area = any(%s) and stage <> all(%s) and received_on is not null",
        [[row.case_id for row in held], wards, ["ended", "closed"]],
        order="next_on nulls last, received_on, case_id",
        limit=MOST,
    )
    return desk.page(
        "handover_sheet.html",
        name=staff_names(desk).get(worker, "名前の分からない職員"),
        cases=[_handed(desk, people, row) for row in rows],
        full=len(rows) == MOST,
    )


def _handed(desk: Desk, people: PersonIndex, row: Work) -> Handed:
    file = case_file(desk, row.case_id)
    told = entries(desk, file.history[-LAST:], people)
    return Handed(
        work=row,
        ward=ward_name(desk, row.area),
        head=head(file.received, desk.today),
        cautions=standing(desk, row.case_id),
        last=tuple(reversed(told)),
    )
