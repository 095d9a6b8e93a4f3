"""V2: do the entries say what a lawful office does? `python3 v2.py [BUNDLE]` after V1; exit code 0 = yes.

Versions 1..n, whole signed commands, what may follow what, four eyes, times, and the readable facts.
"""

import argparse
import json
import sys
from base64 import b64decode
from collections import defaultdict
from collections.abc import Iterator
from contextlib import nullcontext
from functools import partial
from hashlib import sha256
from itertools import chain, count, repeat
from multiprocessing import Pool
from pathlib import Path

from entries import entries, fields
from notes import Policy, verified
from procedure import Stream
from renewals import first

LATE, AHEAD = 86_400, 300  # seconds: until a checkpoint reaches its witness; clocks differ
SHOWN = 20  # sentences per log
NOTED = "注意:"  # what an auditor must know and is no difference


class Commands:
    """Facts of one command stand together, counted, and its last one is signed by the service."""

    def __init__(self, origin: str, keys: dict[bytes, bytes]) -> None:
        self.origin, self.keys, self.open = origin, keys, list[bytes]()
        self.head, self.next, self.count = b"", 1, 1

    def goes_on(self, f: list[bytes], data: bytes) -> Iterator[str]:
        ordinal, count = int.from_bytes(f[17][16:18], "big"), int.from_bytes(f[17][18:], "big")
        if ordinal == 1 and self.next == 1:
            self.open, self.head, self.count = [], f[17][:16], count
        elif (f[17][:16], ordinal, count) != (self.head, self.next, self.count):
            yield "操作の記録がそろっていません / a command is not whole"
            self.open, self.head, self.next, self.count = [], f[17][:16], ordinal, count
        self.open.append(sha256(b"\0" + data[: len(data) - len(f[22]) - 2] + b"\0\0").digest())
        self.next = ordinal % count + 1 if count else 1
        if bool(f[22]) != (ordinal == count):
            yield "署名の場所が違います / signed in the wrong place"
        elif f[22]:
            text = b"yorisoi-command/v1\n" + self.origin.encode() + b"\n" + b"".join(self.open)
            if f[21] not in self.keys or not verified(self.keys[f[21]], text, f[22]):
                yield "操作の署名が合いません / the command's signature does not verify"


def cosigned(data: bytes, origin: str) -> list[tuple[int, int, int]]:
    """Size, first and last second of the witnesses' lines, ascending; judged by V1."""
    found = []
    for note in data.decode().split("\x0c\n"):
        name, size, _, _, *lines = note.splitlines()
        raws = [b64decode(line.split(" ")[2])[4:] for line in lines]
        at = [int.from_bytes(raw[:8], "big") for raw in raws if len(raw) == 72]
        if first(name) == origin:
            found.append((int(size), min(at, default=1 << 60), max(at, default=0)))
    return sorted(found)


def log(bundle: Path, known: dict[tuple[str, bytes], bytes], late: int, origin: str) -> list[str]:
    """Every finding of one log, whose commands no other service's key may sign."""
    keys = {number: public[1:] for (owner, number), public in known.items() if owner == origin}
    name = origin.rsplit("/", 1)[-1]
    notes = cosigned((bundle / "checkpoints.txt").read_bytes(), origin)
    facts, streams, commands = (
        bundle / "facts" / f"{name}.jsonl",
        defaultdict[bytes, Stream](Stream),
        Commands(origin, keys),
    )
    found, since, step, size = list[str](), 0, 0, notes[-1][0] if notes else 0
    lines = facts.open(encoding="utf-8") if facts.is_file() else repeat("", size)
    for index, data, line in zip(
        count(), entries(bundle / name, size), chain(lines, repeat("")), strict=False
    ):
        while index >= notes[step][0]:
            since, step = notes[step][2], step + 1
        try:
            f = fields(data)
            told = [*commands.goes_on(f, data), *meant(f, data, streams[f[2]], line)]
            at = int.from_bytes(f[6], "big") / 1_000_000
            if not since - late <= at <= notes[step][1] + AHEAD:
                told.append(
                    "記録の時刻がチェックポイントの時刻と合いません / recorded_at lies outside its checkpoints"
                )
        except (ValueError, LookupError, AttributeError) as wrong:
            told = [f"読めません / cannot be read: {type(wrong).__name__}"]
        found += [f"{origin} 番号 / index {index}: {each}" for each in told]
    if commands.next != 1:
        found.append(
            f"{origin} 番号 / index {size - 1}: 最後の操作が途中です / the last command is not whole"
        )
    if facts.is_file() and next(iter(lines), ""):
        found.append(f"facts/{name}.jsonl に余分な行があります / too many lines")
    return found


