"""The witness as a process: every status of the protocol, races, kills, split views."""

import hashlib
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from tests.witness.little_log import ORIGIN, LittleLog
from tests.witness.standing_witness import FILE, Place, Served, as_module

SIZE = "text/x.tlog.size"
AT = "/checkpoint/" + hashlib.sha256(ORIGIN.encode()).hexdigest()


@pytest.fixture
def log() -> LittleLog:
    return LittleLog()


@pytest.fixture
def place(tmp_path: Path, log: LittleLog) -> Place:
    return Place.made(tmp_path / "witness", log.vkey)


@pytest.fixture
def served(place: Place) -> Iterator[Served]:
    with place.serving() as made:
        yield made


def cosigned_at(place: Place, text: str, line: str) -> int:
    """The time in a cosignature line that `cryptography` finds right."""
    name, identity, key = place.vkey.split("+", 2)
    witness = as_module()
    dash, said, encoded = line.removesuffix("\n").split(" ")
    raw = witness.strict(encoded)
    assert (dash, said, raw[:4].hex()) == ("—", name, identity)
    at = int.from_bytes(raw[4:12], "big")
    public = Ed25519PublicKey.from_public_bytes(witness.strict(key)[1:])
    public.verify(raw[12:], f"cosignature/v1\ntime {at}\n{text}".encode())
    return at


def test_it_cosigns_a_growing_log_and_shows_the_newest(
    served: Served, place: Place, log: LittleLog
) -> None:
    old = 0
    for size in (1, 1, 2, 5, 8, 8, 13, 64, 100):
        status, line, _ = served.post(log.request(old, size))
        assert status == 200
        assert cosigned_at(place, log.text(size), line) > 1_700_000_000
        old = size
    status, note, _ = served.get(AT)
    assert status == 200
    assert note.startswith(log.text(100) + "\n")
    assert note.endswith(line)
    assert "  100 件" in place.run("show").stdout
    assert place.alarms == []


def test_every_pair_of_sizes_is_proved(place: Place, log: LittleLog) -> None:
    witness = as_module()
    for new in range(1, 34):
        for old in range(new + 1):
            _, path, one = witness.request_of(log.request(old, new))
            root = witness.checkpoint(log.note(old)).root
            assert witness.consistent(old, root, new, one.root, path)
            if 0 < old < new:
                assert not witness.consistent(old, root, new, one.root, path[:-1])
                assert not witness.consistent(old, root, new, one.root, [*path, root])
                assert not witness.consistent(old, one.root, new, one.root, path)


def test_an_older_size_is_told_with_409(served: Served, log: LittleLog) -> None:
    assert served.post(log.request(0, 7))[0] == 200
    assert served.post(log.request(0, 7)) == (409, "7\n", SIZE)
    assert served.post(log.request(3, 9)) == (409, "7\n", SIZE)
    assert served.post(log.request(0, 3)) == (409, "7\n", SIZE)
    assert served.post(log.request(7, 9))[0] == 200


def test_an_old_size_beyond_the_checkpoint_is_400(served: Served, log: LittleLog) -> None:
    assert served.post(log.request(9, 7))[0] == 400


def test_a_stranger_is_403_and_an_unknown_log_404(served: Served, log: LittleLog) -> None:
    assert served.post(LittleLog().request(0, 3))[0] == 403
    assert served.post(LittleLog(origin="elsewhere.example/intake").request(0, 3))[0] == 404
    # the right key's line beside a wrong one of the same key
    bent = log.request(0, 3) + LittleLog(key=log.key).note(4).rpartition("\n\n")[2].encode()
    assert served.post(bent)[0] == 403
    assert served.get(AT)[0] == 404


def test_signatures_of_unknown_keys_are_passed_over(served: Served, log: LittleLog) -> None:
    other = LittleLog(origin="another.example/key").note(3).rpartition("\n\n")[2]
    assert served.post(log.request(0, 3) + other.encode())[0] == 200


def test_two_roots_for_one_size_raise_the_alarm_and_are_kept(
    served: Served, place: Place, log: LittleLog
) -> None:
    forked = replace(log, mark=b"other")
    assert served.post(log.request(0, 6))[0] == 200
    status, _, kind = served.post(forked.request(6, 6))
    assert (status, kind != SIZE) == (409, True)
    assert served.post(forked.request(0, 6)) == (409, "6\n", SIZE)
    assert len(place.alarms) == 2
    assert all("split-view" in line and ORIGIN in line for line in place.alarms)
    shown = place.run("show")
    assert (shown.returncode, shown.stdout.count("ALARM")) == (2, 2)
    assert served.post(log.request(6, 9))[0] == 200


