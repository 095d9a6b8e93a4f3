"""What must hold after every kill, asked with statements of its own: nothing acknowledged is missing or doubled."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import psycopg

from events.host.address import Address
from events.log.entry import unpack
from tests.faults.told import Acknowledged

LOGS = ("intake", "planning", "benefits", "reporting")


def faults(address: Address, told: list[Acknowledged]) -> list[str]:
    """A sentence per broken promise."""
    found: list[str] = []
    with psycopg.connect(address.conninfo()) as session:
        for service in LOGS:
            commands = _commands(session, service, found)
            found += _missing(told, service, commands)
    return found


def _commands(
    session: psycopg.Connection[Any], service: str, found: list[str]
) -> dict[UUID, list[int]]:
    """Command id → its positions, from the entries alone; density and versions on the way."""
    commands: dict[UUID, list[int]] = {}
    versions: dict[UUID, int] = {}
    rows = session.execute(f"select position, data from {service}.event order by position".encode())
    position = 0
    for place, (position, data) in enumerate(rows, 1):
        entry = unpack(bytes(data))
        if position != place:
            found.append(f"{service}: position {place} is {position}")
        if entry.version != versions.get(entry.stream, 0) + 1:
            found.append(
                f"{service} {position}: version {entry.version} of a stream is out of order"
            )
        versions[entry.stream] = entry.version
        places = commands.setdefault(entry.command, [])
        if places and places[-1] != position - 1:
            found.append(f"{service} {position}: command {entry.command} is stored twice")
        if entry.ordinal != len(places) + 1:
            found.append(f"{service} {position}: command {entry.command} has a part twice or none")
        places.append(position)
    [(head,)] = session.execute(f"select position from {service}.log_head".encode())
    if head != position:
        found.append(f"{service}: the head is {head}, the last position {position}")
    return commands


def _missing(
    told: list[Acknowledged], service: str, commands: dict[UUID, list[int]]
) -> Iterator[str]:
    for one in told:
        if one.service == service:
            stored = commands.get(one.command, [])
            if stored != list(range(one.position, one.position + one.events)):
                yield f"{service}: {one.command} acknowledged at {one.position}, stored at {stored}"
