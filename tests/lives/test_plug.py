"""The plug is pulled while somebody types: server and browser die by `kill -9`; on another computer every field is there.

The installation is the real command with its own database, in a data directory of its own.
"""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from deploy.verbs import demo
from tests.journeys.test_host_command import PATIENCE, Running, free_port, place
from tests.lives.window import Window
from tests.pages.serving import another

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PICTURES = Path(__file__).parents[2] / "docs" / "plug"
FIRST = {
    "channel": "telephone",
    "urgency": "soon",
    "name": "髙橋 𠮷子",
    "kana": "たかはし よしこ",
    "born_on": "S55.3.2",
    "phone_state": "declined",
    "topics": ["rent_or_mortgage", "job_search"],
    "visitor_name": "髙橋 母",
    "visitor_relation": "family",
    "address": "西区北堀江",
    "story": "勤め先が廃業した。",
}
WHILE_AWAY = "来月の家賃が払えない。"
LAST = "電話は夕方がよい。"


class Plug:
    """A server that can be killed and started again at the same address, and the pictures of it."""

    def __init__(self, home: Path, stack: ExitStack, draw: bool) -> None:
        self.home, self._stack, self._draw = home, stack, draw
        self.port = free_port()
        self._server: Running | None = None

    def start(self) -> str:
        self._server = Running(self.home, "--demo", "intake", port=self.port)
        self._stack.callback(self._end, self._server)
        return self._server.ready().url

    def kill(self) -> None:
        """Nothing is told to it, nothing is written by it any more."""
        assert self._server is not None
        self._server.process.send_signal(signal.SIGKILL)
        self._server.process.communicate(timeout=PATIENCE)

    def picture(self, window: Window, name: str) -> None:
        if self._draw:
            PICTURES.mkdir(exist_ok=True)
            window.page.screenshot(path=PICTURES / f"{name}.png")

    @staticmethod
    def _end(server: Running) -> None:
        if server.process.poll() is None:
            server.stop()


@pytest.fixture
def plug(request: pytest.FixtureRequest) -> Iterator[Plug]:
    with place() as home, ExitStack() as stack:
        yield Plug(home, stack, bool(request.config.getoption("--write-plug")))


def killed(browser: Browser) -> None:
    """`kill -9` of the browser's own process."""
    session = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    [program] = [each["id"] for each in processes if each["type"] == "browser"]
    os.kill(program, signal.SIGKILL)


def standing(window: Window, state: str) -> None:
    """What the bar at the foot says about the draft."""
    status = window.page.locator("[data-draft-status]")
    expect(status).to_have_attribute("data-state", state, timeout=60_000)


def saved(window: Window) -> None:
    standing(window, "saved")
    expect(window.page.locator("form#intake")).to_have_attribute("data-draft-state", "saved")


def typed_on(window: Window, words: str) -> None:
    """At the end of what stands in the story, key by key."""
    story = window.page.locator("[name=story]")
    story.focus()
    window.page.keyboard.press("Control+End")
    window.page.keyboard.type(words)


def test_no_field_is_lost_when_server_and_browser_are_killed(plug: Plug, browser: Browser) -> None:
    at, own = plug.start(), another(browser)
    window = Window.signed_in(own, at, "nishi", demo.PASSWORD)
    window.open("/intake/").follow("相談を受け付ける").type(FIRST)
    saved(window)
    plug.picture(window, "1-typing")

    plug.kill()
    typed_on(window, WHILE_AWAY)
    standing(window, "unsaved")
    plug.picture(window, "2-server-killed")
    plug.start()
    saved(window)
    plug.picture(window, "3-server-back")

    typed_on(window, LAST)
    saved(window)
    killed(own)
    plug.kill()
    plug.start()
    elsewhere = Window.signed_in(browser, at, "nishi", demo.PASSWORD).open("/intake/")
    plug.picture(elsewhere, "4-another-computer")
    elsewhere.follow(str(FIRST["name"]))
    plug.picture(elsewhere, "5-everything-there")
    every_field_is_back(elsewhere)
    elsewhere.send("受け付ける", {})
    assert re.search(r"/intake/cases/[0-9a-f-]{36}", elsewhere.path)
    elsewhere.says(str(FIRST["name"]), LAST)
    elsewhere.close()


def every_field_is_back(window: Window) -> None:
    page = window.page
    for name, value in (FIRST | {"story": f"{FIRST['story']}{WHILE_AWAY}{LAST}"}).items():
        boxes = page.locator(f'[name="{name}"]:checked')
        if name in {"channel", "urgency", "topics", "visitor_relation"}:
            values = boxes.evaluate_all("all => all.map(one => one.value)")
            assert values == ([value] if isinstance(value, str) else value), name
        else:
            expect(page.locator(f'[name="{name}"]')).to_have_value(str(value))
