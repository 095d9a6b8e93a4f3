"""README.ja.md of a bundle: the fixed text with this bundle's own figures and file names filled in."""

from hashlib import sha256
from pathlib import Path
from typing import Final

from deploy.bundle.contents import Contents, LogPart
from events.ledger import note as notes
from events.ledger import policy_file, tile_paths
from events.ledger.checkpoint import Checkpoint
from events.ledger.tile_paths import ENTRIES

TEXT: Final = Path(__file__).parent / "README.ja.md"
DER: Final = "302a300506032b6570032100"
"""What stands before the 32 bytes of an Ed25519 public key in DER."""


def readme(contents: Contents) -> str:
    """The text an auditor begins with."""
    last = {log.service: list(log.notes)[-1] for log in contents.logs}
    rows = [
        f"| {log.service} | {log.size:,} | `{last[log.service].splitlines()[2][:16]}` |"
        for log in contents.logs
    ]
    digest = sha256(contents.policy.encode()).hexdigest()
    example = next(log for log in contents.logs)
    filled = {
        "logs": "\n".join(rows),
        "policy": f"この束の方針の SHA-256 は `{digest}` です(紙の値と比べるのは、必ずあなたの手元で計算した値です)。",
        **_by_hand(example, last[example.service], contents.policy),
    }
    text = TEXT.read_text("utf-8")
    for name, value in filled.items():
        text = text.replace("{{" + name + "}}", value)
    return text


def _by_hand(log: LogPart, note: str, policy: str) -> dict[str, str]:
    """The words of the walk-through: one entry, one signature."""
    read = notes.read(note)
    checkpoint = Checkpoint.read(read.text)
    key = policy_file.read(policy).logs[checkpoint.origin]
    own = next(
        line for line in read.signatures if (line.name, line.key_id) == (key.name, key.key_id)
    )
    width = tile_paths.width(0, 0, log.size)
    return {
        "service": log.service,
        "entries": f"{log.service}/{tile_paths.path(ENTRIES, 0, width)}",
        "leaves": f"{log.service}/{tile_paths.path(0, 0, width)}",
        "origin": checkpoint.origin,
        "size": str(checkpoint.size),
        "root": read.text.split("\n")[2],
        "public": DER + key.public.hex(),
        "signature": own.signed.hex(),
    }
