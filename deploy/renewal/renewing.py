"""The act itself: the new origin noted, the loss stated as a fact, the first checkpoint signed over both.

Each step can be repeated: a renewal that was cut off goes on where it stopped, and until its fact stands
nobody can write to the log.
"""

from __future__ import annotations

from base64 import b64encode
from contextlib import closing
from datetime import datetime
from uuid import UUID

from deploy.custody.held import held
from deploy.house import House
from deploy.renewal.examined import Examined
from deploy.renewal.noted import MEANWHILE
from deploy.renewal.persons import Person
from deploy.renewal.proposal import Proposal
from deploy.renewal.stating import RUNNING, state
from deploy.verb import VerbRefused
from events.contract.renewing import RENEWED, LedgerRenewed, LossCause
from events.host.calendar import japanese_day
from events.ledger import former_policies
from events.ledger.growing import Growing
from events.ledger.ledger import FOLDER
from events.ledger.log_key import every_key, generations, log_key
from events.ledger.note_key import NoteKey
from events.ledger.session import LedgerSession
from events.log.key_file import KeyFile
from events.log.recorded import SOURCES


def renewed(house: House, found: Examined, proposal: Proposal, confirmer: Person) -> NoteKey:
    """The verifier key of the new origin, which the witnesses must be given. VerbRefused, LedgerRefused."""
    service = found.service
    conninfo = house.address.conninfo(f"ledger_{service}")
    with closing(LedgerSession(conninfo, service)) as session:
        if not session.leads():
            raise VerbRefused(RUNNING)
        if session.head() != found.head:
            raise VerbRefused(MEANWHILE)
        key_file = _noted(house, found)
        key = log_key(key_file, service)
        fact = _fact(found, proposal, confirmer, key.key, house.around.clock())
        state(house, service, fact, confirmer, head=found.head)
        origins = generations(key_file, service)
        folder = origins.folder(house.settings.home / FOLDER, service)
        Growing(session, folder, key, begins=origins.begins).advance(house.around.clock())
    policy = house.around.witnesses.policy(every_key(key_file, SOURCES))
    former_policies.write(house.settings.home / FOLDER, policy)
    return key.key


def _noted(house: House, found: Examined) -> KeyFile:
    """In the key file first: from now on a log without the fact cannot be written."""
    path = house.settings.keys
    with held(path):
        key_file = KeyFile.read(path)
        known = len(key_file.renewed.get(found.service, ())) + 1
        if found.generation != known + (0 if found.resumes else 1):
            raise VerbRefused(MEANWHILE)
        noted = key_file.renewing(found.service, found.generation, found.head + 1)
        if noted != key_file:
            noted.replace(path)
    return noted


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
