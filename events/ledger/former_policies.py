"""The policies before today's, each with the second until which it was in force: `ledger/former_policies`.

Blocks in order of time, separated like checkpoints by a form-feed line: `until`, a POSIX second, then witnesses,
groups and quorum as a policy names them. Logs are today's: an origin is never given up. The file is public;
an auditor gets it with the bundle, and keeps an own copy beside the policy.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from events.ledger import durable, policy_file
from events.ledger.policy import NONE, BadPolicy, Former, Policy
from events.ledger.strict import number

FILE: Final = "former_policies"
SEPARATOR: Final = "\f\n"
_UNTIL: Final = "until "


def text(former: tuple[Former, ...]) -> str:
    """As the file says it; empty where there were none."""
    return SEPARATOR.join(f"{_UNTIL}{each.until}\n{each.policy}" for each in former)


def read(found: str) -> tuple[Former, ...]:
    """BadPolicy where a block is none, names logs, or goes back in time."""
    former: list[Former] = []
    for block in found.split(SEPARATOR) if found else []:
        first, _, rest = block.partition("\n")
        policy = policy_file.read(rest)
        since = former[-1].until if former else 0
        until = _second(first)
        if policy.logs or until <= since:
            raise BadPolicy("a former policy names witnesses only, and ends after the one before")
        former.append(Former(policy, since, until))
    return tuple(former)


def standing(folder: Path, present: Policy, now: int) -> tuple[Former, ...]:
    """Those noted, and the one of the policy file where witnesses have changed since it was written.

    BadPolicy for a file of former ones that cannot be read.
    """
    noted = folder / FILE
    former = read(noted.read_bytes().decode()) if noted.exists() else ()
    last = _published(folder / policy_file.FILE)
    if last is None or last.quorum == NONE or str(last) == str(_witnesses(present)):
        return former
    if former and str(former[-1].policy) == str(last):
        former = former[
            :-1
        ]  # noted by a start that was cut off, or given back since: its term goes on
    since = former[-1].until if former else 0
    return (*former, Former(last, since, max(now, since + 1)))


def write(folder: Path, present: Policy) -> None:
    """The policy file, and before it what was in force until now: cut off between, it is noted again."""
    told, path = text(present.former).encode(), folder / FILE
    if told and (not path.exists() or path.read_bytes() != told):
        names = durable.made(folder)
        durable.write(path, told)
        durable.sync_folders([*names, folder])
    policy_file.write(folder / policy_file.FILE, present)


def _published(path: Path) -> Policy | None:
    """The witnesses of the policy file; None where there is none that can be read."""
    try:
        return _witnesses(policy_file.read(path.read_bytes().decode()))
    except (FileNotFoundError, ValueError):
        return None


def _witnesses(policy: Policy) -> Policy:
    return replace(policy, logs={}, former=())


def _second(line: str) -> int:
    if not line.startswith(_UNTIL):
        raise BadPolicy("a former policy says until when")
    try:
        return number(line.removeprefix(_UNTIL))
    except ValueError as error:
        raise BadPolicy("a second is a number") from error
