"""Password hashes that cost nothing, for tests that are not about passwords."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from argon2 import PasswordHasher

from events.host import passwords

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@contextmanager
def quick_passwords() -> Iterator[None]:
    """Until the end of the block hashes are made and asked for like this."""
    with patch.object(passwords, "_HASHER", QUICK):
        yield
