"""Epochs end, shares restore, the key table's backup brings back what lives and nothing that was destroyed."""

import json
from base64 import b64encode
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from deploy import marker
from deploy.custody import backup, rewrapping, rotation, shares
from deploy.custody.rotation import rotate
from deploy.verb import VerbRefused
from events.contract import KINDS, Shredded
from events.host.address import Address
from events.log.codec import Codec, key_ids
from events.log.epochs import FIRST, Epochs, Watched
from events.log.key_file import KeyFile
from events.log.keys import KeyRing
from tests.events.log.examples import PERSON, example, recorded

RECEIVED = KINDS["intake.consultation-received.v1"]
OCTOBER, NOVEMBER = "2026-10", "2026-11"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "keys"
    KeyFile.make(made, OCTOBER)
    return made


@pytest.fixture
def ring(address: Address, path: Path) -> Iterator[KeyRing]:
    keks = KeyFile.read(path).keks
    epochs = Epochs(keks, Watched(path, keks, lambda: KeyFile.read(path).keks))
    made = KeyRing(address.conninfo("key_keeper"), epochs, "271004")
    yield made
    made.close()


def stored(ring: KeyRing) -> bytes:
    [data] = Codec(ring).encode([recorded(RECEIVED)])
    return data


def reads(ring: KeyRing, data: bytes) -> bool:
    ring.forget()
    return Codec(ring).decode(data).fact == example(RECEIVED)


def quiet(_: str) -> None:
    pass


def test_a_rotation_keeps_everything_readable_and_leaves_one_key(
    address: Address, path: Path, ring: KeyRing
) -> None:
    data = stored(ring)
    before = KeyFile.read(path)
    done = rotate(path, address.conninfo(), NOVEMBER, quiet)
    after = KeyFile.read(path)
    assert (done.newest, done.ended) == (NOVEMBER, (OCTOBER,))
    assert list(after.keks) == [NOVEMBER]
    assert (after.origin, after.seeds, after.log_seeds) == (
        before.origin, before.seeds, before.log_seeds,
    )  # fmt: skip
    assert reads(ring, data)
    assert b64encode(before.keks[OCTOBER]) not in path.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600
    with psycopg.connect(address.conninfo()) as session:
        assert rewrapping.standing(session, NOVEMBER) == 0
    with pytest.raises(VerbRefused, match="すでに始まっています"):
        rotate(path, address.conninfo(), NOVEMBER, quiet)
    assert marker.recognised(marker.Marker.of(before), after)


