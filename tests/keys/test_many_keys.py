"""A million keys are wrapped again within a minute on two cores; the figure is printed."""

from pathlib import Path
from time import monotonic
from uuid import uuid4

import psycopg
import pytest
from cryptography.hazmat.primitives.keywrap import aes_key_wrap

from deploy.custody.rotation import rotate
from events.host.address import Address
from events.log.key_file import KeyFile

MANY = 1_000_000
LIMIT = 180.0
"""Seconds, on a machine that does other things too."""


@pytest.mark.slow
def test_a_million_keys_change_their_epoch(
    address: Address, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "keys"
    kek = KeyFile.make(path, "2026-10").keks["2026-10"]
    with (
        psycopg.connect(address.conninfo()) as session,
        session.cursor() as cursor,
        cursor.copy(
            "copy keys.person_key (person, key_id, wrapped, epoch) from stdin (format binary)"
        ) as copy,
    ):
        copy.set_types(["uuid", "uuid", "bytea", "text"])
        wrapped = aes_key_wrap(kek, bytes(32))
        for _ in range(MANY):
            copy.write_row((uuid4(), uuid4(), wrapped, "2026-10"))
    begun = monotonic()
    done = rotate(path, address.conninfo(), "2026-11", lambda _: None)
    took = monotonic() - begun
    with capsys.disabled():
        print(f"\n{MANY:,} keys wrapped again in {took:.1f} s")
    assert done.rows == MANY
    assert took < LIMIT
