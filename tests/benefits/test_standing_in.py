"""代決 of money: who stands in says why; each decision waits by itself until the holder of the post has seen it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from events.contract import Event, fold
from events.contract.approving import DeputyGround
from events.contract.benefits_claims import (
    ClaimCarriedOver,
    ClaimFixed,
    ClaimWrittenOff,
    CollectionDeferred,
    DeferGround,
    RepaymentDecided,
    WriteOffGround,
)
from events.contract.money_approving import (
    MoneyDecidedByDeputy,
    MoneyDeputyDecisionSeen,
    MoneyMatter,
)
from events.contract.seeing import SeeDeputyDecision
from events.host.posts import Matter
from events.log.recorded import Recorded
from events.testing.scenario import Scenario
from services.benefits.claim import evolve
from services.benefits.decisions.claiming import decide_repayment
from services.benefits.decisions.ending_claims import DeferCollection, defer_collection, write_off
from services.benefits.decisions.fixing import CarryOver, carry_over, fix_claim
from services.benefits.decisions.standing_in import see_money_decision
from services.benefits.decisions.supplementing import decide_supplement, open_supplement
from services.benefits.projections.deputised import evolve as row_of
from services.benefits.supplement import evolve as evolve_supplement
from tests.benefits import test_supplement
from tests.benefits.facts import CLERK, DECIDER
from tests.benefits.test_claims import (
    DECIDED,
    DEMANDED,
    FOUND,
    IN_POST,
    LATER,
    REVENUE,
    decide,
    fixing,
    off,
)
from tests.benefits.test_grant_work import CASE, CONTEXT, STREAM
from tests.events.log.test_golden import CODEC, GOLDEN

STANDS_IN: dict[str, Any] = {"deputy_for": "納税部長", "deputy_ground": DeputyGround.ABSENT}
HOLDER = UUID(int=77)
claim = Scenario(evolve)


def carry(**changes: Any) -> CarryOver:
    made = IN_POST | {"today": LATER, "carried_on": date(2027, 6, 1), "officer": CLERK}
    return CarryOver(**(made | {"number": "調第40号", "item": "諸収入"} | changes))


def defer(**changes: Any) -> DeferCollection:
    made = IN_POST | {"today": LATER, "deferred_on": date(2027, 2, 1), "officer": CLERK}
    told = {"ground": DeferGround.STOPPED, "until_on": date(2028, 2, 1), "reasons": "財産なし"}
    return DeferCollection(**(made | told | changes))


def waived(**changes: Any) -> Any:
    return off(ground=WriteOffGround.WAIVED, **changes)


STEPS = [
    (FOUND, decide_repayment, decide, RepaymentDecided, MoneyMatter.REPAYMENT),
    (DECIDED, fix_claim, fixing, ClaimFixed, MoneyMatter.CLAIM_FIXING),
    (DEMANDED, carry_over, carry, ClaimCarriedOver, MoneyMatter.CLAIM_FIXING),
    (REVENUE, defer_collection, defer, CollectionDeferred, MoneyMatter.DEFERRAL),
    (REVENUE, write_off, waived, ClaimWrittenOff, MoneyMatter.WRITE_OFF),
]


@pytest.mark.parametrize(("history", "decision", "command", "kind", "matter"), STEPS)
def test_each_decision_of_a_claim_is_made_in_a_post(
    history: list[Event], decision: Any, command: Any, kind: type[Event], matter: MoneyMatter
) -> None:
    begun = claim.given(*history)
    begun.when(decision, command(entitled=False)).refused("not-entitled")
    begun.when(decision, command(post=" ")).refused("not-entitled")
    begun.when(decision, command(deputy_for="納税部長")).refused("ground-missing")
    begun.when(decision, command(**STANDS_IN, extraordinary=True)).refused("deputy-barred")
    begun.when(decision, command()).kinds(kind)
    made, deputed = decision(fold(evolve, history), command(**STANDS_IN))
    assert isinstance(made, RepaymentDecided | ClaimFixed | ClaimCarriedOver | CollectionDeferred | ClaimWrittenOff)  # fmt: skip
    assert made.post == command().post
    assert isinstance(deputed, MoneyDecidedByDeputy)
    assert (deputed.matter, deputed.holder_post, deputed.deputy_post) == (
        matter, "納税部長", command().post,
    )  # fmt: skip
    assert Matter(deputed.matter.value).ja == deputed.matter.ja


def see(approved: str, **changes: Any) -> SeeDeputyDecision:
    made: dict[str, Any] = {"today": LATER, "seen_on": LATER, "viewer": HOLDER}
    made |= {"approved": approved, "held": frozenset({"納税部長"})}
    return SeeDeputyDecision(**(made | changes))


def test_two_decisions_of_a_claim_wait_each_for_itself() -> None:
    history = [*FOUND, *decide_repayment(fold(evolve, FOUND), decide(**STANDS_IN))]
    history += fix_claim(fold(evolve, history), fixing(**STANDS_IN, standing="ee" * 32))
    first, second = "cd" * 32, "ee" * 32
    state = fold(evolve, history)
    assert state is not None
    assert [one.approved for one in state.deputies.unseen] == [first, second]
    waiting = claim.given(*history)
    waiting.when(see_money_decision, see("aa" * 32)).refused("not-deputised")
    waiting.when(see_money_decision, see(first, held=frozenset())).refused("not-entitled")
    waiting.when(see_money_decision, see(first, viewer=DECIDER)).refused("not-entitled")
    early = see(first, seen_on=date(2026, 12, 1))
    waiting.when(see_money_decision, early).refused("before-earlier-step")
    waiting.when(see_money_decision, see(second)).kinds(MoneyDeputyDecisionSeen)
    history += see_money_decision(state, see(second))
    claim.given(*history).when(see_money_decision, see(second)).then()
    left = fold(evolve, history)
    assert left is not None
    assert [one.matter for one in left.deputies.unseen] == [MoneyMatter.REPAYMENT]


def test_a_supplement_is_decided_in_a_post_too() -> None:
    opened = open_supplement(None, test_supplement.OPEN)
    made = {name: getattr(test_supplement.DECIDE, name) for name in FIELDS} | STANDS_IN
    command = type(test_supplement.DECIDE)(**made)
    decided, deputed = decide_supplement(fold(evolve_supplement, opened), command)
    assert isinstance(deputed, MoneyDecidedByDeputy)
    state = fold(evolve_supplement, [*opened, decided, deputed])
    assert state is not None
    assert state.deputies.unseen == (deputed,)


FIELDS = ("today", "decided_on", "decider", "post", "entitled", "approved", "standing", "number", "item")  # fmt: skip


@pytest.mark.parametrize(
    ("matter", "page"),
    [
        (MoneyMatter.REPAYMENT, f"/cases/{CASE}/grants/2/claims/3"),
        (MoneyMatter.WRITE_OFF, f"/cases/{CASE}/grants/2/claims/3"),
        (MoneyMatter.SUPPLEMENT, f"/cases/{CASE}/grants/2/supplements/3"),
        (MoneyMatter.MOVING, f"/cases/{CASE}/moving/3"),
        (MoneyMatter.CORRECTION, f"/recheck/proposals/{STREAM}"),
    ],
)
def test_the_list_of_what_waits_leads_to_the_decision(matter: MoneyMatter, page: str) -> None:
    fact = MoneyDecidedByDeputy(
        decided_on=LATER,
        matter=matter,
        grant_no=2,
        item_no=3,
        approved="cd" * 32,
        holder_post="納税部長",
        deputy_post="納税課長",
        decider=DECIDER,
        ground=DeputyGround.VACANT,
    )
    row = row_of(None, Recorded(STREAM, 1, CASE, fact, CONTEXT, command=UUID(int=3)))
    assert row is not None
    assert (row.at, row.matter_ja, row.seen_on) == (page, matter.ja, None)
    seen = MoneyDeputyDecisionSeen(
        seen_on=LATER, matter=matter, approved=fact.approved, post="納税部長", viewer=HOLDER
    )
    after = row_of(row, Recorded(STREAM, 2, CASE, seen, CONTEXT, command=UUID(int=4)))
    assert after is not None
    assert after.seen_on == LATER


@pytest.mark.parametrize("kind", ["claim-fixed", "claim-carried-over", "collection-deferred"])
def test_what_was_stated_before_posts_were_kept_says_no_post(kind: str) -> None:
    old = CODEC.decode(bytes.fromhex((GOLDEN / f"benefits.{kind}.v1.hex").read_text()))
    assert isinstance(old.fact, ClaimFixed | ClaimCarriedOver | CollectionDeferred)
    assert old.fact.post == ""
