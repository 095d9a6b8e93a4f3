"""The fact that begins a generation: the only one that is stored while witnesses have seen more than there is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID, uuid4, uuid5

from deploy.house import House
from deploy.renewal.persons import Person
from deploy.verb import VerbRefused
from events.contract.renewing import LedgerRenewed
from events.log.event_log import Move
from events.log.recorded import Context

NAMESPACE: Final = UUID("7c0c0b5e-93f4-4b0e-8a5f-5f0f5b1d8c21")
RUNNING: Final = "このサービスが動いています。`yorisoi run` を止めてから、やり直してください。"


def stream_of(service: str) -> UUID:
    """Where a log's renewals stand."""
    return uuid5(NAMESPACE, service)


def state(house: House, service: str, fact: LedgerRenewed, confirmer: Person, *, head: int) -> None:
    """Right behind `head`; again is harmless. VerbRefused where something else came there first."""
    log = house.runtime(service).log
    stream = stream_of(service)
    context = _context(house, confirmer)
    permit, log.permit = log.permit, lambda: None
    try:
        move: Move = Move(stream, _standing, _stating, fact)
        stated = log.execute(uuid5(stream, f"{fact.generation}/{head}"), stream, [move], context)
    finally:
        log.permit = permit
    if stated.position != head + 1:
        raise VerbRefused(RUNNING)


def _standing(_: None, __: LedgerRenewed) -> None:
    """A renewal has no later facts."""


def _stating(_: None, fact: LedgerRenewed) -> Sequence[LedgerRenewed]:
    """Nothing is decided here: what was measured, proposed and confirmed is stated."""
    return [fact]


def _context(house: House, confirmer: Person) -> Context:
    run, held_by = uuid4(), confirmer.held
    return Context(
        actor=confirmer.person,
        role=held_by.role,
        office=held_by.office,
        operator=f"{held_by.operator}/{held_by.contract}",
        area=house.around.municipality.body.code,
        request=run,
        correlation=run,
        at=house.around.clock(),
    )
