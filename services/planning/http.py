"""The web application of planning: pages under /planning, the same decisions as JSON under /planning/api."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from fastapi import FastAPI

from events.bus.follow import Follower
from events.host.http import Worker, service_app
from events.host.runtime import Runtime
from services.planning.followers import TABLES
from services.planning.projections import lookup, meeting_lookup
from services.planning.routes import (
    absences,
    after_care,
    agenda,
    assessment,
    benefit_checks,
    budget,
    budget_dues,
    budget_forms,
    budget_plan,
    budget_sheets,
    budget_years,
    case,
    case_resources,
    certified_training,
    checks,
    circumstances,
    community,
    conference,
    deciding,
    deliveries,
    deputies,
    dispatching,
    drafting,
    ending,
    group_day,
    homes,
    household,
    housing,
    issues,
    job_search,
    learning,
    learning_list,
    learning_sites,
    learning_tutors,
    linked_programmes,
    machine,
    meeting_papers,
    meetings,
    minuting,
    notices,
    pausing,
    posts,
    providing,
    readiness,
    sheets,
    shelter,
    shelter_board,
    shelter_extension,
    shelter_register,
    shelter_stay,
    sittings,
    supervision,
    tasks,
    watching,
    work_list,
    work_places,
    work_preparation,
    worklist,
    workload,
)

THE_CASE: Final = (
    worklist,
    workload,
    checks,
    absences,
    case,
    supervision,
    assessment,
    sittings,
    household,
    issues,
    benefit_checks,
    readiness,
    circumstances,
    drafting,
    conference,
    meetings,
    agenda,
    minuting,
    meeting_papers,
    tasks,
    deciding,
    deputies,
    notices,
    dispatching,
    posts,
    providing,
    pausing,
    ending,
    watching,
    deliveries,
)
"""The way of a case, from its worklist to the end of the plan."""
HOMES: Final = (
    shelter_board,
    shelter_register,
    homes,
    shelter,
    shelter_stay,
    shelter_extension,
    after_care,
    housing,
    community,
    case_resources,
)
"""Shelter, homes and the place in the community."""
BUDGET: Final = (
    budget_dues,
    budget,
    budget_forms,
    budget_plan,
    budget_sheets,
    budget_years,
    machine,
    sheets,
)
"""家計改善支援, then what machines and printers ask for."""
WORK: Final = (
    work_list,
    group_day,
    work_places,
    work_preparation,
    job_search,
    linked_programmes,
    certified_training,
)
"""Toward work, by ourselves and by other programmes."""
LEARNING: Final = (learning, learning_list, learning_tutors, learning_sites)
"""学習・生活支援."""
ROUTES: Final = (*THE_CASE, *HOMES, *BUDGET, *WORK, *LEARNING)
"""In this order an address is looked for."""


def create_app(runtime: Runtime, followers: Sequence[Worker] | None = None) -> FastAPI:
    """Pages of planning, and what fills its tables (default: the embedded road).

    A case's ward is the one where it was received, a meeting's the one that convened it.
    """
    if followers is None:
        followers = [Follower("planning", TABLES, runtime.address.conninfo, runtime.codec)]

    def area_of(case_id: UUID) -> str | None:
        known = lookup.known_case(runtime.tables, case_id)
        if known is not None:
            return known.area
        meeting = meeting_lookup.conference(runtime.tables, case_id)
        return meeting.area if meeting else None

    return service_app(
        runtime,
        *(part.router for part in ROUTES),
        followers=followers,
        area_of=area_of,
    )
