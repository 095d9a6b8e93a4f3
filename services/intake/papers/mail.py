"""An e-mail as a file (.eml): its day, its words, and the files that came with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Final

from events.contract import Refused
from events.host.calendar import japanese_day

MOST_FILES: Final = 20
LONGEST: Final = 20_000
"""Characters of the words that are kept; who wrote more wrote it in a file."""


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
    message = message_from_bytes(content, policy=policy.default)
    if not isinstance(message, EmailMessage) or not (message["from"] and message["date"]):
        raise _refused("mail-unknown", "メールとして読めません。.eml の形で保存してください。")
    attached = [bytes(part) for part in map(_bytes, message.iter_attachments()) if part]
    if len(attached) > MOST_FILES:
        raise _refused("mail-too-many", f"添付は{MOST_FILES}個までです。分けて入れてください。")
    return Mail(_day(message), _text(message), tuple(attached))


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
    subject = str(message["subject"] or "").strip()
    return f"件名: {subject}\n{words.strip()}".strip()[:LONGEST]


def _day(message: EmailMessage) -> date | None:
    sent = getattr(message["date"], "datetime", None)
    return japanese_day(sent) if sent is not None and sent.tzinfo is not None else None


def _refused(code: str, ja: str) -> Refused:
    return Refused(code, ja, field="mail")
