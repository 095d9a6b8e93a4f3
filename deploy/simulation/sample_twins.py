"""People who come twice: for the panel of possible duplicates, for re-consultations, for answers already given."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Final

from deploy.simulation.days import weekday
from deploy.simulation.outline import Alike, CaseOutline
from events.contract.codes import Sameness, Triage
from events.testing.city import Resident, resident

COMMON: Final = {"髙": "高", "﨑": "崎", "邉": "辺", "𠮷": "吉"}
"""A rare character, and the one that another clerk finds on the keyboard."""
SELECTORS: Final = frozenset(chr(code) for code in range(0xE0100, 0xE01F0))
AGO: Final = 60
"""Days since the first visit at least."""


def twins(
    known: Sequence[CaseOutline], place: str, today: date, chance: Random
) -> list[CaseOutline]:
    """New cases of people of `known`; `earlier` and `alike` name their places in it."""
    old = [n for n, case in enumerate(known) if (today - case.received_on).days > AGO]
    over = [n for n in old if (end := known[n].end) and (today - end.on).days > AGO // 2]
    chosen = chance.sample(old, 5)
    for n in {*chosen, *over}:
        known[n].resident = resident(chance, place, known[n].received_on)
    who = [_resident(known[n]) for n in chosen]
    return [
        _comes(who[0], today, 1),
        _comes(replace(who[1], name=_otherwise(who[1].name), phone=""), today, 2),
        _comes(replace(who[2], born_on=who[2].born_on + timedelta(days=1)), today, 5),
        _answered(who[3], chosen[3], today, Sameness.OTHER),
        _answered(who[4], chosen[4], today, Sameness.UNDECIDED),
        *(_came_back(_resident(known[n]), n, today) for n in over[:3]),
    ]


def _comes(who: Resident, today: date, ago: int) -> CaseOutline:
    """Somebody received lately, nothing answered yet."""
    return CaseOutline(weekday(today - timedelta(days=ago)), resident=who)


def _answered(who: Resident, other: int, today: date, sameness: Sameness) -> CaseOutline:
    case = _comes(who, today, 12)
    case.prompt = True
    case.triage, case.triaged_on = Triage.INFORMATION_ONLY, case.received_on
    case.alike = (Alike(other, case.received_on, sameness),)
    return case


def _came_back(who: Resident, other: int, today: date) -> CaseOutline:
    """再相談 of a closed case: known to be the same person."""
    case = _comes(who, today, 8)
    case.earlier = other
    case.alike = (Alike(other, case.received_on, Sameness.SAME),)
    case.triage, case.triaged_on = Triage.SUPPORT, case.received_on
    return case


def _otherwise(name: str) -> str:
    """The name without rare characters and variation selectors."""
    return "".join(COMMON.get(letter, letter) for letter in name if letter not in SELECTORS)


def _resident(case: CaseOutline) -> Resident:
    assert case.resident is not None  # noqa: S101 - just given
    return case.resident
