"""The state of one 転居費用補助, folded from the facts of its stream."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from uuid import UUID, uuid5

from events.contract.benefits import BenefitCorrectionAsked
from events.contract.benefits_moving import (
    MovingApplied,
    MovingBudgetFound,
    MovingCommitted,
    MovingCorrected,
    MovingCost,
    MovingDecided,
    MovingDrafted,
    MovingFigures,
    MovingOrdered,
    MovingOrderPassed,
    MovingPaid,
    MovingRefused,
    MovingReviewed,
)
from events.contract.benefits_one_off import MovingAccountChecked, MovingAccountStated
from events.contract.kind import Event
from events.contract.sealed import opened
from services.benefits.deputies import STANDING_IN, Deputies, stood_in
from services.benefits.orders import (
    ONE_OFF,
    Accounts,
    Order,
    Orders,
    account_after,
    advance,
    placed,
)


class MovingStage(Enum):
    """Where it stands; the value is what people read."""

    SUBMITTED = "申請受付"
    CORRECTION_ASKED = "補正待ち"
    DRAFTED = "起案"
    REVIEWED = "審査済み"
    GRANTED = "支給決定"
    REFUSED = "不支給決定"
    PAID = "支給済み"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moving:
    """`application` is what stands, corrections included; `orders` and `accounts` by kind of cost."""

    application: MovingApplied
    stage: MovingStage = MovingStage.SUBMITTED
    asked: BenefitCorrectionAsked | None = None
    corrected: MovingCorrected | None = None
    found: MovingBudgetFound | None = None
    proposal: MovingDrafted | None = None
    reviewed: MovingReviewed | None = None
    decided: MovingDecided | None = None
    refused: MovingRefused | None = None
    committed: MovingCommitted | None = None
    orders: Orders = field(default_factory=Orders)
    accounts: Mapping[MovingCost, Accounts] = field(default_factory=dict)
    deputies: Deputies = field(default_factory=Deputies)

    @property
    def person(self) -> UUID:
        """Pseudonym of the applicant."""
        return self.application.person

    @property
    def complete(self) -> bool:
        """Whether nothing is missing any more."""
        return self.asked is None or self.corrected is not None

    @property
    def over(self) -> bool:
        """Whether nothing is left to do."""
        return self.refused is not None or self.stage is MovingStage.PAID

    @property
    def payments(self) -> Mapping[MovingCost, Order]:
        """The orders that stand, by kind of cost."""
        return {MovingCost.stored(part): one for part, one in self.orders.standing.items()}

    @property
    def granted(self) -> Mapping[MovingCost, int]:
        """Kind → yen decided, those with nothing to pay left out; empty where it cannot be read."""
        figures: MovingFigures | None = opened(self.decided.figures, None) if self.decided else None
        return {line.kind: line.yen for line in figures.paid if line.yen} if figures else {}


def evolve(state: Moving | None, fact: Event) -> Moving:  # noqa: C901, PLR0911, PLR0912 - one arm per fact
    """The state after `fact`."""
    match state, fact:
        case None, MovingApplied():
            return Moving(application=fact)
        case Moving(), BenefitCorrectionAsked():
            return replace(state, stage=MovingStage.CORRECTION_ASKED, asked=fact)
        case Moving(), MovingCorrected():
            return _corrected(state, fact)
        case Moving(), MovingBudgetFound():
            return replace(
                state, found=fact, proposal=None, reviewed=None, stage=MovingStage.SUBMITTED
            )
        case Moving(), MovingDrafted():
            return replace(state, stage=MovingStage.DRAFTED, proposal=fact, reviewed=None)
        case Moving(), MovingReviewed():
            return replace(state, stage=MovingStage.REVIEWED, reviewed=fact)
        case Moving(), MovingDecided():
            return replace(state, stage=MovingStage.GRANTED, decided=fact)
        case Moving(), MovingRefused():
            return replace(state, stage=MovingStage.REFUSED, refused=fact)
        case Moving(), MovingCommitted():
            return replace(state, committed=fact)
        case Moving(), MovingOrdered():
            order = Order(ordered=fact, fiscal_year=fact.fiscal_year, item=fact.item)
            return _paying(state, placed(state.orders, fact.cost.value, order))
        case Moving(), MovingAccountStated() | MovingAccountChecked():
            told = account_after(state.accounts.get(fact.cost, ()), fact)
            return replace(state, accounts={**state.accounts, fact.cost: told})
    if state is not None and isinstance(fact, (MovingOrderPassed, MovingPaid, *ONE_OFF)):
        return _paying(state, advance(state.orders, fact))
    if state is not None and isinstance(fact, STANDING_IN):
        return replace(state, deputies=stood_in(state.deputies, fact))
    raise ValueError(f"{type(fact).__name__} cannot follow {type(state).__name__}")


def moving_of(case: UUID, moving_no: int) -> UUID:
    """The stream of a case's n-th application."""
    return uuid5(case, f"housing_security/moving/{moving_no}")


def _corrected(state: Moving, fact: MovingCorrected) -> Moving:
    stands = replace(
        state.application,
        household=fact.household,
        destination=fact.destination,
        costs=fact.costs,
        payees=fact.payees,
    )
    return replace(
        state,
        application=stands,
        corrected=fact,
        proposal=None,
        reviewed=None,
        stage=MovingStage.SUBMITTED,
    )


def _paying(state: Moving, orders: Orders) -> Moving:
    """Paid while every cost is: a transfer that comes back makes it wait again."""
    done = {part for part, one in orders.standing.items() if one.paid}
    whole = bool(state.granted) and done >= {kind.value for kind in state.granted}
    return replace(state, orders=orders, stage=MovingStage.PAID if whole else MovingStage.GRANTED)
