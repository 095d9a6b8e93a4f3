"""The unprivileged account PostgreSQL runs as when we are root (PostgreSQL refuses to be root)."""

from __future__ import annotations

import os
import pwd
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from deploy.embedded.refused import DatabaseRefused


@dataclass(frozen=True)
class Account:
    """Whom the children run as; `switch` is False when they run as ourselves."""

    name: str
    uid: int
    gid: int
    switch: bool

    def start(self, command: list[str]) -> subprocess.Popen[str]:
        """A child as this account, in `/`, with its output in one pipe."""
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            cwd="/",
            user=self.uid if self.switch else None,
            group=self.gid if self.switch else None,
            extra_groups=[] if self.switch else None,
        )

    def run(self, command: list[str]) -> tuple[int, str]:
        """Exit code and output; 126 where the account may not execute the program."""
        try:
            child = self.start(command)
        except OSError as error:
            return 126, str(error)
        said, _ = child.communicate()
        return child.returncode, said

    def own(self, path: Path) -> None:
        """Hand a file or folder to this account."""
        if self.switch:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def enters(self, folder: Path) -> bool:
        """Whether this account can pass through `folder`."""
        return self.run(["/bin/sh", "-c", 'cd -- "$1"', "sh", str(folder)])[0] == 0


def choose(db_user: str | None, say: Callable[[str], None]) -> Account:
    """Ourselves unless we are root; then the named account, else postgres, else nobody."""
    if os.geteuid() != 0:
        own = pwd.getpwuid(os.geteuid())
        return Account(own.pw_name, own.pw_uid, own.pw_gid, switch=False)
    if db_user is not None:
        return _existing(db_user)
    try:
        return _existing("postgres")
    except DatabaseRefused:
        say(
            "注意: データベースを利用者 nobody で動かします。ほかのプログラムと共用される利用者なので、"
            "試用に限ってください（YORISOI_DB_USER で専用の利用者を指定できます）。"
        )
        return _existing("nobody")


def _existing(name: str) -> Account:
    """The account must be in the user database: PostgreSQL looks its own id up there."""
    try:
        found = pwd.getpwnam(name)
    except KeyError:
        raise DatabaseRefused(
            f"利用者 {name} がありません。作成するか YORISOI_DB_USER を直してください。"
        ) from None
    if found.pw_uid == 0:
        raise DatabaseRefused("データベースを root で動かすことはできません（YORISOI_DB_USER）。")
    return Account(found.pw_name, found.pw_uid, found.pw_gid, switch=True)
