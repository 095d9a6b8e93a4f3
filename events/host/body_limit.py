"""How much one request may bring: told by its head, else counted while it arrives."""

from typing import Final

from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartParser
from starlette.types import Message, Receive, Scope

LARGEST_BODY: Final = 2 * 1024 * 1024
"""Bytes; draft.js keeps a longer form on its page."""
LARGEST_UPLOAD: Final = 8 * 1024 * 1024 + 64 * 1024
"""Bytes of a form with the image of a paper."""
UPLOADS: Final = "/papers"
"""How the address of such a form ends."""
PASSED_OVER: Final = 8 * LARGEST_BODY
"""Bytes still read and dropped, so that a browser in the middle of sending gets its answer."""

MultiPartParser.spool_max_size = LARGEST_UPLOAD
"""An upload stays in memory: else the framework would put it, readable, into a file of the system."""


def announced(scope: Scope) -> bool:
    """Whether the head of the request already says that it is too big."""
    told = next((value for name, value in scope["headers"] if name == b"content-length"), b"")
    return told.isdigit() and int(told) > largest(scope)


def largest(scope: Scope) -> int:
    """How much this address takes."""
    return LARGEST_UPLOAD if str(scope["path"]).endswith(UPLOADS) else LARGEST_BODY


def counted(receive: Receive, most: int = LARGEST_BODY) -> Receive:
    """The body as it arrives; HTTPException 413 once it is longer, as the framework's own signals are."""
    arrived = 0

    async def receiving() -> Message:
        nonlocal arrived
        message = await receive()
        arrived += len(message.get("body", b""))
        if arrived > most:
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
