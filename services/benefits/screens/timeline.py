"""The facts of a grant as entries of its timeline: term, day, who, and a few words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from events.contract import Event, kind_of, wareki
from events.contract.benefits import (
    ApplicationSubmitted,
    GrantDecided,
    GrantEnded,
    GrantRefused,
    GrantStopped,
    PaymentMade,
)
from events.contract.benefits_life import DECISIONS
from events.contract.benefits_recheck import PaymentCorrected
from events.contract.grant_approving import GrantDecidedByDeputy, GrantDeputyDecisionSeen
from events.contract.money_approving import MoneyDecidedByDeputy, MoneyDeputyDecisionSeen
from events.host.auth import ROLES_JA
from events.host.desk import Desk
from events.host.frames import office_name
from events.host.unnotarised import is_unnotarised
from events.log.recorded import Recorded
from services.benefits.screens.beside_words import dwelling_words, found_words, paper_words
from services.benefits.screens.duty_words import duty_words
from services.benefits.screens.grant_words import decision_words, payment_words, proposal_words
from services.benefits.screens.later_words import later_words
from services.benefits.screens.moving_words import moving_words
from services.benefits.screens.transfer_words import transfer_words

ICONS: dict[type[Event], str] = {
    ApplicationSubmitted: "application",
    GrantDecided: "decision",
    GrantRefused: "decision",
    GrantDecidedByDeputy: "decision",
    GrantDeputyDecisionSeen: "decision",
    MoneyDecidedByDeputy: "decision",
    MoneyDeputyDecisionSeen: "decision",
    PaymentMade: "benefit",
    GrantEnded: "closing",
    GrantStopped: "closing",
    PaymentCorrected: "correction",
    **dict.fromkeys(DECISIONS, "decision"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """`anchor` is the id of the entry on the page; `migrated` marks facts from before the system (移行).

    `unnotarised`: a decision no witness has signed yet (未公証).
    """

    anchor: str
    title: str
    on: str
    who: str
    icon: str
    text: str
    migrated: bool
    unnotarised: bool


def timeline(desk: Desk, recorded: Iterable[Recorded]) -> list[Entry]:
    """The entries in the order of recording."""
    until = desk.runtime.ledger.cosigned_until()
    return [entry(desk, one, until) for one in recorded]


def entry(desk: Desk, recorded: Recorded, cosigned_until: int) -> Entry:
    """One fact for people; `cosigned_until` = the last position the witnesses have signed."""
    return Entry(
        anchor=f"record-{recorded.version}",
        title=kind_of(recorded.fact).ja,
        on=wareki.short(recorded.occurred_on),
        who=capacity(desk, recorded),
        icon=ICONS.get(kind_of(recorded.fact).cls, ""),
        text=words(recorded.fact),
        migrated=recorded.migrated,
        unnotarised=is_unnotarised(recorded, cosigned_until),
    )


def capacity(desk: Desk, recorded: Recorded) -> str:
    """In which capacity somebody stated it: role and office; one's own entries by name."""
    context = recorded.context
    role = ROLES_JA.get(context.role, context.role)
    office = office_name(desk.runtime.municipality, context.office) if context.office else ""
    held = f"{role}・{office}" if office else role
    return f"{desk.staff.name}({held})" if context.actor == desk.staff.person else held


def words(fact: Event) -> str:
    """What it says, in a line; protected parts only where they may be read."""
    told = (tell(fact) for tell in TELLERS)
    return next((text for text in told if text is not None), "")


TELLERS: Final[tuple[Callable[[Event], str | None], ...]] = (
    proposal_words,
    decision_words,
    payment_words,
    transfer_words,
    later_words,
    duty_words,
    moving_words,
    dwelling_words,
    paper_words,
    found_words,
)
"""Each knows the facts of one matter."""
