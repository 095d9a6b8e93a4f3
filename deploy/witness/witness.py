#!/usr/bin/env python3
"""証人 / the witness: remembers the newest checkpoint of each log and never signs a smaller or other one.

It stands alone: Python 3.9, no part of the product. C2SP signed-note, -checkpoint, -cosignature and -witness;
RFC 6962 proofs; RFC 8032 signatures. README.md beside it says what each alarm means.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import http.server
import os
import re
import secrets
import sqlite3
import sys
import time
import unicodedata
from contextlib import closing
from pathlib import Path
from typing import NamedTuple


def check(holds: object, what: str) -> None:
    if not holds:
        raise ValueError(what)


P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
Point = tuple[int, int, int, int]  # of Ed25519: (X, Y, Z, T), x = X/Z, y = Y/Z, xy = T/Z


def plus(p: Point, q: Point) -> Point:
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(n: int, p: Point) -> Point:
    total = (0, 1, 1, 0)
    for bit in range(255, -1, -1):  # the same steps, whatever the secret number is
        total = plus(total, total)
        total = (total, plus(total, p))[n >> bit & 1]
    return total


def packed(p: Point) -> bytes:
    x, y = (part * pow(p[2], P - 2, P) % P for part in p[:2])
    return (y | (x & 1) << 255).to_bytes(32, "little")


def unpacked(raw: bytes) -> Point:
    """ValueError for bytes that are no point, or not the one way to write it."""
    y, odd = int.from_bytes(raw, "little") & (2**255 - 1), raw[31] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x * pow(2, (P - 1) // 4, P) % P if (x * x - square) % P else x
    check(y < P and (x * x - square) % P == 0 and (x or not odd), "point")
    x = x if x & 1 == odd else P - x
    return x, y, 1, x * y % P


BASE = unpacked(b"\x58" + b"\x66" * 31)


def hashed(*parts: bytes) -> int:
    return int.from_bytes(hashlib.sha512(b"".join(parts)).digest(), "little")


def public_of(seed: bytes) -> bytes:
    return packed(times(hashed(seed) & (2**254 - 8) | 2**254, BASE))


def sign(seed: bytes, message: bytes) -> bytes:
    once = hashed(hashlib.sha512(seed).digest()[32:], message) % L
    point = packed(times(once, BASE))
    answer = once + hashed(point, public_of(seed), message) * (hashed(seed) & (2**254 - 8) | 2**254)
    return point + (answer % L).to_bytes(32, "little")


def verify(public: bytes, message: bytes, signature: bytes) -> bool:
    answer = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or answer >= L:
        return False
    x, y, z, t = times(hashed(signature[:32], public, message) % L, unpacked(public))
    return packed(plus(times(answer, BASE), (-x % P, y, z, -t % P))) == signature[:32]


EMPTY, LARGE = hashlib.sha256(b"").digest(), 2**20


class Checkpoint(NamedTuple):
    origin: str
    size: int
    root: bytes
    text: str
    signatures: list[tuple[str, bytes, bytes, str]]  # name, key id, signature, the whole line


def strict(text: str, length: int | None = None) -> bytes:
    raw = base64.b64decode(text.encode("ascii"), validate=True)
    check(base64.b64encode(raw).decode() == text and length in (None, len(raw)), "base64")
    return raw


def number(text: str) -> int:
    check(re.fullmatch(r"0|[1-9][0-9]{0,17}", text), "number")
    return int(text)


def node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def named(name: str) -> str:
    check(name and not any(c.isspace() or c < " " or c == "+" for c in name), "name")
    return name


def key_id(name: str, typed_key: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + typed_key).digest()[:4]


def checkpoint(note: str) -> Checkpoint:
    """ValueError for anything but origin, size and root, an empty line, and signature lines."""
    text, _, lines = note.rpartition("\n\n")
    origin, size, root = text.split("\n")
    found = []
    for line in lines[:-1].split("\n"):
        dash, name, signature = line.split(" ")
        raw = strict(signature)
        check(dash == "\u2014" and len(raw) > 4, "signature line")
        found.append((named(name), raw[:4], raw[4:], line + "\n"))
    made = Checkpoint(named(origin), number(size), strict(root, 32), text + "\n", found)
    check(lines[-1:] == "\n" and len(found) <= 64, "signatures")
    check(all(c >= " " or c == "\n" for c in note), "control character")
    check(made.size > 0 or made.root == EMPTY, "root of nothing")
    return made


def request_of(body: bytes) -> tuple[int, list[bytes], Checkpoint]:
    """`old N`, at most 63 hashes of a consistency proof, an empty line, a checkpoint."""
    head, _, note = body.decode("utf-8").partition("\n\n")
    old, *proof = head.split("\n")
    new = checkpoint(note)
    check(old[:4] == "old " and number(old[4:]) <= new.size, "old")
    check(len(proof) <= 63 and len(body) <= 128 * 1024, "length")
    return number(old[4:]), [strict(line, 32) for line in proof], new


def logs_of(policy: str) -> dict[str, dict[bytes, bytes]]:
    """Origin → {key id: public key}, from the lines `log name+id+key` of a C2SP policy."""
    logs: dict[str, dict[bytes, bytes]] = {}
    for line in policy.splitlines():
        if line.split()[:1] == ["log"]:
            name, identity, key = line.split()[1].split("+", 2)
            raw = strict(key, 33)
            check(key_id(named(name), raw).hex() == identity and raw[0] == 1, f"key of {name}")
            check(unpacked(raw[1:]), "point")
            logs.setdefault(name, {})[bytes.fromhex(identity)] = raw[1:]
    return logs


def signed(one: Checkpoint, keys: dict[bytes, bytes]) -> str:
    """The lines the log's known keys made; nothing if any of them is wrong."""
    own = [s for s in one.signatures if s[0] == one.origin and s[1] in keys]
    good = all(verify(keys[identity], one.text.encode(), made) for _, identity, made, _ in own)
    return "".join(line for _, _, _, line in own) if good else ""


