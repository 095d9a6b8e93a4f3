"""転居費用補助 in the demo that was granted: one cost is ordered and waits for its batch, the other for its account."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any, Final

from deploy.simulation import sample_states
from deploy.simulation.grant_steps import POST
from deploy.simulation.life import Life
from deploy.simulation.outline import CaseOutline
from deploy.simulation.sample_benefit_lives import ACCOUNTANT, CLERK, DECIDER, OFFICER
from deploy.simulation.sample_books import ago
from deploy.simulation.sample_moves import applied, payees_of
from deploy.simulation.step import Decision, Typed
from events.contract.benefits_moving import MovingCost
from events.contract.transfer_codes import AccountKind
from services.benefits import moving
from services.benefits.decisions import (
    accounts,
    moving_deciding,
    moving_judging,
    moving_paying,
    paying,
)
from services.benefits.fiscal import fiscal_year_of

CAP_YEN: Final = 40_000
"""The destination's, typed by the examiner."""
ITEM: Final = "民生費・社会福祉費・生活困窮者自立支援費・扶助費・住居確保給付金"
SEEN: Final = dict.fromkeys(
    ("fell_markedly", "main_earner", "no_overlap", "no_gang_member", "no_earlier"), True
)
GOODS: Final = MovingCost.TRANSPORT_OF_GOODS


def granted(today: date, chance: Random) -> CaseOutline:
    """One move up to the order that was passed."""
    case = sample_states.long_under_way(today, chance)
    case.more = (applied(today, found=True), lambda life: _told(_Move(life, today)))
    case.prompt = True
    return case


@dataclass(frozen=True, slots=True)
class _Move:
    life: Life
    today: date

    def acting(self, role: str, back: int) -> Any:
        return self.life.setting.acting(role, ago(self.today, back)).person

    def said(self, back: int, role: str, decision: Decision, made: Any, **told: Any) -> Typed:
        """A command on the stream of the move; `approved` and `standing` where it approves."""
        case = self.life.setting.case(self.life.ordinal)

        def command(today: date, standing: str) -> Any:
            seen = {"approved": standing, "standing": standing} if "post" in told else {}
            return made(today=today, **told, **seen)

        return Typed(
            ago(self.today, back),
            "benefits",
            decision,
            command,
            role,
            moving.moving_of(case, 1),
            moving.evolve,
        )


def _told(of: _Move) -> Iterator[Typed]:
    yield from _decided(of)
    yield from _ordered(of)


def _decided(of: _Move) -> Iterator[Typed]:
    amounts = of.life.setting.amounts
    assert amounts is not None  # noqa: S101 - the city has grants
    yield of.said(
        5,
        OFFICER,
        moving_deciding.draft_moving,
        moving_judging.DraftMoving,
        drafted_on=ago(of.today, 5),
        drafter=of.acting(OFFICER, 5),
        standard=amounts.standard(1, ago(of.today, 11)),
        rule=amounts.rule(of.today),
        cap_yen=CAP_YEN,
        cap_row="大阪市 1人",
        **SEEN,
    )
    yield of.said(
        4,
        DECIDER,
        moving_deciding.review_moving,
        moving_deciding.ReviewMoving,
        reviewed_on=ago(of.today, 4),
        reviewer=of.acting(DECIDER, 4),
        opinion="見積書を確かめた。",
    )
    yield of.said(
        4,
        DECIDER,
        moving_deciding.decide_moving,
        moving_deciding.DecideMoving,
        decided_on=ago(of.today, 4),
        decider=of.acting(DECIDER, 4),
        post=POST,
        entitled=True,
        number=f"福住転第{of.life.ordinal + 1}号",
    )


def _ordered(of: _Move) -> Iterator[Typed]:
    on, number = ago(of.today, 3), of.life.ordinal + 1
    yield of.said(
        3,
        CLERK,
        moving_paying.commit_moving,
        moving_paying.CommitMoving,
        committed_on=on,
        fiscal_year=fiscal_year_of(on),
        item=ITEM,
    )
    yield of.said(
        3,
        CLERK,
        moving_paying.order_moving,
        moving_paying.OrderMoving,
        ordered_on=on,
        orderer=of.acting(CLERK, 3),
        cost=GOODS,
        order_no=f"支転{number}",
        due_on=of.today,
    )
    yield of.said(
        3,
        CLERK,
        accounts.state_moving_account,
        accounts.StateMovingAccount,
        stated_on=on,
        clerk=of.acting(CLERK, 3),
        payee_person=payees_of(of.life.setting.case(of.life.ordinal)),
        mandate=of.life.setting.case(of.life.ordinal).hex * 2,
        bank_code="9902",
        bank_kana="ミホン",
        branch_code="101",
        branch_kana="ホンテン",
        kind=AccountKind.ORDINARY,
        number="7654321",
        holder_kana="ミホンウンソウ（カ",
        cost=GOODS,
    )
    yield of.said(
        2,
        ACCOUNTANT,
        accounts.check_moving_account,
        accounts.CheckMovingAccount,
        checked_on=ago(of.today, 2),
        checker=of.acting(ACCOUNTANT, 2),
        post="会計管理者",
        entitled=True,
        cost=GOODS,
    )
    yield of.said(
        1,
        ACCOUNTANT,
        paying.pass_order,
        paying.PassOrder,
        passed_on=ago(of.today, 1),
        reviewer=of.acting(ACCOUNTANT, 1),
        part=GOODS.value,
    )
