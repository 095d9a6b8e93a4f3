"""C2SP tlog-policy: which logs and witnesses are known, and which witnesses suffice."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Final

from events.ledger import note
from events.ledger.checkpoint import Checkpoint
from events.ledger.note_key import NoteKey

NONE: Final = "none"


class BadPolicy(ValueError):
    """A line the policy format does not allow, or a quorum that is missing."""


class Unsatisfied(ValueError):
    """A checkpoint signed by a known log, but not by enough witnesses."""


@dataclass(frozen=True, slots=True)
class Group:
    """Counts as one that has cosigned when `least` of its members have."""

    least: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cosigned:
    """A checkpoint that satisfies a policy. `at`: the POSIX second its quorum was full; None for `none`."""

    checkpoint: Checkpoint
    at: int | None
    witnesses: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Former:
    """Witnesses, groups and quorum of a policy (it names no logs) in force from second `since` until `until`."""

    policy: Policy
    since: int
    until: int


@dataclass(slots=True)
class Policy:
    """Logs and witnesses by name, groups of them, and the name whose consent is needed.

    `former` = what was in force before, oldest first. A note is judged by today's policy, or by the one of the
    time at which its witnesses signed: who replaces a witness does not take back what it saw.
    """

    logs: dict[str, NoteKey] = field(default_factory=dict)
    witnesses: dict[str, NoteKey] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    quorum: str = NONE
    former: tuple[Former, ...] = ()

    def __str__(self) -> str:
        logs = [f"log {key.vkey}" for key in self.logs.values()]
        witnesses = [f"witness {name} {key.vkey}" for name, key in self.witnesses.items()]
        groups = [
            f"group {name} {group.least} {' '.join(group.members)}"
            for name, group in self.groups.items()
        ]
        return "\n".join([*logs, *witnesses, *groups, f"quorum {self.quorum}", ""])

    def satisfied(self, cosigned_by: AbstractSet[str]) -> bool:
        """Whether these witnesses suffice; `quorum none` is satisfied by nobody at all."""
        return self.quorum == NONE or self._consents(self.quorum, cosigned_by)

    def full_at(self, times: Mapping[str, int]) -> int | None:
        """The second at which the quorum was full, given when each witness cosigned; None if never."""
        seen: set[str] = set()
        for name in sorted(times, key=lambda name: times[name]):
            seen.add(name)
            if self.quorum != NONE and self._consents(self.quorum, seen):
                return times[name]
        return None

    def check(self, signed: note.Note) -> Cosigned:
        """The checkpoint, if its log and enough witnesses signed it; BadNote, BadCheckpoint, Unsatisfied."""
        return self.judging(signed).by_this(signed)

    def judging(self, signed: note.Note) -> Policy:
        """The policy that the note satisfies: today's, or the one of its time; raises as `check`."""
        wrong: ValueError | None = None
        try:
            if self.by_this(signed).at is not None:
                return self
        except ValueError as error:
            wrong = error
        for former in self.former:
            then = replace(former.policy, logs=self.logs)
            with suppress(ValueError):
                times = then.by_this(signed).witnesses.values()
                if times and former.since <= min(times) and max(times) < former.until:
                    return then
        if wrong is not None:
            raise wrong
        return self

    def by_this(self, signed: note.Note) -> Cosigned:
        """The same, judged by today's policy alone."""
        checkpoint = Checkpoint.read(signed.text)
        log = self.logs.get(checkpoint.origin)
        if log is None:
            raise note.BadNote("a checkpoint of an unknown log")
        signed.verified([log])
        times = self.times(signed)
        if not self.satisfied(times.keys()):
            raise Unsatisfied("not enough witnesses cosigned")
        return Cosigned(checkpoint, self.full_at(times), times)

    def times(self, signed: note.Note) -> dict[str, int]:
        """When each known witness first cosigned this note; BadNote if a known signature is wrong."""
        names = {key: name for name, key in self.witnesses.items()}
        found: dict[str, int] = {}
        for one in signed.verified([*self.logs.values(), *names]):
            if one.at is not None:
                name = names[one.key]
                found[name] = min(one.at, found.get(name, one.at))
        return found

    def _consents(self, name: str, cosigned_by: AbstractSet[str]) -> bool:
        group = self.groups.get(name)
        if group is None:
            return name in cosigned_by
        return sum(self._consents(member, cosigned_by) for member in group.members) >= group.least
