"""The switchboard in words, one line per programme and time."""

from dataclasses import dataclass
from datetime import date

from events.contract.codes import Service
from events.host.municipality import Municipality
from events.host.switchboard import CONSULTATION, Duty, NeedsDecision, Switch
from services.reporting.held import NOTES
from services.reporting.period import Period


@dataclass(frozen=True, slots=True)
class Line:
    """`wards` empty = all wards; `until` None = goes on; `mark` empty = confirmed."""

    name: str
    duty: Duty
    needs: NeedsDecision
    wards: tuple[str, ...]
    since: date
    until: date | None
    mark: str
    source: str


def lines(municipality: Municipality, year: Period) -> list[Line]:
    """The rows in force on any day of a fiscal year, in the order of the file."""
    found = municipality.switchboard.in_fiscal_year(year.fiscal_year)
    return [_line(municipality, switch, year) for switch in found]


def _line(municipality: Municipality, switch: Switch, year: Period) -> Line:
    areas = municipality.areas
    is_consultation = switch.programme == CONSULTATION
    name = "自立相談支援" if is_consultation else Service.stored(switch.programme).ja
    wards = sorted(switch.wards)
    return Line(
        name=name,
        duty=switch.duty,
        needs=switch.needs_decision,
        wards=tuple(areas.short_name(areas.at(code, year.end)) for code in wards),
        since=switch.since,
        until=switch.until,
        mark=NOTES[switch.mark],
        source=switch.source,
    )
