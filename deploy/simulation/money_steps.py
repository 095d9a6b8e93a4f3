"""The commands of a grant's money: 支出負担行為, and per month 支出命令, 審査, 給付支給."""

from collections.abc import Iterator
from typing import Final

from deploy.simulation.grant_life import GrantLife
from deploy.simulation.life import Life
from deploy.simulation.outline import GrantOutline, MonthOutline
from deploy.simulation.step import Also, Typed
from services.benefits import decisions as benefits
from services.benefits import months
from services.benefits.fiscal import fiscal_year_of

ITEM: Final = "3款1項4目19節"


def steps(life: Life, grant: GrantOutline) -> Iterator[Typed]:
    """All months of the outline, in their order."""
    made = _Money(life, grant)
    yield made.committed()
    for month in grant.months:
        yield made.ordered(month)
        yield made.passed(month)
        yield made.paid(month)


class _Money(GrantLife):
    def committed(self) -> Typed:
        """支出負担行為."""
        on = self.grant.committed_on
        return self.typed(
            on,
            benefits.commit_expenditure,
            lambda today, _: benefits.CommitExpenditure(
                today=today, committed_on=on, fiscal_year=fiscal_year_of(on), item=ITEM
            ),
            "payment_clerk",
        )

    def ordered(self, held: MonthOutline) -> Typed:
        """支出命令, with the person's own stream, on which the month is taken."""
        person = self.life.person
        claim = Also(
            months.stream_of(person),
            months.evolve,
            months.claim_month,
            lambda today, _: months.ClaimMonth(
                today=today, person=person, month=held.month, grant=self.stream
            ),
        )
        return self.typed(
            held.ordered_on,
            benefits.order_payment,
            lambda today, _: benefits.OrderPayment(
                today=today,
                ordered_on=held.ordered_on,
                orderer=self.acting("payment_clerk", held.ordered_on),
                month=held.month,
                order_no=f"支{self.life.ordinal + 1}-{held.month}",
                due_on=held.paid_on,
                evidence_first=False,
            ),
            "payment_clerk",
            [claim],
        )

    def passed(self, held: MonthOutline) -> Typed:
        """審査."""
        return self.typed(
            held.passed_on,
            benefits.pass_order,
            lambda today, _: benefits.PassOrder(
                today=today,
                passed_on=held.passed_on,
                reviewer=self.acting("accounting_manager", held.passed_on),
                part=held.month,
            ),
            "accounting_manager",
        )

    def paid(self, held: MonthOutline) -> Typed:
        """給付支給."""
        return self.typed(
            held.paid_on,
            benefits.confirm_payment,
            lambda today, _: benefits.ConfirmPayment(
                today=today, paid_on=held.paid_on, part=held.month
            ),
            "payment_clerk",
        )
