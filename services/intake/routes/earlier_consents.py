"""What the person consented to in the case before this one: never carried over, but quickly confirmed anew."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from events.contract import opened, wareki
from events.contract.consent import ConsentGiven
from events.contract.consents import Consent
from events.host.answers import Missing
from events.host.desk import Desk
from services.intake.routes.case_file import CaseFile, case_file


@dataclass(frozen=True, slots=True)
class EarlierConsent:
    """A consent of the earlier case: as given, and what has become of it."""

    given: ConsentGiven
    one: Consent
    state: str

    @property
    def number(self) -> int:
        """In the earlier case."""
        return self.given.consent_no


def earlier_consents(desk: Desk, file: CaseFile) -> list[EarlierConsent]:
    """Those of the case this one follows, the newest first; none where it may not be read by this person."""
    if file.received.previous_case is None:
        return []
    try:
        before = case_file(desk, file.received.previous_case).state.beside
    except Missing:
        return []
    return [
        EarlierConsent(given, one, one.state(desk.today))
        for given in reversed(before.consents_given)
        if (one := before.consents.given[given.consent_no]).withdrawn_on is None
    ]


def as_before(desk: Desk, file: CaseFile, number: int) -> Mapping[str, str | Sequence[str]]:
    """The scope of an earlier consent as a form begins with it; how it is given now is asked anew."""
    found = (one for one in earlier_consents(desk, file) if one.number == number)
    chosen = next(found, None)
    if chosen is None:
        return {}
    given = chosen.given
    until = given.until if given.until is not None and given.until >= desk.today else None
    return {
        "parties": [one.value for one in given.parties],
        "contents": [one.value for one in given.contents],
        "others": opened(given.others, ""),
        "excluded": opened(given.excluded, ""),
        "until": wareki.short(until) if until else "",
    }
