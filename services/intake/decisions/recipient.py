"""特定被保護者の確認: what the 福祉事務所 answered, from which day; nothing follows from it by itself."""

from dataclasses import dataclass
from datetime import date

from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.recipient_standing import RecipientStanding, RecipientStandingConfirmed
from events.contract.sealed import Open
from services.intake.consultation import Consultation
from services.intake.decisions.guards import happened, in_force, received


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmRecipientStanding:
    """`since_on` = from when it holds, never before the reform of 2025-04-01; `until` None = until stated otherwise."""

    today: date
    confirmed_on: date
    since_on: date
    standing: RecipientStanding
    until: date | None = None
    note: str = ""


def confirm_recipient_standing(
    state: Consultation | None, command: ConfirmRecipientStanding
) -> list[Event]:
    """Only of somebody known to receive 生活保護; a later answer takes over from its day."""
    state = received(state)
    started = state.beside.assistance
    if started is None:
        raise Refused(
            "assistance-missing", "生活保護の開始の記録がありません。先に開始を記録してください。"
        )
    happened(command.confirmed_on, today=command.today, field="confirmed_on")
    happened(command.since_on, today=command.today, field="since_on")
    in_force(command.standing, command.since_on, field="since_on")
    if command.since_on < started.started_on:
        raise Refused(
            "before-assistance",
            "保護の開始日より前の日付です。開始日以後の日付を入れてください。",
            field="since_on",
        )
    if command.until is not None and command.until < command.since_on:
        raise Refused(
            "until-before-start",
            "終わりの日が始まりの日より前です。始まりの日以後の日付を入れてください。",
            field="until",
        )
    made = RecipientStandingConfirmed(
        since_on=command.since_on,
        person=state.person,
        standing=Open(state.person, command.standing),
        until=command.until,
        confirmed_on=command.confirmed_on,
        note=Open(state.person, command.note.strip()),
    )
    return [] if made in state.beside.standings[-1:] else [made]
