"""Some rounds of the campaign hold every promise, and every seeded mistake is found."""

import pytest

from tests.faults.campaign import campaign

pytestmark = pytest.mark.slow
SEEDED = {
    "positions-from-a-sequence": "position",
    "position-first": "differs",
    "commits-unflushed": "stored at []",
}


def test_kills_at_random_instants_break_no_promise() -> None:
    outcome = campaign(rounds=8, seed=1)
    assert outcome.broken == []
    assert outcome.acknowledged > 8
    assert set(outcome.killed) == {"process", "database", "both"}


@pytest.mark.parametrize("bug", SEEDED)
def test_the_checker_finds_a_seeded_mistake(bug: str) -> None:
    outcome = campaign(rounds=20, seed=1, bug=bug)
    assert any(SEEDED[bug] in sentence for sentence in outcome.broken)