def test_a_rotation_that_was_killed_goes_on(
    address: Address, path: Path, ring: KeyRing, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = stored(ring)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    for module, name in ((rewrapping, "rewrap_keys"), (rewrapping, "rewrap_drafts")):
        with monkeypatch.context() as at:
            at.setattr(module, name, killed)
            with pytest.raises(KeyboardInterrupt):
                rotate(path, address.conninfo(), NOVEMBER, quiet)
        assert set(KeyFile.read(path).keks) == {OCTOBER, NOVEMBER}
        assert reads(ring, data), "half-way, both keys are there"
    done = rotate(path, address.conninfo(), NOVEMBER, quiet)
    assert done.ended == (OCTOBER,)
    assert reads(ring, data)


def test_whoever_still_wraps_under_the_old_key_takes_the_new_one(
    address: Address, path: Path, ring: KeyRing
) -> None:
    stored(ring)
    rotate(path, address.conninfo(), NOVEMBER, quiet)
    [data] = Codec(ring).encode([recorded(KINDS["intake.contact-recorded.v1"])])
    with psycopg.connect(address.conninfo()) as session:
        assert session.execute("select distinct epoch from keys.data_key").fetchall() == [
            (NOVEMBER,)
        ]
    assert key_ids([data])


def test_a_damaged_key_stops_the_destruction_of_the_old_one(
    address: Address, path: Path, ring: KeyRing
) -> None:
    stored(ring)
    with psycopg.connect(address.conninfo()) as session:
        session.execute(
            "update keys.person_key set wrapped = set_byte(wrapped, 3, get_byte(wrapped, 3) # 1)"
        )
    with pytest.raises(VerbRefused, match="開かない鍵が 1 件"):
        rotate(path, address.conninfo(), NOVEMBER, quiet)
    assert OCTOBER in KeyFile.read(path).keks
    rotate(path, address.conninfo(), NOVEMBER, quiet, without_damaged=True)
    assert list(KeyFile.read(path).keks) == [NOVEMBER]


def test_copies_beside_the_key_file_lose_the_old_key_too(
    address: Address, path: Path, ring: KeyRing
) -> None:
    stored(ring)
    copy = path.with_name("keys.1")
    copy.write_text(path.read_text())
    rotate(path, address.conninfo(), NOVEMBER, quiet)
    assert not copy.exists()


def test_a_key_file_of_the_first_format_is_completed_once_and_kept_beside(tmp_path: Path) -> None:
    home, path = tmp_path / "home", tmp_path / "keys"
    made = KeyFile.make(path)
    kek = bytes(range(32))
    seeds = {name: b64encode(seed).decode() for name, seed in made.seeds.items()}
    old = {"format": 1, "origin": "o", "kek": b64encode(kek).decode(), "seeds": seeds}
    path.write_text(json.dumps(old))
    found = KeyFile.load(path, home)
    assert found.keks == {FIRST: kek}
    assert json.loads((tmp_path / "keys.1").read_text()) == old
    assert "kek" not in json.loads(path.read_text())
    again = KeyFile.load(path, home)
    assert again == found
    assert {p.stat().st_mode & 0o777 for p in tmp_path.glob("keys*")} == {0o600}
    assert again.seeds == made.seeds


def test_members_nobody_here_knows_survive(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    KeyFile.make(path)
    path.write_text(json.dumps(json.loads(path.read_text()) | {"witnesses": ["later"]}))
    shares.split(path, tmp_path / "shares")
    assert json.loads(path.read_text())["witnesses"] == ["later"]


def test_any_two_of_three_envelopes_restore_the_key_file(tmp_path: Path, path: Path) -> None:
    written = shares.split(path, tmp_path / "shares")
    whole = KeyFile.read(path)
    assert all(b64encode(whole.keks[OCTOBER]) not in each.read_bytes() for each in written)
    for n, pair in enumerate(combinations(written, 2)):
        target = tmp_path / f"restored-{n}"
        assert shares.join(pair, target) == OCTOBER
        assert KeyFile.read(target) == whole
        assert target.stat().st_mode & 0o777 == 0o600
    with pytest.raises(VerbRefused, match="上書きはしません"):
        shares.join(written[:2], path)


def test_wrong_envelopes_are_told_apart(tmp_path: Path, path: Path) -> None:
    first = shares.split(path, tmp_path / "a")
    second = shares.split(path, tmp_path / "b")
    for wrong in ([first[0]], [first[0], first[0]], [first[0], second[1]]):
        with pytest.raises(VerbRefused, match="2通"):
            shares.join(wrong, tmp_path / "target")
    slip = tmp_path / "slip"
    slip.write_text(first[0].read_text().replace("share 1", "share 3"))
    with pytest.raises(VerbRefused, match="読めません"):
        shares.join([slip, first[1]], tmp_path / "target")
    assert not (tmp_path / "target").exists()


def test_a_rotation_names_the_envelopes_that_must_come_back(
    address: Address, path: Path, ring: KeyRing, tmp_path: Path
) -> None:
    stored(ring)
    [made, *_] = shares.split(path, tmp_path / "shares")
    done = rotate(path, address.conninfo(), NOVEMBER, quiet)
    assert done.shares == (shares.read(made).set_id,)


def test_the_backup_brings_back_the_living_and_no_destroyed_key(
    address: Address, path: Path, ring: KeyRing, tmp_path: Path
) -> None:
    data = stored(ring)
    file = tmp_path / "backup"
    backup.backup(KeyFile.read(path), address.conninfo(), file)
    event = uuid4()
    with psycopg.connect(address.conninfo()) as session:
        session.execute(
            "insert into keys.destruction values (%s, %s, %s, now(), 'suspension_of_use', 1)",
            [event, uuid4(), PERSON],
        )
        session.execute(
            "insert into keys.destroyed select key_id, %s from keys.data_key"
            " where kind = 'group' and subject = %s",
            [event, PERSON],
        )
        session.execute("delete from keys.data_key")
        session.execute("delete from keys.person_key")
    backup.restore(KeyFile.read(path), address.conninfo(), file)
    ring.forget()
    fact = Codec(ring).decode(data).fact
    assert isinstance(fact.name, Shredded)  # type: ignore[attr-defined]
    assert fact.name.event == event  # type: ignore[attr-defined]
    assert fact.story == example(RECEIVED).story  # type: ignore[attr-defined]
    assert fact.sex == example(RECEIVED).sex  # type: ignore[attr-defined]


def test_an_older_epochs_backup_and_a_damaged_one_are_refused(
    address: Address, path: Path, ring: KeyRing, tmp_path: Path
) -> None:
    stored(ring)
    file, damaged = tmp_path / "backup", tmp_path / "damaged"
    backup.backup(KeyFile.read(path), address.conninfo(), file)
    damaged.write_bytes(file.read_bytes().replace(b'"group"', b'"grouq"', 1))
    with pytest.raises(VerbRefused, match="読めません"):
        backup.restore(KeyFile.read(path), address.conninfo(), damaged)
    rotate(path, address.conninfo(), NOVEMBER, quiet)
    with pytest.raises(VerbRefused, match="破棄されている"):
        backup.restore(KeyFile.read(path), address.conninfo(), file)
    backup.backup(KeyFile.read(path), address.conninfo(), file)
    assert backup.restore(KeyFile.read(path), address.conninfo(), file).epoch == NOVEMBER


def test_two_rotations_at_once_lose_no_key(
    address: Address, path: Path, ring: KeyRing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one runs whole between this one's reading of the key file and its writing."""
    data, refused = stored(ring), list[str]()
    made = rotation.token_bytes

    def meanwhile(size: int) -> bytes:
        monkeypatch.setattr(rotation, "token_bytes", made)
        try:
            rotate(path, address.conninfo(), NOVEMBER, quiet)
        except VerbRefused as refusal:
            refused.append(str(refusal))
        return made(size)

    monkeypatch.setattr(rotation, "token_bytes", meanwhile)
    rotate(path, address.conninfo(), NOVEMBER, quiet)
    assert reads(ring, data)
    assert "ほかの処理" in refused[0]


def test_splitting_during_a_rotation_puts_no_old_key_back(
    address: Address, path: Path, ring: KeyRing, tmp_path: Path
) -> None:
    data = stored(ring)
    rotate(path, address.conninfo(), NOVEMBER, quiet)
    shares.split(path, tmp_path / "shares")
    assert list(KeyFile.read(path).keks) == [NOVEMBER]
    assert reads(ring, data)
