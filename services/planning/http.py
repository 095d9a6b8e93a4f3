"""The web application of planning: pages under /planning, the same decisions as JSON under /planning/api."""

from collections.abc import Sequence
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
        worklist.router,
        workload.router,
        checks.router,
        absences.router,
        case.router,
        supervision.router,
        assessment.router,
        sittings.router,
        household.router,
        issues.router,
        benefit_checks.router,
        readiness.router,
        circumstances.router,
        drafting.router,
        conference.router,
        meetings.router,
        agenda.router,
        minuting.router,
        meeting_papers.router,
        tasks.router,
        deciding.router,
        deputies.router,
        notices.router,
        dispatching.router,
        posts.router,
        providing.router,
        pausing.router,
        ending.router,
        watching.router,
        deliveries.router,
        shelter_board.router,
        shelter_register.router,
        homes.router,
        shelter.router,
        shelter_stay.router,
        shelter_extension.router,
        after_care.router,
        housing.router,
        community.router,
        case_resources.router,
        budget_dues.router,
        budget.router,
        budget_forms.router,
        budget_plan.router,
        budget_sheets.router,
        budget_years.router,
        machine.router,
        sheets.router,
        work_list.router,
        group_day.router,
        work_places.router,
        work_preparation.router,
        job_search.router,
        linked_programmes.router,
        certified_training.router,
        learning.router,
        learning_list.router,
        learning_tutors.router,
        learning_sites.router,
        followers=followers,
        area_of=area_of,
    )
