"""What we took from others is what the list says: same bytes, a licence beside it, nothing unlisted."""

import tomllib
from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
VENDORED = [ROOT / "events/host/static", ROOT / "tests/pages/vendor"]
OUR_OWN = {
    "a4.css",
    "app.css",
    "charts.css",
    "checkpoints.css",
    "history.css",
    "surfaces.css",
    "tables.css",
    "work.css",
    "controls.css",
    "print.css",
    "connection.js",
    "draft.js",
    "furigana.js",
    "keys.js",
    "live.js",
    "page.js",
    "mark.svg",
    "sign-in.css",
    "vendor.toml",
}


def listed(folder: Path) -> dict[str, dict[str, str]]:
    entries = tomllib.loads((folder / "vendor.toml").read_text(encoding="utf-8"))["file"]
    return {entry["path"]: entry for entry in entries}


@pytest.mark.parametrize("folder", VENDORED, ids=lambda folder: folder.name)
def test_vendored_files_have_the_listed_bytes_and_a_licence_text(folder: Path) -> None:
    entries = listed(folder)
    assert entries
    for path, entry in entries.items():
        assert sha256((folder / path).read_bytes()).hexdigest() == entry["sha256"], path
        assert entry["name"] and entry["version"] and entry["licence"], path
        assert entry["licence_file"] in entries, f"{path}: its licence text is not listed"


@pytest.mark.parametrize("folder", VENDORED, ids=lambda folder: folder.name)
def test_a_file_is_either_listed_or_our_own(folder: Path) -> None:
    found = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert found - listed(folder).keys() - OUR_OWN == set()


def test_every_listed_file_exists() -> None:
    for folder in VENDORED:
        for path in listed(folder):
            assert (folder / path).is_file(), path
