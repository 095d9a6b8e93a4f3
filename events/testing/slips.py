"""How names, birth dates and numbers get written wrongly at a counter: kinds of slip, each changing one thing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from random import Random
from typing import Final

from events.testing.persons import OFTEN, Person, Written, written

Slip = Callable[[Person, Random], Written]


def _in_kana(change: Callable[[str, Random], str]) -> Slip:
    def slip(person: Person, chance: Random) -> Written:
        right = written(person)
        return replace(right, name="", kana=change(right.kana, chance))

    return slip


def _exchanged(text: str, pairs: str, chance: Random) -> str:
    """One letter of the text that stands in a pair, by its partner; the text where none does."""
    couples = [(pair[0], pair[1]) for pair in pairs.split()]
    partner = dict(couples) | {b: a for a, b in couples}
    places = [place for place, letter in enumerate(text) if letter in partner]
    if not places:
        return text
    place = chance.choice(places)
    return text[:place] + partner[text[place]] + text[place + 1 :]


def _voiced(text: str, chance: Random) -> str:
    return _exchanged(
        text, "カガ キギ クグ ケゲ コゴ サザ シジ スズ タダ トド ハバ ヒビ フブ", chance
    )


def _heard_alike(text: str, chance: Random) -> str:
    return _exchanged(text, "ヂジ ヅズ ヲオ ヱエ ヰイ ズヅ ジヂ オヲ", chance)


def _small(text: str, _: Random) -> str:
    return text.translate(str.maketrans("ャュョッ", "ヤユヨツ"))


def _drawn_out(text: str, _: Random) -> str:
    return (
        text.replace("ョウ", "ョー")
        .replace("ユウ", "ユー")
        .replace("オオ", "オー")
        .replace("トウ", "トー")
    )


def _shortened(text: str, _: Random) -> str:
    return (
        text.replace("ユウ", "ユ").replace("オオ", "オ").replace("ョウ", "ョ").replace("トウ", "ト")
    )


def _place(text: str, chance: Random) -> int:
    """Of a letter inside the family or given name, never the blank between them."""
    return chance.choice([place for place, letter in enumerate(text) if letter != " "])


_LETTERS: Final = (
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン"
)


def _other_letter(text: str, chance: Random) -> str:
    place = _place(text, chance)
    return text[:place] + chance.choice(_LETTERS) + text[place + 1 :]


def _one_less(text: str, chance: Random) -> str:
    place = _place(text, chance)
    return text[:place] + text[place + 1 :]


def _one_more(text: str, chance: Random) -> str:
    place = _place(text, chance)
    return text[:place] + chance.choice(_LETTERS) + text[place:]


def _swapped(text: str, chance: Random) -> str:
    places = [n for n in range(len(text) - 1) if " " not in text[n : n + 2]]
    place = chance.choice(places)
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


def _hiragana(text: str, _: Random) -> str:
    return "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in text)


def _half_width(text: str, _: Random) -> str:
    full = (
        "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン"
    )
    half = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝ"
    return text.translate(str.maketrans(full, half))


def _other_order(person: Person, _: Random) -> Written:
    right = written(person)
    kana = f"{person.given[1]} {person.family[1]}"
    return replace(right, name=f"{person.given[0]} {person.family[0]}", kana=kana)


def _old_characters(person: Person, _: Random) -> Written:
    """The form of the register and the form everybody writes, kana not told."""
    right = written(person)
    table = str.maketrans("髙﨑邊濱斎高崎辺浜沢島広", "高崎辺浜斉髙﨑邉濵澤嶋廣")
    return replace(right, name=right.name.translate(table), kana="")


def _other_characters(person: Person, chance: Random) -> Written:
    """The given name by ear: the same kana, other characters."""
    right = written(person)
    guessed = chance.choice(["由紀", "裕樹", "美佐", "浩司", "ひろみ", "かおり", "誠"])
    return replace(right, name=f"{person.family[0]} {guessed}")


def _other_reading(person: Person, chance: Random) -> Written:
    """The given name read another way."""
    right = written(person)
    guessed = chance.choice(["ヒロシ", "アキラ", "マコト", "ミカ", "ユカリ", "サトシ"])
    return replace(right, kana=f"{person.family[1]} {guessed}")


def _other_family(person: Person, chance: Random) -> Written:
    """Married or divorced: another family name."""
    family = chance.choice(OFTEN)
    return replace(
        written(person),
        name=f"{family[0]} {person.given[0]}",
        kana=f"{family[1]} {person.given[1]}",
    )


def _no_kana(person: Person, _: Random) -> Written:
    return replace(written(person), kana="")


def _no_name(person: Person, _: Random) -> Written:
    return replace(written(person), name="")


def _no_day(person: Person, _: Random) -> Written:
    return replace(written(person), born_on=None)


def _in_birth(change: Callable[[date, Random], date]) -> Slip:
    def slip(person: Person, chance: Random) -> Written:
        return replace(written(person), born_on=change(person.born_on, chance))

    return slip


def _digit_off(day: date, chance: Random) -> date:
    step = chance.choice([1, 2, 3, 10, 20])
    for wrong in (day.day + step, day.day - step):
        if 1 <= wrong <= 28 and (wrong % 10 == day.day % 10 or wrong // 10 == day.day // 10):
            return day.replace(day=wrong)
    return day.replace(year=day.year + 1, day=min(day.day, 28))


def _month_and_day(day: date, _: Random) -> date:
    return date(day.year, day.day, day.month) if day.day <= 12 else day.replace(day=day.day - 10)


def _era(day: date, _: Random) -> date:
    """S written for H and the other way round: the number stays."""
    years = -63 if day.year >= 1989 + 6 else 63
    return day.replace(year=day.year + years, day=min(day.day, 28))


def _year_off(day: date, chance: Random) -> date:
    """Counted back from an age."""
    return day.replace(year=day.year + chance.choice([-1, 1]), day=min(day.day, 28))


def _phone_digit(person: Person, chance: Random) -> Written:
    right = written(person)
    if not right.phone:
        return right
    place = chance.randrange(3, len(right.phone))
    wrong = str((int(right.phone[place]) + chance.randrange(1, 10)) % 10)
    return replace(right, phone=right.phone[:place] + wrong + right.phone[place + 1 :])


SLIPS: Final[dict[str, Slip]] = {
    "清音と濁音": _in_kana(_voiced),
    "ヂとジ・ヅとズ": _in_kana(_heard_alike),
    "小さいかな": _in_kana(_small),
    "長音をーで": _in_kana(_drawn_out),
    "長音を短く": _in_kana(_shortened),
    "カナ1字ちがい": _in_kana(_other_letter),
    "カナ1字抜け": _in_kana(_one_less),
    "カナ1字多い": _in_kana(_one_more),
    "カナ2字入れ替わり": _in_kana(_swapped),
    "ひらがなで": _in_kana(_hiragana),
    "半角カナで": _in_kana(_half_width),
    "姓名の順": _other_order,
    "異体字": _old_characters,
    "名を別の字で": _other_characters,
    "名を別の読みで": _other_reading,
    "姓が変わった": _other_family,
    "カナなし": _no_kana,
    "漢字なし": _no_name,
    "生年月日なし": _no_day,
    "生年月日1字ちがい": _in_birth(_digit_off),
    "月と日の入れ替わり": _in_birth(_month_and_day),
    "元号ちがい": _in_birth(_era),
    "年が1年ちがい": _in_birth(_year_off),
    "電話1字ちがい": _phone_digit,
}
"""Kinds of slip by their Japanese name; each changes one thing of what was told."""

NEW_NUMBER: Final = 0.35
"""Share of persons who come back with another telephone number (assumed)."""


def come_again(person: Person, slip: Slip, chance: Random) -> Written:
    """The same person at the counter once more, with one slip, and often with a new number."""
    typed = slip(person, chance)
    if chance.random() < NEW_NUMBER:
        return replace(typed, phone=f"0{chance.choice('789')}0{chance.randrange(10**8):08d}")
    return typed
