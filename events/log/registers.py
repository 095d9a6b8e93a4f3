"""The log's two registers, kept in memory: wire name ⇄ type id, and area code ⇄ area id by date."""

from __future__ import annotations

from datetime import date
from threading import Lock
from typing import Any

from psycopg import Connection
from psycopg_pool import ConnectionPool


class Registers:
    """Both registers only grow, so a word that is missing here is looked up once more."""

    def __init__(self, pool: ConnectionPool[Connection[Any]], service: str) -> None:
        self._pool = pool
        self._service = service
        self._loading = Lock()
        self._types: dict[str, int] = {}
        self._names: dict[int, str] = {}
        self._areas: dict[str, list[tuple[date, date | None, int]]] = {}

    def type_id(self, wire_name: str) -> int:
        """LookupError where `yorisoi migrate` has not registered the name."""
        if wire_name not in self._types:
            self._load()
        if wire_name not in self._types:
            raise LookupError(f"{wire_name} is not a registered kind; run `yorisoi migrate`")
        return self._types[wire_name]

    def wire_name(self, type_id: int) -> str:
        """LookupError for an id nobody registered: the log is damaged."""
        if type_id not in self._names:
            self._load()
        return self._names[type_id]

    def area_id(self, code: str, on: date) -> int:
        """The one area that bears this code on that day; LookupError where none does."""
        found = self._area(code, on)
        if found is None:
            self._load()
            found = self._area(code, on)
        if found is None:
            raise LookupError("no area bears this code on this day")
        return found

    def _area(self, code: str, on: date) -> int | None:
        for since, until, area_id in self._areas.get(code, ()):
            if since <= on and (until is None or on <= until):
                return area_id
        return None

    def _load(self) -> None:
        with self._loading, self._pool.connection() as session:
            types = session.execute(f"select wire_name, type_id from {self._service}.event_type")
            self._types = dict(types.fetchall())
            self._names = {type_id: name for name, type_id in self._types.items()}
            areas: dict[str, list[tuple[date, date | None, int]]] = {}
            for code, *dated in session.execute(
                f'select code, "from", until, area_id from {self._service}.area'
            ):
                areas.setdefault(code, []).append(tuple(dated))
            self._areas = areas
