"""Acts before the tree was made, so that log and witnesses signed what was false: only its meaning shows it (V2)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from deploy.selftest.file_acts import flip
from deploy.selftest.ground import Written
from deploy.selftest.victim import Place, Victim
from events.log import entry as packing
from events.log.entry import Entry

Act = Callable[[Victim], Place]
DECIDING = ("planning.plan-confirmed.v1", "planning.support-decided.v1")


def _recorded(
    victim: Victim, service: str, entries: Sequence[bytes], at: int, *, signed: bool = True
) -> Place:
    """The log as it would be, witnessed; `signed` = the stolen command key signs every command anew."""
    whole = list(_signed(victim, service, entries)) if signed else list(entries)
    before = victim.ground.honest[service]
    grown = len(whole) - len(before.entries)
    checkpoints = [(size + grown if size > at else size, when) for size, when in before.checkpoints]
    log = {service: Written(whole, sorted(set(checkpoints)))}
    victim.written(log)
    victim.witnessed(log)
    return service, min(at, len(whole) - 1)


def _signed(victim: Victim, service: str, entries: Sequence[bytes]) -> list[bytes]:
    signer, found, waiting = victim.ground.signer(service), [], list[bytes]()
    for data in entries:
        entry = packing.unpack(data)
        waiting.append(packing.unsigned(data, entry.signature))
        if entry.ordinal == entry.count:
            text = packing.signed_text(signer.origin, waiting)
            found += [*waiting[:-1], packing.signed(waiting[-1], signer.sign(text))]
            waiting = []
    return found + waiting


def _read(victim: Victim, service: str) -> list[Entry]:
    return [packing.unpack(data) for data in victim.entries(service)]


def _packed(entries: Sequence[Entry]) -> list[bytes]:
    return [packing.pack(entry) for entry in entries]


def _renumbered(entries: Sequence[Entry]) -> list[Entry]:
    """Versions dense again, as a careful forger leaves them."""
    versions: Counter[UUID] = Counter()
    found = []
    for entry in entries:
        versions[entry.stream] += 1
        found.append(replace(entry, version=versions[entry.stream]))
    return found


def edited_unsigned(victim: Victim) -> Place:
    """A committed row is edited; the forger has no command key."""
    service, entries, at = victim.some()
    flip(victim, entries, at)
    return _recorded(victim, service, entries, _command_end(victim, service, at), signed=False)


def forged_unsigned(victim: Victim) -> Place:
    """A fact of the same kind is added under a foreign signature."""
    service, entries, at = victim.some()
    alone = [n for n, entry in enumerate(_read(victim, service)) if entry.count == 1]
    at = victim.chance.choice(alone)
    entry = packing.unpack(entries[at])
    entries.insert(
        at + 1,
        packing.pack(
            replace(
                entry,
                event_id=UUID(int=victim.chance.getrandbits(128), version=4),
                command=UUID(int=victim.chance.getrandbits(128), version=4),
                version=entry.version + 1,
                signature=victim.chance.randbytes(64),
            )
        ),
    )
    return _recorded(victim, service, entries, at + 1, signed=False)


def fact_missing(victim: Victim) -> Place:
    """One fact of a command of several is not there."""
    entries = _read(victim, "planning")
    at = victim.chance.choice([n for n, entry in enumerate(entries) if entry.count > 1])
    last = at == len(entries) - 1
    data = victim.entries("planning")
    del data[at]
    return _recorded(victim, "planning", data, at - last, signed=False)


def version_gap(victim: Victim) -> Place:
    """A version of a stream is skipped; everything signed anew."""
    service, _, at = victim.some()
    entries = _read(victim, service)
    stream = entries[at].stream
    moved = [
        replace(entry, version=entry.version + 1) if n >= at and entry.stream == stream else entry
        for n, entry in enumerate(entries)
    ]
    return _recorded(victim, service, _packed(moved), at)


def reordered(victim: Victim) -> Place:
    """Two commands of one stream change places, their versions with them."""
    entries = _read(victim, "planning")
    ends = Counter(entry.stream for entry in entries)
    pairs = [
        (n, m)
        for n, first in enumerate(entries)
        for m in range(n + 1, min(n + 60, len(entries)))
        if entries[m].stream == first.stream
        and first.count == entries[m].count == 1
        and ends[first.stream] > 1
    ]
    n, m = victim.chance.choice(pairs)
    entries[n], entries[m] = entries[m], entries[n]
    return _recorded(victim, "planning", _packed(entries), n)


def step_skipped(victim: Victim) -> Place:
    """The person's agreement, or the conference's, was never there; versions are dense, all is signed."""
    entries = _read(victim, "planning")
    kinds = {"planning.plan-agreed.v1", "planning.decision-drafted.v1"}
    at = victim.chance.choice([n for n, entry in enumerate(entries) if entry.topic in kinds])
    stream = entries[at].stream
    del entries[at]
    following = [n for n in range(at, len(entries)) if entries[n].stream == stream]
    if not following:  # nothing was built on it yet
        return step_skipped(victim)
    return _recorded(victim, "planning", _packed(_renumbered(entries)), following[0])


def _with_clear(change: Callable[[Victim, dict[str, Any]], None]) -> Act:
    """A decision whose open fields were other ones, signed by the stolen key."""

    def act(victim: Victim) -> Place:
        entries = _read(victim, "planning")
        at = victim.chance.choice([n for n, e in enumerate(entries) if e.topic in DECIDING])
        clear = json.loads(entries[at].clear)
        change(victim, clear)
        text = json.dumps(clear, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        entries[at] = replace(entries[at], clear=text.encode())
        return _recorded(victim, "planning", _packed(entries), at)

    return act


def _one_pair(_: Victim, clear: dict[str, Any]) -> None:
    clear["decider"] = clear["drafter"]


def _unseen(victim: Victim, clear: dict[str, Any]) -> None:
    clear["approved"] = victim.chance.randbytes(32).hex()


one_pair_of_eyes = _with_clear(_one_pair)
unseen_proposal = _with_clear(_unseen)


def _redated(days: Callable[[Victim], timedelta]) -> Act:
    def act(victim: Victim) -> Place:
        service, _, _ = victim.some()
        entries = _read(victim, service)
        begin = victim.ground.honest[service].checkpoints[0][0]
        at = victim.chance.randrange(begin, len(entries))
        entries[at] = replace(entries[at], recorded_at=entries[at].recorded_at + days(victim))
        return _recorded(victim, service, _packed(entries), at)

    return act


backdated = _redated(lambda victim: -timedelta(days=victim.chance.randrange(500, 900)))
postdated = _redated(lambda victim: timedelta(days=victim.chance.randrange(300, 900)))


def command_keys_replaced(victim: Victim) -> Place:
    """The list of command keys names others."""
    path = victim.folder / "command_keys"
    keys = [victim.ground.log_key(name).key.vkey for name in victim.ground.honest]
    path.write_text("".join(f"{key}\n" for key in keys))
    return "does not verify"


def readable_line_edited(victim: Victim) -> Place:
    """The readable list says something else than the entry."""
    service, _, at = victim.some()
    path = victim.folder / "facts" / f"{service}.jsonl"
    lines = path.read_text("utf-8").splitlines()
    line = json.loads(lines[at])
    line["fact"]["person"] = str(UUID(int=victim.chance.getrandbits(128), version=4))
    lines[at] = json.dumps(line, ensure_ascii=False)
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return service, at


def _command_end(victim: Victim, service: str, at: int) -> int:
    """Where the command of an entry ends: its signature is what no longer fits."""
    entries = _read(victim, service)
    return at + entries[at].count - entries[at].ordinal
