"""V1 from an empty folder: an honest bundle passes, what was changed is named."""

import importlib.util
import shutil
from base64 import b64decode
from pathlib import Path
from random import Random
from types import ModuleType

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bench.bundle_writer import SEPARATOR, LogWriter, note
from tests.auditor.towns import AUDITOR, WITNESSES, Written, run


@pytest.fixture(scope="module")
def honest(tmp_path_factory) -> Written:
    return Written(tmp_path_factory.mktemp("honest")).write()


@pytest.fixture
def copy(honest: Written, tmp_path: Path) -> Path:
    return Path(shutil.copytree(honest.folder, tmp_path / "copy"))


@pytest.fixture(scope="module")
def notes() -> ModuleType:
    spec = importlib.util.spec_from_file_location("notes", AUDITOR / "notes.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_an_honest_bundle_passes_from_an_empty_folder(honest: Written, tmp_path: Path) -> None:
    for program in AUDITOR.glob("[a-z]*.py"):
        shutil.copy(program, tmp_path)
    found = run(
        tmp_path / "verify.py", honest.folder, "--policy", honest.folder / "policy", cwd=tmp_path
    )
    assert (found.returncode, found.stderr) == (0, "")
    assert "everything agrees" in found.stdout


def tile(folder: Path, level: str) -> Path:
    return next(path for path in (folder / "planning/tile" / level).rglob("*") if path.is_file())


def test_one_bit_of_an_entry_is_named_by_its_index(copy: Path) -> None:
    path = copy / "planning/tile/entries/000"
    data = bytearray(path.read_bytes())
    second = 2 + int.from_bytes(data[:2], "big")
    data[second + 2 + 100] ^= 1
    path.write_bytes(data)
    found = run("verify.py", copy)
    assert found.returncode == 1
    assert "index 1:" in found.stdout
    assert found.stdout.count("NG") == 1


def test_rebuilt_tiles_are_named_by_the_interval(honest: Written, copy: Path) -> None:
    path = copy / "planning/tile/entries/000"
    data, entries = path.read_bytes(), []
    while data:
        size = int.from_bytes(data[:2], "big")
        entries, data = [*entries, data[2 : size + 2]], data[size + 2 :]
    entries[100] = entries[100][:-1] + b"!"
    rest = (copy / "planning/tile/entries/001.p").glob("*")
    [last] = [path.read_bytes() for path in rest]
    while last:
        size = int.from_bytes(last[:2], "big")
        entries, last = [*entries, last[2 : size + 2]], last[size + 2 :]
    shutil.rmtree(copy / "planning/tile")
    log = LogWriter(copy / "planning")
    log.add(entries)
    log.end()
    found = run("verify.py", copy)
    interval = next(
        line for line in found.stdout.splitlines() if "changed in this interval" in line
    )
    first, last_index = map(int, interval.split("番号 ")[1].split(" ")[0].split("–"))
    assert first <= 100 <= last_index
    assert last_index - first < 150


@pytest.mark.parametrize("level", ["0", "1", "entries"])
def test_a_missing_tile_is_a_finding(copy: Path, level: str) -> None:
    tile(copy, level).unlink()
    assert run("verify.py", copy).returncode == 1


def test_a_file_that_no_checkpoint_covers_is_a_finding(copy: Path) -> None:
    (copy / "planning/tile/entries/002").write_bytes(b"\0\1x")
    assert "too many" in run("verify.py", copy).stdout


def test_a_policy_that_is_not_the_auditors_is_a_finding(
    honest: Written, copy: Path, tmp_path: Path
) -> None:
    mine = tmp_path / "policy"
    mine.write_text(honest.policy())
    (copy / "policy").write_text(honest.policy("none"))
    assert run("verify.py", copy).returncode == 0
    found = run("verify.py", copy, "--policy", mine)
    assert (found.returncode, found.stdout.count("NG")) == (1, 1)


@pytest.mark.parametrize("text", ["", "quorum both", "log x", "group a any a\nquorum a"])
def test_a_policy_that_is_none_is_a_finding_and_no_crash(copy: Path, text: str) -> None:
    (copy / "policy").write_text(text)
    found = run("verify.py", copy)
    assert (found.returncode, found.stderr) == (1, "")


def test_a_rolled_back_log_is_seen_with_the_witness_own_notes(honest: Written, copy: Path) -> None:
    """Its own checkpoints cannot tell."""
    seen = copy / "seen"
    seen.write_bytes(
        note("test/town/benefits", 9, bytes(32), honest.log_key("benefits"), *WITNESSES, at=2**31)
    )
    assert run("verify.py", copy).returncode == 0
    found = run("verify.py", copy, "--seen", seen)
    assert (found.returncode, "a witness saw more" in found.stdout) == (1, True)


def test_no_single_character_of_a_checkpoint_can_be_changed(
    honest: Written, notes: ModuleType
) -> None:
    policy = notes.Policy(honest.policy())
    whole = (honest.folder / "checkpoints.txt").read_bytes().split(SEPARATOR)[0].decode()
    assert notes.Checkpoint(whole.encode(), policy, "both").size > 0
    accepted = [
        (at, other)
        for at in range(len(whole))
        for other in ("B", "\n")
        if other != whole[at] and _stands(notes, policy, whole[:at] + other + whole[at + 1 :])
    ]
    assert accepted == []


@pytest.mark.slow
def test_no_character_of_a_checkpoint_can_be_changed_inserted_or_left_out(
    honest: Written, notes: ModuleType
) -> None:
    policy = notes.Policy(honest.policy())
    whole = (honest.folder / "checkpoints.txt").read_bytes().split(SEPARATOR)[0].decode()
    mutants = {whole[:at] + whole[at + 1 :] for at in range(len(whole))}
    for at in range(len(whole) + 1):
        mutants |= {whole[:at] + other + whole[at + 1 :] for other in "09Aa+/=- \n—\u3000é\t"}
        mutants |= {whole[:at] + other + whole[at:] for other in "0A= \n\r"}
    assert [text for text in mutants - {whole} if _stands(notes, policy, text)] == []


def _stands(notes: ModuleType, policy: object, text: str) -> bool:
    try:
        notes.Checkpoint(text.encode(), policy, "both")
    except (ValueError, IndexError):
        return False
    return True


def test_ed25519_agrees_with_the_library_on_genuine_and_altered_signatures(
    notes: ModuleType,
) -> None:
    chance = Random(1)  # noqa: S311 - a test
    for _ in range(40):
        key = Ed25519PrivateKey.from_private_bytes(chance.randbytes(32))
        text = chance.randbytes(chance.randrange(60))
        signature = key.sign(text)
        public = key.public_key().public_bytes_raw()
        assert notes.verified(public, text, signature)
        at = chance.randrange(64)
        altered = (
            signature[:at]
            + bytes((signature[at] ^ 1 << chance.randrange(8),))
            + signature[at + 1 :]
        )
        assert not notes.verified(public, text, altered)
        assert not notes.verified(public, text + b"!", signature)


def test_a_signature_with_a_large_s_or_another_length_is_refused(notes: ModuleType) -> None:
    key = Ed25519PrivateKey.from_private_bytes(bytes(32))
    public, signature = key.public_key().public_bytes_raw(), key.sign(b"x")
    s = int.from_bytes(signature[32:], "little") + notes.L
    assert not notes.verified(public, b"x", signature[:32] + s.to_bytes(32, "little"))
    assert not notes.verified(public, b"x", signature + b"\0")
    for point in (
        notes.P.to_bytes(32, "little"),
        (notes.P + 1).to_bytes(32, "little"),
        b"\1" + bytes(30) + b"\x80",
    ):
        with pytest.raises(ValueError, match="canonical"):
            notes.point(point)


def test_the_example_note_of_another_implementation_verifies(notes: ModuleType) -> None:
    """From the documentation of Go's package sumdb/note."""
    text = b"If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
    key = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    line = "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
    policy = notes.Policy(f"log {key}\nquorum none\n")
    [((name, number), public)] = policy.keys.items()
    raw = b64decode(line)
    assert (name, number) == ("PeterNeumann", raw[:4])
    assert notes.verified(public[1:], text, raw[4:])


def test_the_tree_is_the_tree_of_another_library(tmp_path: Path) -> None:
    from pymerkle import InmemoryTree

    chance = Random(2)  # noqa: S311 - a test
    for size in (1, 2, 255, 256, 257, 700):
        entries = [chance.randbytes(chance.randrange(40)) for _ in range(size)]
        tree, log = InmemoryTree(algorithm="sha256"), LogWriter(tmp_path / str(size))
        for entry in entries:
            tree.append_entry(entry)
        log.add(entries)
        assert log.root() == tree.get_root()