def consistent(old: int, old_root: bytes, new: int, new_root: bytes, proof: list[bytes]) -> bool:
    """Whether the tree of `old` leaves is the beginning of the tree of `new` (RFC 9162 §2.1.4.2)."""
    if old in (0, new):
        return not proof and (old == 0 or old_root == new_root)
    path = [old_root, *proof] if old & (old - 1) == 0 else proof
    first, last = old - 1, new - 1
    while first & 1:
        first, last = first >> 1, last >> 1
    below = above = path[0] if path else b""
    for other in path[1:]:
        if last == 0:
            return False
        above = node(other, above) if first & 1 or first == last else node(above, other)
        if first & 1 or first == last:
            below = node(other, below)
            while first and not first & 1:
                first, last = first >> 1, last >> 1
        first, last = first >> 1, last >> 1
    return last == 0 and (below, above) == (old_root, new_root)


def grouped(root: bytes) -> str:
    return " ".join(re.findall("....", base64.b64encode(root).decode()))


SEEN = "(select * from log union all select * from paper)"
TABLES = """
create table if not exists log (origin text primary key, size int, root blob, note text);
create table if not exists paper (
  origin text, size int, root blob, note text, primary key (origin, size));
create table if not exists evidence (request blob primary key, kind text, at text)"""


