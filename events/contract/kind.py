"""`@event(wire, ja, basis)`: one declaration per event type; the registry; upcasts from old versions.

The wire name is permanent. The statutory term stands here once; glossary, screens and exports take it from here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import (
    Annotated,
    Any,
    TypeVar,
    Union,
    cast,
    dataclass_transform,
    get_args,
    get_origin,
    get_type_hints,
)

from events.contract.group import Group
from events.contract.sealed import Open


class Event:
    """A fact: it has happened, it is never changed and never deleted."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class FieldOfKind:
    """One field: its group, and the type of its value once opened."""

    name: str
    group: Group
    type: Any


@dataclass(frozen=True, slots=True)
class Kind:
    """Everything the product knows about an event type."""

    wire: str
    ja: str
    basis: str
    version: int
    cls: type[Event]
    fields: tuple[FieldOfKind, ...]
    occurred: str
    provisional: bool

    @property
    def stage(self) -> str:
        """`intake`, `planning`, `benefits` or `reporting`: the service whose log holds it."""
        return self.wire.split(".", 1)[0]

    def of(self, group: Group) -> tuple[FieldOfKind, ...]:
        """The fields of one group, in the order of their declaration."""
        return tuple(field for field in self.fields if field.group is group)


KINDS: dict[str, Kind] = {}
"""Wire name with version → kind, all versions ever declared."""

_KIND_OF: dict[type[Event], Kind] = {}
Body = dict[str, Any]
UPCASTS: dict[str, tuple[str, Callable[[Body], Body]]] = {}
"""Old wire name → (next wire name, function over the body: field → JSON value, or Sealed[JSON value])."""

E = TypeVar("E", bound=type[Event])


@dataclass_transform(frozen_default=True, kw_only_default=True)
def event(
    wire: str, *, ja: str, basis: str, occurred: str, version: int = 1, provisional: bool = False
) -> Callable[[E], E]:
    """Declare a fact. `occurred` names its legal day; `basis` the article or form; `provisional` = 暫定.

    Raises ValueError for a wire name used twice, an empty term or basis, or a legal day that is no field;
    TypeError for a field without a group.
    """

    def declare(cls: E) -> E:
        name = f"{wire}.v{version}"
        if name in KINDS:
            raise ValueError(f"wire name {name} is declared twice")
        if not ja or not basis:
            raise ValueError(f"{name} needs its statutory term and its basis")
        made = dataclass(frozen=True, slots=True, kw_only=True)(cls)
        described = _describe(made)
        if occurred not in {field.name for field in described if field.group is Group.CLEAR}:
            raise ValueError(f"{name}: the legal day {occurred} is not a clear field")
        kind = Kind(name, ja, basis, version, made, described, occurred, provisional)
        KINDS[name] = _KIND_OF[made] = kind
        return cast(E, made)

    return declare


def kind_of(fact: Event | type[Event]) -> Kind:
    """The declaration of a fact or of its class."""
    return _KIND_OF[fact if isinstance(fact, type) else type(fact)]


def derived(cls: type[Event], kind: Kind) -> type[Event]:
    """Let facts of `cls`, made from the kind's own class, be of that kind."""
    _KIND_OF[cls] = kind
    return cls


def upcast(old: str, new: str) -> Callable[[Callable[[Body], Body]], Callable[[Body], Body]]:
    """Teach the codec to read `old` (wire name with version) as `new`. Stored bytes are never touched."""

    def teach(function: Callable[[Body], Body]) -> Callable[[Body], Body]:
        if old in UPCASTS:
            raise ValueError(f"{old} already has an upcast")
        UPCASTS[old] = (new, function)
        return function

    return teach


def newest(
    wire: str, body: Body, upcasts: Mapping[str, tuple[str, Callable[[Body], Body]]]
) -> tuple[str, Body]:
    """Follow the upcasts from `wire` to the newest version of the kind."""
    while wire in upcasts:
        wire, function = upcasts[wire]
        body = function(body)
    return wire, body


def _describe(cls: type[Event]) -> tuple[FieldOfKind, ...]:
    hints = get_type_hints(cls, include_extras=True)
    return tuple(_field(cls, field.name, hints[field.name]) for field in fields(cls))  # type: ignore[arg-type]


def _field(cls: type[Event], name: str, hint: Any) -> FieldOfKind:
    group = next(
        (mark for mark in getattr(hint, "__metadata__", ()) if isinstance(mark, Group)), None
    )
    if get_origin(hint) is not Annotated or group is None:
        raise TypeError(f"{cls.__name__}.{name} declares no group")
    inner = get_args(hint)[0]
    if group is not Group.CLEAR:
        inner = _value_type(inner)
    if float in _parts(inner):
        raise TypeError(f"{cls.__name__}.{name}: no floats in facts")
    return FieldOfKind(name, group, inner)


def _value_type(sealed: Any) -> Any:
    if get_origin(sealed) is not Union:
        raise TypeError("a sealed group needs Sealed[T]")
    return next(get_args(member)[0] for member in get_args(sealed) if get_origin(member) is Open)


def _parts(hint: Any) -> set[Any]:
    return {hint}.union(*(_parts(part) for part in get_args(hint))) if get_args(hint) else {hint}
