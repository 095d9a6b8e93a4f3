"""返還 in the demo: money that was paid too much, found, decided, claimed, partly back."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from random import Random
from typing import Any, Final

from deploy.simulation import sample_states
from deploy.simulation.grant_life import NUMBER
from deploy.simulation.grant_steps import POST
from deploy.simulation.life import Life
from deploy.simulation.outline import CaseOutline, GrantOutline
from deploy.simulation.sample_benefit_lives import DECIDER, OFFICER, Later
from deploy.simulation.sample_books import More, ago
from deploy.simulation.step import Typed
from events.contract.benefits_claims import ClaimCause, ClaimExtent, ClaimInto, ClaimKind
from services.benefits import claim
from services.benefits.decisions import claiming, collecting, fixing

SINCE: Final = 30
"""Days since the first payment."""
STAGES: Final = (1, 2, 4, 5)
"""Steps told of each claim: found, decided, demanded, partly collected."""
PAID_YEN, ASKED_YEN, BACK_YEN = 39_000, 9_000, 3_000
FIRST: Final = 1
ITEM: Final = "諸収入・雑入・返納金"


def claims(today: date, chance: Random) -> Iterator[CaseOutline]:
    """One grant per stage."""
    for steps in STAGES:
        case = sample_states.long_under_way(today, chance)
        case.grant = sample_states.grant_until(today, "paid", SINCE)
        case.more = (_of(case.grant, today, steps),)
        case.prompt = True
        yield case


def _of(grant: GrantOutline, today: date, steps: int) -> More:
    return lambda life: islice(_told(life, Later(life, grant, today)), steps)


def _told(life: Life, of: Later) -> Iterator[Typed]:
    own, number = claim.stream_of(of.stream, FIRST), of.life.ordinal + 1
    month = of.grant.months[0].month

    def typed(back: int, decision: Any, command: Any, role: str, **told: Any) -> Typed:
        return Typed(
            ago(of.today, back),
            "benefits",
            decision,
            lambda today, standing: command(today, standing, **told),
            role,
            own,
            claim.evolve,
        )

    def plain(made: Any) -> Any:
        return lambda today, _, **told: made(today=today, **told)

    yield typed(
        14,
        claiming.find_overpayment,
        plain(claiming.FindOverpayment),
        OFFICER,
        found_on=ago(of.today, 14),
        person=life.person,
        grant=of.stream,
        grant_no=NUMBER,
        claim_no=FIRST,
        finder=of.acting(OFFICER, ago(of.today, 14)),
        cause=ClaimCause.RECIPIENT_UNREPORTED,
        recheck=None,
        paid={month: PAID_YEN},
        years={},
        claimed={},
        how="課税資料により、申請の月の収入がほかにもあったことが分かった。",
        months=(claiming.MonthAsked(month=month, asked_yen=ASKED_YEN),),
    )
    yield typed(
        11,
        claiming.decide_repayment,
        lambda today, standing, **told: claiming.DecideRepayment(
            today=today, approved=standing, standing=standing, **told
        ),
        DECIDER,
        decided_on=ago(of.today, 11),
        decider=of.acting(DECIDER, ago(of.today, 11)),
        post=POST,
        entitled=True,
        number=f"福住返第{number}号",
        extent=ClaimExtent.WHOLE,
        reasons="届け出ていない収入があり、支給額の計算の基礎が違っていたため。",
    )
    yield typed(
        9,
        fixing.fix_claim,
        lambda today, standing, **told: fixing.FixClaim(today=today, standing=standing, **told),
        OFFICER,
        fixed_on=ago(of.today, 9),
        officer=of.acting(OFFICER, ago(of.today, 9)),
        number=f"福住調第{number}号",
        kind=ClaimKind.PUBLIC,
        into=ClaimInto.REVENUE,
        post=POST,
        entitled=True,
        item=ITEM,
    )
    yield typed(
        8,
        collecting.issue_demand,
        plain(collecting.IssueDemand),
        OFFICER,
        issued_on=ago(of.today, 8),
        number=f"福住納第{number}号",
        due_on=of.today,
    )
    yield typed(
        2,
        collecting.collect_money,
        plain(collecting.CollectMoney),
        "payment_clerk",
        collected_on=ago(of.today, 2),
        amount_yen=BACK_YEN,
    )
