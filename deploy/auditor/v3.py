"""V3: the submitted tables counted again from the entries. `python3 v3.py [BUNDLE]` after V1.

Exit code 0 = every figure agrees, 1 = some do not, 2 = some could not be counted for want of a key.
"""

import argparse
import getpass
import json
import sys
import tomllib
from base64 import b64decode
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from hashlib import scrypt
from pathlib import Path
from typing import Any

from aes_gcm import opened
from entries import entries, fields
from notes import Policy

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
SAME = {"residential_support": "temporary_living", "budget_counselling": "budget_improvement"}
Json = dict[str, Any]


def keys(bundle: Path, passphrase: Path | None) -> dict[bytes, bytes]:
    """Key id → cohort key, where the bundle has them and the passphrase opens them."""
    path = bundle / "cohort" / "keys.enc"
    if not path.is_file():
        return {}
    text = json.loads(path.read_text("utf-8"))
    word = (
        passphrase.read_text("utf-8").strip()
        if passphrase
        else getpass.getpass("合言葉 / passphrase: ")
    )
    cost = {name: text[name] for name in ("n", "r", "p")}
    key = scrypt(word.encode(), salt=b64decode(text["salt"]), maxmem=2**26, dklen=32, **cost)
    bound = f"{text['format']}\n{text['auditor']}".encode()
    lines = opened(key, b64decode(text["nonce"]), b64decode(text["keys"]), bound).decode()
    return {bytes.fromhex(line[:32]): bytes.fromhex(line[33:]) for line in lines.splitlines()}


def stat(f: list[bytes], known: dict[bytes, bytes]) -> Json | None:
    """The facets of an entry: the parts of group 1; None where one of them stays closed."""
    found, at = Json(), 0
    while at < len(f[19]):
        head, length = f[19][at : at + 45], int.from_bytes(f[19][at + 45 : at + 47], "big")
        at += 47 + length
        if head[0] == 1:
            key = known.get(head[17:33])
            if key is None:
                return None
            bound = f[2] + f[3] + f[1] + b"\x01"
            found |= json.loads(opened(key, head[33:45], f[19][at - length : at], bound))
    return found


class Cell:
    """One figure of a report: the counts of its rule, added up."""

    def __init__(self, rule: Json, areas: set[int], start: str, end: str) -> None:
        self.counts, self.areas, self.start, self.end = rule["count"], areas, start, end
        self.total, self.closed, self.persons = 0, 0, set[tuple[int, str]]()

    def take(self, kind: str, outcome: str, fact: Json, flags: Json) -> None:
        """One fact of the period and area."""
        for number, count in enumerate(self.counts):
            services = {SAME.get(service, service) for service in fact.get("services", [])}
            fits = count["kind"] == kind and count.get("outcome", outcome) == outcome
            fits &= (
                count.get("service") is None
                or SAME.get(count["service"], count["service"]) in services
            )
            wanted = count.get("where", {})
            if not fits or any(
                flags.get(flag) not in {value, None} for flag, value in wanted.items()
            ):
                continue
            if any(flags.get(flag) is None for flag in wanted):
                self.closed += 1
            elif "once_per" not in count:
                self.total += 1
            elif (number, fact["person"]) not in self.persons:
                self.persons.add((number, fact["person"]))
                self.total += 1


def facts(
    bundle: Path, known: dict[bytes, bytes]
) -> Iterator[tuple[str, str, str, str, Json, Json]]:
    """Kind, outcome, legal day, area code, clear fields and flags of everything that counts."""
    policy = Policy((bundle / "policy").read_text("utf-8"))
    sizes = dict[str, int]()
    for note in (bundle / "checkpoints.txt").read_text("utf-8").split("\f\n"):
        origin, size, *_ = note.split("\n")
        sizes[origin] = max(int(size), sizes.get(origin, 0))
    for origin in policy.origins:
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
                }
                flags |= {"holds_employment_plan": fact.get("holds_employment_plan")}
                yield kind, fact.get(outcome, ""), f[7][:10].decode(), f[8].decode(), fact, flags


def asked(bundle: Path, areas: list[Json]) -> Iterator[tuple[str, str, int | None, Cell | None]]:
    """Every figure of every report: its name in words, its indicator, the printed value, its cell."""
    rules = {
        path.stem: tomllib.loads(path.read_text("utf-8"))
        for path in (bundle / "indicators").glob("*.toml")
    }
    for path in sorted((bundle / "reports").glob("*.json")):
        for row in json.loads(path.read_text("utf-8"))["rows"]:
            period, inside = row["period"], set[int]()
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
                yield f"{row['area']} {period['wareki']} {rule['ja']}", path.name, value, cell


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
    areas = json.loads((given.bundle / "areas.json").read_text("utf-8"))
    figures = list(asked(given.bundle, areas))
    at = defaultdict[int, list[Cell]](list)
    for _, _, _, cell in figures:
        if cell:
            for area in cell.areas:
                at[area].append(cell)
    coded = defaultdict[str, list[Json]](list)
    for area in areas:
        coded[area["code"]].append(area)
    for kind, outcome, day, code, fact, flags in facts(
        given.bundle, keys(given.bundle, given.passphrase_file)
    ):
        held = next(
            a for a in coded[code] if a["from"] <= day and (a["until"] is None or day <= a["until"])
        )
        for cell in at[held["area_id"]]:
            if cell.start <= day <= cell.end:
                cell.take(kind, outcome, fact, flags)
    return told(figures)


def told(figures: list[tuple[str, str, int | None, Cell | None]]) -> int:
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
