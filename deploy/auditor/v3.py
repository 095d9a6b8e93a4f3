"""V3: the submitted tables counted again from the entries. `python3 v3.py [BUNDLE]` after V1.

Exit code 0 = every figure agrees, 1 = some do not, 2 = some could not be counted for want of a key.
"""

import argparse
import json
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from cells import Cell
from entries import entries, fields
from facets import keys, stat
from notes import Policy
from rates import SUFFIX, Given, Rate, months_of, people_of
from renewals import first

KINDS = {  # wire name → kind of the rules, and the field that is its outcome
    "intake.consultation-received": ("consultation", ""),
    "intake.case-triaged": ("triaged", "triage"),
    "intake.referral-made": ("referred", "target"),
    "planning.assessment-completed": ("assessed", ""),
    "planning.plan-decided": ("plan", ""),
    "planning.job-started": ("employed", ""),
    "planning.income-increased": ("income_increased", ""),
    "planning.plan-evaluated": ("evaluated", "outcome"),
    "planning.case-closed": ("closed", "reason"),
    "benefits.payment-made": ("payment", ""),
}
FACETS = {"employment_support_target": "seeks_employment", "improved": "changes"}  # sealed flags
Json = dict[str, Any]
Figure = tuple[str, str, int | str | None, Cell | Given | Rate | None]


def facts(
    bundle: Path, known: dict[bytes, bytes]
) -> Iterator[tuple[str, str, str, str, Json, Json]]:
    """Kind, outcome, legal day, area code, clear fields and flags of everything that counts."""
    policy = Policy((bundle / "policy").read_text("utf-8"))
    sizes = dict[str, int]()
    for note in (bundle / "checkpoints.txt").read_text("utf-8").split("\f\n"):
        origin, size, *_ = note.split("\n")
        sizes[first(origin)] = max(int(size), sizes.get(first(origin), 0))
    for origin in dict.fromkeys(map(first, policy.origins)):
        for data in entries(bundle / origin.rsplit("/", 1)[-1], sizes.get(origin, 0)):
            f = fields(data)
            kind, outcome = KINDS.get(f[5].decode().rsplit(".", 1)[0], ("", ""))
            if kind:
                fact = json.loads(f[18])
                facets = stat(f, known) if kind in {"plan", "evaluated"} else {}
                flags = {
                    flag: bool((facets or {}).get(name)) if facets is not None else None
                    for flag, name in FACETS.items()
                }
                flags |= {
                    "migrated": f[10] == b"migration",
                    "transfer_within": fact.get("origin") == "transfer_within",
                    "reconsultation": fact.get("origin") == "reconsultation",
                }
                flags |= {"holds_employment_plan": fact.get("holds_employment_plan")}
                yield kind, fact.get(outcome, ""), f[7][:10].decode(), f[8].decode(), fact, flags


def asked(bundle: Path, areas: list[Json], populations: list[Json]) -> Iterator[Figure]:
    """Every figure of every report: its name in words, its file, the printed value, its cell."""
    rules = {
        path.stem: tomllib.loads(path.read_text("utf-8"))
        for path in (bundle / "indicators").glob("*.toml")
    }
    for path in sorted((bundle / "reports").glob("*.json")):
        for row in json.loads(path.read_text("utf-8"))["rows"]:
            period, inside, cells = row["period"], set[int](), dict[str, Cell | None]()
            own = {
                a["area_id"]
                for a in areas
                if (a["name"], a["level"]) == (row["area"], row["area_level"])
            }
            while own - inside:
                inside |= own
                own = {area["area_id"] for area in areas if area["parent"] in inside}
            for name, value in row["counts"].items():
                rule, (start, end) = (
                    rules[name],
                    (date.fromisoformat(period[x]) for x in ("start", "end")),
                )
                exists = rule["since"] <= start and not (rule.get("until") and rule["until"] < end)
                cell = Cell(rule, inside, period["start"], period["end"]) if exists else None
                cells[name] = cell
                yield f"{row['area']} {period['wareki']} {rule['ja']}", path.name, value, cell
            where, people = f"{row['area']} {period['wareki']}", people_of(row, areas, populations)
            yield f"{where} 人口", path.name, row["population"], Given(people)
            for name, value in row["by_rule"].items():
                if name.endswith(SUFFIX):
                    of = name.removesuffix(SUFFIX)
                    rate = Rate(cells[of], people, months_of(period))
                    words = f"{where} {rules[of]['ja']}(人口10万人・1か月当たり)"
                    yield words, path.name, value, rate


def main() -> int:
    """Print every figure beside its recount."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("bundle", nargs="?", type=Path, default=Path(__file__).parent)
    reader.add_argument("--passphrase-file", type=Path, help="合言葉のファイル / the passphrase")
    given = reader.parse_args()
    try:
        return counted(given)
    except (EOFError, OSError, ValueError, LookupError, AttributeError) as wrong:
        print(
            f"NG 読めません。合言葉も確かめてください / cannot be read: {type(wrong).__name__} {wrong}"
        )
        return 1


def counted(given: argparse.Namespace) -> int:
    """Every entry once, into every figure it belongs to."""
    rules = [path.read_bytes() for path in sorted((given.bundle / "indicators").glob("*.toml"))]
    written = (given.bundle / "areas.json").read_bytes()
    print(f"数え方 / rules SHA-256 {sha256(b''.join(rules)).hexdigest()}")
    print(f"区域 / areas SHA-256 {sha256(written).hexdigest()}")
    people = (given.bundle / "populations.json").read_bytes()
    print(f"人口 / populations SHA-256 {sha256(people).hexdigest()}")
    areas = json.loads(written)
    figures = list(asked(given.bundle, areas, json.loads(people)))
    at = defaultdict[int, list[Cell]](list)
    for _, _, _, cell in figures:
        if isinstance(cell, Cell):
            for area in cell.areas:
                at[area].append(cell)
    coded = defaultdict[str, list[Json]](list)
    for area in areas:
        coded[area["code"]].append(area)
    for kind, outcome, day, code, fact, flags in facts(
        given.bundle, keys(given.bundle, given.passphrase_file)
    ):
        held = [a for a in coded[code] if a["from"] <= day <= (a["until"] or "9999")]
        for cell in at[held[0]["area_id"]]:
            if cell.start <= day <= cell.end:
                cell.take(kind, outcome, fact, flags)
    return told(figures)


def told(figures: list[Figure]) -> int:
    """Every figure beside its recount; the exit code."""
    wrong = unknown = 0
    for words, file, value, cell in figures:
        counted = cell.total if cell else None
        if cell and cell.closed:
            unknown += 1
            print(f"?  {words}: {value}(閉じた項目 {cell.closed} 件 / facets closed)")
        elif counted != value:
            wrong += 1
            print(f"NG {file} {words}: 提出 / submitted {value}, 記録 / counted {counted}")
        else:
            print(f"   {words}: {value} = {counted}")
    print(
        f"違い / differences {wrong}, 鍵がなく数えられない / not countable {unknown}, 全 / of {len(figures)}"
    )
    print("すべて一致 / everything agrees" if not wrong + unknown else "")
    return 1 if wrong else 2 if unknown else 0


if __name__ == "__main__":
    sys.exit(main())
