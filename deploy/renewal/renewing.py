"""The act itself: the new origin noted, the loss stated as a fact, the first checkpoint signed over both.

Each step can be repeated: a renewal that was cut off goes on where it stopped, and until its fact stands
nobody can write to the log.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4, uuid5

from deploy.custody.held import held
from deploy.house import House
from deploy.renewal.examined import Examined
from deploy.renewal.persons import Person
from deploy.renewal.proposal import Proposal
from deploy.verb import VerbRefused
from events.contract.renewing import RENEWED, LedgerRenewed, LossCause
from events.host.calendar import japanese_day
from events.ledger import policy_file
from events.ledger.growing import Growing
from events.ledger.ledger import FOLDER
from events.ledger.log_key import every_key, generations, log_key
from events.ledger.note_key import NoteKey
from events.ledger.session import LedgerSession
from events.log.event_log import Move
from events.log.key_file import KeyFile
from events.log.recorded import SOURCES, Context

NAMESPACE: Final = UUID("7c0c0b5e-93f4-4b0e-8a5f-5f0f5b1d8c21")
RUNNING: Final = "このサービスが動いています。`yorisoi run` を止めてから、やり直してください。"


def renewed(house: House, found: Examined, proposal: Proposal, confirmer: Person) -> NoteKey:
    """The verifier key of the new origin, which the witnesses must be given. VerbRefused, LedgerRefused."""
    service = found.service
    conninfo = house.address.conninfo(f"ledger_{service}")
    with closing(LedgerSession(conninfo, service)) as session:
        if not session.leads():
            raise VerbRefused(RUNNING)
        key_file = _noted(house, found)
        key = log_key(key_file, service)
        fact = _fact(found, proposal, confirmer, key.key, house.around.clock())
        _stated(house, fact, found, confirmer)
        origins = generations(key_file, service)
        folder = origins.folder(house.settings.home / FOLDER, service)
        Growing(session, folder, key, begins=origins.begins).advance(house.around.clock())
    policy = house.around.witnesses.policy(every_key(key_file, SOURCES))
    policy_file.write(house.settings.home / FOLDER / policy_file.FILE, policy)
    return key.key


def _noted(house: House, found: Examined) -> KeyFile:
    """In the key file first: from now on a log without the fact cannot be written."""
    path = house.settings.keys
    with held(path):
        key_file = KeyFile.read(path)
        if not found.resumes:
            key_file = key_file.renewing(found.service, found.head + 1)
            key_file.replace(path)
    return key_file


def _fact(
    found: Examined, proposal: Proposal, confirmer: Person, key: NoteKey, now: datetime
) -> LedgerRenewed:
    return RENEWED[found.service](
        renewed_on=japanese_day(now),
        generation=found.generation,
        origin=key.name,
        seen=found.notes,
        kept=found.loss.kept,
        lost=found.loss.lost,
        lost_since=found.since,
        agreed=found.loss.agreed,
        agreement=found.loss.agreement,
        proof=tuple(b64encode(each).decode() for each in found.loss.proof),
        cause=LossCause.stored(proposal.cause),
        document=proposal.document,
        proposer=UUID(proposal.proposer),
        confirmer=confirmer.person,
    )


def _stated(house: House, fact: LedgerRenewed, found: Examined, confirmer: Person) -> None:
    """The only fact that is stored while witnesses have seen more than there is."""
    log = house.runtime(found.service).log
    stream = uuid5(NAMESPACE, found.service)
    context = _context(house, confirmer)
    permit, log.permit = log.permit, lambda: None
    try:
        move: Move = Move(stream, _standing, _stating, fact)
        stated = log.execute(
            uuid5(stream, f"{found.generation}/{found.head}"), stream, [move], context
        )
    finally:
        log.permit = permit
    if stated.position != found.head + 1:
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
