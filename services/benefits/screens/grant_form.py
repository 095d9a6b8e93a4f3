"""A form of a grant: its page and its submission, declared once and added to a router."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import Event
from events.host.answers import Missing
from events.host.case_stream import Typed
from events.host.forms import FormErrors, Sent, read_form
from events.host.http import AtDesk, Requires
from events.host.sheet import Sheet
from services.benefits.grant import Grant
from services.benefits.screens.grant_file import GrantFile, grant_file
from services.benefits.screens.kept import FORMS
from services.benefits.screens.outlook import Outlook, outlook
from services.benefits.screens.paying_desk import month_of

C = TypeVar("C")
PREFIX = "/cases/{case}/grants/{number}"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which grant, and which of its months where the page is a month's ("" else)."""

    file: GrantFile
    month: str = ""

    @property
    def grant(self) -> Grant:
        """The grant; Missing (404) where nothing has arrived."""
        return self.file.grant


def _nothing(_: Asked) -> dict[str, Any]:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantForm(Generic[C]):
    """`page`: path below the grant's, or below a month's where `monthly`.

    `opens`: texts it opens with; may say Missing. `around`: what its template needs besides; `given`: fields
    nobody types; `judges`: what the rules make of figures being typed, shown beside the form.
    """

    page: str
    ja: str
    template: str
    permission: str
    into: type[C]
    decision: Callable[[Grant | None, C], Sequence[Event]]
    opens: Callable[[Asked], Typed] = _nothing
    around: Callable[[Asked], Mapping[str, Any]] = _nothing
    given: Callable[[Asked], Mapping[str, Any]] = _nothing
    judges: Callable[[Grant, C], Any] | None = None
    monthly: bool = False

    @property
    def name(self) -> str:
        """As drafts keep it."""
        return self.page.replace("/", "_")

    def key(self, asked: Asked) -> str:
        """The draft's name of this page: one per month where it is a month's."""
        return f"{self.name}-{asked.month}" if asked.month else self.name

    def path(self, asked: Asked) -> str:
        """Where the form is sent to."""
        page = f"months/{asked.month}/{self.page}" if asked.month else self.page
        return asked.file.at(page)


def add(router: APIRouter, form: GrantForm[C]) -> None:
    """Its routes; the router has no prefix of its own."""
    FORMS[form.name] = form.ja
    needed = [Requires(form.permission, scope="case")]
    path = f"{PREFIX}/months/{{month}}/{form.page}" if form.monthly else f"{PREFIX}/{form.page}"
    sent_ja = f"{form.ja}を記録する"

    if form.monthly:

        @router.get(path, dependencies=needed, summary=form.ja)
        def show_month(case: UUID, number: int, month: str, desk: AtDesk) -> Response:
            return _shown(form, Asked(grant_file(desk, case, number), month_of(desk, month)))

        @router.post(path, dependencies=needed, summary=sent_ja)
        def record_month(case: UUID, number: int, month: str, desk: AtDesk, sent: Sent) -> Response:
            asked = Asked(grant_file(desk, case, number), month_of(desk, month))
            return _recorded(form, asked, sent)

        return

    @router.get(path, dependencies=needed, summary=form.ja)
    def show(case: UUID, number: int, desk: AtDesk) -> Response:
        return _shown(form, Asked(grant_file(desk, case, number)))

    @router.post(path, dependencies=needed, summary=sent_ja)
    def record(case: UUID, number: int, desk: AtDesk, sent: Sent) -> Response:
        return _recorded(form, Asked(grant_file(desk, case, number)), sent)

    if form.judges is not None:

        @router.post(f"{path}/preview", dependencies=needed, summary=f"{form.ja}の見通し")
        def preview(case: UUID, number: int, desk: AtDesk, sent: Sent) -> Response:
            asked = Asked(grant_file(desk, case, number))
            sheet = asked.file.sheet(form.key(asked), at=form.path(asked)).sent(
                sent.form,
                command_id=sent.command_id,
                expected=sent.expected,
                draft_id=sent.draft_id,
            )
            if desk.request.headers.get("hx-request"):
                return asked.file.page("outlook.html", outlook=_outlook(form, asked, sheet))
            return _drawn(form, asked, sheet)


def _shown(form: GrantForm[C], asked: Asked) -> Response:
    if asked.grant.stage.over and asked.grant.stopped is None:
        raise Missing
    return _drawn(form, asked, asked.file.sheet(form.key(asked), form.opens(asked)))


def _recorded(form: GrantForm[C], asked: Asked, sent: Sent) -> Response:
    before = replace(asked, file=asked.file.before(sent.command_id))
    given = {**form.given(before), **({"month": asked.month} if asked.month else {})}
    return asked.file.submit(
        sent,
        form.key(asked),
        into=form.into,
        decision=form.decision,
        draw=lambda sheet: _drawn(form, asked, sheet),
        given=given,
    )


def _drawn(form: GrantForm[C], asked: Asked, sheet: Sheet) -> Response:
    around = dict(form.around(asked))
    if form.judges is not None:
        around["outlook"] = _outlook(form, asked, sheet)
    return asked.file.page(
        form.template,
        sheet=sheet,
        grant=asked.grant,
        month=asked.month,
        title=form.ja,
        action=form.path(asked),
        **around,
    )


def _outlook(form: GrantForm[C], asked: Asked, sheet: Sheet) -> Outlook:
    given = {"today": asked.file.today, **form.given(asked)}
    command = read_form(sheet.form, form.into, today=asked.file.today, given=given)
    if isinstance(command, FormErrors) or form.judges is None:
        return Outlook(None, "日付と金額を入れると、ここに見通しが出ます。")
    return outlook(form.judges, asked.grant, command)