class Witness:
    """Its key, the logs it knows, and its book: one row per log, papers typed in, and evidence."""

    def __init__(self, given: argparse.Namespace) -> None:
        word, kind, self.name, identity, seed = given.key.read_text().strip().split("+", 4)
        self.seed, self.logs = strict(seed, 33)[1:], logs_of(given.logs.read_text("utf-8"))
        self.identity = key_id(self.name, b"\x04" + public_of(self.seed))
        check((word, kind, identity) == ("PRIVATE", "KEY", self.identity.hex()), "key file")
        self.book = given.db

    def opened(self) -> sqlite3.Connection:
        db = sqlite3.connect(self.book, timeout=30, isolation_level=None)
        db.execute("pragma synchronous = extra")  # full, and the folder too: no power cut forgets
        db.executescript(TABLES)
        return db

    def cosignature(self, text: str, before: str) -> str:
        last = checkpoint(before).signatures[-1][2] if before else b""
        now = max(int(time.time()), int.from_bytes(last[:8], "big"))  # a clock may be set back
        made = sign(self.seed, f"cosignature/v1\ntime {now}\n{text}".encode())
        line = self.identity + now.to_bytes(8, "big") + made
        return f"\u2014 {self.name} {base64.b64encode(line).decode()}\n"

    def add(self, body: bytes) -> tuple[int, str]:
        """The protocol's status and text. What was seen is on the disk before it is answered."""
        try:
            old, proof, new = request_of(body)
        except ValueError:
            return 400, "malformed\n"
        if new.origin not in self.logs:
            return 404, "unknown log\n"
        if not (lines := signed(new, self.logs[new.origin])):
            return 403, "not signed by the log\n"
        with closing(self.opened()) as db, db:
            db.execute("begin immediate")  # one at a time from here to the commit
            row = db.execute("select * from log where origin = ?", new[:1]).fetchone()
            _, size, root, before = row or ("", 0, EMPTY, "")
            if self.split(db, new, body):
                return 409, "another root for this size\n" if old == size else f"{size}\n"
            if old != size:
                return 409, f"{size}\n"
            if not consistent(old, root, new.size, new.root, proof):
                self.accuse(db, "inconsistent", new, body)
                return 422, "the proof does not lead from what was seen to this checkpoint\n"
            mine = self.cosignature(new.text, before)
            note = f"{new.text}\n{lines}{mine}"
            db.execute("replace into log values (?, ?, ?, ?)", (*new[:3], note))
        return 200, mine

    def split(self, db: sqlite3.Connection, new: Checkpoint, request: bytes) -> bool:
        """Whether this size was seen with another root, on any road."""
        rows = db.execute(f"select root from {SEEN} where origin = ? and size = ?", new[:2])
        if other := any(root != new.root for (root,) in rows.fetchall()):
            self.accuse(db, "split-view", new, request)
        return other

    def accuse(self, db: sqlite3.Connection, kind: str, new: Checkpoint, request: bytes) -> None:
        """Keep the request, which the log's own signature makes evidence, and say so aloud."""
        at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        db.execute("insert or ignore into evidence values (?, ?, ?)", (request, kind, at))
        sys.stderr.write(f"{at} ALARM 異常 {kind} {new[0]} {new.size:,} {grouped(new.root)}\n")

    def newest(self) -> dict[str, tuple[str, int, bytes, str]]:
        """Per log (origin, size, root, note): its row, or a paper typed in that reaches further."""
        with closing(self.opened()) as db:
            rows = db.execute(f"select * from {SEEN} order by size, length(note)").fetchall()
            return {hashlib.sha256(row[0].encode()).hexdigest(): row for row in rows}

    def serve(self, given: argparse.Namespace) -> int:
        Door.witness = self
        with http.server.ThreadingHTTPServer((given.bind, int(given.port)), Door) as server:
            print(f"証人 {self.name}: {given.bind} port {server.server_port}", flush=True)
            server.serve_forever()
        return 0

    def folder(self, given: argparse.Namespace) -> int:
        """*.request → *.answer (status, then text); and <SHA-256 of the origin>.checkpoint."""
        for request in sorted(given.what.glob("*.request")):
            fit = not request.is_symlink() and request.is_file() and request.stat().st_size < LARGE
            if fit and not (answer := request.with_suffix(".answer")).exists():
                durable(answer, "{}\n{}".format(*self.add(request.read_bytes())))
        for name, row in self.newest().items():
            durable(given.what / f"{name}.checkpoint", row[3])
        return self.show(given)

    def paper(self, given: argparse.Namespace) -> int:
        """A checkpoint scanned, or typed in as origin, size, root and signature; blanks do not matter."""
        typed = given.what.read_text("utf-8") if given.what else sys.stdin.read()
        origin, size, *groups = unicodedata.normalize("NFKC", typed).split("\n")
        if "\u2014" not in typed:
            rest = re.sub(r"\s", "", "".join(groups))
            typed = f"{origin.strip()}\n{re.sub('[ ,]', '', size)}\n{rest[:44]}\n\n"
            typed += f"\u2014 {origin.strip()} {rest[44:]}\n"
        new = checkpoint(typed)
        good = signed(new, self.logs.get(new.origin, {}))
        check(good, "署名が合いません。打ち間違いか、この記録のものではない紙です。")
        with closing(self.opened()) as db, db:
            if not self.split(db, new, typed.encode()):
                db.execute("insert or ignore into paper values (?, ?, ?, ?)", (*new[:3], typed))
        return self.show(given)

    def show(self, _: argparse.Namespace) -> int:
        for origin, size, root, _note in self.newest().values():
            print(f"{origin}\n  {size:,} 件\n  {grouped(root)}")
        with closing(self.opened()) as db:
            found = db.execute("select at, kind from evidence order by at").fetchall()
        print("".join(f"ALARM 異常 {at} {kind}\n" for at, kind in found), end="")
        return 2 if found else 0


