"""From the texts of a form to a command: dates, yen, codes, answers, rows; every slip gets its sentence."""

from __future__ import annotations

import re
import types
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, Final, TypeVar, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from events.contract import Refused, Unanswered, wareki
from events.contract.code import Code
from events.contract.codes import FieldState
from events.host.form import Form
from events.host.plain import CONTROL, strange, unturned

C = TypeVar("C")

LONGEST_TEXT: Final = 32 * 1024
"""Bytes of UTF-8; longer text belongs to an attachment (house.md §3)."""
STATE: Final = "_state"
UNTICKED: Final = frozenset({"", "no", "off", "0", "false"})

WRITE: Final = "入力してください。"
CHOOSE: Final = "選んでください。"
CHOOSE_AGAIN: Final = "一覧から選び直してください。"
NUMBER: Final = "数字で入力してください。例: 53,700"
TOO_BIG: Final = "桁が多すぎます。"
NOT_NEGATIVE: Final = "0以上の金額を入力してください。"
TOO_LONG: Final = "長すぎます。1万字くらいまでに分けて入力してください。"
BOTH: Final = "内容と「未聴取」などの選択が両方あります。どちらか一つにしてください。"


@dataclass(frozen=True, slots=True)
class FormErrors:
    """Why a form is no command: the same form with a sentence beside each field at fault."""

    form: Form

    @property
    def wrong(self) -> Mapping[str, str]:
        """Field → sentence."""
        return self.form.wrong

    @property
    def typed(self) -> Mapping[str, Any]:
        """Field → texts, exactly as sent."""
        return self.form.typed


def read_form(
    form: Form,
    into: type[C],
    *,
    today: date,
    given: Mapping[str, Any] | None = None,
    on: date | None = None,
) -> C | FormErrors:
    """The command the texts mean.

    `given` fills fields nobody types; codes must be valid on the day `on` (default `today`).
    """
    reader = _Reader(form, on or today)
    values = reader.fields(into, "", given or {})
    if not reader.wrong:
        try:
            return into(**values)
        except Refused as refusal:
            reader.wrong[refusal.field or ""] = refusal.ja
    return FormErrors(form.with_errors(reader.wrong))


class _Wrong(Exception):
    """One field cannot be read; `ja` says why."""

    def __init__(self, ja: str) -> None:
        super().__init__()
        self.ja = ja


class _Reader:
    def __init__(self, form: Form, day: date) -> None:
        self.form = form
        self.day = day
        self.wrong: dict[str, str] = {}

    def fields(self, into: type[Any], prefix: str, given: Mapping[str, Any]) -> dict[str, Any]:
        """Every readable field of a dataclass; the others get their sentence."""
        hints = get_type_hints(into)
        found = {}
        for declared in fields(into):
            if declared.name in given:
                found[declared.name] = given[declared.name]
                continue
            name = prefix + declared.name
            optional = declared.default is not MISSING or declared.default_factory is not MISSING
            stated = self._anything(name) or self._text(name + STATE)
            if optional and not stated and hints[declared.name] is not bool:
                continue
            try:
                found[declared.name] = self._value(hints[declared.name], name)
            except _Wrong as slip:
                self.wrong[name] = slip.ja
        return found

    def _value(self, hint: Any, name: str) -> Any:
        if get_origin(hint) in (Union, types.UnionType):
            return self._one_of(get_args(hint), name)
        if get_origin(hint) is tuple:
            return self._several(get_args(hint)[0], name)
        if is_dataclass(hint) and isinstance(hint, type):
            return self._nested(hint, name)
        text = self._text(name)
        return text not in UNTICKED if hint is bool else self._read(hint, text, name)

    def _one_of(self, members: tuple[Any, ...], name: str) -> Any:
        """`T | None`, or an answer with its reason for being missing."""
        kept = [m for m in members if m not in (type(None), Unanswered)]
        (hint,) = kept
        if Unanswered in members:
            state = self._text(name + STATE)
            if state and self._anything(name):
                raise _Wrong(BOTH)
            if state or not self._anything(name):
                return Unanswered(_state(state))
        elif not self._anything(name):
            return None
        return self._value(hint, name)

    def _several(self, hint: Any, name: str) -> tuple[Any, ...]:
        if is_dataclass(hint) and isinstance(hint, type):
            return tuple(self._nested(hint, f"{name}-{row}") for row in self._rows(name))
        texts = [text.strip() for text in self.form.values(name)]
        return tuple(self._read(hint, _plain(text), name) for text in texts if text)

    def _nested(self, into: type[Any], name: str) -> Any:
        before = len(self.wrong)
        values = self.fields(into, f"{name}-", {})
        return into(**values) if len(self.wrong) == before else None

    def _rows(self, name: str) -> list[int]:
        """Numbers of the rows in which anything was typed."""
        pattern = re.compile(rf"{re.escape(name)}-([0-9]{{1,6}})-")
        found = {
            int(match[1])
            for typed in self.form.typed
            if (match := pattern.match(typed)) and self._anything(typed)
        }
        return sorted(found)

    def _anything(self, name: str) -> bool:
        """Whether something was typed in the field, or in a field below it."""
        below = [other for other in self.form.typed if other.startswith(f"{name}-")]
        return any(text.strip() for n in [name, *below] for text in self.form.values(n))

    def _text(self, name: str) -> str:
        return _plain(self.form.value(name)).strip()

    def _read(self, hint: Any, text: str, name: str) -> Any:
        if not text:
            raise _Wrong(CHOOSE if isinstance(hint, type) and issubclass(hint, Enum) else WRITE)
        if isinstance(hint, type) and issubclass(hint, Enum):
            return self._code(hint, text)
        if hint is int:
            return _number(text, money=name.rpartition("-")[2].endswith("_yen"))
        return _READ[hint](text)

    def _code(self, hint: type[Enum], text: str) -> Enum:
        try:
            code = hint(text)
        except ValueError:
            raise _Wrong(CHOOSE_AGAIN) from None
        if isinstance(code, Code) and not code.valid_on(self.day):
            raise _Wrong(CHOOSE_AGAIN)
        return code


def _plain(text: str) -> str:
    """The text with one kind of line end and one direction; control characters are refused."""
    joined = unturned(text).replace("\r\n", "\n").replace("\r", "\n")
    if len(joined.encode("utf-8", "replace")) > LONGEST_TEXT:
        raise _Wrong(TOO_LONG)
    if strange(joined):
        raise _Wrong(CONTROL)
    return joined


def _number(text: str, *, money: bool) -> int:
    folded = unicodedata.normalize("NFKC", text).replace("円", "").replace("¥", "")
    digits = re.sub(r"[,、，\s]", "", folded).replace("−", "-").replace("‐", "-")
    if not re.fullmatch(r"-?[0-9]+", digits):
        raise _Wrong(NUMBER)
    if len(digits) > 13:
        raise _Wrong(TOO_BIG)
    number = int(digits)
    if money and number < 0:
        raise _Wrong(NOT_NEGATIVE)
    return number


def _day(text: str) -> date:
    try:
        return wareki.read(text)
    except Refused as refusal:
        raise _Wrong(refusal.ja) from None


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise _Wrong(CHOOSE_AGAIN) from None


def _state(text: str) -> FieldState:
    for state in FieldState:
        if state.value == (text or FieldState.NOT_ASKED.value):
            return state
    raise _Wrong(CHOOSE_AGAIN)


_READ: Final[dict[Any, Callable[[str], Any]]] = {str: str, date: _day, UUID: _uuid}
