"""The hash that tells whether a fold still is the one that filled its table."""

import inspect
import sys
import tokenize
from collections.abc import Iterator
from hashlib import sha256
from io import StringIO
from textwrap import dedent
from types import FunctionType
from typing import Any

from events.bus.columns import columns_of, key_columns
from events.bus.matched import PARSING
from events.bus.projection import Projection
from events.contract import kind_of

_SILENT = {tokenize.COMMENT, tokenize.NL, tokenize.ENDMARKER}
_DOCSTRING = {tokenize.STRING, tokenize.NEWLINE}
_LAYOUT = {tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}


def code_hash(projection: Projection[Any]) -> bytes:
    """SHA-256 of the fold's module, the row class and the table's shape; comments and docstrings are free.

    Joined without spaces, the tokens of one source are the same text under every Python version.
    """
    evolve = projection.evolve
    if not isinstance(evolve, FunctionType):
        raise TypeError(f"{projection.name}: only a plain function has a text to compare")
    with PARSING:
        sources = [
            inspect.getsource(sys.modules[evolve.__module__]),
            inspect.getsource(projection.row),
        ]
    parts = [*map(_meaning, sources), *_shape(projection)]
    return sha256("\0".join(parts).encode()).digest()


def _shape(projection: Projection[Any]) -> Iterator[str]:
    yield from (column.declared for column in key_columns(projection))
    yield from (column.declared for column in columns_of(projection.row))
    yield from (f"{','.join(index.columns)} {index.where}" for index in projection.indexes)
    yield from sorted(kind_of(kind).wire for kind in projection.reads or ())


def _meaning(source: str) -> str:
    words: list[str] = []
    begins = True  # a statement: a text standing there is a docstring
    for token in tokenize.generate_tokens(StringIO(dedent(source)).readline):
        if token.type in _SILENT or (begins and token.type in _DOCSTRING):
            continue
        begins = token.type in _LAYOUT
        words.append(tokenize.tok_name[token.type] if begins else token.string)
    return "".join(words)
