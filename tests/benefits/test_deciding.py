"""決裁: by an entitled other person, of exactly what was proposed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from events.contract import Open
from events.contract.benefits import GrantRefused
from events.testing.scenario import Scenario
from services.benefits.decisions import decide_grant, refuse_grant
from services.benefits.grant import evolve
from tests.benefits.facts import (
    DECIDER,
    DRAFTER,
    GRANTED,
    LEAF,
    PERSON,
    decide,
    decided,
    drafted,
    refuse,
    reviewed,
    submitted,
)

grant = Scenario(evolve)
READY = (submitted(), drafted(), reviewed())
AGAINST = (submitted(), drafted(seeking_work=False), reviewed())


def test_the_decision_states_what_was_proposed() -> None:
    grant.given(*READY).when(decide_grant, decide()).then(decided())


def test_the_refusal_carries_findings_reasons_and_provision() -> None:
    proposal = drafted(seeking_work=False)
    grant.given(*AGAINST).when(refuse_grant, refuse()).then(
        GrantRefused(
            refused_on=date(2026, 11, 24),
            person=PERSON,
            grant_no=1,
            number="福生第102号",
            citation="施行規則10条",
            post="福祉局 課長",
            decider=DECIDER,
            drafter=DRAFTER,
            approved=LEAF,
            basis=proposal.basis,
            findings=proposal.findings,
            reasons=Open(PERSON, "世帯収入が上限を超えるため"),
        )
    )


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"decider": DRAFTER}, "self-approval"),
        ({"entitled": False}, "not-entitled"),
        ({"post": " "}, "not-entitled"),
        ({"standing": "cd" * 32}, "stale-approval"),
        ({"number": ""}, "number-missing"),
    ],
)
@pytest.mark.parametrize(
    ("history", "decision", "command"),
    [(READY, decide_grant, decide), (AGAINST, refuse_grant, refuse)],
    ids=["grant", "refusal"],
)
def test_who_may_not_decide(
    history: tuple[Any, ...],
    decision: Callable[..., Any],
    command: Callable[..., Any],
    changes: dict[str, Any],
    code: str,
) -> None:
    grant.given(*history).when(decision, command(**changes)).refused(code)


def test_a_proposal_is_decided_as_what_it_is() -> None:
    grant.given(*READY).when(refuse_grant, refuse()).refused("grant-proposed")
    grant.given(*AGAINST).when(decide_grant, decide()).refused("refusal-proposed")


def test_nothing_is_decided_without_proposal_or_review() -> None:
    grant.given().when(decide_grant, decide()).refused("no-application")
    grant.given(submitted()).when(decide_grant, decide()).refused("no-proposal")
    grant.given(submitted(), drafted()).when(decide_grant, decide()).refused("not-reviewed")


def test_a_decision_follows_the_review() -> None:
    given = grant.given(*READY)
    given.when(decide_grant, decide(decided_on=date(2026, 11, 20))).refused("before-earlier-step")
    given.when(decide_grant, decide(decided_on=date(2026, 12, 11))).refused("future-day")


def test_a_refusal_gives_its_reasons() -> None:
    given = grant.given(*AGAINST)
    given.when(refuse_grant, refuse(reasons=" ")).refused("reasons-missing")
    given.when(refuse_grant, refuse(citation="")).refused("citation-missing")


def test_one_decision_only() -> None:
    grant.given(*GRANTED).when(decide_grant, decide()).then()
    grant.given(*GRANTED).when(decide_grant, decide(number="別")).refused("already-decided")
    grant.given(*GRANTED).when(refuse_grant, refuse()).refused("already-decided")
