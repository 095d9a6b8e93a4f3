"""The papers of a 転居費用補助: its letters, its list of documents, its clock."""

from collections.abc import Iterator, Sequence

from events.contract import fold, kind_of
from events.contract.benefits import BenefitCorrectionAsked
from events.contract.benefits_moving import (
    MovingApplied,
    MovingDecided,
    MovingOrdered,
    MovingRefused,
)
from events.contract.benefits_papers import NoticeKind
from events.contract.codes import GrantKind
from events.contract.kind import Event
from events.log.recorded import Recorded
from services.benefits.decisions.document import needed_for
from services.benefits.moving import evolve
from services.benefits.notices.of_moving import (
    of_moving_correction,
    of_moving_grant,
    of_moving_refusal,
    of_moving_to_payee,
)
from services.benefits.processing import Processing, processing
from services.benefits.screens.grant_papers import DocumentRow, rows_of
from services.benefits.screens.letters import Draw, Occasion
from services.benefits.screens.moving_file import MovingFile
from services.benefits.screens.paper_file import PaperFile, paper_file


def papers_of_moving(file: MovingFile) -> PaperFile:
    """The papers beside this application."""
    return paper_file(
        file.desk,
        case=file.case,
        area=file.known.area,
        person=file.moving.person,
        of=file.stream,
        at=file.at(),
        occasions=moving_occasions(file.recorded),
    )


def moving_documents(file: MovingFile, papers: PaperFile) -> list[DocumentRow]:
    """What is needed, in its order, then what came besides."""
    asked = file.moving.asked
    lacking = set(asked.missing) if asked and not file.moving.complete else set()
    return rows_of(papers, needed_for(GrantKind.MOVING, None), lacking)


def moving_clock(file: MovingFile) -> Processing:
    """Days of this application until its decision, or until today."""
    moving = file.moving
    arrived = moving.application.arrived_on
    decided = moving.decided.decided_on if moving.decided else None
    refused = moving.refused.refused_on if moving.refused else None
    return processing(
        arrived,
        decided or refused or file.today,
        file.desk.runtime.municipality.practice(arrived).processing_days,
        asked_on=moving.asked.asked_on if moving.asked else None,
        corrected_on=moving.corrected.corrected_on if moving.corrected else None,
    )


def moving_occasions(recorded: Sequence[Recorded]) -> list[Occasion]:
    """Letters that the records call for; each drawn from what stood then."""
    return [
        Occasion(
            notice=notice,
            about=record.version,
            stated_on=record.occurred_on,
            term=kind_of(record.fact).ja,
            draw=draw,
        )
        for n, record in enumerate(recorded)
        for notice, draw in _of(recorded[: n + 1], record.fact)
    ]


def _of(until: Sequence[Recorded], fact: Event) -> Iterator[tuple[NoticeKind, Draw]]:
    def applied() -> MovingApplied:
        state = fold(evolve, (record.fact for record in until))
        assert state is not None  # noqa: S101 - it begins with its application
        return state.application

    match fact:
        case BenefitCorrectionAsked():
            yield NoticeKind.CORRECTION_REQUEST, lambda: of_moving_correction(applied(), fact)
        case MovingDecided():
            yield NoticeKind.MOVING_GRANT, lambda: of_moving_grant(applied(), fact)
        case MovingRefused():
            yield NoticeKind.MOVING_REFUSAL, lambda: of_moving_refusal(applied(), fact)
        case MovingOrdered():
            yield NoticeKind.MOVING_TO_PAYEE, lambda: of_moving_to_payee(applied(), fact)
