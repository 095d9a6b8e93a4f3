"""A renewal as one person proposed it, kept in a file until another confirms exactly that.

The file is sealed with a key of the key file: who can write to the data directory alone proposes nothing.
"""

from __future__ import annotations

import hmac
import json
from base64 import b64encode
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from deploy.renewal.examined import Examined
from events.contract.renewing import LossCause
from events.host.runtime import derived
from events.ledger import durable
from events.log.key_file import KeyFile

SEAL: Final = "seal"


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

    def save(self, path: Path, key: bytes) -> None:
        """Replaces what was proposed before."""
        text = {**asdict(self), SEAL: self._seal(key)}
        durable.sync_folders(durable.made(path.parent))
        durable.write(path, json.dumps(text, ensure_ascii=False, indent=1).encode())
        durable.sync_folders([path.parent])

    @classmethod
    def load(cls, path: Path, key: bytes) -> Proposal | None:
        """None where nothing is proposed, nothing that can be read, or nothing that was sealed here."""
        try:
            found: dict[str, Any] = json.loads(path.read_text("utf-8"))
            seal = str(found.pop(SEAL))
            made = cls(**found)
        except (FileNotFoundError, ValueError, TypeError, LookupError, AttributeError):
            return None
        return made if hmac.compare_digest(seal.encode(), made._seal(key).encode()) else None

    def _seal(self, key: bytes) -> str:
        text = json.dumps(asdict(self), sort_keys=True)
        return hmac.digest(key, text.encode(), "sha256").hex()


def sealing_key(key_file: KeyFile) -> bytes:
    """Of this installation's proposals, and of nothing else."""
    return derived(key_file.secret, "ledger renewal proposal")
