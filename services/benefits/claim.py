"""The state of one claim: money asked back for one cause, from the finding to the last yen."""

from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from typing import Final
from uuid import UUID, uuid5

from events.contract.benefits_claims import (
    ClaimCarriedOver,
    ClaimExpired,
    ClaimExtent,
    ClaimFixed,
    ClaimInto,
    ClaimKind,
    ClaimWrittenOff,
    CollectionDeferred,
    DemandIssued,
    InstalmentsAgreed,
    MoneyCollected,
    OverpaymentFound,
    ReminderIssued,
    RepaymentDecided,
    RepaymentExplained,
    ReturnBooked,
)
from events.contract.kind import Event
from events.contract.sealed import Sealed, opened
from services.benefits.deputies import STANDING_IN, Deputies, stood_in
from services.benefits.fiscal import statutory

LIMITATION_YEARS: Final = 5
"""自治法236条 for public claims; 民法166条1項1号 for private ones (暫定)."""


class Stage(Enum):
    """Where a claim stands; the value is what people read."""

    FOUND = "過払いの確認"
    DECIDED = "返還の決定"
    DROPPED = "返還を求めない"
    FIXED = "調定"
    DEMANDED = "納入通知"
    REMINDED = "督促"
    DEFERRED = "徴収停止・延期"
    SETTLED = "完納"
    EXPIRED = "時効の完成"
    WRITTEN_OFF = "不納欠損"

    @property
    def over(self) -> bool:
        """Whether nothing more is asked for."""
        return self in {Stage.DROPPED, Stage.SETTLED, Stage.WRITTEN_OFF}


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """`fixed` 調定; `carried` its successor after 31 May. `demand` is the one that stands."""

    found: OverpaymentFound
    explained: RepaymentExplained | None = None
    decided: RepaymentDecided | None = None
    fixed: ClaimFixed | None = None
    carried: ClaimCarriedOver | None = None
    demand: DemandIssued | None = None
    reminders: tuple[ReminderIssued, ...] = ()
    renewed: tuple[date, ...] = ()
    plan: InstalmentsAgreed | None = None
    collected: tuple[MoneyCollected, ...] = ()
    returned: tuple[ReturnBooked, ...] = field(default_factory=tuple)
    deferred: CollectionDeferred | None = None
    expired: ClaimExpired | None = None
    written_off: ClaimWrittenOff | None = None
    deputies: Deputies = field(default_factory=Deputies)

    @property
    def person(self) -> UUID:
        """Pseudonym of the recipient."""
        return self.found.person

    @property
    def claimed_yen(self) -> int:
        """What was decided to be asked back; before that what was found."""
        if self.decided is not None:
            return _yen(self.decided.claimed_yen)
        return _yen(self.found.amount_yen)

    @property
    def collected_yen(self) -> int:
        """What came in."""
        return sum(_yen(one.amount_yen) for one in self.collected)

    @property
    def balance_yen(self) -> int:
        """What is still owed."""
        return self.claimed_yen - self.collected_yen

    @property
    def into(self) -> ClaimInto | None:
        """Where money goes now; None before the 調定."""
        if self.fixed is None:
            return None
        return ClaimInto.REVENUE if self.carried else self.fixed.into

    @property
    def fiscal_year(self) -> int:
        """Of the 調定 that stands; 0 before it."""
        if self.carried is not None:
            return self.carried.fiscal_year
        return self.fixed.fiscal_year if self.fixed else 0

    @property
    def item(self) -> str:
        """Of the 調定 that stands."""
        if self.carried is not None:
            return self.carried.item
        return self.fixed.item if self.fixed else ""

    @property
    def stage(self) -> Stage:  # noqa: PLR0911 - one answer per stage
        """Where it stands."""
        if self.written_off:
            return Stage.WRITTEN_OFF
        if self.expired:
            return Stage.EXPIRED
        if self.decided is None:
            return Stage.FOUND
        if self.decided.extent is ClaimExtent.NONE:
            return Stage.DROPPED
        if self.fixed is None:
            return Stage.DECIDED
        if self.balance_yen <= 0:
            return Stage.SETTLED
        if self.deferred:
            return Stage.DEFERRED
        if self.demand is None:
            return Stage.FIXED
        return Stage.REMINDED if self.reminders else Stage.DEMANDED

    @property
    def asked(self) -> bool:
        """Whether there is a 調定 and something is still owed on it."""
        return self.stage in {Stage.FIXED, Stage.DEMANDED, Stage.REMINDED, Stage.DEFERRED}

    @property
    def last_due_on(self) -> date | None:
        """Until when the last 督促, else the 納入通知, asks for it."""
        last = self.reminders[-1] if self.reminders else self.demand
        return last.due_on if last else None

    def late_for_return(self, on: date) -> bool:
        """Whether the year it should return into is closed by then."""
        return self.into is ClaimInto.EXPENDITURE and on > closes_on(self.fiscal_year)

    @property
    def public(self) -> bool:
        """公債権: the limitation needs no plea and cannot be renounced."""
        return self.fixed is not None and self.fixed.kind is not ClaimKind.PRIVATE

    @property
    def limited_on(self) -> date | None:
        """The day on which the limitation is complete if nothing renews it; None before a demand."""
        return five_years_after(max(self.renewed)) if self.renewed else None


