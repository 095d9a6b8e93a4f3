"""V1: signatures, tree and tiles. `python3 verify.py [BUNDLE]`; exit code 0 = nothing found.

RFC 6962 §2.1 and C2SP tlog-tiles; `notes.py` judges signatures, `entries.py` reads tiles; both lie beside this file.
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from functools import partial
from hashlib import sha256
from itertools import pairwise
from multiprocessing import Pool
from pathlib import Path
from typing import Any

from entries import read, split
from notes import Policy, checkpoints
from renewals import first, misplaced, renewals, unproved

AT_ONCE = 256  # tiles that a process judges in one go
SHOWN = 20  # sentences per log


def node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\1" + left + right).digest()


def peaks(hashes: list[bytes]) -> list[bytes]:
    """Roots of the full subtrees, the rightmost first."""
    found = []
    while hashes:
        found += hashes[len(hashes) & ~1 :]
        hashes = list(map(node, hashes[:-1:2], hashes[1::2]))
    return found


def root(found: Iterable[bytes]) -> bytes:
    """Of peaks, the rightmost first."""
    whole = b""
    for peak in found:
        whole = node(peak, whole) if whole else peak
    return whole or sha256(b"").digest()


def hashed(data: bytes) -> list[bytes]:
    return [sha256(b"\0" + entry).digest() for entry in split(data)]


def judged(
    folder: Path, end: int, sizes: list[int], first: int
) -> tuple[list[bytes], list[Any], list[str]]:
    """Tiles from number `first` on: their roots, the peaks inside them at `sizes`, findings."""
    roots, inside, found = [], [], []
    for number in range(first, min(first + AT_ONCE, -(-end // 256))):
        begin = number * 256
        width = min(256, end - begin)
        entries, stored = (
            hashed(read(folder, "entries", number, width)),
            read(folder, 0, number, width),
        )
        hashes = [stored[at : at + 32] for at in range(0, len(stored), 32)]
        where = f"{number} ({begin}–{begin + width - 1})"
        if len(entries) != width:
            found.append(f"束 {where} の記録がないか壊れています / entries missing or broken")
        if len(stored) != 32 * width:
            found.append(f"束 {where} の葉がないか壊れています / leaf hashes missing or broken")
            hashes = entries
        for index, (leaf, kept) in enumerate(zip(entries, hashes, strict=False), begin):
            if leaf != kept:
                found.append(f"番号 {index} の記録が葉と違います / index {index}: not its leaf")
        inside += [(s, peaks(hashes[: s - begin])) for s in sizes if begin < s < begin + 256]
        roots += [root(peaks(hashes))] if width == 256 else []
    return roots, inside, found


def trees(roots: list[bytes], inside: dict[int, list[bytes]], sizes: list[int]) -> Iterator[bytes]:
    """The root at each of the ascending sizes."""
    held, done = list[tuple[int, bytes]](), 0
    for size in sizes:
        for whole in roots[done : size // 256]:
            height, top = 0, whole
            while held and held[-1][0] == height:
                height, top = height + 1, node(held.pop()[1], top)
            held.append((height, top))
        done = size // 256
        yield root(inside.get(size, []) + [top for _, top in reversed(held)])


def tiles(folder: Path, roots: list[bytes], end: int) -> Iterator[str]:
    """The levels above the leaves, and files that nothing accounts for."""
    wanted, level = 2 * -(-end // 256), 1
    while roots:
        wanted += -(-len(roots) // 256)
        parts = [roots[at : at + 256] for at in range(0, len(roots), 256)]
        for number, part in enumerate(parts):
            if read(folder, level, number, len(part)) != b"".join(part):
                yield f"段 {level} の {number} 枚目が違います / level {level}, tile {number} differs"
        roots = [root(peaks(part)) for part in parts if len(part) == 256]
        level += 1
    if sum(path.is_file() for path in (folder / "tile").rglob("*")) != wanted:
        yield "tile/ のファイルの数が違います / tile/ has files too many or too few"


def log(
    folder: Path, own: list[Any], seen: list[Any], each: Callable[..., Any], policy: Policy
) -> Iterator[str]:
    """Every checkpoint against the one tree that the entries make, and the losses the log states."""
    for old, new in pairwise(own):
        back = [name for name in old.by.keys() & new.by if old.by[name] > new.by[name]]
        if old.size > new.size or back:
            yield f"大きさ {old.size} のあとに後戻り / goes back after size {old.size}"
    end, good = max([note.size for note in own], default=0), 0
    stated, wrong = renewals(folder, end, own + seen, policy)
    yield from [*wrong, *misplaced(own, stated)]
    sizes = sorted({n.size for n in own + seen if n.size <= end} | {one.kept for one in stated})
    roots, inside = list[bytes](), dict[int, list[bytes]]()
    for some, parts, found in each(
        partial(judged, folder, end, sizes), range(0, -(-end // 256), AT_ONCE)
    ):
        roots, inside = roots + some, inside | dict(parts)
        yield from found
    made = dict(zip(sizes, trees(roots, inside, sizes), strict=True))
    yield from unproved(stated, made, own, seen)
    for one in stated:
        print(f"注意: {one}")
    for note in sorted(own + seen, key=lambda note: note.size):
        if any(one.excuses(note) for one in stated) and made.get(note.size) != note.root:
            continue
        if note.size > end:
            yield f"証人は {note.size} 件まで見ました。ここは {end} 件です / rolled back: a witness saw more"
        elif made[note.size] != note.root and good == note.size:
            yield f"大きさ {good} に二つの根があります / two roots for one size: a fork"
        elif made[note.size] != note.root:
            yield f"番号 {good}–{note.size - 1} のどこかが変わっています / changed in this interval"
        else:
            good = note.size
    yield from tiles(folder, roots, end)


def whole(path: Path | None) -> bytes:
    """The file; nothing where there is none."""
    return path.read_bytes() if path and path.is_file() else b""


def bundle(given: argparse.Namespace, each: Callable[..., Any]) -> Iterator[str]:
    """Every finding of the bundle."""
    inside = (given.bundle / "policy").read_bytes()
    data = given.policy.read_bytes() if given.policy else inside
    print(f"方針 / policy SHA-256 {sha256(data).hexdigest()}")
    if data != inside:
        yield "束の方針は、あなたの方針ではありません / the bundle's policy is not yours"
    policy = Policy(data.decode())
    former = whole(given.bundle / "former_policies")
    held = whole(given.former) if given.former or given.policy else former
    if former or held:
        print(f"以前の方針 / former policies SHA-256 {sha256(held).hexdigest()}")
    if held != former:
        yield "束の以前の方針は、あなたの控えと違います / the bundle's former policies are not yours"
    policy.before(data.decode(), held.decode())
    if policy.reached(policy.quorum, {}):
        print("注意: 証人がなく、巻き戻しは分かりません / no witness: a rollback cannot be seen")
    own = list(checkpoints((given.bundle / "checkpoints.txt").read_bytes(), policy, policy.quorum))
    seen = [note for file in given.seen for note in checkpoints(file.read_bytes(), policy, "none")]
    yield from (note for note in own + seen if isinstance(note, str))
    for origin in dict.fromkeys(map(first, policy.origins)):
        mine, others = (
            [n for n in some if first(getattr(n, "origin", "")) == origin] for some in (own, seen)
        )
        folder = given.bundle / origin.split("/")[-1]
        if not mine and folder.exists():
            yield f"{origin}: チェックポイントがありません / no checkpoint"
            continue
        if not mine:
            print(
                f"注意: {origin} はこの束にありません。あるはずなら求めてください / not in this bundle"
            )
        count = 0
        for count, sentence in enumerate(log(folder, mine, others, each, policy), 1):
            if count <= SHOWN:
                yield f"{origin}: {sentence}"
        size = max([note.size for note in mine], default=0)
        print(f"{origin}: {size} 件 / entries, {len(mine)} checkpoints, {count or '違いなし / OK'}")


def main() -> int:
    """Print what is found; 0 or 1."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("bundle", nargs="?", type=Path, default=Path(__file__).parent)
    reader.add_argument("--policy", type=Path, help="あなたが持つ方針 / your own copy")
    reader.add_argument(
        "--former", type=Path, help="あなたが持つ以前の方針 / your own former_policies"
    )
    reader.add_argument(
        "--seen", type=Path, nargs="*", default=[], help="証人の控え / a witness's notes"
    )
    reader.add_argument("--processes", type=int, default=2)
    given, found = reader.parse_args(), 0
    with Pool(given.processes) if given.processes > 1 else nullcontext() as pool:
        try:
            for sentence in bundle(given, pool.imap if pool else map):
                found += 1
                print("NG", sentence)
        except (OSError, ValueError, LookupError, RecursionError) as wrong:
            found += 1
            print(f"NG 読めません / cannot be read: {type(wrong).__name__} {wrong}")
    print(f"違い {found} 件 / {found} findings" if found else "すべて一致 / everything agrees")
    return min(found, 1)


if __name__ == "__main__":
    sys.exit(main())
