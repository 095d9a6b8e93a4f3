"""What the key file notes of a ledger's generations, held against the log: put right where they differ.

Two things make them differ that are no loss: a key file put together from copies of before a renewal, and a
renewal cut off before its fact was stored, after which the whole log was found again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from deploy.custody.held import held
from deploy.house import House
from deploy.renewal.looking import Look
from deploy.renewal.stating import stream_of
from deploy.verb import VerbRefused
from events.contract import Group
from events.contract.renewing import LedgerRenewed
from events.ledger import note
from events.ledger.checkpoint import Checkpoint
from events.ledger.checkpoints import Signed
from events.ledger.log_key import log_key
from events.log.event_log import EventLog
from events.log.key_file import KeyFile

MOST: Final = 100
"""Generations looked for; each needs a loss."""
BEHIND: Final = (
    "鍵ファイルは、台帳の更新({0} 代目)より前のものです。記録にある更新を鍵ファイルに書き戻します。"
)
WITHDRAWN: Final = (
    "台帳の更新({0} 代目)は始められただけで、記録されていません。"
    "証人が見た記録はすべて戻っているので、更新を取り消します。"
)
MEANWHILE: Final = "ほかの処理が鍵ファイルか記録を変えました。もう一度実行してください。"


@dataclass(frozen=True, slots=True)
class Mending:
    """`begun` = positions of the facts that began the second and every further generation; `ja` says why."""

    service: str
    before: tuple[int, ...]
    begun: tuple[int, ...]
    ja: str

    def apply(self, house: House) -> None:
        """Into the key file; VerbRefused where somebody was quicker."""
        path = house.settings.keys
        with held(path):
            found = KeyFile.read(path)
            if found.renewed.get(self.service, ()) != self.before:
                raise VerbRefused(MEANWHILE)
            found.with_generations(self.service, self.begun).replace(path)


def mending(house: House, service: str) -> Mending | None:
    """None where key file and log agree, or where what differs is a loss."""
    look = Look(house, service)
    return _behind(house, look) or _unfinished(look)


def _behind(house: House, look: Look) -> Mending | None:
    """The log was signed under a later origin than the key file knows, with a key derived from ours."""
    service, known = look.runtime.service, look.origins
    newest = look.runtime.ledger.checkpoints.newest()
    last = _generation(house.around.key_file, service, newest) if newest else 0
    if last <= known.number:
        return None
    stated = _stated(look.runtime.log, service)
    begun: list[int] = []
    for number in range(last, known.number, -1):
        at = stated.get(number) or (begun[-1] if begun else 0)
        if not at:
            return None
        begun.append(at)  # one that was lost itself is passed over: the next begins where it does
    before = known.begun[1:]
    return Mending(service, before, (*before, *reversed(begun)), BEHIND.format(last))


def _stated(log: EventLog, service: str) -> dict[int, int]:
    """Generation → position of the fact that began it."""
    facts = log.history(stream_of(service), frozenset({Group.CLEAR}))
    return {
        each.fact.generation: each.position
        for each in facts
        if isinstance(each.fact, LedgerRenewed)
    }


def _generation(key_file: KeyFile, service: str, newest: Signed) -> int:
    """Whose checkpoint it is; 0 where it is none of ours."""
    try:
        signed = note.read(newest.note)
        origin = Checkpoint.read(signed.text).origin
        for number in range(1, MOST + 1):
            key = log_key(key_file, service, number).key
            if key.name == origin:
                signed.verified([key])
                return number
    except ValueError:
        pass
    return 0


def _unfinished(look: Look) -> Mending | None:
    """Begun, never stored, never signed, and nothing of what was seen is missing any more."""
    origins, runtime = look.origins, look.runtime
    if origins.number == 1 or not runtime.standing.look().unbegun:
        return None
    look.found()
    if look.signed:
        return None
    earlier = range(origins.number - 1, 0, -1)
    told = next((text for number in earlier if (text := look.newest(number))), None)
    if told is None:
        return None
    seen = Checkpoint.read(note.read(told).text)
    own = runtime.standing.own
    if seen.size > own.size() or own.root(seen.size) != seen.root:
        return None
    before = origins.begun[1:]
    return Mending(runtime.service, before, before[:-1], WITHDRAWN.format(origins.number))
