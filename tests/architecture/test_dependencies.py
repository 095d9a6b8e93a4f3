"""What is installed is what the lock files say, byte for byte, and brings no module with our names."""

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions

import pytest

from tests.architecture.checkout import ROOT, committed_files

LOCKS = ("requirements.lock", "requirements-dev.lock")
OURS = ("events", "services", "deploy", "tests", "bench")
PIN = re.compile(r"([A-Za-z0-9._-]+)(?:\[[a-z,]+\])?==([^ ;\\]+)[^\\]*(\\?)")
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")
REGISTRIES = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"), ("pythonhosted", "org"), ("registry", "npmjs", "org"), ("registry", "yarnpkg", "com"),
        ("repo1", "maven", "org"), ("repo", "maven", "apache", "org"), ("proxy", "golang", "org"),
        ("deb", "debian", "org"), ("conda", "anaconda", "org"), ("index", "crates", "io"), ("ghcr", "io"),
        ("registry-1", "docker", "io"),
    )
)  # fmt: skip
"""Put together here, so that this file holds none."""
WRITTEN = {".py", ".toml", ".lock", ".md", ".txt", ".cfg", ".ini", ".sh", ".xml", ".properties", ".json", ".yaml",
           ".yml", ".sql", ".csv", ".html", ".css", ".js", ".service", ""}  # fmt: skip


def unhashed(lock: str) -> Iterator[str]:
    """Lines of a lock file that are neither a pin with hashes below it nor one of those hashes."""
    lines = lock.splitlines()
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        pin = PIN.fullmatch(line)
        if pin and pin[3] and HASH.fullmatch(following):
            continue
        if not HASH.fullmatch(line):
            yield line


def pins(lock: str) -> dict[str, str]:
    """Package → version with its marker."""
    found = (PIN.match(line) for line in lock.splitlines())
    return {pin[1].lower().replace("_", "-"): pin[2] for pin in found if pin}


@pytest.mark.parametrize("name", LOCKS)
def test_every_pinned_package_has_a_hash_and_no_line_has_an_address(name: str) -> None:
    lock = (ROOT / name).read_text(encoding="utf-8")
    assert list(unhashed(lock)) == []
    assert "://" not in lock
    assert len(pins(lock)) > 20


@pytest.mark.parametrize(
    "line",
    [
        "x==1.0",
        "x==1.0 \\\n    # via y",
        "--index-url https://example.invalid",
        "x @ https://example.invalid/x",
    ],
)
def test_a_line_without_a_hash_is_found_out(line: str) -> None:
    assert list(unhashed(line))


def test_both_lock_files_agree() -> None:
    runtime, development = (pins((ROOT / name).read_text(encoding="utf-8")) for name in LOCKS)
    assert {name: development.get(name) for name in runtime} == runtime


def test_every_declared_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    runtime, development = (pins((ROOT / name).read_text(encoding="utf-8")) for name in LOCKS)
    declared = (
        project["project"]["dependencies"] + project["project"]["optional-dependencies"]["embedded"]
    )
    assert {named(line) for line in declared} <= set(runtime)
    assert {named(line) for line in project["dependency-groups"]["dev"]} <= set(development)


def named(requirement: str) -> str:
    return re.split(r"[\[<>=!~; ]", requirement, maxsplit=1)[0].lower()


def test_no_installed_package_brings_a_module_with_one_of_our_names() -> None:
    installed = packages_distributions()
    assert {name: set(installed.get(name, ())) - {"yorisoi"} for name in OURS} == {
        name: set() for name in OURS
    }


def test_no_committed_file_holds_the_address_of_a_registry() -> None:
    found = []
    for path in committed_files():
        if path.suffix in WRITTEN:
            text = path.read_text(encoding="utf-8", errors="replace")
            found += [f"{path.relative_to(ROOT)}: {host}" for host in REGISTRIES if host in text]
    assert found == []
