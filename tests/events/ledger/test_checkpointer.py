"""The thread: every second, at once on request, once more at the end, and one leader among several."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep

from events.host.address import Address
from events.ledger import checkpointer
from events.ledger.checkpointer import Checkpointer, Pace
from tests.events.ledger.logs import appended, entries, published, root_of, without_triggers
from tests.events.ledger.signed import LOG_KEY

SLOW = Pace(every=30.0, again=0.05, refused=0.05)


def made(address: Address, folder: Path, pace: Pace = SLOW) -> Checkpointer:
    return Checkpointer(
        "intake",
        address.conninfo("ledger_intake"),
        folder,
        LOG_KEY,
        clock=lambda: datetime.now(UTC),
        pace=pace,
    )


def until(holds: Callable[[], bool], seconds: float = 20) -> None:
    deadline = monotonic() + seconds
    while not holds():
        assert monotonic() < deadline, "did not happen"
        sleep(0.02)


def size(thread: Checkpointer) -> int:
    newest = thread.standing.newest
    return newest.size if newest else 0


def test_at_once_on_request_and_once_more_at_the_end(address: Address, tmp_path: Path) -> None:
    thread = made(address, tmp_path)
    thread.start()
    until(lambda: thread.standing.word == checkpointer.LEADING)
    appended(address, 3)
    assert size(thread) == 0
    thread.soon()
    until(lambda: size(thread) == 3)
    appended(address, 4)
    thread.stop()
    assert published(tmp_path).size == 7
    assert published(tmp_path).root == root_of(entries(address))
    assert thread.standing.word == checkpointer.STOPPED


def test_by_itself_as_time_passes(address: Address, tmp_path: Path) -> None:
    thread = made(address, tmp_path, Pace(every=0.05))
    thread.start()
    appended(address, 3)
    until(lambda: size(thread) == 3)
    thread.stop()


def test_one_of_two_leads_and_the_other_takes_over(address: Address, tmp_path: Path) -> None:
    first, second = made(address, tmp_path), made(address, tmp_path)
    first.start()
    until(lambda: first.standing.word == checkpointer.LEADING)
    second.start()
    until(lambda: second.standing.word == checkpointer.STANDING_BY)
    appended(address, 2)
    first.stop()
    until(lambda: second.standing.word == checkpointer.LEADING)
    appended(address, 2)
    second.stop()
    assert published(tmp_path).size == 4


def test_a_refusal_is_said_and_ends_when_its_cause_does(address: Address, tmp_path: Path) -> None:
    appended(address, 5)
    thread = made(address, tmp_path)
    without_triggers(address, "update intake.event set position = 99 where position = 4")
    thread.start()
    until(lambda: thread.standing.word == checkpointer.REFUSED)
    assert "位置 4" in thread.standing.fault
    assert not (tmp_path / "checkpoint").exists()
    without_triggers(address, "update intake.event set position = 4 where position = 99")
    until(lambda: size(thread) == 5)
    thread.stop()


def test_never_started_stops_at_once(address: Address, tmp_path: Path) -> None:
    thread = made(address, tmp_path)
    thread.stop()
    assert list(tmp_path.iterdir()) == []
