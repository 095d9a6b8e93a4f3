"""時点票: the newest checkpoint of each log on one sheet of A4, for the 決裁 binder (log.md §7.5).

Whoever holds the sheet can tell later whether a log was cut or rewritten: by eye in groups of four, by typing
origin, size, root and signature into the witness, or by the QR code, which holds the signed note itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import segno
from markupsafe import Markup

from events.ledger import note
from events.ledger.checkpoint import Checkpoint
from events.ledger.ledger import Ledger
from events.ledger.strict import base64_of

GROUP: Final = 4


@dataclass(frozen=True, slots=True)
class Printed:
    """One log's part of the sheet; `cosigned_*` = how far witnesses have signed, None where none has."""

    name: str
    origin: str
    size: int
    at: datetime
    root: tuple[str, ...]
    signature: tuple[str, ...]
    qr: Markup
    cosigned_size: int | None = None
    cosigned_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Unsigned:
    """A log without a checkpoint yet."""

    name: str


def printed(name: str, ledger: Ledger) -> Printed | Unsigned:
    """The part of one log; `name` in Japanese. Unavailable without the database."""
    newest = ledger.checkpoints.newest()
    if newest is None:
        return Unsigned(name)
    signed = note.read(newest.note)
    checkpoint = Checkpoint.read(signed.text)
    mine = next(one for one in signed.signatures if one.name == checkpoint.origin)
    cosigned = ledger.cosigned
    return Printed(
        name=name,
        origin=checkpoint.origin,
        size=checkpoint.size,
        at=newest.at,
        root=groups(base64_of(checkpoint.root)),
        signature=groups(base64_of(mine.key_id + mine.signed)),
        qr=qr(newest.note),
        cosigned_size=cosigned.size if cosigned else None,
        cosigned_at=cosigned.at if cosigned else None,
    )


def groups(text: str) -> tuple[str, ...]:
    """Four characters each, as they are compared by eye and typed in."""
    return tuple(text[at : at + GROUP] for at in range(0, len(text), GROUP))


def qr(text: str) -> Markup:
    """The code as an SVG drawing without a size of its own; nothing in it comes from a person."""
    code = segno.make_qr(text, error="m", encoding="utf-8")
    drawing = code.svg_inline(border=2, omitsize=True, dark="#000", light="#fff")
    return Markup(drawing)  # noqa: S704 - segno draws squares


Sheets = Iterable[Printed | Unsigned]