class Door(http.server.BaseHTTPRequestHandler):
    witness: Witness
    timeout = 20

    def do_POST(self) -> None:
        length, here = self.headers.get("Content-Length", ""), self.path == "/add-checkpoint"
        if not here or not re.fullmatch("[0-9]{1,6}", length):
            return self.reply(400 if here else 404, "no\n")
        return self.reply(*self.witness.add(self.rfile.read(int(length))))

    def do_GET(self) -> None:
        """/checkpoint/<SHA-256 of the origin>: the newest note; its own signatures say what it is worth."""
        row = self.witness.newest().get(self.path.rpartition("/checkpoint/")[2])
        self.reply(200 if row else 404, row[3] if row else "nothing seen\n")

    def reply(self, status: int, text: str) -> None:
        self.send_response(status)
        kind = "x.tlog.size" if status == 409 and text[:-1].isdigit() else "plain"
        self.send_header("Content-Type", f"text/{kind}")
        self.end_headers()
        self.wfile.write(text.encode())


def durable(path: Path, text: str) -> None:
    """All of it or nothing, and on the disk."""
    (new := Path(f"{path}.new")).unlink(missing_ok=True)
    with new.open("xb") as file:  # never through a link that somebody laid there
        file.write(text.encode())
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


def keygen(given: argparse.Namespace) -> int:
    public = b"\x04" + public_of(seed := secrets.token_bytes(32))
    identity = key_id(named(given.name), public).hex()
    with os.fdopen(os.open(given.key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        secret = base64.b64encode(b"\x04" + seed).decode()
        file.write(f"PRIVATE+KEY+{given.name}+{identity}+{secret}\n")
    print(f"{given.name}+{identity}+{base64.b64encode(public).decode()}")
    return 0


def main() -> int:
    line = argparse.ArgumentParser(description="証人 / witness")
    line.add_argument("verb", choices=("keygen", "serve", "folder", "paper", "show"))
    line.add_argument("what", nargs="?", type=Path, help="folder: DIR / paper: FILE, else typed in")
    for name, default in (("name", ""), ("bind", "127.0.0.1"), ("port", "8410")):
        line.add_argument(f"--{name}", default=default)
    for name, value in (("key", "witness.key"), ("db", "witness.db"), ("logs", "logs.txt")):
        line.add_argument(f"--{name}", type=Path, default=Path(value), metavar="FILE")
    given = line.parse_args()
    try:
        chosen = keygen if given.verb == "keygen" else getattr(Witness(given), given.verb)
        return int(chosen(given))
    except (ValueError, OSError, KeyboardInterrupt) as fault:
        print(f"止まりました / stopped: {fault}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
