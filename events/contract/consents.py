"""What consents to sharing stand in a case, folded from intake's facts: parties, contents and days only."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from events.contract import wareki
from events.contract.consent import (
    ConsentContent,
    ConsentGiven,
    ConsentManner,
    ConsentParty,
    ConsentWithdrawn,
)
from events.contract.intake import UseAppliedFor
from events.contract.kind import Event

OF_APPLICATION: Final = 0
"""Number of the consent that was ticked in the application for use: it names no party and no end."""
FACTS: Final[frozenset[type[Event]]] = frozenset({UseAppliedFor, ConsentGiven, ConsentWithdrawn})


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """One consent. `until` = its last day; `withdrawn_on` = the first day on which it holds no more."""

    given_on: date
    manner: ConsentManner | None = None
    parties: tuple[ConsentParty, ...] = ()
    contents: tuple[ConsentContent, ...] = ()
    until: date | None = None
    withdrawn_on: date | None = None

    def stands_on(self, day: date) -> bool:
        """Whether it may be relied on that day."""
        over = self.until is not None and self.until < day
        back = self.withdrawn_on is not None and self.withdrawn_on <= day
        return self.given_on <= day and not over and not back

    @property
    def scoped(self) -> bool:
        """Whether it says whom; that of the application does not."""
        return bool(self.parties)

    def state(self, day: date) -> str:
        """In a word."""
        if self.withdrawn_on is not None and self.withdrawn_on <= day:
            return "取消し"
        return "有効" if self.stands_on(day) else "期限切れ"


@dataclass(frozen=True, slots=True)
class Consents:
    """By number, 0 = that of the application, which counts until the first consent that names a scope."""

    given: dict[int, Consent] = field(default_factory=dict)

    @property
    def relevant(self) -> dict[int, Consent]:
        """Those that say what holds."""
        scoped = {no: one for no, one in self.given.items() if no != OF_APPLICATION}
        return scoped or self.given

    def standing(self, day: date) -> dict[int, Consent]:
        """Those that may be relied on that day."""
        return {no: one for no, one in self.relevant.items() if one.stands_on(day)}

    def open_on(self, day: date, party: ConsentParty | None = None) -> bool:
        """Whether that party (None = anybody at all) may be told something on that day."""
        standing = self.standing(day).values()
        return any(party is None or not one.scoped or party in one.parties for one in standing)

    def closed_on(self, day: date) -> bool:
        """Whether there was a consent and none is left: nothing more may be shared on it."""
        return bool(self.given) and not self.open_on(day)

    @property
    def ends_on(self) -> date | None:
        """The last day on which any of them holds; None where one has no end, or none is left."""
        left = [one for one in self.relevant.values() if one.withdrawn_on is None]
        days = [one.until for one in left if one.until is not None]
        return max(days) if days and len(days) == len(left) else None

    def said(self, day: date) -> str:
        """What stands, or why nothing does."""
        standing = self.standing(day)
        if standing:
            return _said(list(standing.values()))
        last = self.given[max(self.relevant)] if self.relevant else None
        if last is None:
            return "同意の記録なし"
        if last.withdrawn_on is not None and last.withdrawn_on <= day:
            return f"取り消された（{wareki.short(last.withdrawn_on)}）"
        return f"期限が過ぎた（{wareki.short(last.until)}まで）" if last.until else "まだ始まらない"


def consented(before: Consents, fact: Event) -> Consents:
    """With one more fact of the case; any other fact changes nothing."""
    match fact:
        case UseAppliedFor(applied_on=day, consent_sharing=True):
            return Consents({**before.given, OF_APPLICATION: Consent(given_on=day)})
        case ConsentGiven(consent_no=number):
            one = Consent(
                given_on=fact.given_on,
                manner=fact.manner,
                parties=fact.parties,
                contents=fact.contents,
                until=fact.until,
            )
            return Consents({**before.given, number: one})
        case ConsentWithdrawn(consent_no=number, withdrawn_on=day) if number in before.given:
            gone = replace(before.given[number], withdrawn_on=day)
            return Consents({**before.given, number: gone})
    return before


def _said(standing: list[Consent]) -> str:
    named = [party for party in ConsentParty if any(party in one.parties for one in standing)]
    if not named:
        return "同意あり（範囲の記録なし）"
    ends = [one.until for one in standing]
    until = None if None in ends else max(day for day in ends if day is not None)
    whom = "、".join(party.ja for party in named)
    return f"{whom}（{wareki.short(until)}まで）" if until else f"{whom}（支援が終わるまで）"
