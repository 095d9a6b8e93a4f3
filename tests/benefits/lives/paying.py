"""The money of a generated life through the product: orders, payments, returns, claims."""

from __future__ import annotations

from datetime import date
from typing import Any

from events.contract import Event
from events.contract import fold as folded
from events.contract.benefits import PaymentMade
from events.contract.benefits_claims import ClaimCause, ClaimExtent, ClaimInto, ClaimKind
from events.contract.benefits_person import ReleaseReason
from events.contract.transfer_codes import TransferReason
from services.benefits import claim as claims
from services.benefits import decisions as d
from services.benefits import months as taking
from services.benefits.decisions import accounts, claiming, collecting, fixing, sending_back
from tests.benefits import facts
from tests.benefits import transfer_facts as of
from tests.benefits.facts import CLERK, DECIDER, DRAFTER, PERSON
from tests.benefits.lives.deciding import Deciding
from tests.benefits.lives.ward_file import APPROVAL, File, yen_of

IN_POST: dict[str, Any] = {"post": "納税課 課長", "entitled": True, "standing": "cd" * 32}


class Paying(Deciding):
    """Orders take the month on the person's own stream, as the page does."""

    def commit(self, grant: int, on: date, year: int) -> tuple[Any, ...]:
        command = facts.commit(today=on, committed_on=on, fiscal_year=year, rule=self.money)
        (fact,) = self.files[grant].take(d.commit_expenditure, command)
        return ("committed", getattr(fact, "fiscal_year", 0), yen_of(fact))

    def order(self, grant: int, on: date, month: str) -> tuple[Any, ...]:
        file = self.files[grant]
        command = facts.order(month, today=on, ordered_on=on, due_on=on, rule=self.money)
        made = d.order_payment(file.state, command)
        if not made:
            return ("no", "ordered already")
        claimed = taking.ClaimMonth(today=on, person=PERSON, month=month, grant=file.stream)
        self.on_person(taking.claim_month, claimed)
        (fact,) = file.take(d.order_payment, command)
        return ("ordered", month, yen_of(fact), getattr(fact, "fiscal_year", 0))

    def check(self, grant: int, on: date, month: str) -> tuple[Any, ...]:
        self.files[grant].take(
            d.pass_order, facts.pass_on(month, today=on, passed_on=on, rule=self.money)
        )
        return ("passed", month)

    def pay(self, grant: int, on: date, month: str) -> tuple[Any, ...]:
        command = facts.confirm(month, today=on, paid_on=on)
        (fact,) = self.files[grant].take(d.confirm_payment, command)
        assert isinstance(fact, PaymentMade)
        return ("paid", fact.month, yen_of(fact), fact.fiscal_year, fact.paid_on)

    def bounce(self, grant: int, on: date, month: str) -> tuple[Any, ...]:
        command = of.bounce(today=on, part=month, returned_on=on, reason=TransferReason.CLOSED)
        (fact,) = self.files[grant].take(sending_back.return_transfer, command)
        return ("back", month, getattr(fact, "was_paid", None), yen_of(fact))

    def reissue(self, grant: int, on: date, month: str, number: str) -> tuple[Any, ...]:
        file = self.files[grant]
        file.take(accounts.change_account, of.change(today=on, stated_on=on, number=number))
        file.take(accounts.check_account, of.check(today=on, checked_on=on))
        command = of.reissue(
            today=on, reissued_on=on, part=month, due_on=on, orderer=CLERK, rule=self.money
        )
        file.take(sending_back.reissue_order, command)
        return ("again", month)

    def cancel(self, grant: int, on: date, month: str) -> tuple[Any, ...]:
        file = self.files[grant]
        file.take(sending_back.cancel_order, of.cancel(today=on, cancelled_on=on, part=month))
        command = taking.ReleaseMonth(
            today=on,
            person=PERSON,
            month=month,
            grant=file.stream,
            reason=ReleaseReason.ORDER_CANCELLED,
        )
        self.on_person(taking.release_month, command)
        return ("cancelled", month)

    def put_back(self, grant: int, on: date, month: str) -> tuple[Any, ...]:
        command = of.book(
            today=on, booked_on=on, part=month, order_no=f"支-{month}", rule=self.money
        )
        (fact,) = self.files[grant].take(sending_back.book_return, command)
        return ("put back", month, yen_of(fact), getattr(fact, "fiscal_year", 0))

    def find(self, grant: int, on: date, cause: str, asked: dict[str, int]) -> tuple[Any, ...]:
        file = self.files[grant]
        paid = file.grant.paid
        (fact,) = self._claim(
            file,
            claiming.find_overpayment,
            claiming.FindOverpayment(
                today=on,
                found_on=on,
                person=PERSON,
                grant=file.stream,
                grant_no=1,
                claim_no=1,
                finder=DRAFTER,
                cause=ClaimCause(cause),
                recheck=None,
                paid={one.month: yen_of(one) for one in paid},
                years={one.month: one.fiscal_year for one in paid},
                claimed={},
                how="収入の照会で判明",
                months=tuple(claiming.MonthAsked(month=m, asked_yen=y) for m, y in asked.items()),
            ),
        )
        self._claim(
            file,
            claiming.decide_repayment,
            claiming.DecideRepayment(
                today=on,
                decided_on=on,
                decider=DECIDER,
                **APPROVAL,
                number=self.next_number(),
                extent=ClaimExtent.WHOLE,
                reasons="収入の届出がなかったため",
                weighed="取り消す必要が上回る",
            ),
        )
        return ("found", yen_of(fact), getattr(fact, "paid_year", -1))

    def claim_back(self, grant: int, on: date, into: str) -> tuple[Any, ...]:
        file = self.files[grant]
        command = fixing.FixClaim(
            today=on,
            fixed_on=on,
            officer=CLERK,
            **IN_POST,
            number=self.next_number(),
            kind=ClaimKind.PUBLIC,
            into=ClaimInto(into),
            item="返還金",
        )
        (fact,) = self._claim(file, fixing.fix_claim, command)
        self._demand(file, on)
        return ("fixed", into, getattr(fact, "fiscal_year", 0), yen_of(fact))

    def collect(self, grant: int, on: date, amount: int) -> tuple[Any, ...]:
        command = collecting.CollectMoney(today=on, collected_on=on, amount_yen=amount)
        came, *booked = self._claim(self.files[grant], collecting.collect_money, command)
        return ("came", getattr(came, "fiscal_year", 0), yen_of(came), bool(booked))

    def carry(self, grant: int, on: date) -> tuple[Any, ...]:
        file = self.files[grant]
        command = fixing.CarryOver(
            today=on,
            carried_on=on,
            officer=CLERK,
            number=self.next_number(),
            item="諸収入",
            **IN_POST,
        )
        (fact,) = self._claim(file, fixing.carry_over, command)
        self._demand(file, on)
        return ("carried", getattr(fact, "fiscal_year", 0), yen_of(fact))

    def _demand(self, file: File, on: date) -> None:
        due = date.fromordinal(on.toordinal() + 20)
        command = collecting.IssueDemand(
            today=on, issued_on=on, number=self.next_number(), due_on=due
        )
        self._claim(file, collecting.issue_demand, command)

    def _claim(self, file: File, decision: Any, command: Any) -> list[Event]:
        made: list[Event] = list(decision(folded(claims.evolve, file.claim), command))
        file.claim += made
        return made
