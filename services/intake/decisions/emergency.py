"""緊急的な支援: may start with the reception, long before a plan."""

from dataclasses import dataclass
from datetime import date

from events.contract.codes import EmergencyHelp
from events.contract.intake import EmergencyHelpArranged
from events.contract.kind import Event
from events.contract.sealed import Open
from services.intake.consultation import Consultation
from services.intake.decisions.guards import happened, in_force, received, still_open


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrangeEmergencyHelp:
    """One kind of help on one day."""

    today: date
    arranged_on: date
    help: EmergencyHelp
    note: str = ""
    closed_on: date | None = None


def arrange_emergency_help(
    state: Consultation | None, command: ArrangeEmergencyHelp
) -> list[Event]:
    """The help that was set in motion."""
    state = received(state)
    if (command.help, command.arranged_on) in state.emergency:
        return []
    still_open(state, command.closed_on)
    happened(
        command.arranged_on,
        today=command.today,
        field="arranged_on",
        not_before=state.received_on,
    )
    in_force(command.help, command.arranged_on, field="help")
    return [
        EmergencyHelpArranged(
            arranged_on=command.arranged_on,
            person=state.person,
            help=command.help,
            note=Open(state.person, command.note),
        )
    ]
