"""The sample city in a data folder of its own, filled once however many programs look at it, removed at exit."""

import atexit
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from secrets import token_urlsafe
from uuid import UUID

import psycopg

from bench.running import ROOT
from events.host import address
from events.host.address import Address

Told = Callable[[str], None]


@cache
def sample_city(told: Told) -> Path:
    """YORISOI_HOME of the filled city; its key file is `<home>.keys`."""
    folder = Path(tempfile.mkdtemp(prefix="yorisoi-bench-city-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return filled(folder, told)


def filled(folder: Path, told: Told) -> Path:
    """The same in a folder of the caller's, who may add to it."""
    folder.chmod(0o711)
    home = folder / "home"
    told("filling the sample city")
    subprocess.run(
        ["env", f"YORISOI_HOME={home}", f"YORISOI_KEYS={home}.keys",
         sys.executable, "-m", "deploy", "demo"],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    return home


def database_of(home: Path) -> Address:
    """The database of an installation that runs."""
    found = address.load(home)
    if found is None:
        raise AssertionError("the installation has no database: no figure")
    return found


def sign_ins(at: Address, accounts: Sequence[UUID]) -> list[str]:
    """A token for each, as if they had signed in: the work of a password check is no part of these goals."""
    tokens = [token_urlsafe(32) for _ in accounts]
    rows = [(sha256(t.encode()).digest(), a) for t, a in zip(tokens, accounts, strict=True)]
    with psycopg.connect(at.conninfo()) as session, session.cursor() as cursor:
        cursor.executemany(
            "insert into host.sign_in values (%s, %s, now(), now(), now() + interval '8 hours')",
            rows,
        )
    return tokens
