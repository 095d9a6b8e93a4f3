"""One entry as a line that people and scripts can read: its envelope and clear fields, nothing sealed."""

import json
from typing import Any

from events.contract import KINDS
from events.log import entry as entries


def line(index: int, data: bytes) -> dict[str, Any]:
    """`name` is the statutory name of the fact; `leaf` ties the line to the entry that counts.

    Bytes that are no entry leave as they are: to say so is the verifiers' part, and the reader's.
    """
    leaf = entries.leaf_hash(data).hex()
    try:
        return _read(index, data) | {"leaf": leaf}
    except ValueError:
        return {"index": index, "name": "", "unreadable": True, "leaf": leaf}


def _read(index: int, data: bytes) -> dict[str, Any]:
    entry = entries.unpack(data)
    kind = KINDS.get(entry.topic)
    return {
        "index": index,
        "name": kind.ja if kind else "",
        "kind": entry.topic,
        "occurred_on": entry.occurred_on.isoformat(),
        "recorded_at": entry.recorded_at.isoformat(),
        "area": entry.area,
        "office": entry.office,
        "role": entry.role,
        "case": str(entry.case),
        "version": entry.version,
        "fact": json.loads(entry.clear),
    }
