"""One projection table: its DDL, and the rows in memory between loading, folding and writing."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from operator import attrgetter
from typing import Any, Final, Generic, TypeVar

from psycopg import Connection

from events.bus.column_types import PackedArray
from events.bus.columns import Column, all_columns, columns_of, key_columns, row_of
from events.bus.copying import copy_rows
from events.bus.projection import Projection
from events.bus.unapplicable import Unapplicable
from events.contract import kind_of
from events.log.recorded import Recorded

Row = TypeVar("Row")
MANY: Final = 100
"""From so many new rows on, COPY is quicker than one statement more."""


class Sheet(Generic[Row]):
    """The table `<service>_read.<table>` of a projection; `table` differs while it is filled beside."""

    def __init__(self, projection: Projection[Row], service: str, table: str | None = None) -> None:
        self.projection = projection
        self.table = table or projection.name
        self.qualified = f"{service}_read.{self.table}"
        self._per_fact = projection.one_row_per == "fact"
        self._key = key_columns(projection)
        self._columns = all_columns(projection)
        self._row = columns_of(projection.row)
        self._names = frozenset(column.name for column in self._row)
        lacking = [(n, c) for n, c in enumerate(self._key) if c.name not in self._names]
        self._lacking = [n for n, _ in lacking]
        self._sent = (*(column for _, column in lacking), *self._row)
        self._of_row = _getter([column.name for column in self._row])
        self._twice = [(n, c) for n, c in enumerate(self._key) if c.name in self._names]
        self._blank = False
        self.forget()

    def __len__(self) -> int:
        """Rows in memory."""
        return len(self._rows)

    @property
    def independent(self) -> bool:
        """Whether no row is ever looked at again: then none need wait in memory."""
        return self._per_fact

    def create(self, session: Connection[Any]) -> None:
        """The table with no index but a key that folding needs."""
        columns = ", ".join(column.declared for column in self._columns)
        _run(session, f"create table {self.qualified} ({columns})")
        self.blank()
        if not self._per_fact:
            self._add_key(session)

    def blank(self) -> None:
        """None of the rows this sheet will hold stands in the table yet: nothing need be looked for."""
        self._blank = True

    def filled(self) -> None:
        """Others have stored rows: what is folded from now on is looked for."""
        self._blank = False

    def index(self, session: Connection[Any]) -> None:
        """The remaining indexes, and statistics: last, when the rows are there."""
        if self._per_fact:
            self._add_key(session)
        for index in self.projection.indexes:
            columns = ", ".join(f'"{name}"' for name in index.columns)
            where = f" where {index.where}" if index.where else ""
            _run(session, f"create index on {self.qualified} ({columns}){where}")
        _run(session, f"analyze {self.qualified}")

    def fold(self, session: Connection[Any], facts: Iterable[Recorded]) -> None:
        """Fold facts, in their order, into rows in memory; what the table holds of them is loaded first.

        Raises Unapplicable at the first fact that the fold refuses.
        """
        projection = self.projection
        keyed = [(projection.key(fact), fact) for fact in facts if projection.concerns(fact)]
        if not self._per_fact:
            self._load(session, {key for key, _ in keyed if key is not None} - self._asked)
        for key, fact in keyed:
            if key is not None:
                try:
                    self._fold_one(key, fact)
                except Exception as cause:
                    what = kind_of(fact.fact).ja
                    raise Unapplicable(fact.source, fact.position, what, cause) from cause

    def write(self, session: Connection[Any]) -> None:
        """Store what changed and forget it all."""
        changed = [(key, self._rows[key]) for key in self._rows if key in self._changed]
        kept = [(key, row) for key, row in changed if row is not None]
        gone = [key for key, row in changed if row is None and key in self._stored]
        if kept:
            self._blank = False
            self._store(session, kept)
        if gone:
            join = " and ".join(f"t.{c.quoted} = k.{c.quoted}" for c in self._key)
            _run(
                session,
                f"delete from {self.qualified} t using {self._unnested(self._key)} where {join}",
                self._packed_keys(gone),
            )
        self.forget()

    def forget(self) -> None:
        """Drop what waits in memory, as after a rollback."""
        self._rows: dict[Hashable, Row | None] = {}
        self._asked: set[Hashable] = set()
        self._stored: set[Hashable] = set()
        self._changed: set[Hashable] = set()

    def _fold_one(self, key: Hashable, fact: Recorded) -> None:
        before = self._rows.get(key)
        row = self.projection.evolve(before, fact)
        if row is not before:
            self._check(key, row)
            self._rows[key] = row
            self._changed.add(key)

    def _load(self, session: Connection[Any], keys: set[Hashable]) -> None:
        self._asked |= keys
        if self._blank or not keys:
            return
        selected = ", ".join(f"t.{column.quoted}" for column in self._key)
        row = ", ".join(column.type.read.format(f"t.{column.quoted}") for column in self._row)
        join = " and ".join(f"t.{c.quoted} = k.{c.quoted}" for c in self._key)
        statement = (
            f"select {selected}, {row} from {self.qualified} t"
            f" join {self._unnested(self._key)} on {join}"
        )
        width = len(self._key)
        with session.cursor(binary=True) as cursor:
            cursor.execute(statement.encode(), self._packed_keys(list(keys)))
            for found in cursor:
                parts = tuple(c.value(v) for c, v in zip(self._key, found[:width], strict=True))
                key = parts if self._tuple_keys else parts[0]
                self._rows[key] = row_of(self.projection.row, self._row, found[width:])
                self._stored.add(key)

    def _store(self, session: Connection[Any], rows: Sequence[tuple[Hashable, Row]]) -> None:
        new = [(key, row) for key, row in rows if key not in self._stored]
        if len(new) < MANY:
            self._insert(session, rows)
            return
        copy_rows(session, self.qualified, self._sent, self._values(new))
        if len(new) < len(rows):
            self._insert(session, [(key, row) for key, row in rows if key in self._stored])

    def _insert(self, session: Connection[Any], rows: Sequence[tuple[Hashable, Row]]) -> None:
        names = ", ".join(column.quoted for column in self._sent)
        sent = ", ".join(f"k.{column.quoted}{column.type.cast}" for column in self._sent)
        statement = (
            f"insert into {self.qualified} ({names})"
            f" select {sent} from {self._unnested(self._sent)}"
        )
        if not self._per_fact:  # a fact's row is new; a second one would be an error worth seeing
            statement += self._overwriting()
        by_column = zip(*self._values(rows), strict=True)
        _run(
            session,
            statement,
            [c.type.array(found) for c, found in zip(self._sent, by_column, strict=True)],
        )

    def _values(self, rows: Sequence[tuple[Hashable, Row]]) -> list[tuple[Any, ...]]:
        """The rows as tuples: the parts of the key that they do not hold, then their fields."""
        of_row, lacking = self._of_row, self._lacking
        if not lacking:
            return [of_row(row) for _, row in rows]
        if self._tuple_keys and len(lacking) == len(self._key):
            return [key + of_row(row) for key, row in rows]  # type: ignore[operator]
        return [(*map(self._parts(key).__getitem__, lacking), *of_row(row)) for key, row in rows]

    def _overwriting(self) -> str:
        keys = ", ".join(column.quoted for column in self._key)
        others = self._columns[len(self._key) :]
        if not others:
            return f" on conflict ({keys}) do nothing"
        values = ", ".join(f"{c.quoted} = excluded.{c.quoted}" for c in others)
        return f" on conflict ({keys}) do update set {values}"

    def _packed_keys(self, keys: Sequence[Hashable]) -> list[PackedArray]:
        columns = zip(*map(self._parts, keys), strict=True)
        return [c.type.array(values) for c, values in zip(self._key, columns, strict=True)]

    def _unnested(self, columns: Sequence[Column]) -> str:
        names = ", ".join(column.quoted for column in columns)
        return f"unnest({', '.join(['%b'] * len(columns))}) as k({names})"

    def _check(self, key: Hashable, row: Row | None) -> None:
        """The columns of the key that the row holds too must agree with it."""
        if row is None or not self._twice:
            return
        parts = self._parts(key)
        for place, column in self._twice:
            if getattr(row, column.name) != parts[place]:
                raise ValueError(f"{self.projection.name}: {column.name} is not the row's key")

    @property
    def _tuple_keys(self) -> bool:
        return self._per_fact or len(self._key) > 1

    def _parts(self, key: Hashable) -> tuple[Any, ...]:
        return key if isinstance(key, tuple) else (key,)

    def _add_key(self, session: Connection[Any]) -> None:
        keys = ", ".join(column.quoted for column in self._key)
        _run(session, f"alter table {self.qualified} add primary key ({keys})")


def _getter(names: Sequence[str]) -> Callable[[Any], tuple[Any, ...]]:
    """A row's fields as a tuple, also of a row with a single one."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda row: tuple([getattr(row, name) for name in names])


def _run(session: Connection[Any], statement: str, values: Sequence[Any] = ()) -> None:
    session.execute(statement.encode(), values or None)
