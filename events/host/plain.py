"""Characters a text may hold: none that controls, turns the direction of writing, or is half a pair."""

from __future__ import annotations

import unicodedata
from typing import Any, Final

from events.contract import Refused

CONTROL: Final = "使えない制御文字が含まれています。入力し直してください。"


TURNING: Final = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Marks that turn the writing round for the eye only, as telephones copy them; a name must read as it is stored."""


def unturned(text: str) -> str:
    """The text without marks that turn the writing round."""
    return text.translate(TURNING)


def strange(text: str) -> bool:
    """Whether the text could not be stored, shown or written into a workbook as it is."""
    return any(unicodedata.category(mark) in {"Cc", "Cs"} and mark not in "\n\t" for mark in text)


def refuse_strange(body: Any, field: str = "") -> None:
    """Refuse a JSON body with such a text anywhere in it; `field` names the way there, never the value."""
    if isinstance(body, str) and (strange(body.replace("\r\n", "\n")) or body != unturned(body)):
        raise Refused("control-character", CONTROL, field=field or None)
    if isinstance(body, dict):
        for name, value in body.items():
            refuse_strange(name)
            refuse_strange(value, field or name)
    elif isinstance(body, list):
        for value in body:
            refuse_strange(value, field)
