"""The policy as a file: written for auditors, read line by line; what the format forbids is refused."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from events.ledger import durable
from events.ledger.note_key import LOG, WITNESS, NoteKey
from events.ledger.policy import NONE, BadPolicy, Group, Policy

FILE: Final = "policy"


def write(path: Path, policy: Policy) -> None:
    """Replace the file, if it says something else."""
    text = str(policy).encode()
    if not path.exists() or path.read_bytes() != text:
        names = durable.made(path.parent)
        durable.write(path, text)
        durable.sync_folders([*names, path.parent])


def read(text: str) -> Policy:
    """The policy in a file; BadPolicy names the line's number and never its content."""
    if any((letter < " " and letter not in "\t\n") or letter == "\x7f" for letter in text):
        raise BadPolicy("a policy holds no control characters")
    reading = _Reading(Policy())
    for at, line in enumerate(text.split("\n"), 1):
        words = line.replace("\t", " ").split(" ")
        words = [word for word in words if word]
        if words and not words[0].startswith("#"):
            try:
                reading.line(words)
            except (BadPolicy, ValueError) as error:
                raise BadPolicy(f"line {at}: {error}") from error
    if not reading.ended:
        raise BadPolicy("a policy names its quorum once")
    return reading.policy


@dataclass(slots=True)
class _Reading:
    policy: Policy
    ended: bool = False
    members: set[str] = field(default_factory=set)

    def line(self, words: list[str]) -> None:
        match words:
            case ["log", vkey] | ["log", vkey, _]:
                self._log(NoteKey.read(vkey))
            case ["witness", name, vkey] | ["witness", name, vkey, _]:
                self._witness(name, NoteKey.read(vkey))
            case ["group", name, least, *members] if members:
                self._group(name, least, tuple(members))
            case ["quorum", name] if not self.ended:
                self._known((name,), allowed={NONE})
                self.policy.quorum, self.ended = name, True
            case _:
                raise BadPolicy("log, witness, group, or the one quorum")

    def _log(self, key: NoteKey) -> None:
        if key.kind != LOG or key.public in {log.public for log in self.policy.logs.values()}:
            raise BadPolicy("another type of key, or a log named twice")
        if key.name in self.policy.logs:
            raise BadPolicy("one key for one log")
        self.policy.logs[key.name] = key

    def _witness(self, name: str, key: NoteKey) -> None:
        known = {witness.public for witness in self.policy.witnesses.values()}
        if key.kind != WITNESS or key.public in known:
            raise BadPolicy("another type of key, or a witness named twice")
        self._fresh(name)
        self.policy.witnesses[name] = key

    def _group(self, name: str, least: str, members: tuple[str, ...]) -> None:
        self._fresh(name)
        self._known(members)
        count = {"any": 1, "all": len(members)}.get(least) or _threshold(least)
        if not 1 <= count <= len(members):
            raise BadPolicy("a group needs between one and all of its members")
        if self.members & set(members) or len(set(members)) != len(members):
            raise BadPolicy("a name is a member once")
        self.members |= set(members)
        self.policy.groups[name] = Group(count, members)

    def _fresh(self, name: str) -> None:
        if name == NONE or name in self.policy.witnesses or name in self.policy.groups:
            raise BadPolicy("a name is given once")

    def _known(self, names: tuple[str, ...], allowed: AbstractSet[str] = frozenset()) -> None:
        known = {*self.policy.witnesses, *self.policy.groups, *allowed}
        if not set(names) <= known:
            raise BadPolicy("a name is used before it is given")


def _threshold(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise BadPolicy("a threshold is any, all, or a number")
    return int(text)
