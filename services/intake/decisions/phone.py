"""Whether what was typed can be a telephone number. Who has none or will not tell leaves the box empty."""

import re
from typing import Final
from unicodedata import normalize

from events.contract.deciding import Refused
from events.contract.kana import phone_digits

_WRITTEN: Final = re.compile(r"[0-9+()\-\s.]+(内線[0-9]+)?")
_DASHES: Final = dict.fromkeys(map(ord, "‐‑‒–—―−ー－ｰ"), "-")
LEAST, MOST = 9, 15
"""Digits: a Japanese number has ten or eleven, with its extension and from abroad up to fifteen."""


def possible_phone(text: str, *, field: str) -> None:
    """Refuses `abc`, and a number too short or too long to be called."""
    if not text.strip():
        return
    plain = normalize("NFKC", text).translate(_DASHES).strip()
    if not _WRITTEN.fullmatch(plain):
        raise Refused(
            "phone-impossible",
            "電話番号に使えない文字があります。数字とハイフンで入れてください。例 090-1234-5678",
            field=field,
        )
    if not LEAST <= len(phone_digits(plain)) <= MOST:
        raise Refused(
            "phone-length",
            "電話番号の桁数が合いません。市外局番から入れてください。途中までなら聴き取りメモへ。",
            field=field,
        )
