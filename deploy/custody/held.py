"""One process at a time changes the key file: two that began an epoch at once would lose every key."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path

from deploy.verb import VerbRefused


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Until the block ends, or the process does; VerbRefused while another one has it.

    The lock is a file beside: the key file itself is replaced by every change.
    """
    beside = path.with_name(path.name + ".lock")
    descriptor = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    try:
        try:
            flock(descriptor, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            raise VerbRefused(
                "ほかの処理が鍵ファイルを更新しています。終わってからもう一度実行してください。"
            ) from None
        yield
    finally:
        os.close(descriptor)
