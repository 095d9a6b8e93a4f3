"""The life of one submission: the texts arrive, a command is carried out, or the same page comes back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final, TypeVar
from uuid import UUID, uuid4

import psycopg
from fastapi import Depends, Request
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData
from starlette.responses import Response

from events.contract import Refused
from events.host.answers import WITHHELD
from events.host.asked_of_address import number_asked
from events.host.desk import Desk
from events.host.form import Form
from events.host.form_reading import FormErrors, read_form
from events.host.paper_kit import FIELD as KIT
from events.host.sheet import Note, Sheet
from events.log.entry import TooLarge
from events.log.unstored import Overtaken, Unavailable, Withheld

__all__ = [
    "FormErrors",
    "Sent",
    "SentAsJson",
    "SentForm",
    "SentJson",
    "Typed",
    "read_form",
    "submit",
]

C = TypeVar("C")

NOT_LIKE_THIS: Final = "この内容では記録できません"
LONG: Final = Note(
    "error", "一度に記録できる長さを超えています", "長い文章を分けて、もう一度記録してください。"
)
OVERTAKEN: Final = Note(
    "warning",
    "先に別の記録がありました",
    "この画面を開いたあとに、次の記録が追加されています。入力した内容は残っています。"
    "内容を確かめてから、もう一度記録してください。",
)
OTHER_PERSON: Final = Note(
    "warning",
    "入力したときと別の方がログインしています",
    "このまま記録すると、いまログインしている方の記録になります。",
)
UNSTORED: Final = "いま記録できませんでした"
KEPT: Final = "入力した内容は下書きとして保存しました。しばらくしてから、もう一度記録してください。"
ON_PAGE: Final = "入力した内容はこの画面に残っています。画面を閉じずに、しばらくしてからもう一度記録してください。"


@dataclass(frozen=True, slots=True)
class SentForm:
    """A submitted form. `expected` = version its page was drawn from; `drawn_for` = account it was for."""

    form: Form
    command_id: UUID
    expected: int | None
    draft_id: UUID | None
    drawn_for: UUID | None = None

    @property
    def kit(self) -> str:
        """Number of the paper this was written on before; empty for what is typed at once."""
        return self.form.value(KIT).strip()


@dataclass(frozen=True, slots=True)
class SentJson:
    """Identity of a command sent as JSON: `Idempotency-Key` and `If-Match: "<version>"`."""

    command_id: UUID
    expected: int | None


async def typed_form(request: Request) -> Form:
    """The texts of a form that states nothing, e.g. of the sign-in page."""
    return Form.of(await request.form())


async def sent_form(request: Request) -> SentForm:
    """Reads the body. Without a readable command id nothing could be told apart: refused."""
    return sent(await request.form())


def sent(data: FormData) -> SentForm:
    """A submission by its hidden fields."""
    form = Form.of(data)
    command_id = _uuid(form.value("command_id"))
    if command_id is None:
        raise Refused("command-id-missing", "画面の情報が足りません。画面を開き直してください。")
    return SentForm(
        form,
        command_id,
        _version(form.value("expected_version")),
        _uuid(form.value("draft_id")),
        _uuid(form.value("drawn_for")),
    )


def sent_json(request: Request) -> SentJson:
    """Reads the two headers of a command; a machine may leave the version out."""
    command_id = _uuid(request.headers.get("idempotency-key", "").strip('"'))
    if command_id is None:
        raise Refused("command-id-missing", "Idempotency-Key に UUID を指定してください。")
    return SentJson(command_id, _version(request.headers.get("if-match", "").strip('"')))


Typed = Annotated[Form, Depends(typed_form)]
Sent = Annotated[SentForm, Depends(sent_form)]
SentAsJson = Annotated[SentJson, Depends(sent_json)]


def submit(  # noqa: PLR0911, PLR0913 - everything one page knows about its own form
    desk: Desk,
    sent: SentForm,
    sheet: Sheet,
    *,
    into: type[C],
    act: Callable[[C], str],
    draw: Callable[[Sheet], Response],
    given: Mapping[str, Any] | None = None,
    stream: UUID | None = None,
    on: date | None = None,
) -> Response:
    """Read, act, go (303) to the path `act` returns; else `draw` the same page with everything typed.

    422 for slips and refusals; 409 with what stands in `stream` since `expected` and a new command id,
    never retried; 503 with the text put into the draft where that still works. A form that names no version
    saw nothing of `stream`: it is stale where there is anything.
    """
    page = sheet.sent(
        sent.form, command_id=sent.command_id, expected=sent.expected, draft_id=sent.draft_id
    )
    if sent.drawn_for not in (None, desk.staff.account):
        return draw(page.again(409, OTHER_PERSON))
    command = read_form(sent.form, into, today=desk.today, given=given, on=on)
    if isinstance(command, FormErrors):
        return draw(_with_slips(page, command.form))
    try:
        desk.written_on(sent.kit)
        _drawn_from_something(desk, sent, stream)
        path = act(command)
    except Refused as refusal:
        return draw(_refused(page, refusal))
    except TooLarge:
        return draw(page.again(422, LONG))
    except Overtaken:
        return draw(_overtaken(desk, page, stream))
    except (Unavailable, psycopg.OperationalError) as fault:
        return _unavailable(desk, page, fault, draw)
    desk.forget_draft(page.draft_id)
    return RedirectResponse(path, status_code=303)


def _drawn_from_something(desk: Desk, sent: SentForm, stream: UUID | None) -> None:
    """Raises Overtaken for a form without a version, where the stream already has one."""
    if sent.expected is None and stream is not None and desk.outline(stream):
        raise Overtaken


def _with_slips(page: Sheet, form: Form) -> Sheet:
    """Sentences beside their fields; a slip that belongs to no field stands above the form."""
    whole = form.error("")
    beside = {name: sentence for name, sentence in form.wrong.items() if name}
    note = Note("error", NOT_LIKE_THIS, whole) if whole else None
    return page.again(422, note, form=form.with_errors(beside))


def _refused(page: Sheet, refusal: Refused) -> Sheet:
    return _with_slips(page, page.form.with_errors({refusal.field or "": refusal.ja}))


def _overtaken(desk: Desk, page: Sheet, stream: UUID | None) -> Sheet:
    """What came in between, and a new command id: only the person sends again."""
    history = desk.outline(stream) if stream else []
    between = tuple(history[page.expected :]) if page.expected is not None else ()
    fresh = page.again(
        409,
        OVERTAKEN,
        between=between,
        command_id=uuid4(),
        expected=len(history) if stream else None,
    )
    return fresh.kept(desk.keep_draft(fresh))


def _unavailable(
    desk: Desk, page: Sheet, fault: Exception, draw: Callable[[Sheet], Response]
) -> Response:
    """The page again with its text in the draft; without a database the handler keeps the text instead."""
    saved = desk.keep_draft(page)
    if saved is None:
        raise fault
    note = Note("error", UNSTORED, KEPT)
    if isinstance(fault, Withheld):
        note = Note("error", WITHHELD, f"{fault.ja}{KEPT}")
    answer = draw(page.kept(saved).again(503, note))
    answer.headers["Retry-After"] = "10"
    return answer


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _version(text: str) -> int | None:
    return number_asked(text)
