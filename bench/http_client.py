"""A small HTTP/1.1 client on asyncio streams, so that the client costs little of the cores both sides share."""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass

CONNECTIONS = 200
"""At most so many at once; whoever waits for one waits on the clock of the schedule."""
STALE = 10.0
"""Seconds after which an idle connection is not used again; the server closes it after 20."""
PATIENCE = 60.0
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Answer:
    """`status` 0: none came."""

    status: int
    body: bytes = b""


class Client:
    """Requests to one port of the loopback over connections that are kept."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._idle: list[tuple[float, asyncio.StreamReader, asyncio.StreamWriter]] = []
        self._places = asyncio.Semaphore(CONNECTIONS)

    async def get(self, path: str, token: str = "") -> Answer:
        """One page."""
        return await self._ask(head("GET", path, token))

    async def post(
        self,
        path: str,
        token: str,
        body: bytes,
        kind: str = FORM,
        more: Mapping[str, str] | None = None,
    ) -> Answer:
        """One form, or one command as JSON."""
        around = {"Content-Type": kind, "Content-Length": str(len(body)), **(more or {})}
        return await self._ask(head("POST", path, token, around) + body)

    async def _ask(self, request: bytes) -> Answer:
        async with self._places:
            try:
                return await asyncio.wait_for(self._exchange(request), PATIENCE)
            except (OSError, EOFError, TimeoutError):
                return Answer(0)

    async def _exchange(self, request: bytes) -> Answer:
        reader, writer = self._kept() or await asyncio.open_connection("127.0.0.1", self._port)
        done = False
        try:
            writer.write(request)
            top = await reader.readuntil(b"\r\n\r\n")
            fields = top.lower().split(b"\r\n")
            length = next(int(f[15:]) for f in fields if f.startswith(b"content-length:"))
            body = await reader.readexactly(length) if length else b""
            done = b"connection: close" not in fields
        finally:
            if done:
                self._idle.append((time.monotonic(), reader, writer))
            else:
                writer.close()
        return Answer(int(top.split(b" ", 2)[1]), body)

    def _kept(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter] | None:
        while self._idle:
            since, reader, writer = self._idle.pop()
            if time.monotonic() - since < STALE and not reader.at_eof():
                return reader, writer
            writer.close()
        return None

    def close(self) -> None:
        """Every connection that is idle."""
        for _, _, writer in self._idle:
            writer.close()
        self._idle.clear()


def head(method: str, path: str, token: str = "", more: Mapping[str, str] | None = None) -> bytes:
    """The lines above a body, with the blank one."""
    fields = {"Host": "127.0.0.1", "Accept": "text/html,application/json", **(more or {})}
    if token:
        fields["Cookie"] = f"yorisoi={token}"
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in fields.items())]
    return "\r\n".join([*lines, "", ""]).encode()
