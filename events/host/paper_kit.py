"""紙から入力: what was written on paper during an outage keeps the number of that paper as its basis."""

import re
import unicodedata
from datetime import date
from typing import Final
from uuid import UUID

from events.contract import Refused

FIELD: Final = "kit"
"""Name of the field in a form."""
MARK: Final = "紙から入力"
BASIS: Final = "paper-kit "
"""Before the number in the context of a fact, which is ASCII."""
NUMBER: Final = re.compile(r"k-\d{8}-[0-9a-f]{6}")


def number_of(day: date, chance: UUID) -> str:
    """A new number: the day the kit was printed, and six letters nobody else drew."""
    return f"k-{day:%Y%m%d}-{chance.hex[:6]}"


def basis_of(typed: str) -> str:
    """The basis that a fact bears, empty for nothing typed; a page behind the number is left out."""
    if not typed:
        return ""
    found = NUMBER.match(unicodedata.normalize("NFKC", typed).strip().lower())
    if found is None:
        raise Refused(
            "kit-number",
            "用紙の番号を、用紙の右上のとおりに入れてください（例 K-20261122-3f09ac）。",
            field=FIELD,
        )
    return f"{BASIS}{found[0].upper()}"


def paper_of(basis: str) -> str:
    """The number of the paper a fact was written on before, empty where it was typed at once."""
    return basis.removeprefix(BASIS) if basis.startswith(BASIS) else ""
