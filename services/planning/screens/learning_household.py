"""Who of the household may be registered as a child: pseudonym and name by number, and the choices."""

from uuid import UUID

from events.contract import fold, opened
from services.planning.programmes.household.members import (
    THE_PERSON,
    Member,
    evolve,
    living,
    subject_of,
)
from services.planning.programmes.stream import stream_of
from services.planning.screens.household import HOUSEHOLD, shown
from services.planning.screens.learning_children import Learning


def household(records: Learning) -> dict[int, tuple[UUID, str]]:
    """Number → pseudonym and name of everybody who lives there today."""
    file = records.file
    return {
        one.number: (subject_of(records.person, file.case, one.number), _name(one))
        for one in living(_members(records), file.today)
    }


def member_choices(records: Learning) -> list[tuple[str, str]]:
    """Members as the household's page names them; the person last, for somebody who comes alone."""
    found = shown(_members(records), records.file.today)
    last = sorted(found, key=lambda one: one.number == THE_PERSON)
    return [
        (str(one.number), " ".join(part for part in (one.title, one.name, one.age) if part))
        for one in last
    ]


def _members(records: Learning) -> tuple[Member, ...] | None:
    file = records.file
    history = file.desk.history(stream_of(file.case, HOUSEHOLD.name), file.known.area)
    return fold(evolve, (one.fact for one in history))


def _name(member: Member) -> str:
    name = opened(member.joined.name, None) if member.joined else None
    return name if isinstance(name, str) else ""
