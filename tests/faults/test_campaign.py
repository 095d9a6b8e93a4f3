"""Some rounds of the campaign hold every promise, and every seeded mistake is found."""

import pytest

from events.log.recorded import SOURCES
from tests.faults.campaign import VICTIMS, campaign

pytestmark = pytest.mark.slow
SEEDED = {
    "positions-from-a-sequence": "position",
    "position-first": "differs",
    "commits-unflushed": "stored at []",
    "witness-answers-before-persisting": "and remembers",
}


def test_kills_at_random_instants_break_no_promise() -> None:
    outcome = campaign(rounds=8, seed=1)
    assert outcome.broken == []
    assert outcome.acknowledged > 8
    for service in SOURCES:  # P7 was asked of something, in every log
        assert outcome.checkpoints[service] >= outcome.cosigned[service] > 0, service
    assert set(outcome.killed) == set(VICTIMS)


@pytest.mark.parametrize("bug", SEEDED)
def test_the_checker_finds_a_seeded_mistake(bug: str) -> None:
    outcome = campaign(rounds=20, seed=1, bug=bug)
    assert any(SEEDED[bug] in sentence for sentence in outcome.broken)
