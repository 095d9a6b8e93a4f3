"""What of a fact goes into which part of its entry, still readable: the last place before it is sealed."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any, Final, NamedTuple
from uuid import UUID

from events.contract import EVERY_GROUP, KINDS, Event, Group, Open, kind_of
from events.log.key_slots import Use
from events.log.recorded import Recorded

_SEALED: Final = sorted(EVERY_GROUP - {Group.CLEAR}, key=lambda group: group.code)


class Plain(NamedTuple):
    """One fact, taken apart. `parts` stand in the order of the entry: by group, then by person."""

    recorded: Recorded
    wire: str
    on: date
    clear: dict[str, Any]
    parts: list[tuple[Use, dict[str, Any]]]


def plain(recorded: Recorded) -> Plain:
    """The fact as its entry will hold it; ValueError for a value that is not open."""
    fact, event = recorded.fact, recorded.event_id
    kind = kind_of(fact)
    wire, on = kind.wire, getattr(fact, kind.occurred)
    clear = {name: getattr(fact, name) for name in _clear_names(wire)}
    parts: list[tuple[Use, dict[str, Any]]] = []
    for code, names in _sealed_names(wire):
        bodies = _by_person(fact, wire, names)
        persons = sorted(bodies) if len(bodies) > 1 else bodies
        parts += [(Use(code, person, event, on), bodies[person]) for person in persons]
    return Plain(recorded, wire, on, clear, parts)


def _by_person(fact: Event, wire: str, names: tuple[str, ...]) -> dict[UUID, dict[str, Any]]:
    """The values of one group; mostly they all speak of one person."""
    bodies: dict[UUID, dict[str, Any]] = {}
    person, body = None, {}
    for name in names:
        value = getattr(fact, name)
        if not isinstance(value, Open):
            told = f"{wire}: {name} is not open and cannot be stated"
            raise ValueError(told)  # noqa: TRY004 - a state, not a type
        if value.subject is not person:
            person = value.subject
            body = bodies.setdefault(person, {})
        body[name] = value.value
    return bodies


@cache
def _clear_names(wire: str) -> tuple[str, ...]:
    return tuple(field.name for field in KINDS[wire].of(Group.CLEAR))


@cache
def _sealed_names(wire: str) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Group code → names, by code."""
    named = ((group.code, tuple(f.name for f in KINDS[wire].of(group))) for group in _SEALED)
    return tuple((code, names) for code, names in named if names)
