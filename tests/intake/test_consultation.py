"""The fold of intake names every fact of its stage, and refuses impossible orders as programming errors."""

from dataclasses import fields

import pytest

from events.contract import KINDS
from events.contract.codes import Triage
from events.contract.concern import BeforeCase
from events.contract.exporting import ReceptionsExported
from events.contract.intake import (
    KeyDestroyed,
    KeyDestructionDecided,
    KeyDestructionProposalWithdrawn,
    KeyDestructionProposed,
    LegalHoldLifted,
    LegalHoldSet,
)
from events.contract.planning import SupportResumed
from events.contract.renewing import IntakeLedgerRenewed
from events.contract.scanning import PaperScanned
from events.contract.transferring import TransferAccepted, TransferDeclined, TransferRequested
from services.intake import destruction
from services.intake.consultation import evolve
from services.intake.states import transfer
from tests.intake.facts import MAY_8, PERSON, RECEIVED, contact, triaged


def blank(cls):
    """A fact of this kind without meaning: the fold must know its class, not its values."""
    made = object.__new__(cls)
    for each in fields(cls):
        object.__setattr__(made, each.name, () if each.name == "missing" else None)
    return made


OF_KEYS = {
    LegalHoldSet,
    LegalHoldLifted,
    KeyDestructionProposed,
    KeyDestructionProposalWithdrawn,
    KeyDestructionDecided,
    KeyDestroyed,
}
"""In a stream of their own beside the case."""
OF_TRANSFERS = {TransferRequested, TransferAccepted, TransferDeclined}
"""Likewise."""
OF_NO_FOLD = {ReceptionsExported, IntakeLedgerRenewed, PaperScanned}
"""Of no case, or papers in a stream of their own."""
OF_CASES = [
    kind
    for kind in KINDS.values()
    if kind.stage == "intake"
    and not issubclass(kind.cls, BeforeCase)
    and kind.cls not in OF_KEYS | OF_TRANSFERS | OF_NO_FOLD
]


@pytest.mark.parametrize("kind", OF_CASES, ids=lambda k: k.wire)
def test_every_fact_of_the_stage_is_known(kind):
    state = None if kind.wire.startswith("intake.consultation-received") else evolve(None, RECEIVED)
    assert evolve(state, blank(kind.cls)) is not None


@pytest.mark.parametrize(
    "cls", sorted(OF_KEYS, key=lambda cls: cls.__name__), ids=lambda cls: cls.__name__
)
def test_every_fact_of_the_end_of_keys_is_known_to_its_own_fold(cls):
    assert destruction.evolve(None, blank(cls)) is not None
    with pytest.raises(ValueError, match="cannot follow"):
        evolve(evolve(None, RECEIVED), blank(cls))


@pytest.mark.parametrize(
    "cls", sorted(OF_TRANSFERS, key=lambda cls: cls.__name__), ids=lambda cls: cls.__name__
)
def test_every_fact_of_a_transfer_is_known_to_its_own_fold(cls):
    assert transfer.evolve(None, blank(cls)) is not None
    with pytest.raises(ValueError, match="cannot follow"):
        evolve(evolve(None, RECEIVED), blank(cls))


@pytest.mark.parametrize("fact", [triaged(Triage.SUPPORT), contact()], ids=["triage", "contact"])
def test_nothing_precedes_the_reception(fact):
    with pytest.raises(ValueError, match="cannot follow"):
        evolve(None, fact)


def test_a_case_is_received_once():
    with pytest.raises(ValueError, match="cannot follow"):
        evolve(evolve(None, RECEIVED), RECEIVED)


def test_a_fact_of_another_stage_is_a_programming_error():
    with pytest.raises(ValueError, match="SupportResumed"):
        evolve(evolve(None, RECEIVED), SupportResumed(resumed_on=MAY_8, person=PERSON))


@pytest.mark.parametrize(
    ("triage", "ended"),
    [
        (Triage.INFORMATION_ONLY, True),
        (Triage.REFERRED, True),
        (Triage.DISCONTINUED, True),
        (Triage.CONSENT_PENDING, False),
        (Triage.SUPPORT, False),
    ],
)
def test_three_outcomes_end_the_case_at_intake(triage, ended):
    assert evolve(evolve(None, RECEIVED), triaged(triage)).ended is ended


def test_only_contacts_in_vain_are_attempts():
    state = evolve(evolve(None, RECEIVED), contact(reached=True))
    assert state.attempts == 0
    assert evolve(state, contact(reached=False)).attempts == 1
