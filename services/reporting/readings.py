"""The two readings of counts: SQL over the table, and the rows of a replayed log."""

from collections.abc import Collection, Sequence

from psycopg.sql import SQL

from events.bus.read_tables import ReadTables
from services.reporting.figures import Read
from services.reporting.measure import Count, Scope, query, replayed
from services.reporting.projections.kpi_fact import KpiFact


def by_sql(tables: ReadTables) -> Read:
    """Counts as the table says, all of one scope in one statement."""

    def read(counts: Sequence[Count], scope: Scope) -> Sequence[int]:
        return parts(tables, counts, scope).get(0, [0] * len(counts))

    return read


def by_replay(rows: Collection[KpiFact]) -> Read:
    """Counts over rows folded from the logs, one by one."""

    def read(counts: Sequence[Count], scope: Scope) -> Sequence[int]:
        return [replayed(count, scope, rows) for count in counts]

    return read


def parts(
    tables: ReadTables, counts: Sequence[Count], scope: Scope, by: str = ""
) -> dict[object, list[int]]:
    """Counts per part of a scope; `by` is a column or expression of ours, never of a visitor.

    An array as `by` gives tuples.
    """
    if not counts:
        return {}
    text, values = query(counts, scope, by)
    found = tables.query(SQL(text), values)
    return {
        tuple(part) if isinstance(part := row["part"], list) else part: [
            row[f"c{n}"] for n in range(len(counts))
        ]
        for row in found
    }
