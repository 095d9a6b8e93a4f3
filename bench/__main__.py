"""`python -m bench [NAME …]`: run the programs, print the table, write JSON."""

import json
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench import ground, machine
from bench.append import Length, append
from bench.bundle import bundle
from bench.project import project
from bench.rebuild import rebuild
from bench.rounds import Line, table
from events.host.address import Address

Program = Callable[[Address, Namespace, Callable[[str], None]], list[Line]]
QUICK, FULL = 20_000, 200_000
BUNDLE = 50
"""Times as many entries in a bundle: 10 million in a full run."""
SMOKE = 1_000


def _size(given: Namespace) -> int:
    return SMOKE if given.smoke else QUICK if given.quick else FULL


def _length(given: Namespace) -> Length:
    return Length(0.05, 0.2) if given.smoke else Length()


PROGRAMS: dict[str, Program] = {
    "append": lambda owner, given, told: append(owner, given.rounds, _length(given), told),
    "rebuild": lambda owner, given, told: rebuild(owner, given.rounds, _size(given), told),
    "project": lambda owner, given, told: project(
        owner, given.rounds, _size(given), 0.5 if given.smoke else 5.0, told
    ),
    "bundle": lambda _, given, told: bundle(1, BUNDLE * _size(given), told),
}


def main(words: Sequence[str] | None = None) -> int:
    """0 when every program finished and its work was checked."""
    given = _given(words)
    found = machine.machine()
    if machine.noisy(found):
        print("他の仕事が動いています。この回は noisy と記します。", file=sys.stderr)
    with ground.server() as owner:
        versions = machine.versions(ground.version(owner))
        lines = [line for name in given.programs for line in PROGRAMS[name](owner, given, _told)]
    found["load_after"] = round(os.getloadavg()[0], 2)
    print(f"\n{found['cores']} cores, {found['memory_gib']} GiB, flush {found['flush_us']} µs, "
          f"load {found['load_before']} → {found['load_after']}, {versions}\n")  # fmt: skip
    print(table(lines))
    if given.json:
        given.json.write_text(_json(given, found, versions, lines), encoding="utf-8")
    return 0


def _given(words: Sequence[str] | None) -> Namespace:
    parser = ArgumentParser(prog="yorisoi bench", description="速さを、同じ回の基準との比で測る")
    parser.add_argument("programs", nargs="*", metavar="NAME", help=f"{', '.join(PROGRAMS)}")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--quick", action="store_true", help="3回、小さい量")
    parser.add_argument("--smoke", action="store_true", help="1回、1,000件(CI)")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args(words)
    given.programs = given.programs or list(PROGRAMS)
    if unknown := set(given.programs) - set(PROGRAMS):
        parser.error(f"{', '.join(sorted(unknown))}?")
    if given.smoke or given.quick:
        given.rounds = 1 if given.smoke else 3
    return given


def _told(word: str) -> None:
    print(word, file=sys.stderr)


def _json(
    given: Namespace, found: dict[str, object], versions: dict[str, str], lines: list[Line]
) -> str:
    text = {
        "format": 1,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": machine.commit(),
        "quick": given.quick or given.smoke,
        "noisy": machine.noisy(found),
        "machine": found,
        "versions": versions,
        "rows": [line.as_json() for line in lines],
    }
    return json.dumps(text, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    sys.exit(main())
