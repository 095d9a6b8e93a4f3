"""The sign-in cookie: `__Host-` with Secure over HTTPS, a plain one on this very computer, else none."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Final

from fastapi import Request
from starlette.responses import Response

SECURE: Final = "__Host-yorisoi"
PLAIN: Final = "yorisoi"


def name(request: Request) -> str | None:
    """The cookie's name for this connection; None where signing in is not safe (plain HTTP elsewhere)."""
    if request.url.scheme == "https":
        return SECURE
    return PLAIN if _on_this_computer(request) else None


def token(request: Request) -> str | None:
    """The token the browser brought, if its connection may carry one."""
    wanted = name(request)
    return request.cookies.get(wanted) if wanted else None


def give(response: Response, request: Request, value: str) -> None:
    """Hand the browser a token until it is closed; the caller has made sure that it may carry one."""
    response.set_cookie(
        name(request) or SECURE,
        value,
        path="/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )


def take(response: Response, request: Request) -> None:
    """Make the browser forget its token."""
    response.delete_cookie(
        name(request) or SECURE,
        path="/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )


def _on_this_computer(request: Request) -> bool:
    """Both ends: the address asked for (no name of a city resolved here) and the one asking."""
    here = request.url.hostname or ""
    asking = request.client.host if request.client else ""
    return (here == "localhost" or _loopback(here)) and _loopback(asking)


def _loopback(host: str) -> bool:
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
