"""振込 in the demo: passed orders with checked accounts, brought together in a batch that is still open."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any, Final
from uuid import UUID

from deploy.simulation import sample_states
from deploy.simulation.life import Life
from deploy.simulation.outline import CaseOutline, GrantOutline
from deploy.simulation.sample_benefit_lives import CLERK, Later, account, account_checked
from deploy.simulation.sample_books import More, ago, ahead
from deploy.simulation.step import Also, Decision, Typed
from deploy.verbs import demo
from events.contract.benefits_transfers import BatchLine
from events.contract.transfer_codes import HandOver, PaidMatter
from services.benefits import batch
from services.benefits.decisions import batching
from services.benefits.fiscal import fiscal_year_of
from services.benefits.grant import evolve, stream_of

PASSED: Final = (4, 5, 6)
"""Days since the accounting manager passed each order."""
FIRST: Final = 1
"""Orders go out for the first time."""


def transfers(today: date, chance: Random) -> list[CaseOutline]:
    """Grants whose first order was passed; the last of them tells of the batch."""
    made: list[CaseOutline] = []
    for since in PASSED:
        case = sample_states.long_under_way(today, chance)
        case.grant = sample_states.grant_until(today, "passed", since)
        case.more = (accounts(case.grant, today),)
        case.prompt = True
        made.append(case)
    made[-1].more = (*made[-1].more, lambda life: _batch(life, today, made))
    return made


def accounts(grant: GrantOutline, today: date, stated: int = 6, checked: int = 4) -> More:
    """The account, stated and checked so many days ago."""

    def more(life: Life) -> Iterator[Typed]:
        of = Later(life, grant, today)
        yield account(of, stated)
        yield account_checked(of, checked)

    return more


def _batch(life: Life, today: date, cases: Sequence[CaseOutline]) -> Iterator[Typed]:
    """Of the year of the last order: orders of another year go out in another batch."""
    number = f"{life.setting.place}-{ago(today, 1):%m}-1"
    yield from opened(Batched(life, today, number, ahead(today, 6), cases), 1)


@dataclass(frozen=True, slots=True)
class Batched:
    """One batch: the life that tells of it, its number, the day of transfer, whose orders may join."""

    life: Life
    today: date
    number: str
    transfer_on: date
    cases: Sequence[CaseOutline]

    @property
    def own(self) -> UUID:
        """Its stream."""
        return batch.stream_of(demo.OSAKA, self.number)

    @property
    def year(self) -> int:
        """会計年度 of the case that tells of it."""
        return year_of(self.life.case)

    @property
    def lines(self) -> tuple[BatchLine, ...]:
        """Orders of that year."""
        return tuple(line_of(self.life, case) for case in self.cases if year_of(case) == self.year)

    def acting(self, role: str, back: int) -> UUID:
        """Who acts in that role so many days ago."""
        return self.life.setting.acting(role, ago(self.today, back)).person

    def typed(
        self, back: int, decision: Decision, seeing: Any, role: str = CLERK, also: Any = ()
    ) -> Typed:
        """A command on the batch itself, so many days back; `seeing` as in `Typed`."""
        return Typed(
            ago(self.today, back),
            "benefits",
            decision,
            lambda *_: None,
            role,
            self.own,
            batch.evolve,
            also,
            about=self.own,
            area=demo.OSAKA,
            seeing=seeing,
        )


def opened(of: Batched, back: int) -> Iterator[Typed]:
    """Opened and filled, so many days back."""
    yield of.typed(
        back,
        batching.open_batch,
        lambda typed, *_: batching.OpenBatch(
            today=typed,
            opened_on=ago(of.today, back),
            number=of.number,
            fiscal_year=of.year,
            transfer_on=of.transfer_on,
            hand_over=HandOver.BANK,
            clerk=of.acting(CLERK, back),
        ),
    )
    yield of.typed(
        back,
        batching.fill_batch,
        lambda typed, *_: batching.FillBatch(today=typed, number=of.number, lines=of.lines),
        also=tuple(joined(line, of.own, of.year) for line in of.lines),
    )


def year_of(case: CaseOutline) -> int:
    """会計年度 that the case is paid from."""
    assert case.grant is not None  # noqa: S101 - given above
    return fiscal_year_of(case.grant.committed_on)


def line_of(life: Life, case: CaseOutline) -> BatchLine:
    """The first month of a case of the same ward."""
    assert case.grant is not None  # noqa: S101 - given above
    whose, month = life.setting.case(case.number), case.grant.months[0].month
    grant = stream_of(whose, 1)
    return BatchLine(
        matter=PaidMatter.RENT,
        stream=grant,
        case=whose,
        part=month,
        order_no=f"支{case.number + 1}-{month}",
        issue=FIRST,
        account_at=grant,
    )


def joined(line: BatchLine, own: UUID, year: int) -> Also:
    """The grant's side."""
    return Also(
        line.stream,
        evolve,
        batching.join_batch,
        lambda typed, _: batching.JoinBatch(
            today=typed, batch=own, part=line.part, fiscal_year=year
        ),
        line.case,
    )
