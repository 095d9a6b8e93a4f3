"""An application behind a real port for a browser, and a browser for its pages."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from playwright.sync_api import Browser, Playwright
from starlette.types import ASGIApp

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


@contextmanager
def served(app: ASGIApp, port: int | None = None) -> Iterator[str]:
    """The address of the running application, `http://127.0.0.1:<port>`; it stops at the end."""
    port = port or free_port()
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            host="127.0.0.1",
            port=port,
            log_config=None,  # the loggers of this process stay as they are
            access_log=False,
            timeout_graceful_shutdown=1,
        )
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the application did not start"
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(5)


def chromium(playwright: Playwright) -> Browser:
    """The machine's own Chromium; Playwright's download is not used."""
    return playwright.chromium.launch(executable_path=program(), args=ARGUMENTS)


def another(browser: Browser) -> Browser:
    """A Chromium of its own beside the run's, for a test that ends it by force."""
    return browser.browser_type.launch(executable_path=program(), args=ARGUMENTS)


def program() -> str:
    """Where Chromium lies on this machine."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)))
