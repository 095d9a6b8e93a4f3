"""The commands of 起案 and 決裁 of a plan in conference."""

from collections.abc import Iterator
from typing import Final
from uuid import UUID

from deploy.simulation.life import Life
from deploy.simulation.outline import PlanOutline
from deploy.simulation.step import Typed, planned
from events.contract.codes import Service
from services.planning import decisions as planning

POST: Final = "福祉課長"


def steps(life: Life, plan: PlanOutline, round_: int) -> Iterator[Typed]:
    """The clerk's proposal, and 支援決定 or 確認 by the post that decides."""
    setting, proposed = life.setting, plan.proposed_on or plan.decided_on
    yield planned(
        proposed,
        planning.draft_decision,
        lambda today, _: planning.DraftDecision(
            today=today,
            drafted_on=proposed,
            drafter=setting.acting("municipal_officer", proposed).person,
            needs_decision=setting.needs_decision(proposed),
            opinion="適当と認める。",
        ),
        "municipal_officer",
    )
    needs = setting.needs_decision(plan.decided_on)
    wanted = tuple(service for service in plan.services if service in needs)
    number = f"福第{life.ordinal + 1}-{round_}号"
    decider = setting.acting("decision_maker", plan.decided_on).person
    if wanted:
        yield _decided(plan, needs, wanted, number, decider)
    else:
        yield _confirmed(plan, needs, number, decider)


def _decided(
    plan: PlanOutline,
    needs: frozenset[Service],
    wanted: tuple[Service, ...],
    number: str,
    decider: UUID,
) -> Typed:
    grantings = tuple(
        planning.Granting(
            service=s, number=f"{number}-{n}", begins_on=plan.decided_on, ends_on=plan.ends_on
        )
        for n, s in enumerate(wanted, 1)
    )
    return planned(
        plan.decided_on,
        planning.decide_support,
        lambda today, standing: planning.DecideSupport(
            today=today,
            decided_on=plan.decided_on,
            decider=decider,
            post=POST,
            entitled=True,
            approved=standing,
            standing=standing,
            needs_decision=needs,
            grantings=grantings,
        ),
        "decision_maker",
    )


def _confirmed(plan: PlanOutline, needs: frozenset[Service], number: str, decider: UUID) -> Typed:
    return planned(
        plan.decided_on,
        planning.confirm_plan,
        lambda today, standing: planning.ConfirmPlan(
            today=today,
            confirmed_on=plan.decided_on,
            decider=decider,
            post=POST,
            entitled=True,
            approved=standing,
            standing=standing,
            needs_decision=needs,
            number=number,
        ),
        "decision_maker",
    )