def evolve(state: Claim | None, fact: Event) -> Claim:  # noqa: C901, PLR0911, PLR0912 - one arm per fact
    """The state after `fact`."""
    match state, fact:
        case None, OverpaymentFound():
            return Claim(found=fact)
        case Claim(), RepaymentExplained():
            return replace(state, explained=fact)
        case Claim(), RepaymentDecided():
            return replace(state, decided=fact)
        case Claim(), ClaimFixed():
            return replace(state, fixed=fact)
        case Claim(), DemandIssued(due_on=due):
            return replace(state, demand=fact, reminders=(), renewed=(*state.renewed, due))
        case Claim(), ReminderIssued():
            again = () if state.reminders else (fact.issued_on,)
            return replace(
                state, reminders=(*state.reminders, fact), renewed=(*state.renewed, *again)
            )
        case Claim(), InstalmentsAgreed(agreed_on=day):
            return replace(state, plan=fact, deferred=None, renewed=(*state.renewed, day))
        case Claim(), MoneyCollected(collected_on=day):
            return replace(
                state,
                collected=(*state.collected, fact),
                deferred=None,
                renewed=(*state.renewed, day),
            )
        case Claim(), ReturnBooked():
            return replace(state, returned=(*state.returned, fact))
        case Claim(), ClaimCarriedOver():
            return replace(state, carried=fact, demand=None, reminders=())
        case Claim(), CollectionDeferred():
            return replace(state, deferred=fact)
        case Claim(), ClaimExpired():
            return replace(state, expired=fact)
        case Claim(), ClaimWrittenOff():
            return replace(state, written_off=fact)
    if state is not None and isinstance(fact, STANDING_IN):
        return replace(state, deputies=stood_in(state.deputies, fact))
    raise ValueError(f"{type(fact).__name__} cannot follow {type(state).__name__}")


def stream_of(grant: UUID, claim_no: int) -> UUID:
    """The stream of a grant's n-th claim."""
    return uuid5(grant, f"claim/{claim_no}")


def closes_on(fiscal_year: int) -> date:
    """The last day on which money returns into that year: 31 May, the end of 出納整理期間."""
    return statutory(fiscal_year).pay_until


def five_years_after(day: date) -> date:
    """The day after the last day of the five years (民法143条)."""
    try:
        return day.replace(year=day.year + LIMITATION_YEARS)
    except ValueError:
        return date(day.year + LIMITATION_YEARS, 3, 1)


def _yen(sealed: Sealed[int]) -> int:
    return opened(sealed, 0)
