"""What of a fact goes into which part of its entry, still readable: the last place before it is sealed."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from events.contract import Event, Group, Open, kind_of
from events.log.key_slots import Use
from events.log.recorded import Recorded


class Shape(NamedTuple):
    """How facts of one class are written. `sealed` = group code → names, by code."""

    wire: str
    occurred: str
    clear: tuple[str, ...]
    sealed: tuple[tuple[int, tuple[str, ...]], ...]


class Plain(NamedTuple):
    """One fact, taken apart. `parts` stand in the order of the entry: by group, then by person."""

    recorded: Recorded
    wire: str
    on: date
    clear: dict[str, Any]
    parts: list[tuple[Use, dict[str, Any]]]


def plain(recorded: Recorded) -> Plain:
    """The fact as its entry will hold it; ValueError for a value that is not open."""
    fact: Any = recorded.fact
    event = recorded.event_id
    shape = shape_of(type(fact))
    on = getattr(fact, shape.occurred)
    clear = {name: getattr(fact, name) for name in shape.clear}
    parts: list[tuple[Use, dict[str, Any]]] = []
    for code, names in shape.sealed:
        bodies = _by_person(fact, names)
        persons = sorted(bodies) if len(bodies) > 1 else bodies
        parts += [(Use(code, person, event, on), bodies[person]) for person in persons]
    return Plain(recorded, shape.wire, on, clear, parts)


@cache
def shape_of(cls: type[Event]) -> Shape:
    """Read off the declaration, once for each class."""
    kind = kind_of(cls)
    names = {group: tuple(field.name for field in kind.of(group)) for group in Group}
    clear = names.pop(Group.CLEAR)
    sealed = sorted((group.code, those) for group, those in names.items() if those)
    return Shape(kind.wire, kind.occurred, clear, tuple(sealed))


def _by_person(fact: Event, names: tuple[str, ...]) -> dict[UUID, dict[str, Any]]:
    """The values of one group; mostly they all speak of one person."""
    bodies: dict[UUID, dict[str, Any]] = {}
    person, body = None, {}
    for name in names:
        value = getattr(fact, name)
        if not isinstance(value, Open):
            told = f"{kind_of(fact).wire}: {name} is not open and cannot be stated"
            raise ValueError(told)  # noqa: TRY004 - a state, not a type
        if value.subject is not person:
            person = value.subject
            body = bodies.setdefault(person, {})
        body[name] = value.value
    return bodies
