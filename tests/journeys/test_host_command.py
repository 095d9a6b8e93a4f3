"""The `yorisoi` command on a real machine: first start, accounts, keys, interruption, kill, two processes."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

from deploy.__main__ import names, parser, verb_of
from deploy.verb import OPERATOR, Verb
from events.host.auth import PERMISSIONS

ROOT = Path(__file__).parents[2]
PATIENCE = 300.0


@pytest.fixture
def home() -> Iterator[Path]:
    """A data directory that does not exist yet; its key file will lie beside it."""
    with place() as path:
        yield path


@pytest.fixture(scope="module")
def demo() -> Iterator[Path]:
    """A data directory filled once by the first `run --demo`."""
    with place() as path, running(path, "--demo", "intake") as one:
        assert "nishi" in one.said
        one.stop()
        yield path


@contextmanager
def place() -> Iterator[Path]:
    """A folder the database's account can reach."""
    folder = Path(tempfile.mkdtemp(prefix="yorisoi-command-"))
    folder.chmod(0o755)
    yield folder / "data"
    shutil.rmtree(folder, ignore_errors=True)


def environment(home: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("YORISOI_")}
    return kept | {"YORISOI_HOME": str(home), "YORISOI_DATABASE_MEMORY_MB": "512"}


def yorisoi(home: Path, *words: str, expect: int = 0) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "deploy", *words],
        cwd=ROOT, env=environment(home), capture_output=True, text=True, timeout=PATIENCE,
        check=False,
    )  # fmt: skip
    assert done.returncode == expect, done.stdout + done.stderr
    return done.stdout + done.stderr


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Running:
    """One `yorisoi run` as a process."""

    def __init__(self, home: Path, *words: str, port: int = 0) -> None:
        self.port = port or free_port()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "deploy", "run", "--port", str(self.port), *words],
            cwd=ROOT, env=environment(home), stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, start_new_session=True,
        )  # fmt: skip
        self.said = ""

    def ready(self) -> Running:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said += line
            if "止める: Ctrl-C" in line:
                return self
        raise AssertionError(self.said)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def stop(self, sign: signal.Signals = signal.SIGINT) -> float:
        begun = time.monotonic()
        self.process.send_signal(sign)
        self.said += self.process.communicate(timeout=PATIENCE)[0]
        return time.monotonic() - begun


@contextmanager
def running(home: Path, *words: str) -> Iterator[Running]:
    one = Running(home, *words)
    try:
        yield one.ready()
    finally:
        if one.process.poll() is None:
            one.stop()


def database_runs(home: Path) -> bool:
    return (home / "postgres/postmaster.pid").exists()


def test_every_verb_declares_who_may():
    assert {"setup", "run", "demo", "migrate", "status"} <= set(names())
    held = frozenset[str]().union(*PERMISSIONS.values()) | {OPERATOR}
    for verb in map(verb_of, names()):
        assert isinstance(verb, Verb)
        assert verb.permission in held, verb.name
        assert verb.ja
        assert verb.run.__doc__, f"{verb.name} says what it does"


def test_a_verb_has_the_name_of_its_module():
    assert [verb_of(name).name for name in names()] == names()


def test_help_lists_every_verb_in_japanese():
    text = " ".join(parser(names()).format_help().split())
    for verb in map(verb_of, names()):
        assert verb.name in text
        assert " ".join(verb.ja.split()) in text


def test_setup_makes_the_administrator_once_and_run_makes_nobody(home: Path):
    first = yorisoi(home, "setup", "--login", "admin", "--name", "管理 太郎")
    secret = re.search(r"一度だけ使えるパスワード: (\S+)", first)
    assert secret
    assert home.with_name("data.keys").exists()
    assert "登録されています" in yorisoi(home, "setup", "--login", "b", "--name", "c", expect=1)
    with running(home, "intake") as one:
        assert "デモ" not in one.said
        with httpx2.Client(base_url=one.url, headers={"Accept": "text/html"}) as browser:
            for login in ("nishi", "kanri"):
                answer = browser.post("/sign-in", data={"login": login, "password": "yorisoi-demo"})
                assert answer.status_code == 422
            entered = browser.post("/sign-in", data={"login": "admin", "password": secret[1]})
            assert entered.status_code == 303
            assert browser.get("/").headers["location"] == "/account/password"
    assert not database_runs(home)


def test_accounts_are_added_listed_and_disabled(home: Path):
    yorisoi(home, "setup", "--login", "admin", "--name", "管理 太郎")
    add = ["account", "add", "--login", "sato", "--name", "佐藤 花", "--ward", "西区"]
    said = yorisoi(
        home, *add, "--role", "counsellor", "--office", "nishi", "--contract", "nishi-2025"
    )
    assert "一度だけ使えるパスワード" in said
    assert "もう使われています" in yorisoi(home, *add, "--role", "counsellor", expect=1)
    listed = yorisoi(home, "account", "list")
    assert "相談支援員（271063）" in listed
    add[3] = "suzuki"
    assert "municipality.toml" in yorisoi(
        home, *add, "--role", "auditor", "--office", "x", expect=1
    )
    add[7] = "南極区"
    assert "その名前の市・区はありません" in yorisoi(home, *add, "--role", "auditor", expect=1)
    yorisoi(home, "account", "disable", "--login", "sato")
    assert "停止中" in yorisoi(home, "account", "list")
    assert "有効な利用者はいません" in yorisoi(home, "account", "disable", "--login", "x", expect=1)


