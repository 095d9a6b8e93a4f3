"""The secret by which a partner desk's program is known: shown once, kept as a hash, good for telling only."""

from __future__ import annotations

import hashlib
import secrets
from typing import Final

from fastapi import Request

TELL: Final = "concern.tell"
"""The only permission a token reaches; no token opens a page."""

STORED: Final = "token-sha256:"
"""Before the stored form; no password ever fits it. 256 random bits need no slow hash."""

_BEARER: Final = "bearer "


def made() -> tuple[str, str]:
    """A token to hand over, and its stored form."""
    token = secrets.token_urlsafe(32)
    return token, stored(token)


def stored(token: str) -> str:
    """What stands in place of a password's hash."""
    return STORED + hashlib.sha256(token.encode()).hexdigest()


def brought(request: Request) -> str | None:
    """The token of the `Authorization` header."""
    header = request.headers.get("authorization", "")
    return header[len(_BEARER) :].strip() if header[: len(_BEARER)].lower() == _BEARER else None
