"""From a key at the counter to the candidates beside the form, with very many persons received.

A real installation, its own log and tables, a real Chromium. What the panel waits for and how long a browser takes
to draw it are part of the figure; typing goes on while an answer is under way, as at a counter.
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from shutil import which
from typing import Any, Final
from uuid import uuid4

import psycopg

from bench.receptions import received
from bench.rounds import Gate, Line
from bench.running import ROOT, running
from bench.sample_city import database_of, filled, sign_ins
from bench.skipped import Skipped
from events.contract import wareki
from events.host import accounts, areas, municipality_file
from events.host.accounts import Account
from events.host.address import Address
from events.host.auth import Assignment
from events.host.runtime import Runtime, installation, service
from events.host.settings import Settings
from events.log.key_file import KeyFile
from events.testing.persons import Person, Written, crowd, written

SEED: Final = 20261122
WARD: Final = "271063"
BETWEEN_MS: Final = 120
"""Between two keys: 8 a second, a quick typist."""
CATCHING_UP: Final = 1_800.0
READING: Final = "これまでの受付を読み込んでいます"
DRAWN: Final = "key → candidates drawn (p99 ms)"
Told = Callable[[str], None]

WATCH: Final = """() => {
  window.waits = []; window.requests = []; window.unchanged = 0;
  const every = {subtree: true, childList: true, characterData: true, attributes: true};
  let oldest = null;
  document.addEventListener("input", () => { oldest ??= performance.now(); }, true);
  const plain = window.fetch;
  window.fetch = async (...given) => {
    const asked = String(given[0].url ?? given[0]);
    if (!asked.includes("/consultations/candidates")) return plain(...given);
    const begun = performance.now();
    const answer = await plain(...given);
    window.requests.push(performance.now() - begun);
    const typed = oldest;
    oldest = null;
    let drawn = false;
    const watching = new MutationObserver(() => {
      watching.disconnect();
      drawn = true;
      requestAnimationFrame(() => window.waits.push(performance.now() - typed));
    });
    watching.observe(document.querySelector("#candidates"), every);
    setTimeout(() => { watching.disconnect(); window.unchanged += !drawn; }, 100);
    return answer;
  };
}"""
"""A question that the next key replaces is not answered: its key waits on, and the figure is the oldest key's."""


def key_to_candidate(persons: int, typed: int, told: Told) -> list[Line]:
    """One run: so many persons received, `typed` of them at the counter again."""
    browser = _chromium()
    program = f"key-to-candidate {persons:,}"
    people = list(crowd(persons, SEED))
    with tempfile.TemporaryDirectory(prefix="yorisoi-bench-") as folder:
        home = filled(Path(folder), told)
        with running(home):
            told(f"{program}: {persons:,} receptions")
            at = database_of(home)
            begun = time.perf_counter()
            with _intake(home, at) as runtime:
                for _ in runtime.log.append_all(received(people, WARD, datetime.now(UTC))):
                    pass
                stored = persons / (time.perf_counter() - begun)
                told(f"{program}: tables catch up")
                _caught_up(at, runtime.log.reading.head())
        with running(home) as serving:
            [token] = _counsellor(at := database_of(home))
            told(f"{program}: {typed} persons typed")
            begun = time.perf_counter()
            seen = _at_the_counter(browser, serving.port, token, people, typed)
            told(f"{program}: {time.perf_counter() - begun:.0f} s at the counter")
            memory = serving.rss_kib / 1024
    return [
        _line(program, "receptions stored (per s)", "receptions/s", stored),
        _line(program, "first page after a start (s)", "s", seen["first"]),
        _line(program, "everybody known after a start (s)", "s", seen["known"]),
        _line(program, "memory of the process that serves (MiB)", "MiB", memory),
        _line(program, "the answer alone (p50 ms)", "ms", _quantile(seen["requests"], 0.5)),
        _line(program, "the answer alone (p99 ms)", "ms", _quantile(seen["requests"], 0.99)),
        _line(program, "key → candidates drawn (p50 ms)", "ms", _quantile(seen["waits"], 0.5)),
        _line(program, DRAWN, "ms", _quantile(seen["waits"], 0.99), Gate(at_most=150)),
        _line(program, "panels drawn", "panels", float(len(seen["waits"]))),
        _line(program, "answers that changed nothing", "panels", float(seen["unchanged"])),
        _line(program, "the right person among those shown", "%", 100 * seen["right"] / typed),
    ]