def test_setup_without_a_terminal_asks_for_the_two_options(home: Path):
    assert "--login" in yorisoi(home, "setup", expect=1)


def test_status_of_nothing_makes_nothing(home: Path):
    assert "setup" in yorisoi(home, "status", expect=1)
    assert not home.exists()
    assert not home.with_name("data.keys").exists()


@pytest.mark.slow
def test_data_without_its_key_file_is_refused_with_the_path(home: Path):
    yorisoi(home, "migrate")
    keys = home.with_name("data.keys")
    keys.rename(home.with_name("elsewhere"))
    assert str(keys) in yorisoi(home, "status", expect=1)
    assert not keys.exists(), "no new key file is made for old data"
    assert str(keys) in yorisoi(home, "migrate", expect=1)


@pytest.mark.slow
def test_another_installations_key_file_is_refused(home: Path):
    yorisoi(home, "migrate")
    other = home.with_name("other")
    yorisoi(other, "migrate")
    shutil.copy(other.with_name("other.keys"), home.with_name("data.keys"))
    assert "のものではありません" in yorisoi(home, "status", expect=1)


@pytest.mark.slow
def test_a_demo_goes_only_into_an_empty_directory(home: Path):
    yorisoi(home, "setup", "--login", "admin", "--name", "管理 太郎")
    assert "空のデータディレクトリ" in yorisoi(home, "demo", expect=1)
    assert "空のデータディレクトリ" in yorisoi(home, "run", "--demo", expect=1)
    assert not database_runs(home)


@pytest.mark.slow
def test_a_demo_shows_its_people_and_marks_every_page_and_starts_again_as_it_is(demo: Path):
    with running(demo, "--demo", "intake") as one:
        assert "nishi" in one.said
        assert "yorisoi-demo" in one.said
        with httpx2.Client(base_url=one.url, headers={"Accept": "text/html"}) as browser:
            assert "架空です" in browser.get("/sign-in").text
            sent = {"login": "nishi", "password": "yorisoi-demo"}
            assert browser.post("/sign-in", data=sent).status_code == 303
            page = browser.get("/intake/")
            assert page.status_code == 200
            assert "デモ" in page.text
            assert "山本 直子" in page.text
    assert "デモ" in yorisoi(demo, "setup", "--login", "a", "--name", "b", expect=1)
    with running(demo, "intake") as again:
        assert "nishi" in again.said, "a demo stays one without the option"


@pytest.mark.slow
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "SIGTERM"])
def test_an_interrupt_ends_everything_in_order(demo: Path, sign: signal.Signals):
    with running(demo, "--demo", "intake", "planning") as one:
        seconds = one.stop(sign)
    assert one.process.returncode == 0
    assert one.said.rstrip().endswith("停止しました。")
    assert not database_runs(demo)
    assert seconds < 30
    assert "Traceback" not in one.said


@pytest.mark.slow
def test_an_interrupt_while_starting_leaves_no_database(home: Path):
    one = Running(home, "intake")
    assert one.process.stdout is not None
    assert "データベースを準備" in one.process.stdout.readline()
    time.sleep(0.5)
    one.stop()
    assert one.process.returncode == 0
    assert not database_runs(home)
    assert "Traceback" not in one.said


@pytest.mark.slow
def test_after_kill_the_next_start_goes_on(demo: Path):
    one = Running(demo, "--demo", "intake").ready()
    one.process.kill()
    one.process.wait()
    with running(demo, "intake") as again:
        assert "nishi" in again.said
    assert not database_runs(demo)


def test_a_port_in_use_is_said_before_anything_is_started(home: Path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert port in yorisoi(home, "run", "intake", "--port", port, expect=1)
    assert not home.exists()


@pytest.mark.slow
def test_one_service_stops_and_the_other_goes_on_whoever_started_the_database(demo: Path):
    with running(demo, "intake") as first, running(demo, "planning") as second:
        with httpx2.Client(base_url=second.url, headers={"Accept": "text/html"}) as browser:
            sent = {"login": "nishi", "password": "yorisoi-demo"}
            assert browser.post("/sign-in", data=sent).status_code == 303
            first.stop()
            assert first.process.returncode == 0
            assert database_runs(demo), "the other one still uses it"
            assert browser.get("/planning/").status_code == 200
            assert browser.get("/intake/").status_code == 404
        with running(demo, "intake") as back:
            assert httpx2.get(f"{back.url}/ready").status_code == 200
            second.stop()
            assert httpx2.get(f"{back.url}/intake/ready").status_code == 200
    assert not database_runs(demo), "the last one stops it"


@pytest.mark.slow
def test_a_verb_uses_the_running_database_and_leaves_it_running(demo: Path):
    with running(demo, "--demo", "intake") as one:
        assert "全体: 正常" in yorisoi(demo, "status")
        assert httpx2.get(f"{one.url}/ready").status_code == 200
    assert "全体: 正常" in yorisoi(demo, "status")
    assert not database_runs(demo)
