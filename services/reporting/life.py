"""The cases of one person: tied by 名寄せ, by 再相談 and by 移管, over any number of links and any ward."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from events.bus.read_tables import ReadTables
from events.contract.codes import Origin, Sameness
from events.contract.worded import Worded
from services.reporting.projections.person_case import PERSON_CASE, PERSON_LINK, PersonCase

MOST: Final = 200
"""Cases of one life at most; more are one name too many."""
TRANSFERS: Final = frozenset({Origin.TRANSFER_WITHIN, Origin.TRANSFER_FROM_OUTSIDE})


class Tie(Worded):
    """Why a case belongs to this life; `ja` is what people read."""

    ASKED = "asked", "このケース"
    JUDGED = "judged", "名寄せ"
    AGAIN = "again", "再相談"
    TRANSFERRED = "transferred", "移管"


@dataclass(frozen=True, slots=True)
class Tied:
    """One case of the life and how it was reached."""

    case: PersonCase
    tie: Tie


def life_of(tables: ReadTables, case: UUID) -> list[Tied]:
    """Every case of the person of this one, the oldest first; empty for a case nobody knows.

    A judgement 別の方 between two cases outweighs that one was received as the other's 再相談.
    """
    asked = tables.row(PERSON_CASE, case)
    if asked is None:
        return []
    found = {asked.case_id: Tied(asked, Tie.ASKED)}
    waiting = [asked]
    while waiting and len(found) < MOST:
        one = waiting.pop()
        for tied in _beside(tables, one):
            if tied.case.case_id not in found:
                found[tied.case.case_id] = tied
                waiting.append(tied.case)
    return sorted(found.values(), key=lambda tied: (tied.case.received_on, tied.case.number))


def _beside(tables: ReadTables, one: PersonCase) -> Iterable[Tied]:
    judged = _judged(tables, one.person)
    same = [person for person, answer in judged.items() if answer is Sameness.SAME]
    for case in tables.rows(PERSON_CASE, "person = any(%s)", [[one.person, *same]], limit=MOST):
        moved = _next_to(case, one) and _transferred(case, one)
        yield Tied(case, Tie.TRANSFERRED if moved else Tie.JUDGED)
    near: list[PersonCase] = tables.rows(
        PERSON_CASE,
        "case_id = %(before)s or previous_case = %(case)s",
        {"before": one.previous_case, "case": one.case_id},
        limit=MOST,
    )
    for case in near:
        if judged.get(case.person) is not Sameness.OTHER:
            yield Tied(case, Tie.TRANSFERRED if _transferred(case, one) else Tie.AGAIN)


def _judged(tables: ReadTables, person: UUID) -> dict[UUID, Sameness]:
    """Answers from either side; the own answer counts before the other side's."""
    rows = tables.rows(PERSON_LINK, "person = %(p)s or candidate = %(p)s", {"p": person})
    theirs = {row.person: row.sameness for row in rows if row.candidate == person}
    return theirs | {row.candidate: row.sameness for row in rows if row.person == person}


def _next_to(case: PersonCase, one: PersonCase) -> bool:
    return case.previous_case == one.case_id or one.previous_case == case.case_id


def _transferred(case: PersonCase, one: PersonCase) -> bool:
    later = case if case.previous_case == one.case_id else one
    return later.origin in TRANSFERS
