"""Age in full years (満年齢) and the national age bands."""

from datetime import date

from events.contract.codes import AgeBand

OLDEST = 130
"""No living person has been older; a birth date before that is a slip of the pen."""

_BANDS = (
    (20, AgeBand.TEENS),
    (30, AgeBand.TWENTIES),
    (40, AgeBand.THIRTIES),
    (50, AgeBand.FORTIES),
    (60, AgeBand.FIFTIES),
    (70, AgeBand.SIXTIES),
)


def age(born_on: date, on: date) -> int:
    """Full years on that day. Who was born on 29 February turns a year older on 1 March of a common year."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def age_band(born_on: date, on: date) -> AgeBand:
    """The band of the national tables on that day."""
    years = age(born_on, on)
    return next((band for under, band in _BANDS if years < under), AgeBand.SEVENTIES)
