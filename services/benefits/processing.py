"""標準処理期間: days from the arrival to the decision, the time of a correction apart (行政手続法6条)."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Processing:
    """Calendar days. `limit` = the municipality's standard; `waited` = days in correction."""

    elapsed: int
    waited: int
    limit: int

    @property
    def over(self) -> int:
        """Days beyond the standard, 0 within it."""
        return max(self.elapsed - self.limit, 0)

    @property
    def left(self) -> int:
        """Days left of the standard."""
        return max(self.limit - self.elapsed, 0)


def processing(
    arrived_on: date,
    until: date,
    limit: int,
    *,
    asked_on: date | None = None,
    corrected_on: date | None = None,
) -> Processing:
    """`until` = the decision, or today. The day after the arrival is the first; an open correction still runs."""
    waited = timedelta()
    if asked_on is not None:
        waited = max(min(corrected_on or until, until) - asked_on, timedelta())
    return Processing((until - arrived_on - waited).days, waited.days, limit)