def _line(program: str, variant: str, unit: str, figure: float, gate: Gate | None = None) -> Line:
    line = Line(program, variant, unit, gate=gate)
    line.rounds.append(figure)
    return line


def _at_the_counter(
    browser: Any, port: int, token: str, people: list[Person], typed: int
) -> dict[str, Any]:
    chance = Random(SEED)
    seen: dict[str, Any] = {"waits": [], "requests": [], "right": 0, "unchanged": 0}
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        context = chromium.new_context(locale="ja-JP")
        url = f"http://127.0.0.1:{port}"
        context.add_cookies([{"name": "yorisoi", "value": token, "url": url}])
        page = context.new_page()
        page.set_default_timeout(CATCHING_UP * 1_000)
        begun = time.perf_counter()
        page.goto(f"{url}/intake/consultations/new")
        seen["first"] = time.perf_counter() - begun
        while READING in page.locator("#candidates").inner_text():
            page.wait_for_timeout(500)
            page.reload()
        seen["known"] = time.perf_counter() - begun
        for _ in range(typed):
            who = written(people[chance.randrange(len(people))])
            page.goto(f"{url}/intake/consultations/new")
            page.evaluate(WATCH)
            _type(page, who)
            cards = page.locator("#candidates").inner_text()
            seen["right"] += _shown(who, cards)
            for kind in ("waits", "requests"):
                seen[kind] += page.evaluate(f"() => window.{kind}")
            seen["unchanged"] += page.evaluate("() => window.unchanged")
        chromium.close()
    if not seen["waits"]:
        raise AssertionError("nothing was answered: no figure")
    return seen


def _type(page: Any, who: Written) -> None:
    """Kana and birth date, key by key; then time for the last answer."""
    born = wareki.short(who.born_on) if who.born_on else ""
    for field, text in (("kana", who.kana), ("born_on", born)):
        page.locator(f"[name={field}]").focus()
        for letter in text:
            page.keyboard.insert_text(letter)
            page.wait_for_timeout(BETWEEN_MS)
    page.wait_for_timeout(500)


def _shown(who: Written, cards: str) -> bool:
    shown = cards.replace(" ", "").replace("　", "")
    return who.name.replace(" ", "") in shown


def _caught_up(at: Address, head: int) -> None:
    """Until every table that reads intake's log stands at its head."""
    deadline = time.monotonic() + CATCHING_UP
    with psycopg.connect(at.conninfo(), autocommit=True) as session:
        while time.monotonic() < deadline:
            behind = 0
            for name in ("intake", "planning", "benefits", "reporting"):
                found = session.execute(
                    f"select count(*) from {name}_read.checkpoint where source = 1"
                    " and position < %s".encode(),
                    [head],
                ).fetchone()
                behind += found[0] if found else 0
            if not behind:
                return
            time.sleep(1)
    raise AssertionError("the tables did not catch up: no figure")


def _counsellor(at: Address) -> list[str]:
    """A sign-in of somebody who may receive in that ward."""
    held = Assignment(
        role="counsellor",
        wards=frozenset({WARD}),
        office="bench",
        operator="mihon",
        since=date(2015, 4, 1),
    )
    login = f"bench-{uuid4().hex[:12]}"
    account = Account(login=login, password_hash="!", name="試験 花子", roles=(held,), demo=True)  # noqa: S106
    with psycopg.connect(at.conninfo()) as session:
        accounts.insert(session, account)
    return sign_ins(at, [account.account])


@contextmanager
def _intake(home: Path, at: Address) -> Iterator[Runtime]:
    """A second writer of the same installation, with its keys; no pages."""
    keys = home.with_name(f"{home.name}.keys")
    settings = Settings(home=home, keys=keys)
    known = areas.load(ROOT / "deploy" / "areas.csv")
    city = municipality_file.load(ROOT / "deploy" / "municipality.toml", known)
    pages = ROOT / "services" / "intake" / "pages"
    with (
        installation(settings, at, KeyFile.load(keys, home), known, city, demo=True) as around,
        service("intake", around, pages) as runtime,
    ):
        yield runtime


def _quantile(found: list[float], share: float) -> float:
    return sorted(found)[min(len(found) - 1, int(len(found) * share))]


def _chromium() -> str:
    try:
        import playwright  # noqa: F401 - only where it is installed
    except ImportError:
        raise Skipped("playwright がありません(開発用の部品)") from None
    found = which("chromium") or which("google-chrome")
    if found is None:
        raise Skipped("chromium がありません")
    return found
