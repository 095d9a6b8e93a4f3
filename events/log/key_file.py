"""The key file: the installation's wrapping keys by epoch, its origin, and signing seeds per service.

It lies outside the data directory and outside every backup of it (log.md §5.0): a copied data directory
alone opens nothing.
"""

import json
import os
import secrets
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, timezone
from fcntl import LOCK_EX, flock
from pathlib import Path
from typing import Final

from events.log.epochs import FIRST
from events.log.recorded import SOURCES
from events.log.signing import Signer

JAPAN: Final = timezone(timedelta(hours=9))
FORMAT: Final = 2
"""Format 1 had one wrapping key for ever, and no seeds for the logs."""


class KeysMissing(Exception):
    """The key file is not where it should be, or lies inside the data directory. `path` names it."""

    def __init__(self, path: Path, ja: str) -> None:
        super().__init__(f"{ja}: {path}")
        self.path = path


@dataclass(frozen=True)
class KeyFile:
    """What the key file holds: wrapping keys, origin of this installation, and two seeds per service.

    `seeds` sign commands, `log_seeds` checkpoints: who steals the one cannot make the other. `further`
    are members of the file this class does not read; they are kept. `keks`: epoch → wrapping key.
    `renewed`: service → the position of the fact that began each further generation of its ledger; here,
    since no backup of the data directory brings an older generation back.
    """

    keks: Mapping[str, bytes] = field(repr=False)
    origin: str
    seeds: Mapping[str, bytes]
    log_seeds: Mapping[str, bytes] = field(default_factory=dict)
    renewed: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    further: Mapping[str, object] = field(default_factory=dict, repr=False)
    complete: bool = field(default=True, compare=False)
    """Whether the file on disk has every member of this format."""

    def signer(self, service: str) -> Signer:
        """Signs this service's commands under the origin line `<origin>/<service>`."""
        return Signer.from_seed(self.log_origin(service), self.seeds[service])

    def log_origin(self, service: str) -> str:
        """The origin line of a service's log, and the name of its keys."""
        return f"{self.origin}/{service}"

    def renewing(self, service: str, generation: int, begun: int) -> "KeyFile":
        """The same with that generation (from 2) of a service's ledger the last, begun by the fact there."""
        before = self.renewed.get(service, ())[: generation - 2]
        return self.with_generations(service, (*before, begun))

    def with_generations(self, service: str, begun: tuple[int, ...]) -> "KeyFile":
        """The same with these beginnings of the second and every further generation; none = the first."""
        others = {name: at for name, at in self.renewed.items() if name != service}
        return replace(self, renewed={**others, **({service: begun} if begun else {})})

    @property
    def secret(self) -> bytes:
        """What purposes of the installation are derived from that outlive an epoch; seals nothing."""
        return self.seeds["intake"]

    @classmethod
    def make(cls, path: Path, epoch: str = "") -> "KeyFile":
        """A new key file, mode 0600; FileExistsError rather than replace one. `epoch`: default this month."""
        made = cls(
            keks={epoch or month(datetime.now(UTC)): secrets.token_bytes(32)},
            origin=f"yorisoi.local/{secrets.token_hex(4)}",
            seeds=_new_seeds(),
            log_seeds=_new_seeds(),
        )
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_new(path, made.as_text())
        return made

    @classmethod
    def load(cls, path: Path, home: Path) -> "KeyFile":
        """The key file at `path`; KeysMissing if absent, or if it lies inside `home`.

        A file of an older format is completed once; the old one stays beside it as `.1`.
        """
        if path.resolve().is_relative_to(home.resolve()):
            raise KeysMissing(path, "鍵ファイルはデータディレクトリの外に置いてください")
        try:
            found = cls.read(path)
            return found if found.complete else cls._completed(path)
        except FileNotFoundError:
            raise KeysMissing(path, "鍵ファイルが見つかりません") from None

    @classmethod
    def read(cls, path: Path) -> "KeyFile":
        found = json.loads(path.read_text(encoding="utf-8"))
        complete = found.pop("format") == FORMAT and "keks" in found and "log_seeds" in found
        keks = _seeds(found.pop("keks", {}))
        if "kek" in found:
            keks.setdefault(FIRST, b64decode(found.pop("kek"), validate=True))
        return cls(
            keks=keks,
            complete=complete,
            origin=found.pop("origin"),
            seeds=_seeds(found.pop("seeds")),
            log_seeds=_seeds(found.pop("log_seeds", {})),
            renewed={name: tuple(at) for name, at in found.pop("renewed", {}).items()},
            further=found,
        )

    @classmethod
    def _completed(cls, path: Path) -> "KeyFile":
        """Under a lock: two processes that start at once must not sign with different keys."""
        with path.open("rb") as held:
            flock(held, LOCK_EX)
            found = cls.read(path)
            if not found.complete:
                seeds = found.log_seeds or _new_seeds()
                found = replace(found, log_seeds=seeds, complete=True)
                before = path.with_name(path.name + ".1")
                before.unlink(missing_ok=True)
                _write_new(before, path.read_text("utf-8"))
                found.replace(path)
        return found

    def replace(self, path: Path) -> None:
        """Put this in the place of the file, so that a reader sees the old one or the new one."""
        new = path.with_name(path.name + ".new")
        new.unlink(missing_ok=True)
        _write_new(new, self.as_text())
        new.replace(path)
        _sync(path.parent)

    def as_text(self) -> str:
        """The content of the file."""
        members = {
            "format": FORMAT,
            "origin": self.origin,
            "keks": _as_json(self.keks),
            "seeds": _as_json(self.seeds),
            "log_seeds": _as_json(self.log_seeds),
            **({"renewed": self.renewed} if self.renewed else {}),
            **self.further,
        }
        return json.dumps(members, indent=1)


def month(at: datetime) -> str:
    """The epoch of an instant: its Japanese calendar month."""
    return f"{at.astimezone(JAPAN):%Y-%m}"


def _new_seeds() -> dict[str, bytes]:
    return {service: secrets.token_bytes(32) for service in SOURCES}


def _seeds(found: Mapping[str, str]) -> dict[str, bytes]:
    return {name: b64decode(seed, validate=True) for name, seed in found.items()}


def _as_json(seeds: Mapping[str, bytes]) -> dict[str, str]:
    return {name: b64encode(seed).decode() for name, seed in seeds.items()}


def _write_new(path: Path, text: str) -> None:
    """A file of mode 0600 that survives a power cut; FileExistsError."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    _sync(path.parent)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
