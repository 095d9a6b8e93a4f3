"""Numbers and base64 as the formats spell them, and in no other spelling."""

import binascii
from base64 import b64decode, b64encode


def number(text: str) -> int:
    """A decimal without sign, leading zeroes or more than 19 digits; ValueError for anything else."""
    if not (text.isascii() and text.isdigit()) or len(text) > 19:
        raise ValueError("not a number")
    if text[0] == "0" and text != "0":
        raise ValueError("a number with leading zeroes")
    return int(text)


def bytes_of(text: str, length: int | None = None) -> bytes:
    """The bytes of standard base64 in its one canonical spelling, `length` of them; ValueError otherwise."""
    try:
        found = b64decode(text.encode("ascii"), validate=True)
    except (UnicodeEncodeError, binascii.Error) as error:
        raise ValueError("not base64") from error
    if base64_of(found) != text:
        raise ValueError("base64 in another spelling")
    if length is not None and len(found) != length:
        raise ValueError("base64 of another length")
    return found


def base64_of(data: bytes) -> str:
    """Standard base64 with padding."""
    return b64encode(data).decode("ascii")
