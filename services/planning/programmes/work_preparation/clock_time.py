"""Times of a day as people write them, and as minutes after midnight."""

import re
import unicodedata

from events.contract.deciding import Refused


def read(typed: str, *, field: str) -> int:
    """7:30, 07:30, 7時半, 7時30分, 730 → 450; refuses anything else."""
    text = unicodedata.normalize("NFKC", typed).strip().replace("半", "30分")
    found = re.fullmatch(r"(\d{1,2})(?:[:時])(\d{1,2})?分?", text) or re.fullmatch(
        r"(\d{1,2})(\d{2})", text
    )
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise Refused("no-time", "時刻を 7:30 のように入力してください。", field=field)
    return int(found[1]) * 60 + int(found[2] or 0)


def said(minutes: int) -> str:
    """450 → 7:30."""
    return f"{minutes // 60}:{minutes % 60:02d}"
