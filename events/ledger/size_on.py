"""As known on a day: how far the log reached that night, as witnesses have it (log.md §10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from events.ledger.checkpoints import Checkpoints
from events.ledger.policy import Policy

TOKYO = ZoneInfo("Asia/Tokyo")


@dataclass(frozen=True, slots=True)
class KnownSize:
    """The log up to `size` was known at `at`. `provisional` (暫定): by our own clock, no witness says so."""

    size: int
    at: datetime | None
    provisional: bool


def size_on(checkpoints: Checkpoints, day: date, policy: Policy) -> KnownSize:
    """The size of the last checkpoint that the policy's witnesses signed before that Japanese day ended.

    Where none was, of our own last one signed by then, provisionally; 0 before the first of those. Rows
    count only as far as their signatures verify: whoever owns the database can write rows.
    """
    end = datetime.combine(day + timedelta(days=1), time(), TOKYO)
    cosigned = checkpoints.believed_by(end, policy)
    if cosigned is not None:
        return KnownSize(cosigned.size, cosigned.at, provisional=False)
    signed = checkpoints.signed_by(end, policy)
    return KnownSize(signed.size if signed else 0, signed.at if signed else None, provisional=True)
