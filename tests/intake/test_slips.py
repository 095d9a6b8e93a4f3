"""The right person stands among the first three whatever was written wrongly, and strangers stay away."""

from collections import Counter
from random import Random

import pytest

from bench.matching import index_of
from events.testing.persons import crowd, written
from events.testing.slips import SLIPS, come_again
from services.intake.matching import traits

PERSONS, ASKED = 20_000, 25


@pytest.fixture(scope="module")
def people():
    return list(crowd(PERSONS, 7))


@pytest.fixture(scope="module")
def tally(people):
    """Per kind of slip: how often the right one stood on top, and how many others were proposed."""
    index, chance = index_of(people), Random(3)  # noqa: S311 - repeatable
    found = Counter()
    for kind, slip in SLIPS.items():
        for _ in range(ASKED):
            number = chance.randrange(PERSONS)
            typed = come_again(people[number], slip, chance)
            sought = traits(typed.name, typed.kana, typed.born_on, [typed.phone])
            ranked = [each.known.case.int for each in index.candidates(sought)]
            found[kind] += number in ranked[:3]
            found["others"] += sum(each != number for each in ranked)
    return found


def test_the_crowd_is_the_same_every_time(people):
    assert list(crowd(50, 7)) == people[:50]
    assert len({written(person).kana for person in people}) < PERSONS


@pytest.mark.parametrize("kind", SLIPS)
def test_a_slip_hides_nobody(tally, kind):
    assert tally[kind] >= 0.9 * ASKED


def test_all_kinds_together_keep_the_promise(tally):
    asked = len(SLIPS) * ASKED
    assert len(SLIPS) >= 20
    assert sum(tally[kind] for kind in SLIPS) >= 0.98 * asked
    assert tally["others"] <= asked
