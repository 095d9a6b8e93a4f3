"""The keys that tables are made with, and no others: a few cohort keys, instead of every key of the measured log."""

from events.contract import Group
from events.contract.sealed import Shredded
from events.log import entry
from events.log.codec import Codec
from events.log.event_log import EventLog
from events.log.key_slots import Made
from events.log.sealing import parts


class StatisticsKeys:
    """Opens statistics; travels to other processes in a few bytes."""

    def __init__(self, keys: dict[object, bytes]) -> None:
        self._keys = keys

    def opening(self, key_id: object) -> bytes | Shredded:
        """The key, or shredded."""
        return self._keys.get(key_id) or Shredded()

    def sealing(self, _: object) -> Made:
        """Nothing is written with these."""
        raise NotImplementedError


def reading_codec(log: EventLog) -> Codec:
    """What a follower of that log decodes with."""
    found: dict[object, bytes] = {}
    for row in log.reading.read():
        for part in parts(entry.unpack(row.data).sealed):
            if part.group == Group.STAT.code and part.key_id not in found:
                key = log.codec.keys.opening(part.key_id)
                if isinstance(key, bytes):
                    found[part.key_id] = key
    return Codec(StatisticsKeys(found))
