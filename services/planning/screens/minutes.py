"""The minutes of one item as one command: its conclusion, the records of its case, and who does what."""

from collections.abc import Sequence
from dataclasses import dataclass

from events.contract import Event, Refused, opened
from events.contract.codes import ConferencePurpose
from events.contract.meeting import AgendaPurpose, Conclusion
from events.host.desk import Receipt
from events.host.forms import SentForm
from events.log.event_log import Move
from services.planning import case as one_case
from services.planning.decisions import (
    ConcludeItem,
    HoldSupportConference,
    conclude_item,
    hold_support_conference,
)
from services.planning.programmes.stream import stream_of
from services.planning.programmes.tasks import state as all_tasks
from services.planning.programmes.tasks.decisions import AgreeTasks, NewTask, agree_tasks
from services.planning.screens.meeting_file import Agendum, MeetingFile
from services.planning.screens.roles_in_words import roles_in_words
from services.planning.screens.task_board import TASKS
from services.planning.states import meeting as one_meeting


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """What is typed about one item. The three checks only where a plan is judged."""

    conclusion: Conclusion
    fits_situation: bool | None = None
    content_works: bool | None = None
    raises_will: bool | None = None
    return_reason: str = ""
    conditions: str = ""
    missing_resources: str = ""
    minutes: str = ""
    roles: str = ""
    tasks: tuple[NewTask, ...] = ()


def stated(file: MeetingFile, agendum: Agendum, minutes: Minutes, sent: SentForm) -> Receipt:
    """The records of the case first; those of the meeting and of the tasks in the same command."""
    case = agendum.file
    concluded = ConcludeItem(
        conference=file.meeting,
        item_no=agendum.item.item_no,
        conclusion=minutes.conclusion,
        minutes=minutes.minutes if agendum.item.purpose is AgendaPurpose.OTHER else "",
    )
    attended = file.state.attended
    assert attended is not None  # noqa: S101 - asked before
    taken_on = AgreeTasks(
        today=file.desk.today,
        person=case.known.person,
        agreed_on=attended.held_on,
        tasks=minutes.tasks,
        conference=file.meeting,
    )
    also = [
        Move(file.meeting, one_meeting.evolve, conclude_item, concluded, case=file.meeting),
        Move(stream_of(case.case, TASKS.name), all_tasks.evolve, agree_tasks, taken_on),
    ]
    return file.desk.carry_out(
        one_case.evolve,
        _of_case,
        _held(file, agendum, minutes),
        stream=case.case,
        case=case.case,
        area=file.area,
        command_id=sent.command_id,
        expected=sent.expected,
        also=also,
    )


def _of_case(state: one_case.Case | None, command: HoldSupportConference | None) -> Sequence[Event]:
    """Nothing of the case's own where no plan was judged."""
    return hold_support_conference(state, command) if command else ()


def _held(file: MeetingFile, agendum: Agendum, minutes: Minutes) -> HoldSupportConference | None:
    attended = file.state.attended
    if agendum.item.purpose is AgendaPurpose.OTHER or attended is None:
        return None
    judges = agendum.judges
    conditional = minutes.conclusion is Conclusion.CONDITIONAL
    if conditional and not minutes.conditions.strip():
        raise Refused("conditions-missing", "了承の条件を書いてください。", field="conditions")
    return HoldSupportConference(
        today=file.desk.today,
        held_on=attended.held_on,
        fits_situation=minutes.fits_situation,
        content_works=minutes.content_works,
        raises_will=minutes.raises_will,
        purpose=ConferencePurpose.PLAN if judges else ConferencePurpose.EVALUATION,
        endorses=minutes.conclusion is not Conclusion.RETURNED,
        return_reason=minutes.return_reason,
        conditions=minutes.conditions if conditional else "",
        municipality_present=attended.municipality_present,
        absence_reason=opened(attended.absence_reason, ""),
        attended=opened(attended.attended, ()),
        roles=roles_in_words(minutes.roles, minutes.tasks),
        missing_resources=minutes.missing_resources,
        minutes=minutes.minutes,
    )
