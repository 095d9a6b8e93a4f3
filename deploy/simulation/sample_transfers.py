"""振込 in the demo: passed orders with checked accounts, brought together in a batch that is still open."""

from collections.abc import Iterator, Sequence
from datetime import date
from random import Random
from typing import Final
from uuid import UUID

from deploy.simulation import sample_states
from deploy.simulation.life import Life
from deploy.simulation.outline import CaseOutline, GrantOutline
from deploy.simulation.sample_benefit_lives import CLERK, Later, account, account_checked
from deploy.simulation.sample_books import More, ago, ahead
from deploy.simulation.step import Also, Typed
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
        case.more = (_accounts(case.grant, today),)
        case.prompt = True
        made.append(case)
    made[-1].more = (*made[-1].more, lambda life: _batch(life, today, made))
    return made


def _accounts(grant: GrantOutline, today: date) -> More:
    def more(life: Life) -> Iterator[Typed]:
        of = Later(life, grant, today)
        yield account(of, 6)
        yield account_checked(of, 4)

    return more


def _batch(life: Life, today: date, cases: Sequence[CaseOutline]) -> Iterator[Typed]:
    """Of the year of the last order: orders of another year go out in another batch."""
    year = _year(life.case)
    number = f"{life.setting.place}-{ago(today, 1):%m}-1"
    own = batch.stream_of(demo.OSAKA, number)
    yield Typed(
        ago(today, 1),
        "benefits",
        batching.open_batch,
        lambda typed, _: batching.OpenBatch(
            today=typed,
            opened_on=ago(today, 1),
            number=number,
            fiscal_year=year,
            transfer_on=ahead(today, 6),
            hand_over=HandOver.BANK,
            clerk=life.setting.acting(CLERK, ago(today, 1)).person,
        ),
        CLERK,
        own,
        batch.evolve,
        about=own,
        area=demo.OSAKA,
    )
    lines = tuple(_line(life, case) for case in cases if _year(case) == year)
    yield Typed(
        ago(today, 1),
        "benefits",
        batching.fill_batch,
        lambda typed, _: batching.FillBatch(today=typed, number=number, lines=lines),
        CLERK,
        own,
        batch.evolve,
        tuple(_joined(line, own, year) for line in lines),
        about=own,
        area=demo.OSAKA,
    )


def _year(case: CaseOutline) -> int:
    assert case.grant is not None  # noqa: S101 - given above
    return fiscal_year_of(case.grant.committed_on)


def _line(life: Life, case: CaseOutline) -> BatchLine:
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


def _joined(line: BatchLine, own: UUID, year: int) -> Also:
    return Also(
        line.stream,
        evolve,
        batching.join_batch,
        lambda typed, _: batching.JoinBatch(
            today=typed, batch=own, part=line.part, fiscal_year=year
        ),
        line.case,
    )
