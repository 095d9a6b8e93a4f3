"""How much one request may bring: told by its head, else counted while it arrives."""

from typing import Final

from starlette.exceptions import HTTPException
from starlette.types import Message, Receive, Scope

LARGEST_BODY: Final = 2 * 1024 * 1024
"""Bytes; draft.js keeps a longer form on its page."""
PASSED_OVER: Final = 8 * LARGEST_BODY
"""Bytes still read and dropped, so that a browser in the middle of sending gets its answer."""


def announced(scope: Scope) -> bool:
    """Whether the head of the request already says that it is too big."""
    told = next((value for name, value in scope["headers"] if name == b"content-length"), b"")
    return told.isdigit() and int(told) > LARGEST_BODY


def counted(receive: Receive) -> Receive:
    """The body as it arrives; HTTPException 413 once it is longer, as the framework's own signals are."""
    arrived = 0

    async def receiving() -> Message:
        nonlocal arrived
        message = await receive()
        arrived += len(message.get("body", b""))
        if arrived > LARGEST_BODY:
            await dropped(receive, more=bool(message.get("more_body")))
            raise HTTPException(413)
        return message

    return receiving


async def dropped(receive: Receive, *, more: bool = True) -> None:
    """The rest of the body, read and forgotten."""
    seen = 0
    while more and seen < PASSED_OVER:
        message = await receive()
        seen += len(message.get("body", b""))
        more = message["type"] == "http.request" and bool(message.get("more_body"))
