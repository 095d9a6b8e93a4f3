"""The web server: stops within an instant even while live pages are open."""

from __future__ import annotations

import socket
from collections.abc import Callable
from types import FrameType

import uvicorn
from fastapi import FastAPI

from events.host.settings import Settings


class Server(uvicorn.Server):
    """uvicorn, whose first signal also ends the live streams (it would wait for them for ever)."""

    def __init__(
        self, config: uvicorn.Config, closing: Callable[[], None], ready: Callable[[], None]
    ) -> None:
        super().__init__(config)
        self._closing = closing
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Says so once it answers."""
        await super().startup(sockets)
        if self.started:
            self._ready()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """On SIGINT or SIGTERM, and from `stop`."""
        self._closing()
        super().handle_exit(sig, frame)

    def stop(self) -> None:
        """From another thread."""
        self._closing()
        self.should_exit = True


def server(
    app: FastAPI,
    settings: Settings,
    closing: Callable[[], None],
    ready: Callable[[], None] = lambda: None,
) -> Server:
    """A server for the application; its own access line is off (it would print query strings)."""
    config = uvicorn.Config(
        app,
        host=settings.bind,
        port=settings.port,
        access_log=False,
        log_config=None,
        lifespan="on",
        server_header=False,
        proxy_headers=bool(settings.trusted_proxy),
        forwarded_allow_ips=settings.trusted_proxy or "",
        timeout_graceful_shutdown=5,
        timeout_keep_alive=20,
    )
    return Server(config, closing, ready)
