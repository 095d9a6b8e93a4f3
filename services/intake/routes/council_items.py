"""The cases of a 支援会議 as its minutes show them: read from the streams, nothing sealed stands in a table."""

from dataclasses import dataclass
from uuid import UUID

from events.bus.tables import NotReady
from events.contract.case_in_council import CaseDiscussed
from events.host.desk import Desk
from services.intake.projections.councils import COUNCIL_CASES
from services.intake.routes.case_file import case_file
from services.intake.routes.concern_timeline import words
from services.intake.routes.present import head


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseItem:
    """One case of a meeting."""

    case: UUID
    number: str
    name: str
    fact: CaseDiscussed
    shared: str | None
    roles: str | None


def cases_of(desk: Desk, council: UUID) -> list[CaseItem]:
    """In the order of recording; a case that moved to a ward of other people is left out."""
    try:
        rows = desk.runtime.tables.rows(
            COUNCIL_CASES, "council_id = %s", [council], order="position"
        )
    except NotReady:
        return []
    found = []
    for row in rows:
        area = desk.request.app.state.area_of(row.case_id)
        if area is None or not desk.staff.may("case.read", area):
            continue
        file = case_file(desk, row.case_id)
        fact = next(one for one in file.state.beside.discussed if one.council == council)
        found.append(
            CaseItem(
                case=row.case_id,
                number=file.number,
                name=head(file.received, desk.today).name,
                fact=fact,
                shared=words(fact.shared),
                roles=words(fact.roles),
            )
        )
    return found
