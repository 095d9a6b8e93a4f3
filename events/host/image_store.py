"""Where encrypted images are kept: one table of the service's database, by hash, only added to."""

from __future__ import annotations

from collections.abc import Collection

import psycopg


class ImageStore:
    """`conninfo` = the service's own account. An image kept twice is one row.

    A session per image: they are few, and large.
    """

    def __init__(self, service: str, conninfo: str) -> None:
        self._table = f"{service}_scans.image"
        self._conninfo = conninfo

    def keep(self, sha256: str, ciphertext: bytes) -> None:
        """Committed before this returns. psycopg.OperationalError without a database."""
        with psycopg.connect(self._conninfo, connect_timeout=5) as session:
            session.execute(
                f"insert into {self._table} values (%s, %b) on conflict do nothing".encode(),
                [bytes.fromhex(sha256), ciphertext],
            )

    def read(self, sha256: str) -> bytes | None:
        """The ciphertext, None where there is none."""
        with psycopg.connect(self._conninfo, connect_timeout=5) as session:
            row = session.execute(
                f"select content from {self._table} where sha256 = %s".encode(),
                [bytes.fromhex(sha256)],
                binary=True,
            ).fetchone()
        return bytes(row[0]) if row else None

    def whole(self, wanted: Collection[str]) -> set[str]:
        """Which of these hashes are kept and still are those of their bytes; computed by the database."""
        with psycopg.connect(self._conninfo, connect_timeout=5) as session:
            found = session.execute(
                f"select encode(sha256, 'hex') from {self._table}"
                " where sha256 = any(%s) and sha256(content) = sha256".encode(),
                [[bytes.fromhex(one) for one in wanted]],
            ).fetchall()
        return {row[0] for row in found}
