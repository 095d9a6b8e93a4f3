"""The processes that fold a long log beside this one: as many as there are cores, each with its own key ring."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import partial

from deploy.house import House
from events.bus.filling import Workers
from events.log.codec import Codec
from events.log.epochs import Epochs
from events.log.keys import KeyRing


def workers(house: House, number: int | None = None) -> Workers:
    """What they need travels to them through a pipe, the key of keys included; nothing of it is stored."""
    conninfo = house.address.conninfo
    opening = partial(
        _codec,
        conninfo("key_keeper"),
        house.around.key_file.keks,
        house.around.municipality.body.code,
    )
    return Workers(number or os.cpu_count() or 1, conninfo, opening)


def _codec(conninfo: str, keks: Mapping[str, bytes], body: str) -> Codec:
    return Codec(KeyRing(conninfo, Epochs(keks), body))
