"""Why a command was not stored. Subclasses of the library's errors, so its interfaces hold too.

None of them quotes a value: PostgreSQL's own texts would.
"""

from eventsourcing.persistence import IntegrityError, OperationalError, PersistenceError


class Overtaken(IntegrityError):
    """A stream has moved on since the command was decided; nothing of it is stored (409)."""

    def __init__(self) -> None:
        super().__init__("another command came first")


class Unavailable(OperationalError):
    """The log cannot take the command now; nothing of it is stored (503)."""


class Busy(Unavailable):
    """Too many commands are waiting already; nothing is stored (503 with Retry-After)."""


class KeyDamaged(Unavailable):
    """The key of a person stands but does not open; nothing about them is stored until it is mended (503)."""


class Undecided(Unavailable):
    """The connection went away before the answer: stored or not, asking with the same id tells."""


class Withheld(Unavailable):
    """The log may not grow: a witness has seen something that it does not hold. `ja` says what (503)."""

    def __init__(self, ja: str) -> None:
        super().__init__("a witness has seen what this log does not hold")
        self.ja = ja


class Rejected(PersistenceError):
    """The database refused the command itself: a fault of program or data, never of the user."""

    def __init__(self, sqlstate: str) -> None:
        super().__init__(f"the database refused the command ({sqlstate})")
        self.sqlstate = sqlstate


class Incoherent(IntegrityError, ValueError):
    """A command without facts, or whose versions do not follow each other in a stream."""
