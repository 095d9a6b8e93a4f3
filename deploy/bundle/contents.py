"""What goes into a bundle, wherever it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from events.ledger.tiles import Tiles


@dataclass(frozen=True)
class LogPart:
    """One log up to `size`, the size of the last of its `notes` (checkpoints, ascending).

    `command_key` is the verifier key string of the service that signs its commands.
    """

    service: str
    origin: str
    size: int
    tiles: Tiles
    notes: Sequence[str]
    command_key: str


@dataclass(frozen=True)
class Cohorts:
    """Keys of the statistics facets, for one named auditor who is told the passphrase another way."""

    auditor: str
    passphrase: str
    keys: Mapping[UUID, bytes]


@dataclass(frozen=True)
class Contents:
    """`policy` as C2SP writes it; `reports` by file name; `destroyed` one line per destroyed key."""

    logs: Sequence[LogPart]
    policy: str
    reports: Mapping[str, Any] = field(default_factory=dict)
    areas: Sequence[Mapping[str, Any]] = ()
    populations: Sequence[Mapping[str, Any]] = ()
    destroyed: Iterable[Mapping[str, Any]] = ()
    cohorts: Cohorts | None = None
    former: str = ""
    """Policies before that, as `former_policies` has them."""
