"""Every "no" in one shape: problem+json for programs, a page or a fragment for people, the text kept."""

from __future__ import annotations

from urllib.parse import quote

import psycopg
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.exceptions import HTTPException
from starlette.responses import Response

from events.contract import Refused
from events.host import answers, cookie
from events.host.answers import Problem, problem_of
from events.host.form import Form
from events.host.frames import frame
from events.host.pages import HEADERS, Pages
from events.log.unstored import Unavailable

KINDS: tuple[type[Exception], ...] = (
    Refused,
    RequestValidationError,
    HTTPException,
    *(kind for kind, _ in answers.FIXED),
)
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
SIGN_IN = "/sign-in"
PASSWORD = "/account/password"  # noqa: S105 - a path
KEEPING = frozenset({401, 403, 404, 503})
"""Answers that carry no page of the form: they keep the typed text themselves."""
NO_STORE = {"Cache-Control": "no-store"}


def register(app: FastAPI) -> None:
    """Let this application answer every known exception itself."""
    for kind in KINDS:
        app.add_exception_handler(kind, handle)


async def handle(request: Request, fault: Exception) -> Response:
    """The answer to an exception of a route."""
    wants_page = wants_html(request)
    if isinstance(fault, answers.MustChangePassword) and wants_page:
        return go(request, PASSWORD)
    problem = problem_of(fault)
    keeping = wants_page and problem.status in KEEPING
    if keeping and (typed := await _typed(request)) is not None:
        return _keeping(request, problem, typed)
    if isinstance(fault, answers.NotSignedIn) and wants_page:
        if beside_typing(request):
            return answer(request, answers.LAPSED)
        return go(request, sign_in_path(request))
    return answer(request, problem)


def answer(request: Request, problem: Problem) -> Response:
    """The problem in the form the caller asked for."""
    if wants_html(request):
        around(request, problem)
        page = pages_of(request).refused(
            request,
            problem.status,
            problem.title,
            explanation=problem.explanation,
            fields=[(name, sentence) for name, sentence in problem.fields],
        )
        page.headers.update(problem.headers)
        return page
    body = {
        "type": f"urn:problem:{problem.code}",
        "title": problem.title,
        "status": problem.status,
    }
    fields = [{"name": name, "rule": sentence} for name, sentence in problem.fields]
    more = {"detail": problem.explanation} if problem.explanation else {}
    return JSONResponse(
        body | more | ({"fields": fields} if fields else {}),
        problem.status,
        {**NO_STORE, **problem.headers},
        media_type="application/problem+json",
    )


def around(request: Request, problem: Problem) -> None:
    """Name and menu of who is signed in stand around a "no" too; in a failure nobody is looked up."""
    if hasattr(request.state, "frame"):
        return
    runtime, staff = request.app.state.runtime, getattr(request.state, "staff", None)
    brought = cookie.token(request)
    if staff is None and brought and problem.status < 500:
        try:
            living = runtime.sign_in.who(brought, runtime.clock(), active=False)
        except (psycopg.Error, Unavailable):
            return
        staff = living.staff if living and not living.must_change else None
    request.state.frame = frame(runtime, staff)


def go(request: Request, path: str) -> Response:
    """Another page: a redirect, or htmx's word for one inside a fragment."""
    if "HX-Request" in request.headers:
        return Response(status_code=401, headers={**NO_STORE, "HX-Redirect": path})
    return RedirectResponse(path, 303, NO_STORE)


def beside_typing(request: Request) -> bool:
    """A fragment asked for while somebody types: leaving the page now would lose the text."""
    return "HX-Request" in request.headers and request.method == "POST"


def sign_in_path(request: Request) -> str:
    """The sign-in page that returns to where the person was; a page is returned to, a form is not sent."""
    here = request.url.path
    if request.method != "GET":
        return SIGN_IN
    if request.url.query:
        here += f"?{request.url.query}"
    return SIGN_IN if here == "/" else f"{SIGN_IN}?next={quote(here, safe='')}"


def wants_html(request: Request) -> bool:
    """People and their fragments get pages, everything else problem+json."""
    return "HX-Request" in request.headers or "text/html" in request.headers.get("accept", "")


def pages_of(request: Request) -> Pages:
    """The pages of the application that answers."""
    pages: Pages = request.app.state.runtime.pages
    return pages


async def _typed(request: Request) -> Form | None:
    """What was typed, if a form that records something was sent; a password is never repeated."""
    if request.method != "POST" or "HX-Request" in request.headers:
        return None
    if not request.headers.get("content-type", "").startswith(FORMS):
        return None
    try:
        form = Form.of(await request.form())
    except HTTPException:
        return None
    return form if form.value("command_id") else None


def _keeping(request: Request, problem: Problem, typed: Form) -> Response:
    """A page that holds the typed text and sends it again under the same command id: never doubled."""
    drawn_for = getattr(request.state, "lapsed", None)
    fields = [(name, text) for name in typed.typed for text in typed.values(name)]
    if drawn_for and not typed.value("drawn_for"):
        fields.append(("drawn_for", str(drawn_for)))
    around(request, problem)
    pages, areas = pages_of(request), request.app.state.runtime.areas
    return pages.render(
        request,
        "resend.html",
        status=problem.status,
        headers={**HEADERS, **problem.headers},
        problem=problem,
        fields=fields,
        readable=pages.words.say(typed, {area.code: areas.short_name(area) for area in areas}),
        sign_in=SIGN_IN if problem.status == 401 else "",
        action=request.url.path + (f"?{request.url.query}" if request.url.query else ""),
    )
