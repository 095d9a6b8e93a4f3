"""Kana forms at most one letter off, among hundreds of thousands, without looking at all of them."""

from collections import defaultdict
from collections.abc import Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

from services.intake.matching import LEAST_KANA

LONGEST = 3
"""Letters compared at either end before the distance is measured."""


class NearForms:
    """Each form once. One slip spoils either its beginning or its end, never both: whoever shares one is measured."""

    def __init__(self) -> None:
        self._buckets: dict[str, dict[str, None]] = defaultdict(dict)

    def add(self, form: str) -> None:
        """A form that may be found; again is harmless. One too short to be compared is left out."""
        if len(form) >= LEAST_KANA:
            for key in _ends(form, _reach(len(form))):
                self._buckets[key][form] = None

    def remove(self, form: str) -> None:
        """It is not found any more."""
        if len(form) < LEAST_KANA:
            return
        for key in _ends(form, _reach(len(form))):
            del self._buckets[key][form]
            if not self._buckets[key]:
                del self._buckets[key]

    def near(self, form: str) -> set[str]:
        """Forms one letter more, less or other, or two neighbours exchanged; the form itself where it is held."""
        found: set[str] = set()
        if len(form) < LEAST_KANA:
            return found
        around = {_reach(len(form) + more) for more in (-1, 0, 1)}
        for reach in sorted(around):
            for key in _ends(form, reach):
                among = self._buckets.get(key)
                if among:
                    hits = process.extract(
                        form, list(among), scorer=OSA.distance, score_cutoff=1, limit=None
                    )
                    found.update(hit for hit, _, _ in hits)
        return found


def _reach(length: int) -> int:
    """Letters of one end: both ends leave at least one letter between them, else an exchange spoils both."""
    return min(LONGEST, (length - 1) // 2)


def _ends(form: str, reach: int) -> Iterator[str]:
    yield f"{reach}{form[:reach]}<"
    yield f"{reach}>{form[-reach:]}"
