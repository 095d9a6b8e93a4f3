"""What the persons' own streams must agree to when a month is ordered, or given back (one person, one month)."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from events.contract.benefits_person import ReleaseReason
from events.log.event_log import Move
from services.benefits.months import (
    ClaimMonth,
    ReleaseMonth,
    claim_month,
    evolve,
    release_month,
    stream_of,
)
from services.benefits.projections.month_taken import MONTH_TAKEN
from services.benefits.projections.same_person import linked
from services.benefits.screens.grant_file import GrantFile


def claiming(file: GrantFile, month: str, today: date) -> Sequence[Move]:
    """Take the month under every pseudonym that is known to be this person."""
    persons = linked(file.desk.runtime.tables, file.grant.person)
    return claims(persons, month, file.stream, today)


def claims(persons: Collection[UUID], month: str, grant: UUID, today: date) -> Sequence[Move]:
    """Take the month for that grant under all these pseudonyms of one person."""
    asked = [
        ClaimMonth(today=today, person=person, month=month, grant=grant)
        for person in sorted(persons)
    ]
    return [Move(stream_of(one.person), evolve, claim_month, one) for one in asked]


def releasing(file: GrantFile, month: str, today: date, reason: ReleaseReason) -> Sequence[Move]:
    """Give the month back under every pseudonym this grant took it from."""
    rows = file.desk.runtime.tables.rows(
        MONTH_TAKEN, 'month = %s and "grant" = %s', [month, file.stream]
    )
    given = [
        ReleaseMonth(today=today, person=person, month=month, grant=file.stream, reason=reason)
        for person in sorted({file.grant.person, *(row.person for row in rows)})
    ]
    return [Move(stream_of(one.person), evolve, release_month, one) for one in given]
