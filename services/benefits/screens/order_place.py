"""One order as its pages need it: of a month, of a cost of a move, or of a supplement, in one shape."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from starlette.responses import Response

from events.contract import Open
from events.contract.benefits_person import ReleaseReason
from events.contract.sealed import Sealed
from events.contract.transfer_codes import PaidMatter
from events.host.answers import Missing
from events.host.desk import Desk
from events.host.forms import SentForm
from events.host.sheet import Sheet
from events.log.event_log import Move
from events.log.recorded import Recorded
from services.benefits.grant import Grant
from services.benefits.orders import Account, Order, Undone
from services.benefits.payers import Payer, accounts_of, order_of, orders_of, payer
from services.benefits.screens.grant_file import GrantFile, grant_file
from services.benefits.screens.moving_file import MovingFile, moving_file
from services.benefits.screens.person_months import releasing
from services.benefits.screens.supplement_file import SupplementFile, supplement_file
from services.benefits.screens.wording import paid_for
from services.benefits.supplement import WHOLE

Owner = GrantFile | MovingFile | SupplementFile


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderPlace:
    """`at`: path of its page; `number`, `decided_on`: of the decision to pay; `yen`: as decided or ordered."""

    matter: PaidMatter
    owner: Owner
    state: Payer
    part: str
    at: str
    sheet_at: str
    account_at: str
    number: str
    decided_on: date
    yen: Sealed[int]
    account: Account | None

    @property
    def file(self) -> GrantFile | MovingFile:
        """The grant or the move: who may do what, and the case."""
        return self.owner.of if isinstance(self.owner, SupplementFile) else self.owner

    @property
    def label(self) -> str:
        """What is paid."""
        return paid_for(self.matter, self.part)

    @property
    def held(self) -> Order | None:
        """The order that stands."""
        return order_of(self.state, self.part)

    @property
    def waiting(self) -> Sequence[Undone]:
        """Payments of it that came back and wait for their 戻入."""
        return _unbooked(self.state, self.part)

    @property
    def name(self) -> str:
        """第1回, as the heading of the page above."""
        words = "転居費用補助 " if self.matter is PaidMatter.MOVING else ""
        return f"{words}第{self.file.number}回"

    @property
    def recorded(self) -> list[tuple[Recorded, str]]:
        """Every record with the path of the page it stands on; a supplement has those of its grant too."""
        own = [(one, self.owner.at()) for one in self.owner.recorded]
        if isinstance(self.owner, SupplementFile):
            own += [(one, self.file.at()) for one in self.file.recorded]
        return sorted(own, key=lambda pair: pair[0].position)

    def waiting_before(self, command_id: UUID) -> Sequence[Undone]:
        """As it stood before that command: a repeated one is judged as it was the first time."""
        recorded = self.owner.recorded
        place = next((n for n, r in enumerate(recorded) if r.command == command_id), None)
        state = payer(self.matter, (one.fact for one in recorded[:place]))
        return _unbooked(state, self.part) if state else ()

    def form(self, step: str) -> str:
        """The name of the form of one step."""
        return f"{step}-{self.part}" if self.part else step

    def submit(
        self,
        sent: SentForm,
        step: str,
        *,
        into: type[Any],
        decision: Callable[[Any, Any], Any],
        draw: Callable[[Sheet], Response],
        given: Mapping[str, Any],
    ) -> Response:
        """As the grant, the move or the supplement records; `part` is given."""
        known: dict[str, Any] = {"part": self.part, **given}
        form = self.form(step)
        if isinstance(self.owner, GrantFile):
            grant = self.owner
            return grant.submit(
                sent,
                form,
                into=into,
                decision=decision,
                draw=draw,
                given=known,
                also=lambda _: _released(grant, self.part) if step == "cancellation" else (),
            )
        return self.owner.submit(sent, form, into=into, decision=decision, draw=draw, given=known)


def of_month(desk: Desk, case: UUID, number: int, part: str) -> OrderPlace:
    """A month of a grant. Missing (404) for one that it neither pays nor ordered."""
    file = grant_file(desk, case, number)
    grant = file.grant
    if grant.decided is None or not (part in grant.payable or part in grant.months):
        raise Missing
    line, held = grant.line(part), grant.months.get(part)
    decided = line.yen if line else grant.decided.monthly_yen
    return OrderPlace(
        matter=PaidMatter.RENT,
        owner=file,
        state=grant,
        part=part,
        at=file.at(f"months/{part}"),
        sheet_at=f"{file.at_case}/sheets/payment/{number}/{part}",
        account_at=file.at("account"),
        number=grant.decided.number,
        decided_on=grant.decided.decided_on,
        yen=held.ordered.amount_yen if held else decided,
        account=grant.paying.account,
    )


def of_cost(desk: Desk, case: UUID, number: int, part: str) -> OrderPlace:
    """A kind of cost of a move. Missing for one that was neither granted nor ordered.

    Whoever may not read sums sees no grant of a cost, but its order.
    """
    file = moving_file(desk, case, number)
    moving = file.moving
    cost = next((one for one in moving.granted if one.value == part), None)
    held = moving.orders.standing.get(part)
    yen: Sealed[int]
    if moving.decided is not None and cost is not None:
        yen = Open(moving.person, moving.granted[cost])
    elif moving.decided is not None and held is not None:
        yen = held.ordered.amount_yen
    else:
        raise Missing
    accounts = accounts_of(moving, part)
    return OrderPlace(
        matter=PaidMatter.MOVING,
        owner=file,
        state=moving,
        part=part,
        at=file.at(f"costs/{part}"),
        sheet_at=f"{file.at_case}/sheets/moving-payment/{number}/{part}",
        account_at=file.at(f"costs/{part}/account"),
        number=moving.decided.number,
        decided_on=moving.decided.decided_on,
        yen=yen,
        account=accounts[-1] if accounts else None,
    )


def of_supplement(desk: Desk, case: UUID, number: int, part: str) -> OrderPlace:
    """The one sum of the supplement of that number (`part` of the address)."""
    if re.fullmatch(r"[0-9]{1,4}", part) is None:
        raise Missing
    file = supplement_file(desk, case, number, int(part))
    one = file.supplement
    if one.decided is None:
        raise Missing
    return OrderPlace(
        matter=PaidMatter.SUPPLEMENT,
        owner=file,
        state=one,
        part=WHOLE,
        at=file.at("transfer"),
        sheet_at=f"{file.of.at_case}/sheets/supplement-payment/{number}/{part}",
        account_at=file.of.at("account"),
        number=one.decided.number,
        decided_on=one.decided.decided_on,
        yen=one.opened.amount_yen,
        account=file.of.grant.paying.account,
    )


@dataclass(frozen=True, slots=True)
class Kind:
    """Where orders of one kind have their pages; `step` stands before the name of a step."""

    page: str
    step: str
    sheet: str
    find: Callable[[Desk, UUID, int, str], OrderPlace]


KINDS: Final = (
    Kind(
        "/grants/{number}/months/{part}",
        "/grants/{number}/months/{part}/",
        "/sheets/payment/{number}/{part}",
        of_month,
    ),
    Kind(
        "/moving/{number}/costs/{part}",
        "/moving/{number}/costs/{part}/",
        "/sheets/moving-payment/{number}/{part}",
        of_cost,
    ),
    Kind(
        "/grants/{number}/supplements/{part}/transfer",
        "/grants/{number}/supplements/{part}/transfer/",
        "/sheets/supplement-payment/{number}/{part}",
        of_supplement,
    ),
)


def _unbooked(state: Payer, part: str) -> list[Undone]:
    return [one for one in orders_of(state).undone if one.part == part and one.booked is None]


def _released(file: GrantFile, month: str) -> Sequence[Move]:
    """The month is given back on the person's own stream, and why."""
    grant: Grant = file.grant
    held = grant.months.get(month)
    came_back = held is not None and held.returned is not None
    reason = ReleaseReason.TRANSFER_RETURNED if came_back else ReleaseReason.ORDER_CANCELLED
    return releasing(file, month, file.today, reason)
