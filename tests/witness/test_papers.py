"""The form without a network: requests in a folder, checkpoints typed in from paper."""

import hashlib
import os
import time
from base64 import b64decode
from dataclasses import replace
from pathlib import Path

import pytest

from tests.witness.little_log import ORIGIN, LittleLog
from tests.witness.standing_witness import Place

NAME = hashlib.sha256(ORIGIN.encode()).hexdigest()


@pytest.fixture
def log() -> LittleLog:
    return LittleLog()


@pytest.fixture
def place(tmp_path: Path, log: LittleLog) -> Place:
    return Place.made(tmp_path / "witness", log.vkey)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    made = tmp_path / "stick"
    made.mkdir()
    return made


def typed(note: str, gap: int = 4) -> str:
    """As it stands on paper: groups of four over several lines, a size with commas, full-width figures."""
    origin, size, root, _, line = note.splitlines()
    signature = line.split(" ")[2]
    groups = [text[n : n + gap] for text in (root, signature) for n in range(0, len(text), gap)]
    wide = f"{int(size):,}".translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    lines = [" ".join(groups[n : n + 6]) for n in range(0, len(groups), 6)]
    return "\n".join([f" {origin} ", wide, *lines, ""])


def test_requests_in_a_folder_are_answered_once(place: Place, stick: Path, log: LittleLog) -> None:
    (stick / "intake-5.request").write_bytes(log.request(0, 5))
    run = place.run("folder", str(stick))
    assert run.returncode == 0, run.stderr
    status, line = (stick / "intake-5.answer").read_text().split("\n", 1)
    assert (status, line[:2]) == ("200", "— ")
    assert (stick / f"{NAME}.checkpoint").read_text() == log.note(5) + line
    place.run("folder", str(stick))
    assert (stick / "intake-5.answer").read_text() == f"200\n{line}"
    (stick / "intake-9.request").write_bytes(log.request(0, 9))
    place.run("folder", str(stick))
    assert (stick / "intake-9.answer").read_text() == "409\n5\n"


def test_a_split_view_in_a_folder_is_an_alarm(place: Place, stick: Path, log: LittleLog) -> None:
    (stick / "1.request").write_bytes(log.request(0, 5))
    (stick / "2.request").write_bytes(replace(log, mark=b"other").request(5, 5))
    run = place.run("folder", str(stick))
    assert run.returncode == 2
    assert "ALARM" in run.stderr
    assert (stick / "2.answer").read_text().startswith("409\nanother root")


def test_a_typed_paper_is_kept_and_shown(place: Place, stick: Path, log: LittleLog) -> None:
    run = place.run("paper", typed=typed(log.note(1234)))
    assert (run.returncode, run.stderr) == (0, "")
    assert "1,234 件" in run.stdout
    place.run("folder", str(stick))
    assert (stick / f"{NAME}.checkpoint").read_text() == log.note(1234)


def test_a_scanned_paper_is_the_note_itself(place: Place, stick: Path, log: LittleLog) -> None:
    (stick / "scanned").write_text(log.note(77))
    run = place.run("paper", str(stick / "scanned"))
    assert "77 件" in run.stdout
    assert run.returncode == 0


def test_a_typing_error_is_refused_and_nothing_kept(place: Place, log: LittleLog) -> None:
    paper = typed(log.note(1234))
    other = "B" if paper[-12] == "A" else "A"
    for wrong in (paper.replace("４", "５", 1), paper[:-12] + other + paper[-11:], "", "a\nb\nc"):
        run = place.run("paper", typed=wrong)
        assert run.returncode == 1
        assert "Traceback" not in run.stderr
    assert "1,234" not in place.run("show").stdout


def test_a_paper_against_another_history_is_an_alarm(place: Place, log: LittleLog) -> None:
    forked = replace(log, mark=b"other")
    with place.serving() as served:
        assert served.post(log.request(0, 40))[0] == 200
        assert place.run("paper", typed=typed(log.note(40))).returncode == 0
        run = place.run("paper", typed=typed(forked.note(40)))
        assert (run.returncode, "split-view" in run.stderr) == (2, True)


def test_what_was_typed_in_is_asked_of_the_log_later(place: Place, log: LittleLog) -> None:
    assert place.run("paper", typed=typed(replace(log, mark=b"other").note(40))).returncode == 0
    with place.serving() as served:
        assert served.post(log.request(0, 40))[0] == 409
    assert "split-view" in place.alarms[0]


def test_links_and_foreign_files_on_the_stick_harm_nothing(
    place: Place, stick: Path, log: LittleLog
) -> None:
    """Whoever fills the stick must reach neither the witness's key nor the other requests."""
    key = (place.folder / "witness.key").read_text()
    for laid in ("intake-5.answer.new", f"{NAME}.checkpoint.new", f"{NAME}.checkpoint"):
        (stick / laid).symlink_to(place.folder / "witness.key")
    (stick / "a-folder.request").mkdir()
    (stick / "b-link.request").symlink_to(place.folder / "witness.key")
    os.mkfifo(stick / "c-pipe.request")
    with (stick / "d-large.request").open("wb") as large:
        large.truncate(2**40)
    (stick / "intake-5.request").write_bytes(log.request(0, 5))
    run = place.run("folder", str(stick))
    assert run.returncode == 0, run.stderr
    assert (stick / "intake-5.answer").read_text().startswith("200\n")
    assert (place.folder / "witness.key").read_text() == key
    assert (stick / f"{NAME}.checkpoint").read_text().startswith(log.note(5))
    assert key.strip() not in "".join(path.read_text() for path in stick.glob("*.answer"))


def test_a_clock_that_was_set_back_makes_no_cosignature_earlier(
    place: Place, log: LittleLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """V1 tells of cosignatures that go back; an honest witness whose clock is corrected makes none."""
    stamps = []
    for now, (old, size) in zip((5_000, 1_400, 6_000), ((0, 3), (3, 8), (8, 9)), strict=True):
        monkeypatch.setattr(time, "time", lambda now=now: now)
        status, line = place.add(log.request(old, size))
        assert status == 200
        stamps.append(int.from_bytes(b64decode(line.split(" ")[2])[4:12], "big"))
    assert stamps == [5_000, 5_000, 6_000]
