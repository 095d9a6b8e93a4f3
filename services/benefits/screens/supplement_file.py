"""One 追加支給 as its pages need it, and the forms of its steps."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from starlette.responses import Response

from events.contract import Event, fold, opened, wareki
from events.contract.benefits_claims import MonthSum
from events.contract.seeing import SeeDeputyDecision
from events.host.answers import Missing
from events.host.capacity import to_see, viewer
from events.host.case_stream import CaseStream, below
from events.host.desk import Desk, Receipt
from events.host.posts import Matter
from events.host.sheet import Sheet
from services.benefits.decisions.paying import (
    ConfirmPayment,
    PassOrder,
    confirm_payment,
    pass_order,
)
from services.benefits.decisions.standing_in import see_money_decision
from services.benefits.decisions.supplementing import (
    DecideSupplement,
    OrderSupplement,
    decide_supplement,
    order_supplement,
)
from services.benefits.projections.orders import PAYMENT_ORDER
from services.benefits.screens.claim_form import Field, day, number
from services.benefits.screens.grant_file import GrantFile, grant_file
from services.benefits.screens.paying_rule import fiscal_rule
from services.benefits.screens.seeing import fresh
from services.benefits.supplement import WHOLE, Supplement, evolve, stream_of


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementFile(CaseStream[Supplement]):
    """The stream of supplement number `no` of a grant."""

    of: GrantFile
    no: int

    @property
    def supplement(self) -> Supplement:
        """Missing (404) where none was opened under this number."""
        if self.state is None:
            raise Missing
        return self.state

    @property
    def leaf(self) -> str:
        """Leaf hash of the draft."""
        return self.recorded[0].leaf if self.recorded else ""

    def at(self, page: str = "") -> str:
        """Path of a page of this 追加支給."""
        return self.of.at(below(f"supplements/{self.no}", page))

    def named(self, form: str) -> str:
        """Each 追加支給 has its own drafts."""
        return f"supplement_{form}-{self.of.number}-{self.no}"

    def shown(self, receipt: Receipt) -> bool:
        """The table of orders is waited for; the page itself reads the log."""
        self.desk.wait_for(PAYMENT_ORDER.name, "benefits", receipt.position)
        return True

    def page(self, template: str, *, sheet: Sheet | None = None, **context: Any) -> Response:
        """Draw a template; it has `file` (the grant) and `supplement_file`."""
        return self.of.page(template, sheet=sheet, supplement_file=self, **context)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementForm:
    """One step: offered where `fits`."""

    path: str
    heading: str
    lead: str
    send: str
    permission: str
    into: type[Any]
    decision: Callable[[Supplement | None, Any], Sequence[Event]]
    fields: Sequence[Field]
    fits: Callable[[SupplementFile], bool]
    given: Callable[[SupplementFile], Mapping[str, Any]] = lambda _: {}
    typed: Callable[[SupplementFile], Mapping[str, str]] = lambda _: {}
    matter: Matter | None = None


def _item(file: SupplementFile) -> str:
    committed = file.of.grant.committed
    return committed.item if committed else ""


def _waits(one: Supplement) -> bool:
    """An order stands that did not come back."""
    return one.order is not None and one.order.returned is None


def _passed(one: Supplement) -> bool:
    return one.order is not None and one.order.passed is not None


def _payable(one: Supplement) -> bool:
    """Passed, and in no batch that would tell of it."""
    order = one.order
    return order is not None and bool(order.passed) and not order.batched and not order.paid


FORMS: Final = (
    SupplementForm(
        path="decision",
        heading="追加支給の決定",
        lead="訂正により不足していた額を支給します。起案した方とは別の方が決めます。",
        send="追加支給を決定する",
        permission="benefit.decide",
        matter=Matter.SUPPLEMENT,
        into=DecideSupplement,
        decision=decide_supplement,
        fields=(
            day("decided_on", "決裁日"),
            number(),
            Field(kind="text", name="item", label="予算科目"),
        ),
        fits=lambda file: file.supplement.decided is None,
        typed=lambda file: {
            "decided_on": wareki.short(file.today),
            "approved": file.leaf,
            "item": _item(file),
        },
    ),
    SupplementForm(
        path="order",
        heading="追加支給の支出命令",
        lead="決定した額の全部を、一つの命令で支払います。",
        send="支出命令を出す",
        permission="payment.order",
        into=OrderSupplement,
        decision=order_supplement,
        fields=(
            day("ordered_on", "命令日"),
            Field(kind="text", name="order_no", label="命令番号", hint="例 支-2026-0451"),
            day("due_on", "支払予定日"),
        ),
        fits=lambda file: file.supplement.decided is not None and file.supplement.order is None,
        given=lambda file: {
            "orderer": file.of.desk.staff.person,
            "rule": fiscal_rule(file.of.desk),
        },
        typed=lambda file: {
            "ordered_on": wareki.short(file.today),
            "due_on": wareki.short(file.today),
        },
    ),
    SupplementForm(
        path="pass",
        heading="追加支給の命令の審査",
        lead="会計管理者の審査です。命令を出した方は審査できません。",
        send="支出命令を審査する",
        permission="payment.pass",
        into=PassOrder,
        decision=pass_order,
        fields=(day("passed_on", "審査の日"),),
        fits=lambda file: _waits(file.supplement) and not _passed(file.supplement),
        given=lambda file: {
            "part": WHOLE,
            "reviewer": file.of.desk.staff.person,
            "rule": fiscal_rule(file.of.desk),
        },
        typed=lambda file: {"passed_on": wareki.short(file.today)},
    ),
    SupplementForm(
        path="payment",
        heading="追加支給の確認",
        lead="会計または金融機関の結果で確かめた、実際に支払われた日を記録します。",
        send="支給を記録する",
        permission="payment.confirm",
        into=ConfirmPayment,
        decision=confirm_payment,
        fields=(day("paid_on", "支給日"),),
        fits=lambda file: _payable(file.supplement),
        given=lambda _: {"part": WHOLE, "batch": None},
    ),
    SupplementForm(
        path="seen",
        heading="後閲",
        lead="代決された決裁を、決裁者があとから確かめます。",
        send="後閲を記録する",
        permission="payee.read",
        into=SeeDeputyDecision,
        decision=see_money_decision,
        fields=(day("seen_on", "後閲の日"),),
        fits=lambda file: bool(to_see(file.of.desk, file.supplement.deputies.unseen)),
        given=lambda file: viewer(file.of.desk),
        typed=lambda file: fresh(file.of.desk, file.supplement.deputies.unseen),
    ),
)


def supplement_file(desk: Desk, case: UUID, number: int, no: int) -> SupplementFile:
    """One 追加支給 of a grant, opened or to be opened."""
    of = grant_file(desk, case, number)
    stream = stream_of(of.stream, no)
    recorded = tuple(desk.history(stream, of.area))
    return SupplementFile(
        desk=desk,
        case=case,
        area=of.area,
        stream=stream,
        evolve=evolve,
        of=of,
        no=no,
        recorded=recorded,
        state=fold(evolve, (one.fact for one in recorded)),
    )


def supplements(of: GrantFile) -> list[Supplement]:
    """Every 追加支給 of a grant, by number, from the log itself."""
    found: list[Supplement] = []
    while True:
        history = of.desk.history(stream_of(of.stream, len(found) + 1), of.known.area)
        state = fold(evolve, (one.fact for one in history))
        if state is None:
            return found
        found.append(state)


def missing(of: GrantFile, former: Sequence[Supplement]) -> tuple[MonthSum, ...]:
    """Month by month what the corrections say was too little, less what was opened before."""
    given: dict[str, int] = {}
    for one in former:
        for part in opened(one.opened.months, ()):
            given[part.month] = given.get(part.month, 0) + part.yen
    found = []
    for paid in of.grant.paid:
        due = of.grant.standing(paid.month)
        less = (due or 0) - opened(paid.amount_yen, 0) - given.get(paid.month, 0)
        if due is not None and less > 0:
            found.append(MonthSum(month=paid.month, yen=less))
    return tuple(found)
