"""The four published overpayments: the first recheck finds each affected payment and no other, sums as published."""

from __future__ import annotations

import pytest

from events.contract import fold
from events.testing.grant_histories import CITY, Planted
from events.testing.incidents import INCIDENTS, Incident
from services.benefits.grant import evolve
from services.benefits.rechecking.judging import lines_of
from services.benefits.rechecking.line import Line, sums
from services.benefits.rechecking.paid_grant import PaidGrant, paid_grant
from services.benefits.rechecking.rulebook import Rulebook

BOOK = Rulebook(*CITY)
PUBLISHED = {
    "yokkaichi": (65, 3_321_600),
    "sasebo": (63, 3_174_900),
    "tsukuba": (5, 310_000),
    "hiratsuka": (11, 1_362_600),
}


def as_paid(planted: Planted) -> PaidGrant:
    state = fold(evolve, planted.facts)
    assert state is not None
    found = paid_grant(planted.stream, planted.case, "271004", state, planted.facts)
    assert found is not None
    return found


def rechecked(planted: list[Planted]) -> list[Line]:
    return [line for one in planted for line in lines_of(as_paid(one), BOOK)]


@pytest.mark.parametrize("incident", INCIDENTS, ids=lambda one: one.name)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_each_affected_payment_and_no_other(incident: Incident, seed: int) -> None:
    planted = incident.planted(right=150, seed=seed)
    lines = rechecked(planted)
    expected = {(one.stream, month): over for one in planted for month, over in one.wrong.items()}
    assert {(line.stream, line.month): line.over_yen for line in lines} == expected
    persons, total = PUBLISHED[incident.name]
    assert len({line.person for line in lines}) == persons == incident.persons
    assert sum(line.over_yen for line in lines) == total
    assert sum(1 for one in planted if not one.wrong) == 150


@pytest.mark.parametrize("incident", INCIDENTS, ids=lambda one: one.name)
def test_the_cause_is_the_one_of_the_story(incident: Incident) -> None:
    lines = rechecked(incident.planted(right=20))
    (one,) = sums(lines)
    assert (one.cause.value, one.payments, one.over_yen, one.under_yen) == (
        incident.cause,
        len(lines),
        incident.total_yen,
        0,
    )
