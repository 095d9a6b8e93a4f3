"""What has to hold after a kill: acknowledged commands, the log, its checkpoints, the witness, the tables."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

import psycopg

from deploy.house import opened
from events.bus.catch_up import catch_up
from events.bus.compare import compare
from events.bus.source import SourceLog
from events.bus.tables import Tables
from events.host.address import Address
from events.host.settings import Settings
from events.log.recorded import SOURCES
from events.log.unstored import Withheld
from services.reporting.followers import TABLES
from tests.faults.checker import faults
from tests.faults.installation import Place
from tests.faults.standing_by import NAME, Watcher


def broken(at: Place, witness: Watcher, *, tables: bool) -> Iterator[str]:
    """A sentence per promise that does not hold."""
    with at.database() as address:
        yield from faults(address, at.acknowledged)
        for service in SOURCES:
            yield from checkpoints_broken(address, service)
        yield from witness.broken(address)
    if tables:
        yield from tables_broken(at)


def checkpoints_broken(address: Address, service: str) -> Iterator[str]:
    """P7: every stored checkpoint is the root of the log's first entries, computed here by other code."""
    with psycopg.connect(address.conninfo()) as session:
        signed = dict(
            session.execute(
                f"select size, root from {service}_ledger.checkpoint order by size".encode()
            ).fetchall()
        )
        entries = session.execute(f"select data from {service}.event order by position".encode())
        leaves = [hashlib.sha256(b"\0" + bytes(data)).digest() for (data,) in entries]
    for size, root in signed.items():
        if size > len(leaves):
            yield f"{service}: a checkpoint of {size} was signed, the log holds {len(leaves)}"
        elif root_of(leaves[:size]) != bytes(root):
            yield f"{service}: the checkpoint of {size} is of another log"


def root_of(leaves: Sequence[bytes]) -> bytes:
    """RFC 6962 by its own recursion."""
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << (len(leaves) - 1).bit_length() - 1
    pair = root_of(leaves[:split]) + root_of(leaves[split:])
    return hashlib.sha256(b"\1" + pair).digest()


def refused(at: Place, witness: Watcher) -> Iterator[str]:
    """No false alarm: after all those deaths a witness that answers lets the log be written."""
    witness.start()
    settings = Settings.model_validate({"home": at.home, "keys": at.keys})
    with opened(settings, say=lambda _: None) as house:
        for service in SOURCES:
            runtime = house.runtime(service)
            found = runtime.standing.look()
            if found.answered != (NAME,) or found.senseless:
                yield f"{service}: the witness is not understood: {found.silent} {found.senseless}"
            try:
                runtime.log.permit()
            except Withheld:
                yield f"{service}: writing is refused, the log holds {found.own}"


def tables_broken(at: Place) -> Iterator[str]:
    """P6: every table of reporting is what a fold of the log gives."""
    settings = Settings.model_validate({"home": at.home, "keys": at.keys})
    with opened(settings, say=lambda _: None) as house:
        conninfo, codec = house.address.conninfo, house.runtime("reporting").codec
        try:
            catch_up("reporting", TABLES, conninfo, codec)
        except Exception as fault:  # noqa: BLE001 - whatever stops the reader is a broken promise
            yield f"reporting: {type(fault).__name__}"
            return
        stored = Tables.as_stored("reporting", conninfo("projector_reporting"), TABLES)
        stored.prepare()
        for projection in TABLES:
            found = compare(
                stored,
                projection,
                lambda source: SourceLog.to_rebuild(conninfo, "reporting", source),
                codec,
            )
            if found is not None and found.count:
                yield f"reporting: {projection.name} differs in {found.count} rows"
