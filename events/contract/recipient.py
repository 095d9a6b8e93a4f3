"""Whether a person receives 生活保護 on a day, and whether as 特定被保護者: folded from intake's facts."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from events.contract.assistance import (
    AssistanceAnswer,
    PublicAssistanceAnswered,
    PublicAssistanceStarted,
)
from events.contract.kind import Event
from events.contract.recipient_standing import RecipientStanding, RecipientStandingConfirmed
from events.contract.sealed import opened
from events.contract.worded import Worded

FACTS: Final[frozenset[type[Event]]] = frozenset(
    {PublicAssistanceStarted, PublicAssistanceAnswered, RecipientStandingConfirmed}
)


class Category(Worded):
    """As which kind of person somebody is counted on a day; `ja` is what people read."""

    SPECIFIED = "specified", "特定被保護者"
    UNCONFIRMED = "unconfirmed", "生活保護受給中（特定被保護者かは未確認）"
    NOT_SPECIFIED = "not_specified", "生活保護受給中（特定被保護者に当たらない）"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """One answer of the 福祉事務所. `standing` None = it may no longer be read."""

    since_on: date
    until: date | None
    standing: RecipientStanding | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """`ended_on`: from this day the 保護 is known to be over, by the answer to its beginning."""

    started_on: date | None = None
    ended_on: date | None = None
    stated: tuple[Stated, ...] = ()

    def on(self, day: date) -> Category | None:
        """None: not known to receive 生活保護 on that day."""
        if self.started_on is None or day < self.started_on:
            return None
        if self.ended_on is not None and self.ended_on <= day:
            return None
        held = [one for one in self.stated if one.since_on <= day]
        last = max(held, key=lambda one: one.since_on, default=None)
        if last is None or (last.until is not None and last.until < day):
            return Category.UNCONFIRMED
        return _CATEGORY.get(last.standing, Category.UNCONFIRMED)


_CATEGORY: Final[dict[RecipientStanding | None, Category | None]] = {
    RecipientStanding.SPECIFIED: Category.SPECIFIED,
    RecipientStanding.NOT_SPECIFIED: Category.NOT_SPECIFIED,
    RecipientStanding.NO_RECIPIENT: None,
}


def known_of(before: Recipient, fact: Event) -> Recipient:
    """With one more fact of the case; any other fact changes nothing."""
    match fact:
        case PublicAssistanceStarted(started_on=day):
            return replace(before, started_on=day, ended_on=None)
        case PublicAssistanceAnswered(answered_on=day, answer=answer):
            over = answer is AssistanceAnswer.ENDED_AGAIN
            return replace(before, ended_on=day if over else before.ended_on)
        case RecipientStandingConfirmed():
            one = Stated(
                since_on=fact.since_on, until=fact.until, standing=opened(fact.standing, None)
            )
            kept = tuple(old for old in before.stated if old.since_on != one.since_on)
            return replace(before, stated=(*kept, one))
    return before
