"""Answers that are no page: refused, missing, forbidden, not signed in; the words for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import psycopg
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from events.bus.read_tables import NotReady
from events.contract import Refused
from events.ledger.ledger import NotSigned
from events.ledger.tiles import TileMissing
from events.log.entry import TooLarge
from events.log.unstored import KeyDamaged, Overtaken, Unavailable, Withheld


class Missing(Exception):
    """There is no such thing, or not for this person: the answer is the same."""


class Forbidden(Exception):
    """The person's role does not contain this."""


class NotSignedIn(Exception):
    """Nobody is signed in on this connection."""


class MustChangePassword(Exception):
    """Signed in with a one-time secret: nothing is open but the page where it is replaced."""


class Throttled(Exception):
    """Too many failed sign-ins for this name; the same for a name nobody has."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What goes wrong, for people and programs. `fields` = (name, sentence); never a value."""

    status: int
    code: str
    title: str
    explanation: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)


RETRY: Mapping[str, str] = {"Retry-After": "10"}
MISSING = Problem(404, "not-found", "見つかりません")
FORBIDDEN = Problem(403, "forbidden", "許可がありません")
FOREIGN = Problem(
    403, "foreign-origin", "別のサイトからの送信は受け付けません", "画面を開き直してください。"
)
NOT_SIGNED_IN = Problem(401, "not-signed-in", "ログインしてください")
LAPSED = Problem(
    401,
    "not-signed-in",
    "ログインの時間が切れました",
    "入力した内容はこの画面に残っています。そのまま送ると、続け方が出ます。",
)
OVERTAKEN = Problem(
    409, "overtaken", "先に別の記録がありました", "最新の内容を確かめて、もう一度記録してください。"
)
UNAVAILABLE = Problem(
    503,
    "unavailable",
    "いま記録を扱えません",
    "データベースが応答しないか、空き容量がありません。記録済みの内容は失われていません。",
    headers=RETRY,
)
KEY_DAMAGED = Problem(
    503,
    "key-damaged",
    "この方の鍵が開きません",
    "封をする鍵が壊れているため、この方の記録を追加できません。管理者に知らせてください。",
)
NOT_READY = Problem(
    503,
    "not-counted-yet",
    "集計を準備しています",
    "記録の数えあげが終わるまで、少しお待ちください。",
    headers=RETRY,
)
WITHHELD = "証人の見た記録が、ここに足りません"
NOT_SIGNED = Problem(
    503,
    "not-signed-yet",
    "まだ署名していません",
    "記録は数秒のうちに署名されます。少し待ってからもう一度お試しください。",
    headers=RETRY,
)
TOO_LARGE = Problem(422, "too-large", "一度に記録できる長さを超えています")
UNREADABLE = Problem(400, "unreadable", "送られた内容を読めません")
TOO_BIG = Problem(
    413,
    "body-too-large",
    "送られた内容が大きすぎます",
    "一度に送れるのは2MBまでです。何も記録していません。前の画面に戻り、文章を分けて送ってください。"
    "そこまでの下書きは残っています。",
)
THROTTLED = Problem(
    429,
    "throttled",
    "しばらく待ってからお試しください",
    "ログインの失敗が続いたため、15分ほど受け付けを止めています。",
    headers={"Retry-After": "900"},
)
FAULT = Problem(
    500,
    "fault",
    "内部で問題が起きました",
    "記録済みの内容は失われていません。管理者に知らせてください。",
)
TITLES: Mapping[int, str] = {
    400: "送られた内容を読めません",
    405: "この操作はできません",
    415: "送られた形式を読めません",
}
RULES: Mapping[str, str] = {
    "missing": "必要です。",
    "date_from_datetime_parsing": "日付（YYYY-MM-DD）で指定してください。",
    "date_parsing": "日付（YYYY-MM-DD）で指定してください。",
    "date_type": "日付（YYYY-MM-DD）で指定してください。",
    "uuid_parsing": "識別子（UUID）で指定してください。",
    "enum": "決められた値から選んでください。",
    "literal_error": "決められた値から選んでください。",
    "int_parsing": "整数で指定してください。",
    "int_type": "整数で指定してください。",
    "bool_parsing": "true か false で指定してください。",
    "string_type": "文字列で指定してください。",
    "extra_forbidden": "知らない項目です。",
    "json_invalid": "JSON として読めません。",
}


FIXED: tuple[tuple[type[Exception], Problem], ...] = (
    (Missing, MISSING),
    (Forbidden, FORBIDDEN),
    (NotSignedIn, NOT_SIGNED_IN),
    (MustChangePassword, NOT_SIGNED_IN),
    (Overtaken, OVERTAKEN),
    (TooLarge, TOO_LARGE),
    (KeyDamaged, KEY_DAMAGED),
    (Unavailable, UNAVAILABLE),
    (psycopg.OperationalError, UNAVAILABLE),
    (Throttled, THROTTLED),
    (NotReady, NOT_READY),
    (NotSigned, NOT_SIGNED),
    (TileMissing, NOT_SIGNED),
)
"""Exceptions that always mean the same."""


def problem_of(fault: Exception) -> Problem:
    """The one place where an exception becomes an answer."""
    match fault:
        case Refused():
            fields = ((fault.field, fault.ja),) if fault.field else ()
            return Problem(422, fault.code, fault.ja, fields=fields)
        case Withheld():
            return Problem(503, "log-behind-witness", WITHHELD, fault.ja)
        case RequestValidationError():
            return _invalid(fault)
        case HTTPException():
            return _http(fault)
    return next((problem for kind, problem in FIXED if isinstance(fault, kind)), FAULT)


def _invalid(fault: RequestValidationError) -> Problem:
    """Field names and rules; the framework's own body would repeat the input."""
    fields = tuple(
        (
            ".".join(str(part) for part in error["loc"][1:]),
            RULES.get(error["type"], "正しくありません。"),
        )
        for error in fault.errors()
    )
    return Problem(422, "invalid", "送られた内容に誤りがあります", fields=fields)


def _http(fault: HTTPException) -> Problem:
    known = {401: NOT_SIGNED_IN, 403: FORBIDDEN, 404: MISSING, 413: TOO_BIG}
    if fault.status_code in known:
        return known[fault.status_code]
    title = TITLES.get(fault.status_code, "この操作はできません")
    return Problem(
        fault.status_code, f"http-{fault.status_code}", title, headers=fault.headers or {}
    )
