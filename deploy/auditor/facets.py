"""The statistics facets of an entry, opened with the cohort keys that came for the named auditor."""

import getpass
import json
from base64 import b64decode
from hashlib import scrypt
from pathlib import Path
from typing import Any

from aes_gcm import opened

Json = dict[str, Any]


def keys(bundle: Path, passphrase: Path | None) -> dict[bytes, bytes]:
    """Key id → cohort key, where the bundle has them and the passphrase opens them."""
    path = bundle / "cohort" / "keys.enc"
    if not path.is_file():
        return {}
    text = json.loads(path.read_text("utf-8"))
    word = (
        passphrase.read_text("utf-8").strip()
        if passphrase
        else getpass.getpass("合言葉 / passphrase: ")
    )
    cost = {name: text[name] for name in ("n", "r", "p")}
    key = scrypt(word.encode(), salt=b64decode(text["salt"]), maxmem=2**26, dklen=32, **cost)
    bound = f"{text['format']}\n{text['auditor']}".encode()
    lines = opened(key, b64decode(text["nonce"]), b64decode(text["keys"]), bound).decode()
    return {bytes.fromhex(line[:32]): bytes.fromhex(line[33:]) for line in lines.splitlines()}


def stat(f: list[bytes], known: dict[bytes, bytes]) -> Json | None:
    """The facets of an entry: the parts of group 1; None where one of them stays closed."""
    found, at = Json(), 0
    while at < len(f[19]):
        head, length = f[19][at : at + 45], int.from_bytes(f[19][at + 45 : at + 47], "big")
        at += 47 + length
        if head[0] == 1:
            key = known.get(head[17:33])
            if key is None:
                return None
            bound = f[2] + f[3] + f[1] + b"\x01"
            found |= json.loads(opened(key, head[33:45], f[19][at - length : at], bound))
    return found
