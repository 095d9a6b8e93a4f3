"""What a service asks of its ledger: sign soon, how far witnesses have signed, the proof of an entry."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from events.ledger import tree
from events.ledger.asking import Asking, Seen
from events.ledger.checkpoint import Checkpoint
from events.ledger.checkpointer import Checkpointer, Pace, Standing
from events.ledger.checkpoints import Checkpoints, CosignedNote, Rows
from events.ledger.generations import Generations
from events.ledger.note import read
from events.ledger.note_key import SigningKey
from events.ledger.policy import Policy
from events.ledger.proof import Proof
from events.ledger.session import LedgerSession
from events.ledger.tiles import Tiles
from events.ledger.witnesses import Witness
from events.ledger.witnessing import Witnessing

FOLDER: Final = "ledger"


class NotSigned(Exception):
    """No checkpoint covers that position yet."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a log's ledger lives: connection string of its role, `$YORISOI_HOME/ledger/<service>`, its key.

    `generations`: the origins before it too; None where there were none.
    """

    service: str
    conninfo: str
    folder: Path
    key: SigningKey
    generations: Generations | None = None


class Ledger:
    """Until `start` it only reads. `rows` reads as the service itself; `waiting` = kinds of §7.3."""

    def __init__(
        self,
        seat: Seat,
        rows: Rows,
        policy: Policy,
        witnesses: tuple[Witness, ...] = (),
        *,
        clock: Callable[[], datetime],
        waiting: Collection[str] = (),
        pace: Pace | None = None,
    ) -> None:
        self.origin = seat.key.key.name
        self.generations = seat.generations or Generations((seat.key.key,))
        self.policy = policy
        self.checkpoints = Checkpoints(seat.service, rows)
        self.tiles = Tiles(seat.folder)
        today = replace(policy, former=())  # who is asked is asked anew, whoever signed before
        self._asking = Asking(witnesses, today, self.origin, self.tiles)
        self._witnessing = Witnessing(
            seat.service, lambda: LedgerSession(seat.conninfo, seat.service), self._asking
        )
        self._checkpointer = Checkpointer(
            seat.service,
            seat.conninfo,
            seat.folder,
            seat.key,
            clock=clock,
            waiting=waiting,
            told=self._witnessing.told,
            pace=pace,
            begins=self.generations.begins,
        )

    def start(self) -> None:
        """Sign from now on, and ask the witnesses there are."""
        if self._asking.witnesses:
            self._witnessing.start()
        self._checkpointer.start()

    def stop(self) -> None:
        """The last checkpoint, then no more. Harmless where it was never started."""
        self._checkpointer.stop()
        self._witnessing.stop()

    def soon(self) -> None:
        """Somebody waits for what was just recorded."""
        self._checkpointer.soon()

    @property
    def standing(self) -> Standing:
        """What the checkpointer of this process is doing."""
        return self._checkpointer.standing

    @property
    def has_witnesses(self) -> bool:
        """Whether anybody is named who could cosign."""
        return bool(self._asking.witnesses)

    @property
    def answers(self) -> dict[str, Seen]:
        """What each witness answered this process last; empty where it never asked."""
        return dict(self._asking.seen)

    def cosigned_until(self) -> int:
        """The last position under a full quorum; 0 while there is none."""
        found = self.cosigned
        return found.size if found else 0

    @property
    def cosigned(self) -> CosignedNote | None:
        """The largest checkpoint under the signatures of enough of the witnesses known now."""
        return self.checkpoints.newest_believed(self.policy)

    def proof(self, position: int) -> Proof:
        """That the log holds an entry at this position (from 1): under the witnesses' newest checkpoint if
        it covers it, else under our own. NotSigned, TileMissing.
        """
        cosigned = self.cosigned
        newest = self.checkpoints.newest()
        found = cosigned if cosigned is not None and cosigned.size >= position else newest
        if found is None or not 1 <= position <= found.size:
            raise NotSigned
        size = Checkpoint.read(read(found.note).text).size
        path = tree.inclusion(position - 1, size, self.tiles.subtree(size))
        return Proof(position - 1, tuple(path), found.note)
