"""Comparison forms of names and numbers. What is stored is what was typed; these forms only compare and search."""

import re
import unicodedata

_TO_KATAKANA = {code: code + 0x60 for code in (*range(0x3041, 0x3097), 0x309D, 0x309E)}

_SELECTORS = dict.fromkeys(
    (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), *range(0x180B, 0x180E))
)
"""Variation selectors: they choose the drawing of a character (葛󠄀 and 葛), not another character."""

_VARIANTS = str.maketrans(
    "髙﨑嵜邉邊齋齊斎濵濱澤櫻嶋嶌眞廣國德瀨淵圓龍龒實榮惠壽靑黑𠮷曾冨峯舘條應衞禮槇彌萬與兒關學藝鐵桒栁莊邨埜薮槗籔檜凜曻鷗澁遙",
    "高崎崎辺辺斉斉斉浜浜沢桜島島真広国徳瀬渕円竜竜実栄恵寿青黒吉曽富峰館条応衛礼槙弥万与児関学芸鉄桑柳荘村野藪橋藪桧凛昇鴎渋遥",
)
"""Forms of one character that family registers keep apart and people do not (NFKC folds none of them)."""

_JOINER = "\u200d"
_COUNTRY_CODE = re.compile(r"^\+81\D*0?")


def katakana(text: str) -> str:
    """ひらがな → カタカナ, half-width kana → full-width; all else as it is after NFKC."""
    return unicodedata.normalize("NFKC", text).translate(_TO_KATAKANA)


def comparison_form(name: str) -> str:
    """One form for 髙橋 一郎 and 高橋一郎; さとう, サトウ and ｻﾄｳ; Ｔａｒｏ and taro.

    For comparing only: never stored or shown as the name.
    """
    plain = katakana(name.translate(_SELECTORS)).translate(_VARIANTS)
    return unicodedata.normalize("NFKC", "".join(plain.split()).casefold())


def phone_digits(number: str) -> str:
    """0665386400 for 06-6538-6400, （06）6538－6400, +81 6 6538 6400. Empty when there is no digit."""
    plain = "".join(unicodedata.normalize("NFKC", number).split())
    national = _COUNTRY_CODE.sub("0", plain)
    return "".join(character for character in national if character in "0123456789")


def length(text: str) -> int:
    """Characters as a reader counts them: a base with its marks and selectors is one, 𠮷 and が (か + ゛) are one.

    Close to grapheme clusters and enough for names and forms; flags and Korean jamo are not joined.
    """
    count, joined = 0, False
    for character in text:
        extends = ord(character) in _SELECTORS or unicodedata.category(character) in {
            "Mn",
            "Me",
            "Mc",
        }
        if character != _JOINER and not extends and not joined:
            count += 1
        joined = character == _JOINER
    return count
