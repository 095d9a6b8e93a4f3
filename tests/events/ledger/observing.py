"""A witness for tests, of our own parts: it answers as c2sp.org/tlog-witness says, over any road."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from events.ledger import note, tree
from events.ledger.checkpoint import Checkpoint
from events.ledger.note_key import SigningKey
from events.ledger.proof import hashes_of
from events.ledger.witnesses import Answer, answer, origin_name, request, size_of
from tests.events.ledger.signed import KANSA, LOG_KEY


class Observing:
    """Knows one log; `at` is the second it signs with."""

    def __init__(self, key: SigningKey = KANSA, at: int = 1_800_000_000) -> None:
        self.key, self.at = key, at
        self.log = LOG_KEY.key
        self.seen = Checkpoint(self.log.name, 0, tree.EMPTY)
        self.note = ""
        self.asked = 0

    def add(self, body: bytes) -> tuple[int, str]:
        self.asked += 1
        head, _, signed = body.decode().partition("\n\n")
        first, *lines = head.split("\n")
        old = int(first.removeprefix("old "))
        given = note.read(signed)
        told = Checkpoint.read(given.text)
        if told.origin != self.log.name:
            return 404, ""
        try:
            given.verified([self.log])
        except note.BadNote:
            return 403, ""
        if old != self.seen.size:
            return 409, f"{self.seen.size}\n"
        try:
            path = hashes_of(lines)
            tree.check_consistency(old, self.seen.root, told.size, told.root, path)
        except tree.BadProof:
            return 422, ""
        self.seen = told
        line = self.key.line(told.text, self.at)
        self.note = str(given.joined([line]))
        return 200, line


class Near:
    """The road to a witness in the same process. `tells`: whether it says what it has seen."""

    def __init__(self, witness: Observing, *, tells: bool = True) -> None:
        self.witness, self.tells = witness, tells
        self.away = False

    def seen(self, origin: str) -> str | None:  # noqa: ARG002 - it knows one log
        if self.away:
            raise ConnectionError
        return (self.witness.note or None) if self.tells else None

    def add(self, old: int, proof: Sequence[bytes], signed: str) -> Answer:
        status, body = self.witness.add(request(old, proof, signed))
        return answer(status, body, size_of(signed))


@contextmanager
def served(witness: Observing) -> Iterator[str]:
    """Its address on this machine."""

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            found = witness.add(body) if self.path == "/w/add-checkpoint" else (404, "")
            self.reply(*found)

        def do_GET(self) -> None:
            known = f"/w/checkpoint/{origin_name(witness.log.name)}"
            found = self.path == known and witness.note
            self.reply(200 if found else 404, witness.note if found else "")

        def reply(self, status: int, text: str) -> None:
            self.send_response(status)
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/w"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def visits(witness: Observing, folder: Path) -> None:
    """One run of the witness over a folder."""
    for asked in folder.glob("*.request"):
        status, body = witness.add(asked.read_bytes())
        asked.with_suffix(".answer").write_text(f"{status}\n{body}")
    if witness.note:
        (folder / f"{origin_name(witness.log.name)}.checkpoint").write_text(witness.note)
