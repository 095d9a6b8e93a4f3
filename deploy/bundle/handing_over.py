"""Cohort keys for a named auditor: under a passphrase told another way, so that V3 needs nothing installed.

scrypt is in Python's standard library, public-key encryption is not: an auditor without any package opens
this file with `v3.py` alone.
"""

import json
import secrets
from base64 import b64encode
from hashlib import scrypt
from typing import Final

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from deploy.bundle.contents import Cohorts

COST: Final = {"n": 2**15, "r": 8, "p": 1}
MEMORY: Final = 2**26
FORMAT: Final = "yorisoi-cohort-keys/v1"


def sealed(cohorts: Cohorts) -> bytes:
    """JSON: salt, nonce, and AES-256-GCM over `key id (hex) key (hex)` lines; bound to the auditor's name."""
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    key = scrypt(cohorts.passphrase.encode(), salt=salt, maxmem=MEMORY, dklen=32, **COST)
    lines = "".join(f"{name.hex} {value.hex()}\n" for name, value in cohorts.keys.items())
    bound = f"{FORMAT}\n{cohorts.auditor}".encode()
    text = {
        "format": FORMAT,
        "auditor": cohorts.auditor,
        **COST,
        "salt": b64encode(salt).decode(),
        "nonce": b64encode(nonce).decode(),
        "keys": b64encode(AESGCM(key).encrypt(nonce, lines.encode(), bound)).decode(),
    }
    return (json.dumps(text, ensure_ascii=False, indent=1) + "\n").encode()
