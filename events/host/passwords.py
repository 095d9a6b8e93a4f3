"""Passwords: argon2id hashes, one-time secrets that must be replaced, the same time for every answer."""

from __future__ import annotations

import secrets
import unicodedata
from threading import BoundedSemaphore
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from events.contract import Refused

SHORTEST: Final = 12
LONGEST: Final = 200
ONCE: Final = "once:"
"""Before the hash of a secret that opens nothing but the page where it is replaced."""
ALPHABET: Final = "abcdefghjkmnpqrstuvwxyz23456789"

_HASHER: Final = PasswordHasher()  # argon2id, RFC 9106 low memory: 64 MiB, 3 passes
_AT_ONCE: Final = BoundedSemaphore(2)  # so that many attempts cannot fill the memory
NOBODY: Final = (
    "$argon2id$v=19$m=65536,t=3,p=4"
    "$e33Pfxe1PFNmDw9GHuu0cg$LkYFDGPmVUooQa4ZAxPVXOQ1AruxMpwDz19mUTHIckE"
)
"""Hash of a random text that was thrown away: what is verified for a name nobody has."""


def hashed(password: str) -> str:
    """The stored form."""
    with _AT_ONCE:
        return _HASHER.hash(_folded(password))


def matches(stored: str | None, password: str) -> bool:
    """Whether the password fits; takes as long when there is no such account (`stored` None)."""
    with _AT_ONCE:
        try:
            fits = _HASHER.verify((stored or NOBODY).removeprefix(ONCE), _folded(password))
        except (VerificationError, InvalidHashError):
            return False
    return fits and stored is not None


def outdated(stored: str) -> bool:
    """Whether the hash was made with weaker parameters than today's."""
    return not stored.startswith(ONCE) and _HASHER.check_needs_rehash(stored)


def one_time_secret() -> tuple[str, str]:
    """A secret to be read out or copied, and its stored form."""
    text = "-".join("".join(secrets.choice(ALPHABET) for _ in range(5)) for _ in range(4))
    return text, ONCE + hashed(text)


def is_one_time(stored: str) -> bool:
    """Whether the account has to choose a password before anything else."""
    return stored.startswith(ONCE)


def acceptable(password: str, login: str) -> None:
    """Refuses a new password that is too short, too long, or says the login name."""
    length = len(_folded(password))
    if length < SHORTEST:
        raise Refused("password-short", f"{SHORTEST}文字以上にしてください。", field="new_password")
    if length > LONGEST:
        raise Refused("password-long", f"{LONGEST}文字までにしてください。", field="new_password")
    if login.casefold() in _folded(password).casefold():
        raise Refused("password-login", "サインイン名を含めないでください。", field="new_password")


def _folded(password: str) -> str:
    """Full-width letters of a Japanese keyboard are the same password."""
    return unicodedata.normalize("NFKC", password)
