"""Every image that a fact names is kept, and is still the one that was put there; no key is needed for that."""

from collections.abc import Iterator
from typing import Final

from events.contract import OVER_THE_BUS, kind_of
from events.contract.scanning import PaperScanned
from events.host.image_store import ImageStore
from events.log.codec import Unreadable
from events.log.event_log import EventLog
from events.log.stored import Placed

BATCH: Final = 100
"""Images whose hashes the database computes in one statement."""


def images_of(log: EventLog, store: ImageStore) -> Iterator[str]:
    """A sentence per image that is missing or another one, by the position of its fact."""
    rows = log.reading.of_kind(log.storage.registers.type_id(kind_of(PaperScanned).wire))
    for first in range(0, len(rows), BATCH):
        named = dict(_named(log, rows[first : first + BATCH]))
        whole = store.whole(set(named.values()))
        for position, kept in named.items():
            if kept not in whole:
                yield f"位置 {position}: 書面の画像がないか、保存したものと違います。"


def _named(log: EventLog, rows: list[Placed]) -> Iterator[tuple[int, str]]:
    """Position and hash; an entry that cannot be read is told by those who read all of them."""
    for row in rows:
        try:
            [recorded] = log.read_rows([row], OVER_THE_BUS)
        except (ValueError, Unreadable):
            continue
        if isinstance(recorded.fact, PaperScanned):
            yield row.position, recorded.fact.kept
