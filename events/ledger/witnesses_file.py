"""`witnesses.toml` in the data directory: who the witnesses are, and how many must answer."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from events.ledger import former_policies
from events.ledger.note_key import WITNESS, BadKey, NoteKey
from events.ledger.policy import NONE, Former, Group, Policy
from events.ledger.witness_address import Address
from events.ledger.witness_folder import Folder
from events.ledger.witnesses import Road, Witness

FILE: Final = "witnesses.toml"
QUORUM: Final = "quorum"


class WitnessesRefused(Exception):
    """The file says something that cannot be; the sentence names the witness and the rule."""


@dataclass(frozen=True, slots=True)
class Witnesses:
    """`quorum` of them must cosign; 0 where there are none. `former`: who they were before."""

    every: tuple[Witness, ...] = ()
    quorum: int = 0
    former: tuple[Former, ...] = ()

    def policy(self, logs: Iterable[NoteKey]) -> Policy:
        """The same for an auditor: logs, witnesses, and how many of these suffice."""
        names = tuple(witness.name for witness in self.every)
        return Policy(
            {key.name: key for key in logs},
            {witness.name: witness.key for witness in self.every},
            {QUORUM: Group(self.quorum, names)} if names else {},
            QUORUM if names else NONE,
            self.former,
        )


def load(home: Path) -> Witnesses:
    """The file's witnesses; none where there is no file. WitnessesRefused."""
    try:
        text = (home / FILE).read_text("utf-8")
    except FileNotFoundError:
        return Witnesses()
    try:
        return read(tomllib.loads(text))
    except tomllib.TOMLDecodeError as fault:
        raise WitnessesRefused(f"{FILE}: TOML として読めません") from fault


def since_before(home: Path, ledger: str, now: datetime) -> Witnesses:
    """The same with those who were witnesses before, as the ledger's folder notes them. WitnessesRefused."""
    found = load(home)
    try:
        former = former_policies.standing(home / ledger, found.policy([]), int(now.timestamp()))
    except ValueError as fault:
        name = f"{ledger}/{former_policies.FILE}"
        raise WitnessesRefused(f"{name}: 以前の方針として読めません({fault})。") from fault
    return replace(found, former=former)


def read(found: Mapping[str, Any]) -> Witnesses:
    """`quorum = 1` and `[[witness]]` with name, vkey, and address or folder."""
    every = tuple(_witness(row) for row in found.get("witness", []))
    names, keys = {one.name for one in every}, {one.key.public for one in every}
    if len(names) != len(every) or len(keys) != len(every):
        raise WitnessesRefused(f"{FILE}: 証人の名前も鍵も、それぞれ一度だけ書いてください。")
    if {NONE, QUORUM} & names:
        raise WitnessesRefused(f"{FILE}: この名前は証人に使えません。")
    quorum = found.get("quorum", 1 if every else 0)
    if not isinstance(quorum, int) or not min(1, len(every)) <= quorum <= len(every):
        raise WitnessesRefused(f"{FILE}: quorum は 1 から証人の数までにしてください。")
    return Witnesses(every, quorum)


def _witness(row: Mapping[str, Any]) -> Witness:
    name = str(row.get("name", ""))
    if not name or any(letter.isspace() or letter < " " for letter in name):
        raise WitnessesRefused(f"{FILE}: 証人の名前は空白のない語にしてください。")
    try:
        key = NoteKey.read(str(row.get("vkey", "")))
    except BadKey:
        key = None
    if key is None or key.kind != WITNESS:
        raise WitnessesRefused(f"{FILE}: 証人 {name} の vkey が証人の鍵ではありません。")
    return Witness(name, key, _road(name, row))


def _road(name: str, row: Mapping[str, Any]) -> Road:
    address, folder = str(row.get("address", "")), str(row.get("folder", ""))
    if bool(address) == bool(folder):
        raise WitnessesRefused(f"{FILE}: 証人 {name} は address か folder のどちらかが必要です。")
    if folder:
        if not Path(folder).is_absolute():
            raise WitnessesRefused(f"{FILE}: 証人 {name} の folder は / で始めてください。")
        return Folder(Path(folder))
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.query or parts.username:
        raise WitnessesRefused(
            f"{FILE}: 証人 {name} の address は http:// か https:// で始めてください。"
        )
    return Address(address.rstrip("/"))
