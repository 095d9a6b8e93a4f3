"""The state of one grant of 住居確保給付金, folded from the facts of its stream."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from uuid import UUID, uuid5

from events.contract.benefits import (
    ApplicationCorrected,
    ApplicationSubmitted,
    BenefitCorrectionAsked,
    ExpenditureCommitted,
    GrantDecided,
    GrantDrafted,
    GrantEnded,
    GrantRefused,
    GrantReviewed,
    GrantStopped,
    PaymentMade,
)
from events.contract.benefits_life import ApplicationWithdrawn
from events.contract.benefits_recheck import HouseholdFound, PaymentCorrected
from events.contract.deciding import Refused
from events.contract.grant_approving import GrantDecidedByDeputy, GrantDeputyDecisionSeen
from events.contract.kind import Event
from events.contract.sealed import Open, opened
from events.contract.seeing import unseen
from services.benefits import schedule, transfers
from services.benefits.duties import DUTIES, Duties, kept
from services.benefits.dwelling import DWELLING, Dwelling, housed, sought
from services.benefits.life import LIFE, Life, lived
from services.benefits.orders import Order
from services.benefits.schedule import Line, Lines, month_before, months_from
from services.benefits.transfers import Paying

__all__ = [
    "PROGRAMME",
    "Grant",
    "Stage",
    "evolve",
    "first_day",
    "month_before",
    "months_from",
    "stream_of",
]
PROGRAMME = "housing_security"


class Stage(Enum):
    """Where a grant stands (benefits.md §6); the value is what people read."""

    SUBMITTED = "申請受付"
    CORRECTION_ASKED = "補正待ち"
    DRAFTED = "支給起案"
    REVIEWED = "審査済み"
    ACTIVE = "支給中"
    SUSPENDED = "中断中"
    WITHDRAWN = "取下げ"
    REFUSED = "不支給決定"
    STOPPED = "支給中止"
    ENDED = "支給終了"

    @property
    def over(self) -> bool:
        """Whether nothing more is paid."""
        return self in {Stage.REFUSED, Stage.STOPPED, Stage.ENDED, Stage.WITHDRAWN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """`application` is what stands, corrections included; `paying` holds its money."""

    application: ApplicationSubmitted
    stage: Stage = Stage.SUBMITTED
    asked: BenefitCorrectionAsked | None = None
    corrected: ApplicationCorrected | None = None
    proposal: GrantDrafted | None = None
    reviewed: GrantReviewed | None = None
    decided: GrantDecided | None = None
    refused: GrantRefused | None = None
    stopped: GrantStopped | None = None
    ended: GrantEnded | None = None
    found: tuple[HouseholdFound, ...] = ()
    corrections: tuple[PaymentCorrected, ...] = ()
    dwelling: Dwelling | None = None
    paying: Paying = field(default_factory=Paying)
    lines: Lines = ()
    life: Life = field(default_factory=Life)
    duties: Duties = field(default_factory=Duties)
    deputised: tuple[GrantDecidedByDeputy, ...] = ()
    seen: tuple[GrantDeputyDecisionSeen, ...] = ()

    @property
    def person(self) -> UUID:
        """Pseudonym of the applicant."""
        return self.application.person

    @property
    def unseen(self) -> tuple[GrantDecidedByDeputy, ...]:
        """代決 that the holder of the post has not seen yet."""
        return unseen(self.deputised, self.seen)

    @property
    def months(self) -> Mapping[str, Order]:
        """The months that stand ordered, by `YYYY-MM`."""
        return self.paying.months

    @property
    def committed(self) -> ExpenditureCommitted | None:
        """The last commitment; None before the first."""
        return self.paying.commitments[-1] if self.paying.commitments else None

    @property
    def committed_yen(self) -> int:
        """Sum of all 支出負担行為."""
        return sum(opened(one.amount_yen, 0) for one in self.paying.commitments)

    @property
    def complete(self) -> bool:
        """Whether nothing is missing any more."""
        return self.asked is None or self.corrected is not None

    @property
    def housed(self) -> bool:
        """Whether there is a dwelling whose rent can be granted."""
        return self.dwelling is None or self.dwelling.lease is not None

    @property
    def payable(self) -> tuple[str, ...]:
        """The months decided, in order, less those after a stop or a suspension."""
        return tuple(line.month for line in self.lines)

    def line(self, month: str) -> Line | None:
        """What stands for a month; None where it is not payable."""
        return next((line for line in self.lines if line.month == month), None)

    def owed(self, month: str) -> int:
        """Yen of a payable month. Refused where the amount cannot be opened or the month is not payable."""
        line = self.line(month)
        if line is None:
            raise Refused("month-not-payable", "支給決定に含まれない月です。", field="month")
        if not isinstance(line.yen, Open):
            raise Refused(
                "not-readable", "支給額を開けません。権限または保存期間を確認してください。"
            )
        return line.yen.value

    @property
    def covered(self) -> bool:
        """Whether 支出負担行為 cover every payable month; amounts that cannot be read count as covered."""
        owed = sum(opened(line.yen, 0) for line in self.lines)
        return self.committed is not None and owed <= self.committed_yen

    @property
    def months_used(self) -> int:
        """Months paid by this grant, resumption included; never those of the person's other grants."""
        return len(self.paid)

    def standing(self, month: str) -> int | None:
        """Yen of a paid month as it stands: what was paid, or what the last correction says was due.

        None where nothing was paid or the amount cannot be opened.
        """
        held = self.months.get(month)
        if held is None or held.paid is None:
            return None
        last = next((one for one in reversed(self.corrections) if one.month == month), None)
        return opened(last.new_yen if last else held.paid.amount_yen, None)

    @property
    def settled(self) -> bool:
        """Whether every payable month was paid."""
        return len(self.paid) == len(self.payable)

    @property
    def paid(self) -> tuple[PaymentMade, ...]:
        """What was paid, by month."""
        held = (order.paid for _, order in sorted(self.months.items()))
        return tuple(paid for paid in held if isinstance(paid, PaymentMade))


