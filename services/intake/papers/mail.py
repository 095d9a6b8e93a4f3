"""An e-mail as a file (.eml): its day, its words, and the files that came with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Final

from events.contract import Refused
from events.host.calendar import japanese_day

UNKNOWN: Final = "メールとして読めません。.eml の形で保存してください。"
MOST_FILES: Final = 20
MOST_PARTS: Final = 500
"""Lines that could part one piece of an e-mail from the next; reading costs their number by their depth."""
LONGEST: Final = 20_000
"""Characters of the words that are kept; who wrote more wrote it in a file."""
LONGEST_HEADER: Final = 2_000
"""Characters of a header that are read: the grammar of headers is slow, and nobody reads a longer subject."""


@dataclass(frozen=True, slots=True)
class Mail:
    """`sent_on` None where it bears no day that can be read."""

    sent_on: date | None
    text: str
    files: tuple[bytes, ...]


def read_mail(content: bytes) -> Mail:
    """Refused for what is no e-mail. Signatures and pictures within the words count as no files."""
    if not content:
        raise _refused("mail-missing", "メールのファイル（.eml）を選んでください。")
    if content.count(b"\n--") > MOST_PARTS:
        raise _refused("mail-too-many", "メールの部分が多すぎます。添付を分けて入れてください。")
    try:
        return _read(content)
    except (RecursionError, ValueError, OverflowError):  # a hostile nesting, or a day nobody has
        raise _refused("mail-unknown", UNKNOWN) from None


def _read(content: bytes) -> Mail:
    message = message_from_bytes(content, policy=policy.default)
    if not isinstance(message, EmailMessage) or not (
        _raw(message, "from") and _raw(message, "date")
    ):
        raise _refused("mail-unknown", UNKNOWN)
    attached = [bytes(part) for part in map(_bytes, message.iter_attachments()) if part]
    if len(attached) > MOST_FILES:
        raise _refused("mail-too-many", f"添付は{MOST_FILES}個までです。分けて入れてください。")
    return Mail(_day(message), _text(message), tuple(attached))


def _raw(message: EmailMessage, name: str) -> str:
    """A header as it stands, not taken apart; empty where there is none."""
    found = next((text for key, text in message.raw_items() if key.lower() == name), "")
    return str(found).strip()


def _bytes(part: EmailMessage) -> bytes:
    if part.is_multipart() or part.get_content_maintype() not in {"application", "image"}:
        return b""
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _text(message: EmailMessage) -> str:
    body = message.get_body(preferencelist=("plain",))
    try:
        words = str(body.get_content()) if body else ""
    except (LookupError, UnicodeDecodeError):
        words = ""
    long = len(_raw(message, "subject")) > LONGEST_HEADER
    subject = "" if long else str(message["subject"] or "").strip()
    return f"件名: {subject}\n{words.strip()}".strip()[:LONGEST]


def _day(message: EmailMessage) -> date | None:
    if len(_raw(message, "date")) > LONGEST_HEADER:
        return None
    sent = getattr(message["date"], "datetime", None)
    return japanese_day(sent) if sent is not None and sent.tzinfo is not None else None


def _refused(code: str, ja: str) -> Refused:
    return Refused(code, ja, field="mail")
