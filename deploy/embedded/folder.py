"""The data directory: ours, closed to others, and passable for the database's account."""

from __future__ import annotations

import os
from pathlib import Path

from deploy.embedded.account import Account
from deploy.embedded.refused import DatabaseRefused

SOCKET_PATH_LIMIT = 107


def prepare(home: Path, account: Account) -> None:
    """Make `home`; as root 0711, so that the account reaches its own folder in it, else 0700.

    No folder above it is ever changed: a closed one is named together with the command to open it.
    """
    home.mkdir(parents=True, exist_ok=True)
    home.chmod(0o711 if account.switch else 0o700)
    if not account.switch:
        return
    for folder in reversed([home, *home.parents]):
        if not account.enters(folder):
            raise DatabaseRefused(
                f"データベース用の利用者 {account.name} が {folder} を通れません。"
                f"`chmod o+x {folder}` を実行するか、YORISOI_HOME を別の場所にしてください。"
            )


def make_for(account: Account, folder: Path) -> None:
    """A new empty folder (0700) owned by the account."""
    folder.mkdir(mode=0o700)
    account.own(folder)


def write_for(account: Account, path: Path, content: str) -> None:
    """A new file (0600) owned by the account."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(handle, "w") as file:
        account.own(path)
        file.write(content)


def holds_socket(folder: Path) -> bool:
    """Whether the kernel and libpq can name a unix socket inside this folder."""
    longest = len(os.fsencode(folder / ".s.PGSQL.65535"))
    return longest <= SOCKET_PATH_LIMIT and not set('",\\\n') & set(str(folder))


def users_of(folder: Path) -> list[int]:
    """Processes whose working directory is `folder`: every live PostgreSQL process of a cluster.

    A zombie has none, so it is not counted however long nobody reaps it.
    """
    ours = folder.stat()
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                theirs = (entry / "cwd").stat()
            except OSError:
                continue
            if os.path.samestat(ours, theirs):
                found.append(int(entry.name))
    return found
