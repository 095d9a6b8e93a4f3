"""Live pages: one message per second at most, the position as id, rights looked at again, an instant end."""

import asyncio
import threading
import time
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import pytest

from events.host.live import GONE, Live

T = TypeVar("T")


class Table:
    """A position that moves and is counted as it is asked for."""

    def __init__(self, position: int = 5) -> None:
        self.position = position
        self.asked = 0
        self.allowed = True

    def look(self) -> int:
        self.asked += 1
        return self.position

    def follow(self, live: Live, seen: int | None = None):
        return live.follow(
            "table", self.look, lambda at: f"<p>{at}</p>", lambda: self.allowed, seen=seen
        )


def done(watching: Coroutine[Any, Any, T]) -> T:
    """In a thread of its own: the browser of other tests keeps a loop in this one."""
    with ThreadPoolExecutor(1) as alone:
        return alone.submit(asyncio.run, watching).result()


async def take(stream, count: int, limit: float = 5.0) -> list:
    found = []

    async def reading() -> None:
        async for message in stream:
            found.append(message)
            if len(found) == count:
                return

    await asyncio.wait_for(reading(), limit)
    return found


def test_the_page_gets_the_table_at_once_and_then_each_move_with_its_position():
    async def watch() -> list:
        live, table = Live(calm=0.05), Table()
        stream = table.follow(live)
        first = await take(stream, 1)
        table.position = 9
        return first + await take(stream, 1)

    first, second = done(watch())
    assert (first.id, first.raw_data) == ("5", "<p>5</p>")
    assert (second.id, second.raw_data) == ("9", "<p>9</p>")


def test_what_the_page_already_shows_is_not_sent_again():
    async def watch() -> list:
        live, table = Live(calm=0.02), Table(position=7)
        stream = table.follow(live, seen=7)
        with pytest.raises(TimeoutError):
            await take(stream, 1, limit=0.3)
        return [live.streams]

    assert done(watch()) == [0], "a page that went away is forgotten"


def test_however_often_the_table_moves_a_page_is_told_calmly():
    async def watch() -> float:
        live, table = Live(calm=0.2), Table()

        def moving() -> int:
            table.position += 1
            return table.position

        stream = live.follow("moving", moving, str, lambda: True)
        begun = time.monotonic()
        await take(stream, 4)
        return time.monotonic() - begun

    assert done(watch()) >= 0.6


def test_many_pages_ask_the_table_once():
    async def watch() -> int:
        live, table = Live(calm=0.05), Table()
        await asyncio.gather(*(take(table.follow(live), 1) for _ in range(20)))
        return table.asked

    assert done(watch()) <= 4, "the first look of each thread at most"


def test_a_person_whose_rights_end_is_told_and_cut_off():
    async def watch() -> list:
        live, table = Live(calm=0.02, recheck=0.1), Table()
        stream = table.follow(live)
        await take(stream, 1)
        table.allowed = False
        table.position = 6
        return [message async for message in stream]

    last = done(watch())
    assert [message.event for message in last] == [GONE]
    assert "<p>6</p>" not in str(last), "nothing is shown after the rights have ended"


def test_closing_ends_every_stream_at_once_from_another_thread():
    async def watch() -> float:
        live, table = Live(calm=30), Table()
        streams = [table.follow(live) for _ in range(5)]
        for stream in streams:
            await take(stream, 1)
        rest = [asyncio.create_task(take(stream, 2)) for stream in streams]
        await asyncio.sleep(0.05)
        begun = time.monotonic()
        threading.Thread(target=live.close).start()
        await asyncio.gather(*rest)
        late = await take(table.follow(live), 1)
        assert late == [], "a stream asked for after the end is over at once"
        return time.monotonic() - begun

    assert done(watch()) < 0.2


def test_pages_that_show_the_same_get_one_drawing_of_each_position():
    drawn: list[str] = []
    live = Live(calm=0.01)

    def viewer(name: str):
        def draw(position: int) -> str:
            drawn.append(name)
            time.sleep(0.05)
            return f"{name} {position}"

        return live.follow("x", lambda: 7, draw, lambda: True, shared=lambda: name)

    async def look() -> list:
        return await asyncio.gather(*(take(viewer(name), 1) for name in ["a"] * 20 + ["b"] * 5))

    found = done(look())
    assert sorted(drawn) == ["a", "b"]
    assert [messages[0].raw_data for messages in found] == ["a 7"] * 20 + ["b 7"] * 5


def test_a_drawing_that_failed_is_drawn_again_for_the_next_page():
    live, tries = Live(calm=0.01), [0]

    def draw(position: int) -> str:
        tries[0] += 1
        if tries[0] == 1:
            raise ValueError("no drawing")
        return str(position)

    def viewer():
        return live.follow("x", lambda: 7, draw, lambda: True, shared=lambda: "same")

    async def look() -> list:
        with pytest.raises(ValueError, match="no drawing"):
            await take(viewer(), 1)
        return await take(viewer(), 1)

    assert done(look())[0].raw_data == "7"