def meant(f: list[bytes], data: bytes, stream: Stream, line: str) -> Iterator[str]:
    """One entry in its stream, and its readable line where there is one."""
    kind, fact, leaf = (
        f[5].decode().rsplit(".", 1)[0],
        json.loads(f[18]),
        sha256(b"\0" + data).hexdigest(),
    )
    stream.version += 1
    if int.from_bytes(f[3], "big") != stream.version:
        yield f"版は {stream.version} のはずです / version should be {stream.version}"
        stream.version = int.from_bytes(f[3], "big")
    if not stream.follows(kind, fact):
        yield f"{kind} はここでは起こりえません / cannot happen here"
    yield from stream.eyes(kind, fact, f[9].hex(), leaf)
    if kind.endswith(".ledger-renewed"):
        yield f"{NOTED} {fact['lost']} 件が失われ、台帳が更新されました / renewed after a loss (V1)"
    if line:
        read, day = json.loads(line), f[7][:10].decode()
        same = read["leaf"], read["kind"], read["occurred_on"], read["area"], read["fact"]
        if same != (leaf, f[5].decode(), day, f[8].decode(), fact):
            yield "読みやすい一覧の行が記録と違います / the readable line differs"


def main() -> int:
    """Print what is found; 0 or 1."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("bundle", nargs="?", type=Path, default=Path(__file__).parent)
    reader.add_argument("--policy", type=Path, help="あなたが持つ方針 / your own copy")
    reader.add_argument("--command-keys", type=Path, help="あなたが持つ鍵の一覧 / your own copy")
    reader.add_argument(
        "--late", type=int, default=LATE, metavar="秒", help="証人に届くまで / until a witness sees"
    )
    reader.add_argument("--processes", type=int, default=2)
    given = reader.parse_args()
    try:
        return judged(given)
    except (OSError, ValueError, LookupError) as wrong:
        print(f"NG 読めません / cannot be read: {type(wrong).__name__} {wrong}")
        return 1


def judged(given: argparse.Namespace) -> int:
    """Every log, side by side."""
    policy = Policy((given.policy or given.bundle / "policy").read_text("utf-8"))
    data = (given.command_keys or given.bundle / "command_keys").read_bytes()
    print(f"操作の鍵 / command keys SHA-256 {sha256(data).hexdigest()}")
    keyed = data.decode().split()
    keys = Policy("".join(f"log {key}\n" for key in keyed) + "quorum none").keys
    count = 0
    with Pool(given.processes) if given.processes > 1 else nullcontext() as pool:
        each = partial(log, given.bundle, keys, given.late)
        origins = list(dict.fromkeys(map(first, policy.origins)))
        for origin, found in zip(origins, (pool.imap if pool else map)(each, origins), strict=True):
            wrong = [sentence for sentence in found if NOTED not in sentence]
            for sentence in [each for each in found if NOTED in each] + wrong[:SHOWN]:
                print("NG" if NOTED not in sentence else "--", sentence)
            print(f"{origin}: {len(wrong) or '違いなし / OK'}")
            count += len(wrong)
    print(f"違い {count} 件 / {count} findings" if count else "すべて一致 / everything agrees")
    return min(count, 1)


if __name__ == "__main__":
    sys.exit(main())
