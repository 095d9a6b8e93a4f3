"""What the logs hold of what was acknowledged: asked of the entries themselves, after the run."""

from collections import Counter
from collections.abc import Collection, Mapping
from uuid import UUID

import psycopg

from events.host.address import Address
from events.log.entry import unpack

Heads = Mapping[str, int]
Commands = Collection[tuple[str, UUID]]
"""Service and command id; every command of these programs states one fact."""


def heads(at: Address, services: Collection[str]) -> dict[str, int]:
    """Service → its last position."""
    with psycopg.connect(at.conninfo()) as session:
        return {
            name: session.execute(f"select position from {name}.log_head".encode()).fetchall()[0][0]
            for name in services
        }


def lost_or_doubled(
    at: Address, before: Heads, acknowledged: Commands, unknown: Commands = ()
) -> int:
    """Facts missing, stored twice, or sent by nobody since `before`; AssertionError for gaps.

    `unknown`: commands that got no answer. They may be there once or not at all.
    """
    stored: Counter[tuple[str, UUID]] = Counter()
    with psycopg.connect(at.conninfo()) as session:
        for service, head in before.items():
            rows = session.execute(
                f"select position, data from {service}.event where position > %s order by position".encode(),
                [head],
            ).fetchall()
            if [position for position, _ in rows] != list(range(head + 1, head + 1 + len(rows))):
                raise AssertionError("the run left gaps: no figure")
            stored.update((service, unpack(bytes(data)).command) for _, data in rows)
    expected = Counter(set(acknowledged))
    for command in unknown:
        expected[command] = min(stored[command], 1)
    return ((stored - expected) + (expected - stored)).total()
