"""What this computer could not test, and the command that includes it; with CI=true a skip is a failure.

Used by `pytest_plugins` in tests/conftest.py. A test marked `browser` or `kafka` is skipped here when the means
are missing; any other skip is put to its group by the first words of its reason.
"""

import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

IN_CI = "a skip is a failure (CI=true)"


@dataclass(frozen=True, slots=True)
class Group:
    """Tests that need something a computer may not have."""

    ja: str
    needs: str
    command: str
    skips: str
    """The first words of the reason of its skips."""


def _has_browser() -> bool:
    programs = ("chromium", "chromium-browser", "google-chrome")
    fonts = Path("/usr/share/fonts").rglob("*NotoSansCJK*")
    return any(map(shutil.which, programs)) and any(fonts)


def _has_pdf() -> bool:
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError):
        return False
    return any(Path("/usr/share/fonts").rglob("*NotoSansCJK*"))


def _has_kafka() -> bool:
    if os.environ.get("KAFKA_BOOTSTRAP_SERVERS"):
        return True
    if not (shutil.which("java") and shutil.which("mvn")):
        return False
    told = subprocess.run(["java", "-version"], capture_output=True, text=True, check=False).stderr
    version = re.search(r'version "(\d+)', told)
    return version is not None and int(version[1]) >= 17


GROUPS = {
    "browser": Group(
        "画面",
        "Chromium, Noto CJK",
        "sudo apt install chromium fonts-noto-cjk && make test",
        "browser:",
    ),
    "kafka": Group(
        "Kafka",
        "Java 17, Maven",
        "sudo apt install openjdk-17-jre-headless maven && make test",
        "kafka:",
    ),
    "pdf": Group(
        "PDF",
        "Pango, Noto CJK",
        "sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk"
        " && make test",
        "pdf:",
    ),
    "postgresql-15": Group(
        "PostgreSQL 15",
        "PostgreSQL 15",
        "sudo apt install postgresql-15 && make test",
        "PostgreSQL 15",
    ),
    "slow": Group("長い検査", "time", ".venv/bin/pytest -m slow", "slow:"),
}
MEANS: dict[str, Callable[[], bool]] = {
    "browser": _has_browser,
    "kafka": _has_kafka,
    "pdf": _has_pdf,
}
"""Marker → whether this computer has what it needs."""


@cache
def present(group: str) -> bool:
    """Whether this computer has what the group needs."""
    return MEANS[group]()


@dataclass
class LeftOut:
    """Counts of one run: by group, and skips that belong to none, by reason."""

    groups: Counter[str]
    others: Counter[str]

    def skipped(self, why: str) -> None:
        for name, group in GROUPS.items():
            if why.startswith(group.skips):
                self.groups[name] += 1
                return
        self.others[why] += 1

    def lines(self) -> Iterator[str]:
        """One line per group, with the command that includes it."""
        for group, count in sorted(self.groups.items()):
            told = GROUPS[group]
            yield f"  {group}({told.ja}) {count} 件  要: {told.needs}"
            yield f"      {told.command}"
        for why, count in sorted(self.others.items()):
            yield f"  {count} 件  {why}"


LEFT_OUT = pytest.StashKey[LeftOut]()
WORKERS_WORD = "left_out"
"""Under which name a worker of several tells what it left out."""


def in_ci() -> bool:
    """Whether nothing may be left out."""
    return os.environ.get("CI", "").lower() == "true"


def pytest_configure(config: pytest.Config) -> None:
    config.stash[LEFT_OUT] = LeftOut(Counter(), Counter())


def _collects_for_all(config: pytest.Config) -> bool:
    """Of several workers each collects everything: what is left out then is counted by the first."""
    return getattr(config, "workerinput", {}).get("workerid", "gw0") == "gw0"


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker tells the one that started it."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        left_out = session.config.stash[LEFT_OUT]
        output[WORKERS_WORD] = [dict(left_out.groups), dict(left_out.others)]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """What a worker told is added up; one that died told nothing."""
    groups, others = getattr(node, "workeroutput", {}).get(WORKERS_WORD, ({}, {}))
    left_out = node.config.stash[LEFT_OUT]
    left_out.groups.update(groups)
    left_out.others.update(others)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs a browser or Kafka where there is none."""
    for item in items:
        for group in MEANS:
            if item.get_closest_marker(group) and not present(group):
                item.add_marker(pytest.mark.skip(reason=f"{group}: needs {GROUPS[group].needs}"))


def pytest_deselected(items: list[pytest.Item]) -> None:
    """`-m "not slow"` leaves out the slow ones; other choices (-k, a path) are the caller's own."""
    if (
        items
        and items[0].config.option.markexpr == "not slow"
        and _collects_for_all(items[0].config)
    ):
        slow = sum(1 for item in items if item.get_closest_marker("slow"))
        if slow:
            items[0].config.stash[LEFT_OUT].groups["slow"] += slow


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Note every skip; with CI=true turn it into a failure."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail"):
        why = _why(report.longrepr)
        item.config.stash[LEFT_OUT].skipped(why)
        if in_ci():
            report.outcome, report.longrepr = "failed", f"{IN_CI}: {why}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for a whole module that skips itself while it is read."""
    report = yield
    if report.skipped:
        why = _why(report.longrepr)
        if _collects_for_all(collector.config):
            collector.config.stash[LEFT_OUT].skipped(why)
        if in_ci():
            report.outcome, report.longrepr = "failed", f"{IN_CI}: {why}"
    return report


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    left_out = config.stash[LEFT_OUT]
    if not left_out.groups and not left_out.others:
        return
    terminalreporter.section(
        "このコンピューターで行わなかった検査 / left out on this computer", "-"
    )
    for line in left_out.lines():
        terminalreporter.write_line(line)


def _why(longrepr: object) -> str:
    """The reason out of (path, line, "Skipped: reason")."""
    told = longrepr[2] if isinstance(longrepr, tuple) else str(longrepr)
    return str(told).removeprefix("Skipped: ")
