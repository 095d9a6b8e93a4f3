"""A renewal as one person proposed it, kept in a file until another confirms exactly that."""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from deploy.renewal.examined import Examined
from events.contract.renewing import LossCause
from events.ledger import durable


@dataclass(frozen=True, slots=True)
class Proposal:
    """`head`, `root` and `seen` (SHA-256 of the notes) tie it to what was measured."""

    service: str
    generation: int
    head: int
    root: str
    seen: str
    cause: str
    document: str
    proposer: str

    @classmethod
    def of(cls, found: Examined, cause: LossCause, document: str, proposer: UUID) -> Proposal:
        """What a person proposes after this measurement."""
        return cls(
            found.service, found.generation, found.head, b64encode(found.root).decode(),
            sha256("\f".join(found.notes).encode()).hexdigest(), cause.value, document, str(proposer),
        )  # fmt: skip

    def fits(self, found: Examined) -> bool:
        """Whether nothing has changed since."""
        cause = LossCause.stored(self.cause)
        return self == Proposal.of(found, cause, self.document, UUID(self.proposer))

    def save(self, path: Path) -> None:
        """Replaces what was proposed before."""
        durable.sync_folders(durable.made(path.parent))
        durable.write(path, json.dumps(asdict(self), indent=1).encode())
        durable.sync_folders([path.parent])

    @classmethod
    def load(cls, path: Path) -> Proposal | None:
        """None where nothing is proposed, or nothing that can be read."""
        try:
            found: dict[str, Any] = json.loads(path.read_text("utf-8"))
            return cls(**found)
        except (FileNotFoundError, ValueError, TypeError):
            return None
