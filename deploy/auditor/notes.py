"""Signatures of V1: Ed25519 (RFC 8032), C2SP policy, notes, checkpoints, cosignatures. Strict.

What a lenient reader would accept in another spelling is refused here: base64, sizes, dashes, unknown lines.
"""

import re
from base64 import b64decode, b64encode
from collections.abc import Iterator
from functools import cache
from hashlib import sha256, sha512

P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
BASE = (4 * pow(5, -1, P) % P).to_bytes(32, "little")
Point = tuple[int, int, int, int]
NONE: Point = (0, 1, 1, 0)


def add(p: Point, q: Point) -> Point:
    a, b = (p[1] - p[0]) * (q[1] - q[0]), (p[1] + p[0]) * (q[1] + q[0])
    c, d = 2 * p[3] * q[3] * D, 2 * p[2] * q[2]
    e, f, g, h = (b - a) % P, (d - c) % P, (d + c) % P, (b + a) % P
    return e * f % P, g * h % P, f * g % P, e * h % P


@cache
def point(data: bytes) -> Point:
    y, sign = int.from_bytes(data, "little") & (1 << 255) - 1, data[31] >> 7
    xx = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(xx, (P + 3) // 8, P)
    x = x if x * x % P == xx else x * pow(2, (P - 1) // 4, P) % P
    if y >= P or x * x % P != xx or (x == 0 and sign):
        raise ValueError("not a canonical point")
    x = x if x & 1 == sign else P - x
    return x, y, 1, x * y % P


@cache
def multiples(p: Point) -> list[list[Point]]:
    """0 to 15 times 16ⁱ·p: a product is then 64 additions."""
    rows = []
    for _ in range(64):
        row = [NONE]
        for _ in range(16):
            row.append(add(row[-1], p))
        rows.append(row)
        p = row[16]
    return rows


def verified(public: bytes, text: bytes, signature: bytes) -> bool:
    """s·B − k·A written out canonically must be R, byte for byte."""
    s, (x, y, z, t) = int.from_bytes(signature[32:], "little"), point(public)
    k = int.from_bytes(sha512(signature[:32] + public + text).digest(), "little") % L
    if len(signature) != 64 or s >= L:
        return False
    found = NONE
    for base, minus in zip(multiples(point(BASE)), multiples((-x % P, y, z, -t % P)), strict=True):
        found = add(add(found, base[s & 15]), minus[k & 15])
        s, k = s >> 4, k >> 4
    x, y = (c * pow(found[2], -1, P) % P for c in found[:2])
    return (y | (x & 1) << 255).to_bytes(32, "little") == signature[:32]


def unbase64(text: str) -> bytes:
    if b64encode(raw := b64decode(text, validate=True)).decode() != text:
        raise ValueError("base64 in another spelling")
    return raw


class Policy:
    """`keys`: (name, id) → public key of a log (33 bytes, first 1) or of a witness (first 4)."""

    def __init__(self, text: str) -> None:
        self.keys: dict[tuple[str, bytes], bytes] = {}
        self.origins: list[str] = []
        self.groups: dict[str, tuple[int, list[str]]] = {"none": (0, [])}
        self.quorum = ""
        self.former: list[tuple[int, int, Policy]] = []  # from, until (seconds), what was in force
        for word, *rest in [
            line.split() for line in text.splitlines() if line.strip() and line[0] != "#"
        ]:
            if word == "log" and rest:
                self.origins.append(self.key(rest[0], 1))
            elif word == "witness" and len(rest) > 1:
                self.groups[rest[0]] = 1, ["=" + self.key(rest[1], 4)]
            elif word == "group" and len(rest) > 2:
                least = {"any": "1", "all": str(len(rest) - 2)}.get(rest[1], rest[1])
                self.groups[rest[0]] = int(least), rest[2:]
            elif word == "quorum" and len(rest) == 1:
                self.quorum = rest[0]
            else:
                raise ValueError(word)
        if not self.origins or len(set(self.keys.values())) < len(self.keys):
            raise ValueError("no log, or one key twice")
        self.reached(self.quorum, {})

    def before(self, text: str, former: str) -> None:
        """Policies in force before this one (`text`), whose witnesses are believed for their own time only."""
        logs = "".join(line + "\n" for line in text.splitlines() if line.split()[:1] == ["log"])
        for block in former.split("\f\n") if former else []:
            first, _, rest = block.partition("\n")
            since = self.former[-1][1] if self.former else 0
            if not re.fullmatch("until [1-9][0-9]*", first) or int(first[6:]) <= since:
                raise ValueError("以前の方針の書き方 / spelling of a former policy")
            self.former.append((since, int(first[6:]), Policy(logs + rest)))

    def key(self, text: str, kind: int) -> str:
        name, number, coded = text.split("+", 2)
        raw = unbase64(coded)
        if sha256(f"{name}\n".encode() + raw).hexdigest()[:8] != number or raw[0] != kind:
            raise ValueError(name)
        self.keys[name, bytes.fromhex(number)] = raw
        return name

    def reached(self, name: str, by: dict[str, int]) -> bool:
        if name[0] == "=":
            return name[1:] in by
        least, members = self.groups[name]
        return sum([self.reached(member, by) for member in members]) >= least


class Checkpoint:
    """A note of three lines, signed by its log and enough witnesses; else ValueError."""

    def __init__(self, note: bytes, policy: Policy, quorum: str) -> None:
        whole = note.decode()
        if min(whole.replace("\n", " ")) < " " or whole[-1] != "\n":
            raise ValueError("制御文字 / control character")
        text, _, lines = whole[:-1].rpartition("\n\n")
        self.origin, size, root = text.split("\n")
        self.root, self.by = unbase64(root), dict[str, int]()
        if not re.fullmatch("0|[1-9][0-9]*", size) or len(self.root) != 32:
            raise ValueError("大きさか根の書き方 / spelling of size or root")
        self.size, signed = int(size), text.encode() + b"\n"
        for line in lines.split("\n"):
            dash, name, coded = line.split(" ")
            raw = unbase64(coded)
            key = policy.keys.get((name, raw[:4]), b"")
            if dash != "—" or not key or name in self.by:
                raise ValueError("方針にない署名の行 / a signature line the policy does not know")
            time = raw[4:12] if key[0] == 4 else b""
            self.by[name] = int.from_bytes(time, "big")
            stamp = f"cosignature/v1\ntime {self.by[name]}\n".encode() if time else b""
            if not verified(key[1:], stamp + signed, raw[4 + len(time) :]):
                raise ValueError(f"署名が合いません / signature does not verify: {name}")
        if self.origin not in self.by or self.origin not in policy.origins:
            raise ValueError("記録の署名がありません / not signed by its log")
        if not policy.reached(quorum, self.by):
            raise ValueError("証人の署名が足りません / witnesses are missing")


def judged(note: bytes, policy: Policy, quorum: str) -> Checkpoint:
    """By the policy of today, or by the one that was in force when witnesses signed; else ValueError."""
    try:
        return Checkpoint(note, policy, quorum)
    except ValueError:
        for since, until, then in policy.former:
            try:
                found = Checkpoint(note, then, then.quorum if quorum == policy.quorum else quorum)
            except (ValueError, IndexError):
                continue
            times = [at for at in found.by.values() if at]
            if times and since <= min(times) and max(times) < until:
                return found
        raise


def checkpoints(data: bytes, policy: Policy, quorum: str) -> Iterator[Checkpoint | str]:
    """The notes of a file, separated by form-feed lines; a sentence for each that cannot stand."""
    for number, note in enumerate(data.split(b"\x0c\n"), 1):
        try:
            yield judged(note, policy, quorum)
        except (ValueError, IndexError) as wrong:
            yield f"{number} 番目のチェックポイント / checkpoint {number}: {wrong}"
