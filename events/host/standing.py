"""The witnesses' word about a running service: what its log is compared with, how often, and how 状態 shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from events.contract import Group
from events.contract.renewing import LedgerRenewed
from events.host.lines import Health, Line
from events.host.logging import log as logger
from events.host.sweeper import Sweeper
from events.ledger.checkpoints import Checkpoints
from events.ledger.generations import Generations
from events.ledger.ledger import FOLDER
from events.ledger.log_key import generations
from events.ledger.own_copy import SIGNED, OwnCopy
from events.ledger.own_log import OwnLog
from events.ledger.published import NAME as PUBLISHED
from events.ledger.seen import Seeing
from events.ledger.standing import Standing
from events.ledger.tiles import Tiles
from events.log.codec import Unreadable
from events.log.event_log import EventLog
from events.log.key_file import KeyFile
from events.log.reading import Gap
from events.log.unstored import Unavailable

KEPT: Final = "cosigned"
SENSELESS: Final = (
    "この記録の署名のない時点を示しました。証人の側を確かめてください。記録は続けられます。"
)


def standing_of(
    log: EventLog, home: Path, key_file: KeyFile, witnesses: Sequence[Seeing]
) -> Standing:
    """The comparison for one service; from now on its log asks before it stores anything."""
    origins = generations(key_file, log.service)
    folder = origins.folder(home / FOLDER, log.service)
    checkpoints = Checkpoints(log.service, log.reading.rows)

    def tiled() -> int:
        newest = checkpoints.newest()
        return newest.size if newest else 0

    said = logger(log.service)
    made = Standing(
        log=origins.now,
        own=OwnLog(log.reading, Tiles(folder), tiled),
        witnesses=witnesses,
        kept=OwnCopy(folder / KEPT),
        told=lambda _: said.warning("witness.senseless"),
        begins=origins.begins,
        begun=lambda: begun(log, origins),
        published=OwnCopy(folder / PUBLISHED, SIGNED),
    )
    log.permit = made.permit
    return made


def begun(log: EventLog, origins: Generations) -> bool:
    """Whether the fact that began the present generation stands where the key file says."""
    with suppress(Gap, Unreadable):
        before, opened = origins.begins - 1, frozenset({Group.CLEAR})
        facts = [each.fact for each in log.read(before, origins.begins, groups=opened)]
        return any(isinstance(f, LedgerRenewed) and f.origin == origins.now.name for f in facts)
    return False


class Watching(Sweeper):
    """Asks the witnesses before the service answers anybody, then every minute."""

    def __init__(self, standing: Standing, name: str) -> None:
        super().__init__(standing.look, name)
        self._look = standing.look

    def start(self) -> None:
        """A witness has three seconds; a database that is away is asked again by the first record."""
        with suppress(Unavailable):
            self._look()
        super().start()


def lines(standing: Standing, name: str) -> Iterator[Line]:
    """What stands in the way of writing, and who makes no sense; `name` = the service in Japanese."""
    found = standing.found
    if found is None:
        return
    if found.withholds:
        claim = found.missing
        seen = f"証人 {claim.checkpoint.size:,} 件" if claim else f"鍵ファイル {found.begins:,} 件"
        value = f"止めています（{seen}、ここ {found.own:,} 件）"
        yield Line(f"{name}の書き込み", value, Health.ALARM, found.ja, reading_goes_on=True)
        return
    for witness in found.senseless:
        yield Line(f"{name}の証人 {witness}", "答えが合いません", Health.WARNING, SENSELESS)
