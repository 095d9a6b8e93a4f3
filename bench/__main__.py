"""`python -m bench [NAME …]`: run the programs, print the table, write JSON."""

import json
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import ground, machine
from bench.against import against
from bench.alone import alone
from bench.programs import FULL, NOT_HERE, PROGRAMS, QUICK, SMOKE, USUAL, Scale
from bench.rounds import Line, table


def main(words: Sequence[str] | None = None) -> int:
    """0 when every program finished and its work was checked."""
    given = _given(words)
    found = machine.machine()
    if machine.noisy(found):
        print("他の仕事が動いています。この回は noisy と記します。", file=sys.stderr)
    lines: list[Line] = []
    skipped: dict[str, str] = {}
    with ground.server() as owner:
        versions = machine.versions(ground.version(owner))
        for name in given.programs:
            answer = alone(name, owner, _scale(given))
            if isinstance(answer, str):
                skipped[name] = answer
            else:
                lines += answer
    found["load_after"] = round(os.getloadavg()[0], 2)
    print(f"\n{_where(found)}, {versions}\n")
    print(table(lines))
    _print_reasons(skipped)
    if given.against:
        print("\n".join(["", *against(given.against, lines)]))
    if given.json:
        given.json.write_text(_json(given, found, versions, lines), encoding="utf-8")
    return 0


def _scale(given: Namespace) -> Scale:
    scale = SMOKE if given.smoke else QUICK if given.quick else FULL if given.full else USUAL
    if given.rounds:
        scale = replace(scale, rounds=given.rounds)
    return replace(scale, events=given.events) if given.events else scale


def _where(found: dict[str, Any]) -> str:
    return (
        f"{found['cores']} cores (together {found['cores_at_once']}× one), {found['memory_gib']} GiB,"
        f" flush {found['flush_us']} µs, load {found['load_before']} → {found['load_after']}"
    )


def _print_reasons(skipped: dict[str, str]) -> None:
    for name, reason in (skipped | NOT_HERE).items():
        print(f"{name}: {reason}")


def _given(words: Sequence[str] | None) -> Namespace:
    parser = ArgumentParser(prog="yorisoi bench", description="速さを、同じ回の基準との比で測る")
    parser.add_argument("programs", nargs="*", metavar="NAME", help=f"{', '.join(PROGRAMS)}")
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--events", type=int, help="read、rebuild、stalls の件数")
    parser.add_argument("--quick", action="store_true", help="3回、小さい量")
    parser.add_argument("--smoke", action="store_true", help="1回、1,000件(CI)")
    parser.add_argument("--full", action="store_true", help="200万件、全国の一年度")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--against", type=Path, metavar="FILE", help="以前の --json と比べる")
    given = parser.parse_args(words)
    given.programs = given.programs or list(PROGRAMS)
    if unknown := set(given.programs) - set(PROGRAMS):
        parser.error(f"{', '.join(sorted(unknown))}?")
    return given


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
