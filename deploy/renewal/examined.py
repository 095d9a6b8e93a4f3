"""What the witnesses saw of a log beside what is left of it: whether a renewal is needed, and what it must say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from deploy.house import House
from deploy.verb import VerbRefused
from events.host.calendar import japanese_day
from events.host.standing import KEPT
from events.ledger import loss, note
from events.ledger.checkpoint import Checkpoint
from events.ledger.claim import Claim, claimed
from events.ledger.generations import Generations
from events.ledger.ledger import FOLDER, Ledger
from events.ledger.log_key import generations
from events.ledger.loss import Loss
from events.ledger.own_copy import OwnCopy
from events.ledger.policy import Policy
from events.ledger.published import NAME as PUBLISHED
from events.ledger.seen import heard
from events.ledger.tiles import Tiles
from events.log.reading import Gap, Reading

COMPARED: Final = 10_000
"""Newest cosigned checkpoints that are held against the entries: about a week of them."""
NOT_NEEDED: Final = "この記録に足りないものはありません。台帳の更新は要りません。"
NOTHING_SEEN: Final = (
    "失われた記録について証人が見た確認点がありません。時点票があれば、その QR コードの文を"
    "台帳のフォルダーの cosigned に置いて、やり直してください。"
)
CUT: Final = (
    "確認点の表が記録より先まであります。記録だけが短くされた疑いがあり、控えから戻した形ではありません。"
    "データベース全体を、同じ時点の控えから戻してください。"
)
REWRITTEN: Final = (
    "残る記録が、この設置が署名した確認点と違います。記録が書き換えられた疑いがあり、更新はできません。"
    "別の控えから戻してください。"
)


@dataclass(frozen=True, slots=True)
class Examined:
    """`notes` = the newest note seen of every earlier origin, oldest first; `since` = day of the last entry
    left. `resumes`: this renewal was begun before and cut off.
    """

    service: str
    generation: int
    loss: Loss
    notes: tuple[str, ...]
    since: date
    head: int
    root: bytes
    resumes: bool


def examined(house: House, service: str) -> Examined:
    """VerbRefused where nothing is missing, where a witness is silent, and where the log was rewritten."""
    look = _Look(house, service)
    runtime, origins = look.runtime, look.origins
    found = runtime.standing.look()
    if found.silent:
        names = "、".join(found.silent)
        raise VerbRefused(f"証人「{names}」に届きません。証人が見た記録を確かめてから更新します。")
    if not found.withholds:
        raise VerbRefused(NOT_NEEDED)
    head = runtime.log.reading.head()
    resumes = origins.begins == head + 1 and found.missing is None and not look.published
    number = origins.number + (0 if resumes else 1)
    told = {at: text for at in range(1, number) if (text := look.newest(at))}
    if not told:
        raise VerbRefused(NOTHING_SEEN)
    last = Checkpoint.read(note.read(told[max(told)]).text)
    measured, root = _measured(
        runtime.ledger, runtime.log.reading, last, head, look.tiles(max(told))
    )
    since = _since(runtime.log.reading, head, japanese_day(runtime.clock()))
    return Examined(service, number, measured, tuple(told.values()), since, head, root, resumes)


class _Look:
    """What anybody has seen of one log, generation by generation of its ledger."""

    def __init__(self, house: House, service: str) -> None:
        self.runtime = house.runtime(service)
        self.origins = generations(house.around.key_file, service)
        self._ledger = house.settings.home / FOLDER

    def newest(self, number: int) -> str | None:
        """The largest note anybody shows under that origin."""
        found = max(self._claims(number), key=lambda claim: claim.checkpoint.size, default=None)
        return cleaned(found.text, self.runtime.ledger.policy) if found else None

    @property
    def published(self) -> bool:
        """Whether anything was ever signed under the present origin, as far as this disk knows."""
        return (self.runtime.ledger.tiles.folder / PUBLISHED).exists()

    def tiles(self, number: int) -> Tiles:
        """The tiles of that generation, as far as they are still there."""
        then = Generations(self.origins.keys[:number], self.origins.begun[:number])
        return Tiles(then.folder(self._ledger, self.runtime.service))

    def _claims(self, number: int) -> Iterator[Claim]:
        key, standing = self.origins.keys[number - 1], self.runtime.standing
        kept = OwnCopy(self.tiles(number).folder / KEPT)
        for one, text in heard([kept, *standing.witnesses], key.name):
            try:
                if text is not None:
                    yield claimed(one.name, text, key, one.key)
            except ValueError:
                continue


def cleaned(text: str, policy: Policy) -> str:
    """The note with the lines of keys the policy knows, each once: an auditor refuses any other."""
    signed = note.read(text)
    known = signed.verified([*policy.logs.values(), *policy.witnesses.values()])
    lines = {one.key: note.signature_of(one.line) for one in known}
    return str(note.Note(signed.text, tuple(lines.values())))


def _folder(origins: Generations, number: int, house: House, service: str) -> Tiles:
    """The tiles of that generation, as far as they are there."""
    then = Generations(origins.keys[:number], origins.begun[:number])
    return Tiles(then.folder(house.settings.home / FOLDER, service))


def _measured(
    ledger: Ledger, reading: Reading, seen: Checkpoint, head: int, old: Tiles
) -> tuple[Loss, bytes]:
    """The loss, and the root of what is left."""
    newest = ledger.checkpoints.newest()
    if newest is not None and newest.size > head:
        raise VerbRefused(CUT)
    cosigned = loss.believed(ledger.checkpoints.cosigned_notes(COMPARED), ledger.policy)
    sizes = {head, *(one.size for one in cosigned)}
    sizes |= {newest.size} if newest else set()
    try:
        roots = loss.roots_at(sizes, (row.data for row in reading.read(0, head)))
    except Gap:
        raise VerbRefused(CUT) from None
    if newest is not None and roots[newest.size] != newest.root:
        raise VerbRefused(REWRITTEN)
    return loss.measured(seen, head, roots, cosigned, old), roots[head]


def _since(reading: Reading, head: int, today: date) -> date:
    """The Japanese day of the last entry that is left; today where none is."""
    rows = reading.page(head - 1, 1) if head else []
    return japanese_day(rows[0].recorded_at) if rows else today
