"""A program that rebuilds or follows and kills itself, or is killed, at a given moment. Reads its orders as JSON."""

import json
import os
import signal
import sys
from dataclasses import replace
from functools import partial
from typing import Any

from events.bus.filling import Workers
from events.bus.follow import Follower
from events.bus.rebuild import Progress, rebuild
from events.bus.source import SourceLog
from events.bus.tables import Tables
from events.host.address import Address
from events.log.codec import Codec
from events.log.keys import KeyRing
from tests.events.bus.folds import ALL

KEK = bytes(range(32))


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def rebuilding(address: Address, codec: Codec, orders: dict[str, Any]) -> None:
    """Rebuild one projection, and die when it reports the step ordered."""
    projection = next(p for p in ALL if p.name == orders["projection"])
    projection = replace(projection, version=orders["version"])

    def report(progress: Progress) -> None:
        if progress.step.name == orders["die_at"]:
            die()

    tables = Tables("reporting", address.conninfo("projector_reporting"), [projection])
    rebuild(
        tables,
        projection,
        lambda source: SourceLog.to_rebuild(address.conninfo, "reporting", source),
        codec,
        again=True,
        report=report,
        workers=several(address, orders.get("workers", 1)),
    )


def several(address: Address, number: int) -> Workers:
    """Worthwhile however short the log is."""
    return Workers(number, address.conninfo, partial(opened, address), least=1)


def opened(address: Address) -> Codec:
    return Codec(KeyRing(address.conninfo("key_keeper"), KEK))


def following(address: Address, codec: Codec, orders: dict[str, Any]) -> None:
    """Follow until killed from outside."""
    follower = Follower("reporting", ALL, address.conninfo, codec)
    follower.start()
    sys.stdout.write("started\n")
    sys.stdout.flush()
    signal.pause()


if __name__ == "__main__":
    given = json.load(sys.stdin)
    at = Address(**given["address"])
    codec = Codec(KeyRing(at.conninfo("key_keeper"), KEK))
    {"rebuild": rebuilding, "follow": following}[given["what"]](at, codec, given)
