"""A stored fact as a fold sees it: read when somebody looks, and never half.

Everything that could be wrong with an entry is found when it is decoded; only the making of objects waits.
A fold looks at a few fields of a fact and hardly ever at its context, so most of them are never made.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256
from operator import attrgetter
from struct import Struct
from typing import Any, Final
from uuid import UUID

import msgspec

from events.bus.layout import Layout
from events.contract import KINDS, Event, Group, NotPermitted, Open, Sealed, Shredded
from events.contract.kind import derived
from events.log.recorded import MIGRATION_ROLE, Context, Recorded

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_COUNTS: Final = Struct(">HH")
_MIGRATION: Final = MIGRATION_ROLE.encode()
_as_uuid: Final = msgspec.msgpack.Decoder(UUID).decode
_UUID_HEAD: Final = b"\xc4\x10"


def uuid(data: bytes) -> UUID:
    """An id of 16 bytes: an eighth of the time of `UUID(bytes=…)`."""
    return _as_uuid(_UUID_HEAD + data)


class Seen(Recorded):
    """Equal to the `Recorded` of the same entry. Ids, context and leaf hash are made when asked for."""

    __slots__ = ("entry", "layout")
    entry: bytes
    layout: Layout

    def __getattr__(self, name: str) -> Any:
        """A field that nobody has asked for yet."""
        make = _LATER.get(name)
        if make is None:
            raise AttributeError(name)
        value = make(self.entry, self.layout)
        object.__setattr__(self, name, value)
        return value

    @property
    def migrated(self) -> bool:
        """As of any recorded fact, without its context."""
        return self.entry[self.layout.field[9]] == _MIGRATION

    def __eq__(self, other: object) -> bool:
        """As recorded facts are equal: field by field, whatever has been looked at."""
        if not isinstance(other, Recorded):
            return NotImplemented
        return _alike(self, other, _RECORDED)

    __hash__ = Recorded.__hash__


def setter(cls: type, slot: str) -> Callable[[Any, Any], None]:
    """What fills a slot of an object made without its constructor: half the time of `setattr`."""
    fill: Callable[[Any, Any], None] = vars(cls)[slot].__set__
    return fill


def _alike(one: object, other: object, names: tuple[str, ...]) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in names)


_RECORDED: Final = tuple(field.name for field in fields(Recorded))


def _context(data: bytes, layout: Layout) -> Context:
    f = layout.field
    causation = data[f[14]]
    return Context(
        actor=uuid(data[f[8]]),
        role=data[f[9]].decode("ascii"),
        office=data[f[10]].decode("ascii"),
        operator=data[f[11]].decode("ascii"),
        area=data[f[7]].decode("ascii"),
        request=uuid(data[f[12]]),
        correlation=uuid(data[f[13]]),
        at=EPOCH + timedelta(microseconds=int.from_bytes(data[f[5]], "big", signed=True)),
        causation=uuid(causation) if causation else None,
        basis=data[f[15]].decode("ascii"),
    )


_LATER: Final[Mapping[str, Callable[[bytes, Layout], Any]]] = {
    "stream": lambda data, layout: uuid(data[layout.field[1]]),
    "version": lambda data, layout: int.from_bytes(data[layout.field[2]], "big"),
    "context": _context,
    "event_id": lambda data, layout: uuid(data[layout.field[0]]),
    "command": lambda data, layout: uuid(data[layout.field[16]][:16]),
    "ordinal": lambda data, layout: _COUNTS.unpack_from(data, layout.size - 4)[0],
    "count": lambda data, layout: _COUNTS.unpack_from(data, layout.size - 4)[1],
    "leaf": lambda data, _: sha256(b"\x00" + data).hexdigest(),
}


@cache
def seen_kind(wire: str) -> type[Event]:
    """The kind of a wire name as a class whose facts hold decoded groups instead of values.

    Slots: `seen_clear` (all clear fields), `seen_stat` (the opened part, None = shredded, UNSET = there is none)
    and `seen_subject` (16 bytes: of whom the part speaks). What tables never open is NotPermitted.
    """
    kind = KINDS[wire]
    names = tuple(field.name for field in kind.fields)

    def same(one: object, other: object) -> Any:
        if not isinstance(other, kind.cls):
            return NotImplemented
        return _alike(one, other, names)

    body: dict[str, Any] = {
        "__slots__": ("seen_clear", "seen_stat", "seen_subject"),
        "__doc__": f"{kind.cls.__name__}, seen by a fold.",
        "__eq__": same,
        "__hash__": kind.cls.__hash__,
    }
    for field in kind.fields:
        if field.group is Group.CLEAR:
            body[field.name] = property(attrgetter(f"seen_clear.{field.name}"))
        elif field.group is Group.STAT:
            body[field.name] = property(_stat(field.name))
        else:
            body[field.name] = NotPermitted(field.group.code)
    return derived(type(f"Seen{kind.cls.__name__}", (kind.cls,), body), kind)


_SHREDDED: Final = Shredded()
_CLOSED: Final = NotPermitted(Group.STAT.code)


def _stat(name: str) -> Callable[[Any], Sealed[Any]]:
    def value(fact: Any) -> Sealed[Any]:
        part = fact.seen_stat
        if part is None:
            return _SHREDDED
        found = getattr(part, name, msgspec.UNSET)
        return _CLOSED if found is msgspec.UNSET else Open(uuid(fact.seen_subject), found)

    return value
