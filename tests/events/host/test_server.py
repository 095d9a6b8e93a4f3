"""The web server with an open live page: it stops in an instant and leaves nobody hanging."""

import socket
import threading
import time
from collections.abc import AsyncIterator

import httpx2
from fastapi import FastAPI
from fastapi.sse import EventSourceResponse, ServerSentEvent

from events.host.live import Live
from events.host.server import server
from events.host.settings import Settings


def test_a_server_with_open_live_pages_stops_within_half_a_second(tmp_path):
    live, ready = Live(), threading.Event()
    app = FastAPI()

    @app.get("/live", response_class=EventSourceResponse)
    async def watch() -> AsyncIterator[ServerSentEvent]:
        async for message in live.follow("x", lambda: 7, str, lambda: True):
            yield message

    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/live"
        web = server(app, Settings(home=tmp_path, keys=tmp_path / "k"), live.close, ready.set)
        thread = threading.Thread(target=lambda: web.run(sockets=[listener]))
        thread.start()
        assert ready.wait(20)
        with httpx2.Client(timeout=20) as browser, browser.stream("GET", url) as answer:
            lines = answer.iter_lines()
            assert next(lines) == "data: 7"
            assert next(lines) == "id: 7"
            assert answer.headers["x-accel-buffering"] == "no"
            assert answer.headers["cache-control"] == "no-cache"
            begun = time.monotonic()
            web.stop()
            rest = list(lines)
            thread.join(20)
            seconds = time.monotonic() - begun
    assert not thread.is_alive()
    assert all(not line.startswith("data") for line in rest)
    assert seconds < 0.5, seconds
