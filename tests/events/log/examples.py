"""One example of every kind, made from its declaration alone, with fixed ids: the golden entries come from it."""

import types
from collections.abc import Collection
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import NAMESPACE_URL, UUID, uuid5

from events.contract import KINDS, Event, Group, Kind, Open, Shredded, Unanswered
from events.contract.code import Code
from events.contract.kind import UPCASTS
from events.log.key_slots import Made, Use
from events.log.recorded import Context, Recorded

PERSON = uuid5(NAMESPACE_URL, "person")
OTHER = uuid5(NAMESPACE_URL, "visitor")
CONTEXT = Context(
    actor=uuid5(NAMESPACE_URL, "actor"),
    role="counsellor",
    office="nishi",
    operator="minatoryo/2026",
    area="271063",
    request=uuid5(NAMESPACE_URL, "request"),
    correlation=uuid5(NAMESPACE_URL, "correlation"),
    at=datetime(2026, 11, 21, 1, 2, 3, 456789, tzinfo=UTC),
)


def example(kind: Kind) -> Event:
    """A fact of the kind with a value in every field; the last sealed identity belongs to another person."""
    values: dict[str, Any] = {}
    for field in kind.fields:
        value = _value(field.type, field.name)
        subject = OTHER if field.name in {"visitor", "payee"} else PERSON
        values[field.name] = value if field.group is Group.CLEAR else Open(subject, value)
    return kind.cls(**values)


def recorded(kind: Kind) -> Recorded:
    """The example as the second version of a stream, alone in its command."""
    return Recorded(
        stream=uuid5(NAMESPACE_URL, "stream"),
        version=2,
        case=uuid5(NAMESPACE_URL, "case"),
        fact=example(kind),
        context=CONTEXT,
        event_id=uuid5(NAMESPACE_URL, kind.wire),
        command=uuid5(NAMESPACE_URL, f"command {kind.wire}"),
    )


def every() -> tuple[Kind, ...]:
    """All kinds, by wire name."""
    return tuple(sorted(KINDS.values(), key=lambda kind: kind.wire))


def newest() -> tuple[Kind, ...]:
    """The kinds that are still stated: an old version is read as the one that took its place."""
    return tuple(kind for kind in every() if kind.wire not in UPCASTS)


class FixedKeys:
    """Keys derived from the subject: for golden bytes only."""

    def sealing(self, uses: Collection[Use]) -> Made:
        """The same key every time."""
        ids = {use: uuid5(use.subject, "key") for use in uses}
        return {use: (key_id, key_id.bytes * 2) for use, key_id in ids.items()}

    def opening(self, key_id: UUID) -> bytes | Shredded:
        """Never destroyed."""
        return key_id.bytes * 2


def _value(hint: Any, name: str) -> Any:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in {Union, types.UnionType}:
        return _value(next(a for a in arguments if a not in {type(None), Unanswered}), name)
    if origin is tuple:
        return (_value(arguments[0], name),)
    if is_dataclass(hint):
        hints = get_type_hints(hint)
        return hint(
            **{f.name: _value(hints[f.name], f.name) for f in fields(hint) if f.default is MISSING}
        )  # type: ignore[operator]
    if isinstance(hint, type) and issubclass(hint, Code):
        return next(iter(hint))
    simple: dict[Any, Any] = {
        str: f'{name} 髙橋𠮷野"\\葛\U000e0100',
        int: 12_345,
        bool: True,
        date: date(2026, 11, 20),
        UUID: uuid5(NAMESPACE_URL, name),
    }
    return simple[hint]
