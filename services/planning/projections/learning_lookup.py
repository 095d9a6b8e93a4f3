"""What the pages of children's learning ask of its tables."""

from collections import Counter
from collections.abc import Collection
from datetime import date
from uuid import UUID

from events.bus.read_tables import ReadTables
from services.planning.projections.learning_attendance import (
    LEARNING_ATTENDANCE,
    LearningAttendance,
)
from services.planning.projections.learning_case import LEARNING_CASE, LearningCase
from services.planning.projections.learning_session import LEARNING_SESSION, LearningSession
from services.planning.projections.learning_site import LEARNING_SITE, SiteRow
from services.planning.projections.learning_tutor import LEARNING_TUTOR, TutorRow

MOST = 500


def families(tables: ReadTables, areas: Collection[str]) -> list[LearningCase]:
    """Cases of these wards with a child supported now, the nearest review first."""
    return tables.rows(
        LEARNING_CASE,
        "area = any(%s) and active",
        [list(areas)],
        order="review_on nulls last, case_id",
        limit=MOST,
    )


def every_family(tables: ReadTables, areas: Collection[str]) -> list[LearningCase]:
    """The same with those whose support is over, for exports and outcomes."""
    return tables.rows(
        LEARNING_CASE, "area = any(%s)", [list(areas)], order="case_id", limit=20_000
    )


def at_site(tables: ReadTables, site: UUID, areas: Collection[str]) -> list[LearningCase]:
    """Cases of these wards with a child who comes to the site."""
    return tables.rows(
        LEARNING_CASE,
        "area = any(%s) and active and sites @> array[%s]::uuid[]",
        [list(areas), site],
        order="case_id",
        limit=MOST,
    )


def taught(tables: ReadTables) -> Counter[UUID]:
    """Per tutor how many children are matched now, in the whole city."""
    rows = tables.query(
        "select tutor, count(*) as children from learning_case, unnest(tutors) as tutor"
        " group by tutor"
    )
    return Counter({row["tutor"]: row["children"] for row in rows})


def tutors(tables: ReadTables) -> list[TutorRow]:
    """The whole register, those who pause last."""
    return tables.rows(
        LEARNING_TUTOR, order="(paused_on is not null), registered_on, case_id", limit=MOST
    )


def tutor(tables: ReadTables, tutor_id: UUID) -> TutorRow | None:
    """One entry of the register."""
    return tables.row(LEARNING_TUTOR, tutor_id)


def sites(tables: ReadTables) -> list[SiteRow]:
    """Every site, those that are over last."""
    return tables.rows(LEARNING_SITE, order="(closed_on is not null), title, case_id", limit=MOST)


def site(tables: ReadTables, site_id: UUID) -> SiteRow | None:
    """One site."""
    return tables.row(LEARNING_SITE, site_id)


def sessions(
    tables: ReadTables, first: date, last: date, site_id: UUID | None = None
) -> list[LearningSession]:
    """The days counted between two days, of one site or of all."""
    of_site = " and site = %s" if site_id else ""
    given = [first, last, site_id] if site_id else [first, last]
    return tables.rows(
        LEARNING_SESSION,
        f"held_on between %s and %s{of_site}",
        given,
        order="held_on, case_id",
        limit=5_000,
    )


def answers(
    tables: ReadTables, areas: Collection[str], first: date, last: date, site_id: UUID | None = None
) -> list[LearningAttendance]:
    """The children's answers of these wards between two days."""
    of_site = " and site = %s" if site_id else ""
    given = [list(areas), first, last, *([site_id] if site_id else [])]
    return tables.rows(
        LEARNING_ATTENDANCE,
        f"area = any(%s) and held_on between %s and %s{of_site}",
        given,
        order="held_on, case_id, child",
        limit=20_000,
    )
