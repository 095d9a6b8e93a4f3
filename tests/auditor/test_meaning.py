"""V2: honest histories pass, whatever breaks the order of things is named."""

import json
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from bench.bundle_writer import LogWriter, note
from events.contract import KINDS
from events.log.entry import Entry, pack, signed, signed_text, unpack
from tests.auditor.towns import AUDITOR, WITNESSES, Written, run

Change = Callable[[list[Entry]], list[Entry]]
TABLE = tomllib.loads((AUDITOR / "transitions.toml").read_text("utf-8"))


def test_every_kind_has_its_place_in_the_table() -> None:
    known = {key.split("=")[0] for key in TABLE["rules"]}
    kinds = {wire.rsplit(".", 1)[0] for wire in KINDS}
    assert {
        kind for kind in kinds if kind not in known and kind.split(".")[1] not in known
    } == set()


@pytest.mark.parametrize("seed", ["honest", "another", "third"])
def test_honest_histories_pass(tmp_path: Path, seed: str) -> None:
    Written(tmp_path, cases=60, seed=seed).write()
    found = run("v2.py", tmp_path)
    assert (found.returncode, found.stderr) == (0, "")


def changed(folder: Path, service: str, change: Change, signed_by: str = "") -> str:
    """A town whose log of one service was written otherwise, signed with every key there is.

    `signed_by` = the service whose stolen key signs the commands, where it is another one's.
    """
    town = Written(folder, cases=60)
    town.write()
    size = int(
        next(
            n for n in (folder / "checkpoints.txt").read_text().split("\f\n") if service in n
        ).split("\n")[1]
    )
    found, entries = [], []
    for path in sorted((folder / service / "tile/entries").rglob("*")):
        data = path.read_bytes() if path.is_file() else b""
        while data:
            length = int.from_bytes(data[:2], "big")
            found.append(unpack(data[2 : length + 2]))
            data = data[length + 2 :]
    assert size <= len(found)
    signer, waiting = town.signer(service), []
    thief = town.signer(signed_by or service)
    for entry in change(found):
        waiting.append(pack(replaced(_unsigned(entry), key_id=thief.key_id)))
        if entry.ordinal == entry.count:
            waiting[-1] = signed(waiting[-1], thief.sign(signed_text(signer.origin, waiting)))
            entries += waiting
            waiting = []
    entries += waiting
    log = LogWriter(folder / service)
    log.add(entries)
    log.end()
    last = max(e.recorded_at for e in found)
    made = note(
        f"test/town/{service}",
        log.size,
        log.root(),
        town.log_key(service),
        *WITNESSES,
        at=int(last.timestamp()) + 9,
    )
    notes = [
        n
        for n in (folder / "checkpoints.txt").read_bytes().split(b"\f\n")
        if service.encode() not in n
    ]
    (folder / "checkpoints.txt").write_bytes(b"\f\n".join([*notes, made]))
    return run("v2.py", folder).stdout


def _unsigned(entry: Entry) -> Entry:
    return replaced(entry, signature=b"")


def replaced(entry: Entry, **new: object) -> Entry:
    from dataclasses import replace

    return replace(entry, **new)


def first(entries: list[Entry], topic: str) -> int:
    return next(n for n, entry in enumerate(entries) if entry.topic == f"{topic}.v1")


def with_clear(entry: Entry, **new: object) -> Entry:
    text = json.dumps(
        json.loads(entry.clear) | new, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    return replaced(entry, clear=text.encode())


def _late_version(entries: list[Entry]) -> list[Entry]:
    at = first(entries, "planning.plan-agreed")
    return [
        *entries[:at],
        replaced(entries[at], version=entries[at].version + 1),
        *entries[at + 1 :],
    ]


def _without_agreement(entries: list[Entry]) -> list[Entry]:
    at = first(entries, "planning.plan-agreed")
    gone = entries[at]
    rest = [
        replaced(e, version=e.version - 1)
        if e.stream == gone.stream and e.version > gone.version
        else e
        for e in entries
    ]
    return rest[:at] + rest[at + 1 :]


def _decided_by_the_drafter(entries: list[Entry]) -> list[Entry]:
    at = first(entries, "planning.plan-confirmed")
    drafter = json.loads(entries[at].clear)["drafter"]
    return [*entries[:at], with_clear(entries[at], decider=drafter), *entries[at + 1 :]]


def _another_proposal(entries: list[Entry]) -> list[Entry]:
    at = first(entries, "planning.plan-confirmed")
    return [*entries[:at], with_clear(entries[at], approved="0" * 64), *entries[at + 1 :]]


def _half_a_command(entries: list[Entry]) -> list[Entry]:
    at = first(entries, "planning.plan-endorsed")
    return entries[:at] + entries[at + 1 :]


def _typed_after_the_witness(entries: list[Entry]) -> list[Entry]:
    from datetime import timedelta

    at = first(entries, "planning.plan-agreed")
    late = replaced(entries[at], recorded_at=entries[-1].recorded_at + timedelta(days=3))
    return [*entries[:at], late, *entries[at + 1 :]]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda entries: entries, "everything agrees"),
        (_late_version, "version should be"),
        (_without_agreement, "cannot happen here"),
        (_decided_by_the_drafter, "decided by who proposed"),
        (_another_proposal, "approved another proposal"),
        (_half_a_command, "a command is not whole"),
        (_typed_after_the_witness, "recorded_at lies outside"),
    ],
)
def test_what_breaks_the_order_of_things_is_named(
    tmp_path: Path, change: Change, sentence: str
) -> None:
    assert sentence in changed(tmp_path, "planning", change)


def test_a_command_signed_by_another_key_is_named(tmp_path: Path) -> None:
    town = Written(tmp_path, cases=10).write()
    (tmp_path / "command_keys").write_text(f"{town.log_key('intake').vkey}\n")
    assert "does not verify" in run("v2.py", tmp_path).stdout


def test_another_services_key_signs_no_command_of_this_log(tmp_path: Path) -> None:
    """Who runs the smallest service must not be able to write decisions into another one's log."""
    said = changed(tmp_path, "planning", lambda entries: entries, signed_by="benefits")
    assert "does not verify" in said
