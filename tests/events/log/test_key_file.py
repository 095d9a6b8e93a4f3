"""The key file: made privately, completed once from its first format, never inside the data directory."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from events.log.key_file import KeyFile, KeysMissing
from events.log.recorded import SOURCES


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A file of format 1 with a member of somebody else."""
    path = tmp_path / "keys"
    KeyFile.make(path)
    members = json.loads(path.read_text())
    del members["log_seeds"]
    [members["kek"]] = members.pop("keks").values()
    path.write_text(json.dumps({**members, "format": 1, "another": [1, 2]}))
    return path


def test_a_new_file_is_private_and_reads_as_it_was_made(tmp_path: Path) -> None:
    made = KeyFile.make(tmp_path / "keys")
    assert KeyFile.load(tmp_path / "keys", tmp_path / "home") == made
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o600
    assert set(made.log_seeds) == set(SOURCES)
    with pytest.raises(FileExistsError):
        KeyFile.make(tmp_path / "keys")


def test_the_key_of_a_log_is_not_the_key_of_its_commands(tmp_path: Path) -> None:
    made = KeyFile.make(tmp_path / "keys")
    assert not set(made.log_seeds.values()) & set(made.seeds.values())


def test_a_file_of_the_first_format_is_completed_once_and_kept(old: Path, tmp_path: Path) -> None:
    before = old.read_bytes()
    first = KeyFile.load(old, tmp_path / "home")
    assert set(first.log_seeds) == set(SOURCES)
    assert KeyFile.load(old, tmp_path / "home") == first
    kept = old.with_name("keys.1")
    assert kept.read_bytes() == before
    assert {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {
        "keys": 0o600,
        "keys.1": 0o600,
    }
    members = json.loads(old.read_text())
    assert (members["format"], members["another"]) == (2, [1, 2])
    assert json.loads(before)["kek"] in members["keks"].values()


def test_processes_that_start_at_once_get_the_same_keys(old: Path, tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: KeyFile.load(old, tmp_path / "home"), range(8)))
    assert all(one == found[0] for one in found)


def test_keys_inside_the_data_directory_or_none_at_all_are_refused(tmp_path: Path) -> None:
    KeyFile.make(tmp_path / "keys")
    with pytest.raises(KeysMissing):
        KeyFile.load(tmp_path / "keys", tmp_path)
    with pytest.raises(KeysMissing):
        KeyFile.load(tmp_path / "none", tmp_path / "home")
