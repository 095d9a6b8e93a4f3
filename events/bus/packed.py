"""Lets psycopg send arrays that are packed already: its own packing costs a Python call per value."""

from typing import Any, cast

from psycopg import Connection
from psycopg.abc import DumperKey
from psycopg.adapt import Dumper, PyFormat
from psycopg.pq import Format

from events.bus.column_types import PackedArray


class PackedDumper(Dumper):
    """A dumper per array type; the bytes pass through."""

    format = Format.BINARY

    def get_key(self, obj: PackedArray, format: PyFormat) -> DumperKey:  # noqa: A002, ARG002
        """One dumper object per array type."""
        return cast(DumperKey, (PackedArray, obj.oid))

    def upgrade(self, obj: PackedArray, format: PyFormat) -> "PackedDumper":  # noqa: A002, ARG002
        """The dumper of this array's type."""
        made = PackedDumper(PackedArray)
        made.oid = obj.oid
        return made

    def dump(self, obj: PackedArray) -> bytes:
        """As it is."""
        return obj.data


def accept_packed(session: Connection[Any]) -> None:
    """Let `PackedArray` parameters be sent on this connection."""
    session.adapters.register_dumper(PackedArray, PackedDumper)