def test_a_history_that_does_not_extend_is_422_and_kept(
    served: Served, place: Place, log: LittleLog
) -> None:
    forked = replace(log, mark=b"other")
    assert served.post(log.request(0, 6))[0] == 200
    assert served.post(forked.request(6, 9))[0] == 422
    assert served.post(log.request(6, 9, proved_from=5))[0] == 422
    assert [line.split()[3] for line in place.alarms] == ["inconsistent"] * 2
    assert served.get(AT)[1].startswith(log.text(6))


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("old 00\n", "old 0\n"),
        ("old 0 \n", "old 0\n"),
        ("old +0\n", "old 0\n"),
        ("Old 0\n", "old 0\n"),
        ("\n03\n", "\n3\n"),
        ("\n3\nmore\n", "\n3\n"),
        ("— ", "- "),
        ("=\n\n—", "\n\n—"),
        ("\n\n—", "\n—"),
        (f"\n{ORIGIN} \n", f"\n{ORIGIN}\n"),
        (f"\n{ORIGIN}\r\n", f"\n{ORIGIN}\n"),
    ],
)
def test_any_other_spelling_is_400(place: Place, log: LittleLog, wrong: str, right: str) -> None:
    body = log.request(0, 3).decode()
    a, b = (wrong, right) if wrong in body else (right, wrong)
    assert a in body
    assert place.add(body.replace(a, b, 1).encode())[0] == 400
    assert place.add(body.encode())[0] == 200


def test_no_single_character_of_a_request_may_change(log: LittleLog, place: Place) -> None:
    """Every position, one other character: refused, or a stranger; never cosigned."""
    witness = as_module()
    keys = witness.logs_of(f"log {log.vkey}")
    body = log.request(2, 3).decode()
    begun = body.index("\n\n") + 2
    for at in range(begun, len(body)):
        other = "A" if body[at] != "A" else "B"
        try:
            _, _, one = witness.request_of((body[:at] + other + body[at + 1 :]).encode())
        except ValueError:
            continue
        assert not witness.signed(one, keys.get(one.origin, {})), at


@pytest.mark.parametrize("tail", ["x", "\n", " ", "\0"])
def test_trailing_bytes_are_400(place: Place, log: LittleLog, tail: str) -> None:
    assert place.add(log.request(0, 3) + tail.encode())[0] == 400


def test_a_body_too_large_or_elsewhere_is_refused(served: Served, log: LittleLog) -> None:
    assert served.post(log.request(0, 3) + b"a" * 200_000)[0] == 400
    assert served.post(log.request(0, 3), "/elsewhere")[0] == 404
    assert served.post(b"\xff\xfe")[0] == 400
    assert served.post(b"")[0] == 400


def test_of_two_at_once_one_root_is_cosigned(served: Served, log: LittleLog) -> None:
    forked = replace(log, mark=b"other")
    for size in range(4, 40, 6):
        at = served.get(AT)[1]
        old = int(at.split("\n")[1]) if at.startswith(ORIGIN) else 0
        with ThreadPoolExecutor(8) as pool:
            # the first round is open to both histories; later the log in memory must be the chosen one
            bodies = [(one if n % 2 else other).request(old, size)
                      for n in range(8) for one, other in [(log, forked)]]  # fmt: skip
            answers = list(pool.map(served.post, bodies))
        statuses = [status for status, _, _ in answers]
        assert statuses.count(200) == 1
        assert set(statuses) <= {200, 409, 422}
        winner = statuses.index(200) % 2
        if old == 0 and not winner:
            log, forked = forked, log


KILLED = """
import importlib.util, os, sys
spec = importlib.util.spec_from_file_location("w", sys.argv.pop(1))
w = importlib.util.module_from_spec(spec); spec.loader.exec_module(w)
owner, name = {"answer": (w.Door, "reply"), "persist": (w.Witness, "cosignature")}[sys.argv.pop(1)]
setattr(owner, name, lambda *_: os.kill(os.getpid(), 9))
sys.exit(w.main())
"""


@pytest.mark.parametrize(("before", "seen"), [("answer", 9), ("persist", 4)])
def test_killed_between_persisting_and_answering_it_forgets_nothing(
    place: Place, log: LittleLog, before: str, seen: int
) -> None:
    with place.serving() as served:
        assert served.post(log.request(0, 4))[0] == 200
    words = [sys.executable, "-I", "-c", KILLED, str(FILE), before, "serve", "--port", "0"]
    with subprocess.Popen(words, cwd=place.folder, stdout=subprocess.PIPE, text=True) as dying:
        assert dying.stdout is not None
        port = int(dying.stdout.readline().split()[-1])
        with pytest.raises(OSError):
            Served(dying, port).post(log.request(4, 9))
        assert dying.wait() == -signal.SIGKILL
    with place.serving() as served:
        assert served.post(log.request(0, 9)) == (409, f"{seen}\n", SIZE)
        forked = replace(log, mark=b"other")
        assert served.post(forked.request(seen, 9))[0] in {409, 422}
        assert served.post(log.request(seen, 9))[0] == 200  # the lost answer, asked for again
