"""The key that signs a log's checkpoints; its name is the log's origin line."""

from events.ledger.note_key import LOG, SigningKey
from events.log.key_file import KeyFile


def log_key(key_file: KeyFile, service: str) -> SigningKey:
    """Key name = origin = `<installation>/<service>`."""
    return SigningKey.from_seed(key_file.log_origin(service), LOG, key_file.log_seeds[service])
