"""One log's tree as it grows: read what is new, write tiles, sign, store, publish. No threads here."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from events.ledger import note, remaking, tile_check, tree
from events.ledger.checkpoint import Checkpoint
from events.ledger.checkpoints import Signed
from events.ledger.note_key import SigningKey
from events.ledger.published import publish, published
from events.ledger.refused import LedgerRefused
from events.ledger.session import LedgerSession
from events.ledger.tile_paths import WIDTH
from events.ledger.tiles import TileDiffers, TileMissing, Tiles

PAGE: Final = 4 * WIDTH
"""Entries read at once: at most 64 MiB, usually half a megabyte."""
RENEWAL: Final = "ledger-renewed.v1"
"""The kind of fact that begins a generation."""


@dataclass(frozen=True, slots=True)
class Grown:
    """A new checkpoint; `waits`: it covers a fact that is final only under a witness's signature."""

    signed: Signed
    waits: bool


class Growing:
    """Continues behind the newest stored checkpoint. `waiting` = kinds that wait for a witness.

    `begins` = position of the fact that began this generation of the ledger (0 = the first one): smaller
    checkpoints were signed under an older origin, and the log must still be what they say.
    """

    def __init__(
        self,
        session: LedgerSession,
        folder: Path,
        key: SigningKey,
        waiting: Collection[str] = (),
        begins: int = 0,
    ) -> None:
        self._session, self._key = session, key
        self._folder = folder
        self.tiles = Tiles(folder)
        self._waiting = session.type_ids(waiting)
        newest = session.checkpoints.newest()
        self._before = newest if newest is not None and newest.size < begins else None
        self.newest = None if self._before else newest
        self._begins = begins
        self._edge = self._opened()
        self._check_published()
        if self.newest is not None:
            publish(self._folder, self.newest.note)

    def advance(self, now: datetime) -> Grown | None:
        """One checkpoint over everything in the log, None if there is nothing new.

        LedgerRefused, TileMissing, OSError, or the database's errors; after any of them begin anew.
        """
        head = self._session.head()
        if not self._begun(head):
            raise LedgerRefused("台帳を更新した記録がありません", self._begins)
        if head < self._edge.size:
            raise LedgerRefused("記録が、署名した確認点より短くなっています", head + 1)
        if head == self._edge.size:
            return None
        waits = False
        while self._edge.size < head:
            waits |= self._append(head)
        self._check_before()
        return Grown(self._sign(now), waits)

    def _begun(self, head: int) -> bool:
        """Whether the fact that began this generation stands where the key file says."""
        if head < self._begins:
            return False
        if self.newest is not None or not self._begins:
            return True
        [(type_id, _)] = self._session.page(self._begins - 1, 1)
        return type_id in self._session.type_ids([f"{self._session.service}.{RENEWAL}"])

    def _append(self, head: int) -> bool:
        """The next page; whether a fact in it waits for a witness."""
        size = self._edge.size
        page = self._session.page(size, min(PAGE - size % WIDTH, head - size))
        entries = [entry for _, entry in page]
        try:
            self.tiles.append(size, entries)
        except TileDiffers as fault:
            raise LedgerRefused(f"書かれたタイル {fault.path} と記録が違います", size + 1) from None
        self._edge.extend(map(tree.leaf, entries))
        return not self._waiting.isdisjoint(type_id for type_id, _ in page)

    def _sign(self, now: datetime) -> Signed:
        """The tiles are durable. Stored before anybody sees it."""
        text = Checkpoint(self._key.key.name, self._edge.size, self._edge.root()).text
        signature = note.signature_of(self._key.line(text))
        made = Signed(self._edge.size, self._edge.root(), str(note.Note(text, (signature,))), now)
        self._session.add(made)
        self.newest = made
        publish(self._folder, made.note)
        return made

    def _check_before(self) -> None:
        """The first checkpoint under a new origin: what was signed under the old one still holds."""
        before, self._before = self._before, None
        if before is None:
            return
        edge = tree.CompactRange.of(before.size, self.tiles.subtree(self._edge.size))
        if edge.root() != before.root:
            raise LedgerRefused("記録が、更新の前に署名した確認点と違います", before.size)

    def _check_published(self) -> None:
        """What was published was stored before: a database that knows less of it was put back or cut."""
        told = published(self._folder, self._key.key)
        if told is None:
            return
        stored = self._session.checkpoints.covering(told.size)
        if stored is None or (stored.size, stored.root) != (told.size, told.root):
            raise LedgerRefused(
                f"公開した {told.size:,} 件の確認点が、データベースにないか、違っています",
                told.size,
            )

    def _opened(self) -> tree.CompactRange:
        """The tree of the newest checkpoint, from tiles that agree with it; else made again from the log."""
        newest = self.newest
        if newest is None:
            return tree.CompactRange()
        self._check_own(newest)
        if self._session.head() < newest.size:
            head = self._session.head()
            raise LedgerRefused("記録が、署名した確認点より短くなっています", head + 1)
        try:
            found = tile_check.checked(self.tiles, newest.size)
        except TileMissing:
            found = None
        if found is None or found.root() != newest.root:
            found = remaking.remade(self._session, self._folder, newest)
        return found

    def _check_own(self, newest: Signed) -> None:
        try:
            signed = note.read(newest.note)
            signed.verified([self._key.key])
            told = Checkpoint.read(signed.text)
        except ValueError:
            raise LedgerRefused(
                "保存した確認点の署名が、この設置の鍵のものではありません"
            ) from None
        if told != Checkpoint(self._key.key.name, newest.size, newest.root):
            raise LedgerRefused("保存した確認点の大きさか根が、署名したものと違います")
