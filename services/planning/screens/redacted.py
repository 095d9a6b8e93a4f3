"""Text for a handout: what looks like a number, an address or an account of a person is blacked out.

A name cannot be told from any other word: whoever prints the handout reads it first (the page says so).
"""

import re
from typing import Final

BLACK: Final = "■■■"

_TOLD: Final = re.compile(
    r"(?:\+?\d[-－ー() ]?){9,}\d"  # telephone, account
    r"|〒?\s?\d{3}[-－ー]\d{4}(?!\d)"  # postal code
    r"|[\w.+-]+@[\w-]+\.[\w.]+"  # e-mail
    r"|[^\s、。「」]{1,12}?(?:丁目|番地|番)\s?\d*(?:[-－ー番の]\d+)*号?(?:室)?"  # address
    r"|\d+[-－ー]\d+[-－ー]\d+"
)


def redacted(text: str) -> str:
    """The text with such parts blacked out."""
    return _TOLD.sub(BLACK, text)
