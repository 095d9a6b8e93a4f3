"""Which kinds a fold looks at, read from its `match` patterns: so that `reads` cannot forget one."""

import ast
import inspect
import sys
from collections.abc import Callable, Iterator
from textwrap import dedent
from threading import Lock
from types import FunctionType
from typing import Any, Final

from events.contract import Event

PARSING: Final = Lock()
"""CPython 3.11 counts the depth of a syntax tree wrongly when two threads parse at once (SystemError);
`inspect.getsource` of a class parses too."""


def matched_kinds(evolve: Callable[..., Any]) -> set[type[Event]]:
    """The kinds named in `case Kind(…)` patterns of the fold and of its module's functions it calls."""
    module = sys.modules[evolve.__module__]
    found: set[type[Event]] = set()
    for node in _nodes(module, evolve, set()):
        if isinstance(node, ast.MatchClass):
            kind = _named(module, node.cls)
            if isinstance(kind, type) and issubclass(kind, Event):
                found.add(kind)
    return found


def _nodes(module: object, function: Callable[..., Any], seen: set[Any]) -> Iterator[ast.AST]:
    seen.add(function)
    with PARSING:
        tree = ast.parse(dedent(inspect.getsource(function)))
    for node in ast.walk(tree):
        yield node
        called = _named(module, node) if isinstance(node, ast.Name) else None
        if (
            isinstance(called, FunctionType)
            and called not in seen
            and called.__module__ == function.__module__
        ):
            yield from _nodes(module, called, seen)


def _named(where: object, name: ast.expr) -> object:
    match name:
        case ast.Name(id=word):
            return getattr(where, word, None)
        case ast.Attribute(value=value, attr=word):
            return getattr(_named(where, value), word, None)
    return None
