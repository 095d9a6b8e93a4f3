"""How alike two persons are, and why: kana or name 50, birth date 30 (one slip 18), telephone 20.

Two birth dates that are neither equal nor a slip apart speak against it. Pure arithmetic over comparison
forms; the weights are assumed (暫定) and stand here only.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from rapidfuzz.distance import OSA

from events.contract.codes import MatchReason
from events.contract.kana import comparison_form, katakana, phone_digits
from events.contract.wareki import ERAS

KANA, KANA_AS_HEARD, KANA_ONE_OFF, GIVEN = 50, 40, 35, 20
OTHER_CHARACTERS: Final = -5
"""The same kana written with other characters: rather a namesake."""
BIRTH, BIRTH_ONE_OFF, BIRTH_OTHER = 30, 18, -25
PHONE: Final = 20
WORTH_SHOWING: Final = 40
"""From this score on a candidate is proposed; a common telephone number is proposed at any score."""

LEAST_KANA: Final = 4
"""Shorter kana are not compared with a letter off: アベ and アイ are different families."""

ERA_SHIFTS: Final = frozenset(abs(one.before - other.before) for one in ERAS for other in ERAS) - {
    0
}
"""Years between the same number in two eras: S5 and H5 are 63 apart."""

PAIR: Final = 2
"""Family and given name."""

_LARGE = str.maketrans("ァィゥェォッャュョヮヵヶヲヅヂヰヱ", "アイウエオツヤユヨワカケオズジイエ")
_O_OR_U = "オコソトノホモヨロウクスツヌフムユル"
_O = "オコソトノホモヨロ"
_DRAWN_OUT = re.compile(f"ー|(?<=[{_O_OR_U}])ウ|(?<=[{_O}])オ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What is compared of a person. Texts are comparison forms; empty = not known.

    `parts` are the kana between blanks as typed, `given` the second of two.
    """

    kana: str = ""
    as_heard: str = ""
    given: str = ""
    parts: tuple[str, ...] = ()
    name: str = ""
    born_on: date | None = None
    phones: frozenset[str] = frozenset()

    @property
    def comparable(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.kana or self.name or self.born_on or self.phones)


@dataclass(frozen=True, slots=True)
class Match:
    """0–100 and the reasons, strongest first."""

    score: int
    reasons: tuple[MatchReason, ...]

    @property
    def worth_showing(self) -> bool:
        """Whether a counsellor should look at it."""
        return self.score >= WORTH_SHOWING or MatchReason.PHONE_EQUAL in self.reasons


def traits(
    name: str = "", kana: str = "", born_on: date | None = None, phones: Iterable[str] = ()
) -> Traits:
    """Comparison forms of what was typed."""
    plain = comparison_form(kana)
    parts = tuple(comparison_form(part) for part in katakana(kana).split())
    return Traits(
        kana=plain,
        as_heard=as_heard(plain),
        given=parts[1] if len(parts) == PAIR else "",
        parts=parts,
        name=comparison_form(name),
        born_on=born_on,
        phones=frozenset(digits for digits in map(phone_digits, phones) if len(digits) >= 6),
    )


def compare(one: Traits, other: Traits) -> Match:
    """How alike they are. Symmetric; nothing known in common = 0."""
    found: list[tuple[int, MatchReason | None] | None] = [
        _names(one, other),
        _births(one.born_on, other.born_on),
    ]
    if one.phones & other.phones:
        found.append((PHONE, MatchReason.PHONE_EQUAL))
    worth = [each for each in found if each is not None]
    score = sum(score for score, _ in worth)
    return Match(max(score, 0), tuple(reason for _, reason in worth if reason is not None))


def as_heard(kana: str) -> str:
    """One form for what is misheard or written two ways: ヤマサキ/ヤマザキ, ユウコ/ユーコ, チヅル/チズル, ショ/シヨ."""
    unvoiced = unicodedata.normalize("NFD", kana.translate(_LARGE)).translate(
        {0x3099: None, 0x309A: None}
    )
    return _DRAWN_OUT.sub("", unvoiced)


def one_slip(one: date, other: date) -> bool:
    """A digit wrong, two digits or month and day exchanged, a year beside, or another era: never the same day."""
    if one == other:
        return False
    if (one.month, one.day) == (other.month, other.day):
        apart = abs(one.year - other.year)
        if apart == 1 or apart in ERA_SHIFTS:
            return True
    if one.year == other.year and (one.month, one.day) == (other.day, other.month):
        return True
    return bool(OSA.distance(f"{one:%Y%m%d}", f"{other:%Y%m%d}") == 1)


def _names(one: Traits, other: Traits) -> tuple[int, MatchReason] | None:
    if one.kana and one.kana == other.kana:
        differ = one.name and other.name and one.name != other.name
        return KANA + OTHER_CHARACTERS if differ else KANA, MatchReason.KANA_EQUAL
    if one.name and one.name == other.name:
        return KANA, MatchReason.NAME_EQUAL
    return _kana_alike(one, other) if one.kana and other.kana else None


def _kana_alike(one: Traits, other: Traits) -> tuple[int, MatchReason] | None:
    if one.as_heard == other.as_heard or _in_another_order(one, other):
        return KANA_AS_HEARD, MatchReason.KANA_CLOSE
    long_enough = min(len(one.kana), len(other.kana)) >= LEAST_KANA
    if long_enough and OSA.distance(one.kana, other.kana, score_cutoff=1) <= 1:
        return KANA_ONE_OFF, MatchReason.KANA_CLOSE
    if one.given and one.given == other.given:
        return GIVEN, MatchReason.GIVEN_EQUAL
    return None


def _in_another_order(one: Traits, other: Traits) -> bool:
    return len(one.parts) > 1 and sorted(one.parts) == sorted(other.parts)


def _births(one: date | None, other: date | None) -> tuple[int, MatchReason | None] | None:
    if one is None or other is None:
        return None
    if one == other:
        return BIRTH, MatchReason.BIRTH_EQUAL
    if one_slip(one, other):
        return BIRTH_ONE_OFF, MatchReason.BIRTH_CLOSE
    return BIRTH_OTHER, None
