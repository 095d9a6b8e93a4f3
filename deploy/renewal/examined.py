"""What the witnesses saw of a log beside what is left of it: whether a renewal is needed, and what it must say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from deploy.house import House
from deploy.renewal.looking import Look
from deploy.verb import VerbRefused
from events.contract.renewing import Agreement
from events.host.calendar import japanese_day
from events.ledger import loss, note
from events.ledger.checkpoint import Checkpoint
from events.ledger.ledger import Ledger
from events.ledger.loss import Loss
from events.ledger.tiles import Tiles
from events.log.reading import Gap, Reading

COMPARED: Final = 10_000
"""Newest cosigned checkpoints that are held against the entries: about a week of them."""
NOT_NEEDED: Final = "この記録に足りないものはありません。台帳の更新は要りません"
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
    left. `resumes`: this generation was begun before, and cut off before its fact was stored.
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
    look = Look(house, service)
    runtime, origins = look.runtime, look.origins
    found = look.found()
    if not found.withholds:
        raise VerbRefused(_not_needed(look, found.own))
    head = runtime.log.reading.head()
    resumes = found.unbegun and not look.signed
    number = origins.number + (0 if resumes else 1)
    told = {at: text for at in range(1, number) if (text := look.newest(at))}
    if not told:
        raise VerbRefused(NOTHING_SEEN)
    last = Checkpoint.read(note.read(told[max(told)]).text)
    measured, root = _measured(
        runtime.ledger, runtime.log.reading, last, head, look.tiles(max(told))
    )
    differs = measured.agreement is Agreement.DIFFERS
    until = measured.agreed if differs else head
    since = _since(runtime.log.reading, until, japanese_day(runtime.clock()))
    return Examined(service, number, measured, tuple(told.values()), since, head, root, resumes)


def _not_needed(look: Look, size: int) -> str:
    """Whoever was cut off after the fact was stored learns here what the witness must be told."""
    origins = look.origins
    said = f"{NOT_NEEDED}(いまの記録 {size:,} 件)。"
    if origins.number == 1:
        return said
    return (
        f"{said}この台帳はもう {origins.number} 代目として始められています。"
        f"証人に渡す行:\n  log {origins.now.vkey}"
    )


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


def _since(reading: Reading, size: int, today: date) -> date:
    """The Japanese day of the last entry that is left as it was seen; today where none is."""
    rows = reading.page(size - 1, 1) if size else []
    return japanese_day(rows[0].recorded_at) if rows else today
