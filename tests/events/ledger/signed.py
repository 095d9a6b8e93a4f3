"""Keys and checkpoints for tests: one log, two witnesses, all from fixed seeds."""

from events.ledger import note, tree
from events.ledger.checkpoint import Checkpoint
from events.ledger.note_key import LOG, WITNESS, SigningKey
from events.ledger.policy import Group, Policy

ORIGIN = "sodan.city.example/osaka/intake"
LOG_KEY = SigningKey.from_seed(ORIGIN, LOG, b"\1" * 32)
KANSA = SigningKey.from_seed("witness.city.example/kansa", WITNESS, b"\2" * 32)
BINDER = SigningKey.from_seed("witness.city.example/binder", WITNESS, b"\3" * 32)


def leaves(count: int, salt: int = 0) -> list[bytes]:
    return [tree.leaf(b"%d/%d" % (salt, at)) for at in range(count)]


def range_of(hashes: list[bytes]) -> tree.CompactRange:
    found = tree.CompactRange()
    found.extend(hashes)
    return found


def subtrees(hashes: list[bytes]) -> tree.Subtree:
    """Reads any complete subtree of these leaves, computed level by level."""
    levels = [hashes]
    while len(levels[-1]) > 1:
        below = levels[-1]
        levels.append([tree.node(*below[at : at + 2]) for at in range(0, len(below) - 1, 2)])
    return lambda height, number: levels[height][number]


def checkpoint_note(checkpoint: Checkpoint, *cosigned: tuple[SigningKey, int]) -> str:
    lines = [LOG_KEY.line(checkpoint.text)]
    lines += [key.line(checkpoint.text, at) for key, at in cosigned]
    return str(note.Note(checkpoint.text, tuple(map(note.signature_of, lines))))


def policy(quorum: str = "both") -> Policy:
    return Policy(
        {ORIGIN: LOG_KEY.key},
        {"kansa": KANSA.key, "binder": BINDER.key},
        {"both": Group(2, ("kansa", "binder"))},
        quorum,
    )