def evolve(state: Grant | None, fact: Event) -> Grant:
    """The state after `fact`."""
    made = _after(state, fact)
    changed = schedule.after(made.lines, fact)
    return made if changed is made.lines else replace(made, lines=changed)


def _after(state: Grant | None, fact: Event) -> Grant:  # noqa: C901, PLR0911, PLR0912 - one arm per fact
    match state, fact:
        case None, ApplicationSubmitted():
            return Grant(application=fact)
        case Grant(), BenefitCorrectionAsked():
            return replace(state, stage=Stage.CORRECTION_ASKED, asked=fact)
        case Grant(), ApplicationCorrected():
            return replace(
                state,
                stage=Stage.SUBMITTED,
                corrected=fact,
                application=_completed(state, fact),
                proposal=None,
                reviewed=None,
            )
        case Grant(), GrantDrafted():
            return replace(state, stage=Stage.DRAFTED, proposal=fact, reviewed=None)
        case Grant(), GrantReviewed():
            return replace(state, stage=Stage.REVIEWED, reviewed=fact)
        case Grant(), GrantDecided():
            return replace(state, stage=Stage.ACTIVE, decided=fact)
        case Grant(), GrantRefused():
            return replace(state, stage=Stage.REFUSED, refused=fact)
        case Grant(), _ if isinstance(fact, transfers.PAYING):
            return replace(state, paying=transfers.evolve(state.paying, fact))
        case Grant(), GrantStopped():
            return replace(state, stage=Stage.STOPPED, stopped=fact)
        case Grant(), GrantEnded():
            return replace(state, stage=Stage.ENDED, ended=fact)
        case Grant(), HouseholdFound():
            return replace(state, found=(*state.found, fact))
        case Grant(), PaymentCorrected():
            return replace(state, corrections=(*state.corrections, fact))
        case Grant(), GrantDecidedByDeputy():
            return replace(state, deputised=(*state.deputised, fact))
        case Grant(), GrantDeputyDecisionSeen():
            return replace(state, seen=(*state.seen, fact))
    if state is not None and isinstance(fact, DWELLING):
        return replace(
            state,
            dwelling=sought(state.dwelling, fact),
            application=housed(state.application, fact),
        )
    if state is not None and isinstance(fact, LIFE):
        return _lived(state, fact)
    if state is not None and isinstance(fact, DUTIES):
        return replace(state, duties=kept(state.duties, fact))
    raise ValueError(f"{type(fact).__name__} cannot follow {type(state).__name__}")


def stream_of(case: UUID, grant_no: int) -> UUID:
    """The stream of a case's n-th grant."""
    return uuid5(case, f"{PROGRAMME}/{grant_no}")


def first_day(month: str) -> date:
    """The first day of `YYYY-MM`."""
    return date(int(month[:4]), int(month[5:]), 1)


def _lived(state: Grant, fact: Event) -> Grant:
    """A pause and its end are stages; so is a withdrawal of the application."""
    life = lived(state.life, fact, state.lines)
    stage = state.stage
    if isinstance(fact, ApplicationWithdrawn) and fact.extension_no == 0:
        stage = Stage.WITHDRAWN
    elif life.suspended is not state.life.suspended:
        stage = Stage.SUSPENDED if life.suspended else Stage.ACTIVE
    return replace(state, life=life, stage=stage)


def _completed(state: Grant, fact: ApplicationCorrected) -> ApplicationSubmitted:
    return replace(state.application, household=fact.household, payee=fact.payee)
