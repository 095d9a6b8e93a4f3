"""Key → rows: an inverted index that costs little where nearly every key belongs to one person."""

from collections.abc import Iterable


class Postings:
    """Rows by key, in the order in which they were added. Not safe for several threads."""

    def __init__(self) -> None:
        # One row lies bare in the table: half a million lists of one would be the larger part of the memory.
        self._rows: dict[str, int | list[int]] = {}

    def __contains__(self, key: str) -> bool:
        return key in self._rows

    def add(self, key: str, row: int) -> None:
        """One more row under the key."""
        held = self._rows.get(key)
        if held is None:
            self._rows[key] = row
        elif isinstance(held, list):
            held.append(row)
        else:
            self._rows[key] = [held, row]

    def remove(self, key: str, row: int) -> None:
        """Nothing is left of a key without rows. KeyError or ValueError for a row that is not there."""
        held = self._rows[key]
        if not isinstance(held, list):
            held = [held]
        held.remove(row)
        if held:
            self._rows[key] = held
        else:
            del self._rows[key]

    def rows(self, key: str) -> Iterable[int]:
        """The rows of a key, none where it is unknown."""
        held = self._rows.get(key, ())
        return (held,) if isinstance(held, int) else held

    def count(self, key: str) -> int:
        """How many rows a key has."""
        held = self._rows.get(key, ())
        return 1 if isinstance(held, int) else len(held)
