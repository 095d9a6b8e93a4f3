"""`same_person`: which pseudonyms intake judged to be one person; a later judgement takes the former's place."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.bus.projection import Index, Projection
from events.bus.read_tables import ReadTables
from events.contract.codes import Sameness
from events.contract.intake import IdentityJudged
from events.log.recorded import Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class SamePerson:
    """One judged pair, as the case of `person` judged it."""

    person: UUID
    candidate: UUID
    same: bool
    judged_on: date


def evolve(row: SamePerson | None, recorded: Recorded) -> SamePerson | None:
    """The pair after one judgement."""
    match recorded.fact:
        case IdentityJudged() as judged:
            return SamePerson(
                person=judged.person,
                candidate=judged.candidate,
                same=judged.sameness is Sameness.SAME,
                judged_on=judged.judged_on,
            )
    return row


def _pair(recorded: Recorded) -> tuple[UUID, UUID] | None:
    match recorded.fact:
        case IdentityJudged(person=person, candidate=candidate):
            return person, candidate
    return None


SAME_PERSON = Projection(
    "same_person",
    1,
    SamePerson,
    evolve,
    one_row_per=_pair,
    keys=("person", "candidate"),
    reads=frozenset({IdentityJudged}),
    indexes=(Index(("candidate",)),),
)


def linked(tables: ReadTables, person: UUID) -> frozenset[UUID]:
    """This person under every pseudonym, over any number of links; the own one among them."""
    found: frozenset[UUID] = frozenset()
    reached: Collection[UUID] = {person}
    while not found.issuperset(reached):
        found = found.union(reached)
        rows = tables.rows(
            SAME_PERSON,
            "same and (person = any(%(known)s) or candidate = any(%(known)s))",
            {"known": list(found)},
        )
        reached = {one for row in rows for one in (row.person, row.candidate)}
    return found


def groups(tables: ReadTables) -> list[frozenset[UUID]]:
    """Every set of pseudonyms that is one person."""
    rows = tables.rows(SAME_PERSON, "same")
    made: dict[UUID, frozenset[UUID]] = {}
    for row in rows:
        joined = frozenset({row.person, row.candidate}).union(
            made.get(row.person, frozenset()), made.get(row.candidate, frozenset())
        )
        made.update(dict.fromkeys(joined, joined))
    return list(dict.fromkeys(made.values()))
