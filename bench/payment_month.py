"""A payment month of a large city: grants planted, then candidates, orders, review, batch, file, answer; each timed.

The file is read back by a reader of its own (`bench/zengin.py`). One run; every count and sum is checked.
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid4, uuid5

from bench import ground
from bench.payment_grants import FIRST, ORDERER, PASSER, RELEASER, planted
from bench.rounds import Line
from bench.zengin import parse
from events.bus.follow import Follower
from events.contract.transfer_codes import HandOver
from events.host import areas, municipality_file
from events.host.address import Address
from events.host.auth import Assignment, Staff
from events.host.desk import Desk
from events.host.runtime import Runtime, installation, service
from events.host.settings import Settings
from events.log.key_file import KeyFile
from services.benefits.batch import evolve, stream_of
from services.benefits.decisions.batching import (
    HandOverBatch,
    OpenBatch,
    ProposeBatch,
    ReadResult,
    ReleaseBatch,
    hand_over_batch,
    open_batch,
    propose_batch,
    read_result,
    release_batch,
)
from services.benefits.followers import TABLES
from services.benefits.screens import batch_file, batch_run, month_run, review_run
from services.benefits.screens.long_work import Work
from services.benefits.screens.paying_rule import mapping
from services.benefits.treasury import answer_of

ROOT: Final = Path(__file__).parents[1]
NOW: Final = datetime(2026, 11, 27, 1, 0, tzinfo=UTC)
DAY: Final = date(2026, 11, 27)
WARD: Final = "271063"
BACK: Final = 100
"""One in so many transfers comes back."""
Told = Callable[[str], None]


def payment_month(owner: Address, grants: int, told: Told) -> list[Line]:
    """Seconds per step for that many grants."""
    with ExitStack() as stack:
        address = stack.enter_context(ground.database(owner, f"b{uuid4().hex[:12]}"))
        runtime = stack.enter_context(_benefits(address))
        month = _Month(runtime, grants, told)
        month.run()
        return month.lines


class _Month:
    """The steps of one run, each timed; what one step leaves the next takes."""

    def __init__(self, runtime: Runtime, grants: int, told: Told) -> None:
        self.runtime, self.grants, self.told = runtime, grants, told
        self.lines: list[Line] = []
        self.stream = stream_of(runtime.municipality.body.code, "bench")

    def run(self) -> None:
        """Everything, in the order of a city's month."""
        follower = Follower("benefits", TABLES, self.runtime.address.conninfo, self.runtime.codec)
        self._timed("planted: 7 facts each (events/s)", self._plant, per=7 * self.grants)
        follower.start()
        try:
            self._timed("tables filled", self._caught_up)
            self._timed("candidates judged", self._candidates)
            self._timed("支出命令", self._orders)
            self._timed("tables caught up with the orders", self._caught_up)
            self._timed("会計管理者の審査", self._reviews)
            self._timed("tables caught up with the review", self._caught_up)
            self._timed("batch filled", self._fill)
            self._timed("proposed (contents hashed)", self._propose)
            self._timed("released by another person", self._release)
            self._timed("bank file drawn and handed over", self._hand_over)
            self._timed("file read by the independent reader", self._read_back)
            self._caught_up()
            self._timed("result: 給付支給 and 組戻", self._result)
            self._timed("tables caught up with the result", self._caught_up)
            self._checked()
        finally:
            follower.stop()

    def _plant(self) -> None:
        for _ in self.runtime.log.append_all(planted(self.grants, WARD, NOW)):
            pass

    def _candidates(self) -> None:
        desk = self._desk(ORDERER, "payment.order")
        rows = month_run.running(desk, FIRST)
        self.listed = month_run.candidates(desk, FIRST, rows, _work(len(rows)))
        _same("candidates", len(self.listed.included), self.grants)

    def _orders(self) -> None:
        desk = self._desk(ORDERER, "payment.order")
        asked = month_run.OrderMonth(ordered_on=DAY, due_on=DAY)
        outcome = month_run.order_all(desk, uuid4(), asked, self.listed, _work(self.grants))
        _same("orders", outcome.done, self.grants)
        self.total_yen = outcome.yen

    def _reviews(self) -> None:
        desk = self._desk(PASSER, "payment.pass")
        rows = review_run.waiting(desk)
        outcome = review_run.pass_all(desk, uuid4(), rows, DAY, _work(len(rows)))
        _same("passed", outcome.done, self.grants)

    def _fill(self) -> None:
        desk = self._desk(ORDERER, "payment.order")
        opening = OpenBatch(
            today=DAY,
            opened_on=DAY,
            number="bench",
            fiscal_year=2026,
            transfer_on=DAY,
            hand_over=HandOver.BANK,
            clerk=ORDERER,
        )
        self._state(desk, open_batch, opening)
        rows = batch_run.passed(desk, 2026, "payment.order")
        file = batch_file.batch_file(desk, self.stream)
        outcome = batch_run.fill(desk, file, rows, _work(len(rows)))
        _same("batched", outcome.done, self.grants)

    def _propose(self) -> None:
        desk = self._desk(ORDERER, "payment.order")
        inside = batch_file.contents(batch_file.batch_file(desk, self.stream))
        _same("total yen", inside.total_yen, self.total_yen)
        command = ProposeBatch(
            today=DAY,
            proposed_on=DAY,
            proposer=ORDERER,
            total_yen=inside.total_yen,
            contents=inside.hash,
        )
        self._state(desk, propose_batch, command)

    def _release(self) -> None:
        desk = self._desk(RELEASER, "payment.release")
        file = batch_file.batch_file(desk, self.stream)
        command = ReleaseBatch(
            today=DAY,
            released_on=DAY,
            releaser=RELEASER,
            post="出納員",
            entitled=True,
            approved=file.proposal,
            standing=file.proposal,
            contents=batch_file.contents(file).hash,
        )
        self._state(desk, release_batch, command)

    def _hand_over(self) -> None:
        desk = self._desk(RELEASER, "payment.release")
        file = batch_file.batch_file(desk, self.stream)
        inside = batch_file.contents(file)
        self.content = batch_file.drawn(file, inside)
        command = HandOverBatch(
            today=DAY,
            handed_on=DAY,
            clerk=RELEASER,
            sha256=sha256(self.content).hexdigest(),
            size=len(self.content),
            contents=inside.hash,
        )
        self._state(desk, hand_over_batch, command)

    def _read_back(self) -> None:
        read = parse(self.content)
        _same("transfers in the file", len(read.lines), self.grants)
        _same("yen in the file", sum(line.yen for line in read.lines), self.total_yen)
        _same("accounts in the file", len({line.number for line in read.lines}), self.grants)

    def _result(self) -> None:
        desk = self._desk(RELEASER, "payment.confirm")
        file = batch_file.batch_file(desk, self.stream)
        text = ["支出命令番号,結果,支払日\r\n"]
        for place, line in enumerate(file.batch.lines):
            text.append(f"{line.order_no},{int(place % BACK == 0)},20261127\r\n")
        columns = mapping(desk, DAY)
        assert columns is not None
        answer = answer_of(columns, "".join(text).encode("cp932"))
        outcome = batch_run.settle(desk, file, uuid4(), answer.lines, _work(self.grants))
        self.back = -(-self.grants // BACK)
        _same("paid", outcome.paid, self.grants - self.back)
        _same("returned", outcome.returned, self.back)
        command = ReadResult(
            today=DAY,
            clerk=RELEASER,
            sha256=answer.sha256,
            paid=outcome.paid,
            returned=outcome.returned,
        )
        self._state(desk, read_result, command)

    def _checked(self) -> None:
        rows = self.runtime.tables.query(
            "select state, count(*) as orders from payment_order group by state"
        )
        states = {row["state"]: row["orders"] for row in rows}
        _same("states", states, {"paid": self.grants - self.back, "returned": self.back})
        paid = self.runtime.tables.query("select count(*) as n from paid_money")[0]["n"]
        _same("payments counted", paid, self.grants - self.back)

    def _caught_up(self) -> None:
        head = self.runtime.log.reading.head()
        for table in TABLES:
            if "benefits" in table.sources and not self.runtime.tables.wait_for(
                table.name, "benefits", head, 600
            ):
                raise AssertionError(table.name)

    def _state(self, desk: Desk, decision: Any, command: Any) -> None:
        desk.carry_out(
            evolve,
            decision,
            command,
            stream=self.stream,
            case=self.stream,
            area=WARD,
            command_id=uuid4(),
            expected=None,
        )

    def _desk(self, person: UUID, permission: str) -> Desk:
        return Desk.for_machine(self.runtime, _staff(person), permission, now=NOW)

    def _timed(self, step: str, run: Callable[[], None], per: int = 0) -> None:
        self.told(f"payment-month {self.grants:,}: {step}")
        begun = time.perf_counter()
        run()
        took = time.perf_counter() - begun
        unit, value = ("events/s", per / took) if per else ("s", took)
        line = Line(f"payment-month {self.grants:,}", step, unit)
        line.rounds.append(value)
        self.lines.append(line)


def _same(what: str, found: object, wanted: object) -> None:
    if found != wanted:
        raise AssertionError(f"{what}: {found} instead of {wanted}")


def _work(total: int) -> Work:
    return Work(label="bench", owner=ORDERER, begun_at=NOW, total=total, then="")


def _staff(person: UUID) -> Staff:
    roles = {ORDERER: "payment_clerk", PASSER: "accounting_manager", RELEASER: "treasury_officer"}
    held = Assignment(
        role=roles[person],
        wards=frozenset({WARD}),
        office="city-hall",
        operator="city",
        since=date(2015, 4, 1),
    )
    return Staff(account=uuid5(person, "account"), person=person, name="bench", roles=(held,))


@contextmanager
def _benefits(address: Address) -> Iterator[Runtime]:
    """The service as it runs, with keys in the database; no pages."""
    with tempfile.TemporaryDirectory(prefix="yorisoi-bench-") as home, ExitStack() as stack:
        keys = Path(home) / "keys"
        known = areas.load(ground.AREAS)
        around = stack.enter_context(
            installation(
                Settings(home=Path(home) / "home", keys=keys),
                address,
                KeyFile.make(keys),
                known,
                municipality_file.load(ROOT / "deploy" / "municipality.toml", known),
                demo=True,
                clock=lambda: NOW,
            )
        )
        pages = ROOT / "services" / "benefits" / "pages"
        yield stack.enter_context(service("benefits", around, pages))
