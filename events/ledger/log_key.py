"""The keys that sign a log's checkpoints; a key's name is the origin line of what it signs.

A log has one origin until its ledger is renewed after a loss: `<installation>/<service>`, then
`<installation>/<service>.2` and so on (log.md §7.6). The seed of a later one is derived from the first, so
that the key file needs no new secret and old copies of it still read every checkpoint.
"""

from collections.abc import Iterable

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from events.ledger.generations import Generations
from events.ledger.note_key import LOG, NoteKey, SigningKey
from events.log.key_file import KeyFile


def log_key(key_file: KeyFile, service: str, generation: int = 0) -> SigningKey:
    """Key name = origin. Generation 0 = the one the key file has now."""
    number = generation or len(key_file.renewed.get(service, ())) + 1
    first, seed = key_file.log_origin(service), key_file.log_seeds[service]
    if number == 1:
        return SigningKey.from_seed(first, LOG, seed)
    origin = f"{first}.{number}"
    derived = HKDF(SHA256(), 32, None, f"yorisoi ledger {origin}".encode()).derive(seed)
    return SigningKey.from_seed(origin, LOG, derived)


def generations(key_file: KeyFile, service: str) -> Generations:
    """Every origin this log was signed under, the present one last."""
    begun = (0, *key_file.renewed.get(service, ()))
    keys = [log_key(key_file, service, number).key for number in range(1, len(begun) + 1)]
    return Generations(tuple(keys), begun)


def every_key(key_file: KeyFile, services: Iterable[str]) -> list[NoteKey]:
    """What a policy names: old origins too, whose checkpoints stay readable."""
    return [key for service in services for key in generations(key_file, service).keys]
