"""Signing in and out, and replacing a password: the few pages that need no role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from events.contract import Refused
from events.host import cookie
from events.host.answers import Throttled
from events.host.auth import OWN_PASSWORD, Requires
from events.host.form import Form
from events.host.forms import Typed
from events.host.frames import frame
from events.host.passwords import SHORTEST
from events.host.plain import strange
from events.host.problems import NO_STORE
from events.host.runtime import Around

WRONG: Final = "ログイン名かパスワードが違います。"
WRONG_OLD: Final = "いまのパスワードが違います。"
DIFFERENT: Final = "二つの新しいパスワードが同じではありません。"
MANY: Final = "ログインの失敗が続いたため、15分ほど受け付けを止めています。"
BOTH: Final = "ログイン名とパスワードを入力してください。"


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """One account of the demo, shown on its sign-in page."""

    login: str
    name: str
    role: str
    place: str
    duty: str = ""


@dataclass(frozen=True, slots=True)
class Demo:
    """Who can be tried out, and with which password."""

    password: str
    accounts: tuple[DemoAccount, ...]


router = APIRouter()
own = APIRouter(dependencies=[Requires(OWN_PASSWORD)])


@router.get("/sign-in", summary="ログインの画面")
def show(request: Request, next: str = "/") -> Response:  # noqa: A002 - the name in the address
    """Who is signed in already goes on."""
    around = around_of(request)
    brought = cookie.token(request)
    if brought and around.sign_in.who(brought, around.clock()):
        return RedirectResponse(local(next), 303)
    return _page(request, Form({"next": next}), 200)


@router.post("/sign-in", summary="ログインする")
def enter(request: Request, typed: Typed) -> Response:
    """The same answer and time for a wrong name and a wrong password."""
    around = around_of(request)
    login, password = typed.value("login").strip(), typed.value("password")
    if cookie.name(request) is None:
        return _page(request, typed, 403)
    if not login or not password:
        return _page(request, typed, 422, BOTH)
    if strange(login):
        return _page(request, Form({"next": typed.value("next")}), 422, WRONG)
    try:
        token = around.sign_in.enter(login, password, around.clock())
    except Throttled:
        return _page(request, typed, 429, MANY)
    if token is None:
        return _page(request, typed, 422, WRONG)
    before = cookie.token(request)
    if before:
        around.sign_in.leave(before)
    answer = RedirectResponse(local(typed.value("next")), 303, NO_STORE)
    cookie.give(answer, request, token)
    return answer


@router.post("/sign-out", summary="ログアウトする")
def leave(request: Request) -> Response:
    """Ends this browser's sign-in only; harmless without one."""
    brought = cookie.token(request)
    if brought:
        around_of(request).sign_in.leave(brought)
    answer = RedirectResponse("/sign-in", 303, {**NO_STORE, "Clear-Site-Data": '"cache"'})
    cookie.take(answer, request)
    return answer


@own.get("/account/password", summary="パスワード変更の画面")
def show_password(request: Request) -> Response:
    """Also where somebody with a one-time secret is led to."""
    return _password_page(request, Form(), 200)


@own.post("/account/password", summary="パスワードを変える")
def change_password(request: Request, typed: Typed) -> Response:
    """Every other sign-in of the account ends."""
    around = around_of(request)
    new = typed.value("new_password")
    if new != typed.value("new_again"):
        return _password_page(request, typed.with_errors({"new_again": DIFFERENT}), 422)
    try:
        changed = around.sign_in.change_password(
            cookie.token(request) or "", typed.value("password"), new, around.clock()
        )
    except Refused as refusal:
        slip = {refusal.field or "new_password": refusal.ja}
        return _password_page(request, typed.with_errors(slip), 422)
    if not changed:
        return _password_page(request, typed.with_errors({"password": WRONG_OLD}), 422)
    return RedirectResponse("/", 303, NO_STORE)


def local(path: str) -> str:
    """A path of this site to go on to, else the first page; never another site, never sign-in itself."""
    parts = urlsplit(path)
    strange = parts.scheme or parts.netloc or "\\" in path or not path.isprintable()
    if strange or not path.startswith("/") or path.startswith(("//", "/sign-")):
        return "/"
    return path


def around_of(request: Request) -> Around:
    """The installation this application belongs to."""
    around: Around = request.app.state.runtime
    return around


def _page(request: Request, typed: Form, status: int, slip: str = "") -> Response:
    around = around_of(request)
    safe = cookie.name(request) is not None
    return around.pages.render(
        request,
        "sign_in.html",
        status=status if safe else 403,
        form=Form({"login": typed.value("login")}, {"login": slip} if slip else {}),
        after=local(typed.value("next")),
        safe=safe,
        demo=request.app.state.demo,
        port=around.settings.port,
        frame=frame(around),
    )


def _password_page(request: Request, form: Form, status: int) -> Response:
    around, staff = around_of(request), request.state.staff
    login = around.sign_in.login_of(cookie.token(request) or "", around.clock())
    return around.pages.render(
        request,
        "password.html",
        status=status,
        form=Form({"login": login}, form.wrong),
        shortest=SHORTEST,
        frame=frame(around, staff, OWN_PASSWORD),
    )
