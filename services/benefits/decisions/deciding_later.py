"""決裁 of a later decision: another natural person decides what was proposed; nothing is computed anew."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from events.contract.benefits import GrantStopped
from events.contract.benefits_life import (
    AmountChanged,
    ExtensionRefused,
    GrantExtended,
    GrantResumed,
    GrantSuspended,
    LaterDrafted,
    LaterRefused,
    Matter,
    StopDecided,
)
from events.contract.by_post import Approving, decided_by_another
from events.contract.deciding import Refused
from events.contract.kind import Event
from services.benefits.decisions.deputising import by_deputy
from services.benefits.decisions.guards import happened, numbered, unordered_after
from services.benefits.decisions.later import on_the_table
from services.benefits.grant import Grant
from services.benefits.programmes.housing_security.period import resumption_last_day
from services.benefits.schedule import month_after, month_before


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideLater(Approving):
    """決裁 over the proposal on the table."""

    today: date
    decided_on: date
    number: str


def decide_later(state: Grant | None, command: DecideLater) -> list[Event]:
    """The decision as proposed, in favour or against."""
    done = state.life.decisions if state else ()
    if any((one.number, one.decided_on) == (command.number, command.decided_on) for one in done):
        return []
    grant, draft = on_the_table(state)
    if grant.life.reviewed is None:
        raise Refused("not-reviewed", "審査がまだ終わっていません。審査のあとに決裁してください。")
    decided_by_another(draft.drafter, command)
    numbered(command.number)
    happened(
        command.decided_on,
        today=command.today,
        field="decided_on",
        not_before=grant.life.reviewed.reviewed_on,
        step="審査",
    )
    shared = _shared(grant, draft, command)
    made = (
        GRANTING[draft.matter](grant, draft, shared)
        if draft.favours
        else [_refusal(grant, draft, shared)]
    )
    return [*made, *by_deputy(grant, command, command.decided_on)]


def _shared(grant: Grant, draft: LaterDrafted, command: DecideLater) -> dict[str, Any]:
    return {
        "decided_on": command.decided_on,
        "person": grant.person,
        "grant_no": grant.application.grant_no,
        "later_no": draft.later_no,
        "number": command.number,
        "post": command.post,
        "decider": command.decider,
        "drafter": draft.drafter,
        "approved": command.approved,
        "figures": draft.figures,
        "reasons": draft.reasons,
    }


def _refusal(grant: Grant, draft: LaterDrafted, shared: dict[str, Any]) -> Event:
    if draft.matter is Matter.EXTENSION:
        number = grant.life.applications
        return ExtensionRefused(**shared, extension_no=number, citation=draft.citation)
    return LaterRefused(**shared, matter=draft.matter, citation=draft.citation)


def _extended(grant: Grant, draft: LaterDrafted, shared: dict[str, Any]) -> list[Event]:
    if grant.payable and draft.first_month != month_after(grant.payable[-1]):
        raise _outdated()
    number = grant.life.extensions + 1
    return [
        GrantExtended(
            **shared, extension_no=number, first_month=draft.first_month, months=draft.months
        )
    ]


def _changed(grant: Grant, draft: LaterDrafted, shared: dict[str, Any]) -> list[Event]:
    if draft.change is None or draft.first_month not in grant.payable:
        raise _outdated()
    unordered_after(grant, month_before(draft.first_month))
    return [AmountChanged(**shared, first_month=draft.first_month, ground=draft.change)]


def _suspended(grant: Grant, draft: LaterDrafted, shared: dict[str, Any]) -> list[Event]:
    if grant.life.suspended is not None:
        raise _outdated()
    unordered_after(grant, draft.last_month)
    until = resumption_last_day(month_after(draft.last_month), shared["decided_on"])
    if until is None:
        raise _outdated()
    return [GrantSuspended(**shared, last_month=draft.last_month, resume_by=until)]


def _resumed(grant: Grant, draft: LaterDrafted, shared: dict[str, Any]) -> list[Event]:
    late = any(draft.first_month <= month for month in grant.payable)
    if grant.life.suspended is None or late:
        raise _outdated()
    return [GrantResumed(**shared, first_month=draft.first_month, months=draft.months)]


def _stopped(grant: Grant, draft: LaterDrafted, shared: dict[str, Any]) -> list[Event]:
    """The decision, and the stop itself, which months and other services read."""
    if draft.stop is None:
        raise _outdated()
    unordered_after(grant, draft.last_month)
    decided = StopDecided(
        **shared,
        last_month=draft.last_month,
        reason=draft.stop,
        citation=draft.citation,
        explained=grant.life.asked is not None,
    )
    stop = GrantStopped(
        stopped_on=decided.decided_on,
        person=decided.person,
        grant_no=decided.grant_no,
        last_month=draft.last_month,
        reason=draft.stop,
        reasons=draft.reasons,
    )
    return [decided, stop]


def _outdated() -> Refused:
    return Refused(
        "proposal-outdated",
        "起案のあとに支給の内容が変わりました。いまの内容で起案し直してください。",
    )


Granting = Callable[[Grant, LaterDrafted, dict[str, Any]], list[Event]]
GRANTING: Final[Mapping[Matter, Granting]] = {
    Matter.EXTENSION: _extended,
    Matter.CHANGE: _changed,
    Matter.SUSPENSION: _suspended,
    Matter.RESUMPTION: _resumed,
    Matter.STOP: _stopped,
}
"""What a decision in favour of the proposal states, by its matter; each looks again at what stands now."""
