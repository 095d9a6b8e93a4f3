"""The outermost layer of an application: request id, origin, size, one log line, no stack to the outside."""

from __future__ import annotations

from time import perf_counter
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from fastapi import Request
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from events.host import body_limit, problems
from events.host.answers import FAULT, FOREIGN, TOO_BIG, UNREADABLE, problem_of
from events.host.logging import log, where

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
ID = "yorisoi.request_id"


class Edge:
    """Pure ASGI, so that live streams pass through unbuffered.

    Every application has one; the outermost writes the line, each answers for the faults inside it.
    """

    def __init__(self, app: ASGIApp, service: str) -> None:
        self._app = app
        self._log = log(service)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif ID in scope:
            await self._answered(scope, receive, send)
        else:
            await self._outermost(scope, receive, send)

    async def _outermost(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope[ID] = uuid4()
        begun = perf_counter()
        status = 500

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        request = Request(scope, receive)
        try:
            if foreign(request):
                await problems.answer(request, FOREIGN)(scope, receive, noted)
            elif b"%00" in scope["query_string"]:  # no database takes it
                await problems.answer(request, UNREADABLE)(scope, receive, noted)
            elif body_limit.announced(scope):
                await body_limit.dropped(receive)
                await problems.answer(request, TOO_BIG)(scope, receive, noted)
            else:
                received = body_limit.counted(receive, body_limit.largest(scope))
                await self._answered(scope, received, noted)
        finally:
            if status >= 400 or not scope.get("root_path", "").endswith("/static"):
                ms = round((perf_counter() - begun) * 1000, 1)
                self._log.info("request.answered", status=status, ms=ms, **ids(scope))

    async def _answered(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The application's answer; of a fault only its place is written down."""
        begun = False

        async def noted(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, noted)
        except HTTPException as signal:
            if begun:
                raise
            await problems.answer(Request(scope, receive), problem_of(signal))(scope, receive, send)
        except Exception as fault:  # noqa: BLE001 - nothing of it may reach the outside or the server's log
            self._log.error(
                "request.failed", fault=type(fault).__name__, at=where(fault), **ids(scope)
            )
            if not begun:
                await problems.answer(Request(scope, receive), FAULT)(scope, receive, send)


def foreign(request: Request) -> bool:
    """Whether a browser sends this on behalf of another site (the cookie's SameSite=Lax is the first fence)."""
    if request.method in SAFE:
        return False
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site not in {"same-origin", "none"}
    origin = request.headers.get("origin")
    if origin is None:
        return False
    return urlsplit(origin).netloc != request.headers.get("host", "")


def ids(scope: Scope) -> dict[str, Any]:
    """What a log line may say about a request: the route's template, never the path or the query."""
    state = scope.get("state", {})
    staff = state.get("staff")
    case = scope.get("path_params", {}).get("case")
    return {
        "service": scope["app"].state.name,
        "request_id": str(scope.get(ID, "")),
        "method": scope.get("method", ""),
        "route": template(scope),
        **({"actor_id": str(staff.person)} if staff else {}),
        **({"case_id": str(case)} if case else {}),
    }


def template(scope: Scope) -> str:
    """`/intake/cases/{case}`; the prefix alone where no route matched."""
    route = getattr(scope.get("route"), "path", "")
    return f"{scope.get('root_path', '')}{route}"
