"""Whom the lines of a list concern: intake keeps the names, the lists of all services may bear them."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from events.host.auth import Staff


@dataclass(frozen=True, slots=True)
class Named:
    """`name` says 匿名 or 未聴取 where no name was given; texts as typed."""

    name: str = field(repr=False)
    kana: str = field(repr=False)


NamesOf = Callable[[Staff, Collection[UUID]], Mapping[UUID, Named]]
"""Case → name, of those cases whose names this person may read; the others are left out."""
