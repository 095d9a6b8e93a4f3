"""C2SP signed notes: a text and signature lines under it, read without any leniency."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from events.ledger.note_key import BadKey, NoteKey, key_name
from events.ledger.strict import base64_of, bytes_of

MOST_SIGNATURES: Final = 64
MOST_BYTES: Final = 1_000_000
_DASH: Final = "\u2014 "


class BadNote(ValueError):
    """Bytes that are not a signed note, or a note that no trusted key signed rightly."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One line: key name, the 4 bytes of the key id, and what follows them."""

    name: str
    key_id: bytes
    signed: bytes

    @property
    def line(self) -> str:
        """With its dash and its newline."""
        return f"{_DASH}{self.name} {base64_of(self.key_id + self.signed)}\n"


@dataclass(frozen=True, slots=True)
class Verified:
    """A signature of a trusted key; `at` is the POSIX second of a cosignature, None for a log's own."""

    key: NoteKey
    at: int | None
    line: str


@dataclass(frozen=True, slots=True)
class Note:
    """A text ending in a newline, and the signatures under it, not yet believed."""

    text: str
    signatures: tuple[Signature, ...]

    def __str__(self) -> str:
        return self.text + "\n" + "".join(signature.line for signature in self.signatures)

    def verified(self, trusted: Iterable[NoteKey]) -> tuple[Verified, ...]:
        """The signatures of trusted keys; BadNote if one of them is wrong, or there is none.

        Signatures of unknown (name, key id) pairs are passed over.
        """
        keys = {(key.name, key.key_id): key for key in trusted}
        found = []
        for signature in self.signatures:
            key = keys.get((signature.name, signature.key_id))
            if key is None:
                continue
            try:
                at = key.check(self.text, signature.signed)
            except BadKey as error:
                raise BadNote("a signature of a known key is wrong") from error
            found.append(Verified(key, at, signature.line))
        if not found:
            raise BadNote("no signature of a known key")
        return tuple(found)

    def joined(self, lines: Sequence[str]) -> "Note":
        """With more signature lines, each once."""
        known = {signature.line for signature in self.signatures}
        fresh = dict.fromkeys(line for line in lines if line not in known)
        return Note(self.text, self.signatures + tuple(map(signature_of, fresh)))


def read(data: bytes | str) -> Note:
    """The note in these bytes; BadNote unless they are exactly what `str(note)` writes."""
    text = _decoded(data)
    body, found, tail = text.rpartition("\n\n")
    if not found or not tail.endswith("\n"):
        raise BadNote("a note is a text, an empty line, and signature lines")
    lines = tail.split("\n")[:-1]
    if len(lines) > MOST_SIGNATURES:
        raise BadNote("too many signatures")
    return Note(body + "\n", tuple(signature_of(line + "\n") for line in lines))


def signature_of(line: str) -> Signature:
    """The signature in one line, its newline included; BadNote for any other spelling."""
    name, found, encoded = line.removeprefix(_DASH).removesuffix("\n").partition(" ")
    if not (line.startswith(_DASH) and line.endswith("\n") and found):
        raise BadNote("a signature line is a dash, a key name and base64")
    try:
        data = bytes_of(encoded)
        key_name(name)
    except ValueError as error:
        raise BadNote("a signature line is a dash, a key name and base64") from error
    if len(data) < 5:
        raise BadNote("a signature is longer than its key id")
    return Signature(name, data[:4], data[4:])


def _decoded(data: bytes | str) -> str:
    if len(data) > MOST_BYTES:
        raise BadNote("a note may have a million bytes at most")
    try:
        text = data.decode() if isinstance(data, bytes) else data
    except UnicodeDecodeError as error:
        raise BadNote("a note is UTF-8") from error
    if any(letter < " " and letter != "\n" for letter in text):
        raise BadNote("a note holds no control characters")
    return text
