"""PDFにする: any form of any service, asked for inside as the same person, so every rule of its page holds.

A name stands in intake's log only; a sheet of another service has a line that the browser loads from there. Here
the line is loaded in the same way, before the sheet is set.
"""

from __future__ import annotations

import re
from typing import Any, Final

from anyio import to_thread
from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from events.host import sign_in_pages
from events.host.answers import Missing
from events.host.auth import OWN_ACCOUNT, Requires
from events.host.frames import frame
from events.host.glyphs import NOTO, fonts, unprintable
from events.host.pdf import NoPdf, as_pdf, words

router = APIRouter()

SHEETS: Final = re.compile(r"/[a-z]+/(cases/[0-9a-f-]{36}/sheets|forms)/[a-z0-9/_-]+")
"""Addresses of forms; nothing else is printed."""
WHOSE: Final = re.compile(
    r'<div class="whose" hx-get="(/intake/cases/[0-9a-f-]{36}/(?:who|addressee))"[^>]*>.*?</div>',
    re.DOTALL,
)
HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'",
    "X-Content-Type-Options": "nosniff",
}


@router.get("/print", dependencies=[Requires(OWN_ACCOUNT)], summary="様式をPDFにする")
async def printed(request: Request, page: str, anyway: str = "") -> Response:
    """The PDF; first a page that names what cannot be printed, where there is such a character."""
    if not SHEETS.fullmatch(page):
        raise Missing
    status, html = await inside(request, page)
    if status in {303, 307}:
        return RedirectResponse(page, 303)
    if status != 200:
        raise Missing
    for place in list(WHOSE.finditer(html)):
        told, fragment = await inside(request, place[1])
        html = html.replace(place[0], fragment if told == 200 else "")
    among = fonts(request.app.state.runtime.settings.home)
    try:
        lacking = await to_thread.run_sync(unprintable, words(html), among)
        if lacking and not anyway:
            return named(request, "print_lacking.html", page=page, lacking=lacking)
        own = tuple(path for path in among if path not in NOTO)
        content = await to_thread.run_sync(as_pdf, html, own)
    except (NoPdf, ImportError):
        return named(request, "print_missing.html", page=page)
    return Response(content, media_type="application/pdf", headers=HEADERS | _name(page))


async def inside(request: Request, path: str) -> tuple[int, str]:
    """What the application answers this person at that address: status and text."""
    sent = [(n, v) for n, v in request.scope["headers"] if n in {b"cookie", b"host"}]
    scope: dict[str, Any] = {
        key: request.scope.get(key)
        for key in ("asgi", "http_version", "scheme", "server", "client")
    }
    scope |= {
        "type": "http",
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [*sent, (b"accept", b"text/html")],
        "state": {},
    }
    status, body = 500, bytearray()

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        nonlocal status
        if message["type"] == "http.response.start":
            status = message["status"]
        body.extend(message.get("body", b""))

    await request.app(scope, receive, send)
    return status, body.decode()


def named(request: Request, template: str, **context: Any) -> Response:
    """A page of the front."""
    around = request.app.state.runtime
    pages = sign_in_pages.around_of(request).pages
    drawn: Response = pages.render(
        request,
        template,
        place="",
        frame=frame(around, request.state.staff, OWN_ACCOUNT),
        **context,
    )
    return drawn


def _name(page: str) -> dict[str, str]:
    """The file's name says which form, and whose it is not."""
    form = page.partition("/sheets/")[2] or page.partition("/forms/")[2]
    return {"Content-Disposition": f'inline; filename="{form.replace("/", "-")}.pdf"'}
