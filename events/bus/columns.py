"""The columns of a projection's table, derived from its key and its row dataclass."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from types import NoneType, UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from events.bus.column_types import ColumnType, SmallInt, column_type
from events.bus.projection import Projection


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `name` is the row's field, or a part of the key that the row does not hold."""

    name: str
    type: ColumnType
    optional: bool = False

    @property
    def quoted(self) -> str:
        """The name as SQL takes it whatever word it is."""
        return f'"{self.name}"'

    @property
    def declared(self) -> str:
        """The column in `create table`."""
        return f"{self.quoted} {self.type.sql}{'' if self.optional else ' not null'}"

    @property
    def selected(self) -> str:
        """The column in a select that `value` understands."""
        return self.type.read.format(self.quoted)

    def value(self, found: Any) -> Any:
        """The field's value of what a select returned."""
        return found if found is None or self.type.load is None else self.type.load(found)


_PER_FACT: Final = {"source": SmallInt, "position": int}
_PER_CASE: Final = {"case_id": UUID}


def columns_of(row: type[Any]) -> tuple[Column, ...]:
    """A column for each field of the row; TypeError for a type no table can hold."""
    hints = get_type_hints(row, include_extras=True)
    return tuple(_column(field.name, hints[field.name]) for field in fields(row))


def key_columns(projection: Projection[Any]) -> tuple[Column, ...]:
    """The primary key: source and position, case_id, or the row's fields that the projection names."""
    of_row = {column.name: column for column in columns_of(projection.row)}
    if projection.one_row_per == "fact":
        return tuple(of_row.get(name) or _column(name, hint) for name, hint in _PER_FACT.items())
    if projection.one_row_per == "case":
        return tuple(of_row.get(name) or _column(name, hint) for name, hint in _PER_CASE.items())
    return tuple(of_row[name] for name in projection.keys)


def all_columns(projection: Projection[Any]) -> tuple[Column, ...]:
    """The key's columns, then the row's others."""
    key = key_columns(projection)
    names = {column.name for column in key}
    return (*key, *(c for c in columns_of(projection.row) if c.name not in names))


def row_of(row: type[Any], columns: Sequence[Column], found: Sequence[Any]) -> Any:
    """A row of the values that a select of `columns_of(row)` returned."""
    return row(**{c.name: c.value(v) for c, v in zip(columns, found, strict=True)})


def _column(name: str, hint: Any) -> Column:
    if get_origin(hint) in {Union, UnionType}:
        members = [member for member in get_args(hint) if member is not NoneType]
        if len(members) == 1:
            return Column(name, column_type(members[0]), optional=True)
    return Column(name, column_type(hint))
