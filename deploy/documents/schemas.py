"""JSON Schema 2020-12 of every kind and version: the body of a fact as its parts hold it once opened.

Fields of the groups other than clear lie sealed in an entry; `x-group` names the group of each.
"""

import json
import types
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from typing import Any, Final, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from events.contract import KINDS, Kind, Unanswered
from events.contract.code import CODE_LISTS, Code
from events.contract.codes import FieldState

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_SIMPLE: Final[Mapping[Any, Mapping[str, str]]] = {
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    str: {"type": "string"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
    UUID: {"type": "string", "format": "uuid"},
    type(None): {"type": "null"},
}


def every() -> Iterator[tuple[str, str]]:
    """File name and text, by wire name."""
    for wire, kind in sorted(KINDS.items()):
        yield f"{wire}.json", json.dumps(of(kind), ensure_ascii=False, indent=2) + "\n"


def of(kind: Kind) -> dict[str, Any]:
    """The schema of one kind."""
    return {
        "$schema": DIALECT,
        "$id": f"urn:yorisoi:{kind.wire}",
        "title": kind.ja,
        "description": (kind.cls.__doc__ or "").strip().split("\n\n")[0],
        "x-basis": kind.basis,
        "x-provisional": kind.provisional,
        "x-occurred-on": kind.occurred,
        "type": "object",
        "properties": {
            field.name: {**_value(field.type), "x-group": field.group.name.lower()}
            for field in kind.fields
        },
        "required": [field.name for field in kind.fields],
        "additionalProperties": False,
    }


def _value(hint: Any) -> dict[str, Any]:
    if hint in _SIMPLE:
        return dict(_SIMPLE[hint])
    if hint is Unanswered:
        return _record({"state": FieldState})
    if get_origin(hint) in {Union, types.UnionType}:
        return {"anyOf": [_value(member) for member in get_args(hint)]}
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _value(get_args(hint)[0])}
    if isinstance(hint, type) and issubclass(hint, Code):
        return _codes(hint)
    if is_dataclass(hint):
        optional = {f.name for f in fields(hint) if f.default is not MISSING}
        return _record(get_type_hints(hint), optional)
    raise TypeError(f"{hint} has no form on the wire")


def _codes(codes: type[Code]) -> dict[str, Any]:
    """The values of a list, with their labels beside."""
    return {
        "title": CODE_LISTS[codes].ja,
        "enum": [str(code) for code in codes],
        "x-labels": [code.ja for code in codes],
    }


def _record(
    hints: Mapping[str, Any], optional: frozenset[str] | set[str] = frozenset()
) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {name: _value(hint) for name, hint in hints.items()},
        "required": [name for name in hints if name not in optional],
        "additionalProperties": False,
    }
