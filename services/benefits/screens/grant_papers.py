"""The papers of a rent grant: its letters, its list of documents, its clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from events.contract import opened
from events.contract.benefits_papers import DocumentReceived, NoticeIssued
from events.contract.codes import HardshipCause
from events.log.recorded import Recorded
from services.benefits.decisions.document import Document, needed_for
from services.benefits.processing import Processing, processing
from services.benefits.projections import lookup
from services.benefits.projections.case_scans import Scan
from services.benefits.screens.grant_file import GrantFile
from services.benefits.screens.letters import occasions
from services.benefits.screens.paper_file import PaperFile, paper_file
from services.benefits.screens.timeline import capacity


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """One neutral type. `state`: here, asked (補正依頼), lacking, extra (not on the list)."""

    document: Document
    state: str
    received: DocumentReceived | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SentRow:
    """A letter that went out. `differs`: today's drawing has other words; None where unreadable here."""

    issued: NoticeIssued
    who: str
    differs: bool | None


def papers_of_grant(file: GrantFile) -> PaperFile:
    """The papers beside this grant."""
    return paper_file(
        file.desk,
        case=file.case,
        area=file.known.area,
        person=file.grant.person,
        of=file.stream,
        at=file.at(),
        occasions=occasions(file.recorded),
    )


def document_rows(file: GrantFile, papers: PaperFile) -> list[DocumentRow]:
    """The list of what is needed, in its order, then what came besides."""
    grant = file.grant
    cause: HardshipCause | None = opened(grant.application.cause, None)
    without = grant.dwelling is not None
    needed = needed_for(grant.application.kind, cause, without_dwelling=without)
    asked = set(grant.asked.missing) if grant.asked and not grant.complete else set()
    return rows_of(papers, needed, asked)


def rows_of(
    papers: PaperFile, needed: Sequence[Document], asked: set[str] | frozenset[str] = frozenset()
) -> list[DocumentRow]:
    """Needed types in their order, then the others that came or were asked for."""
    here = papers.state.standing
    extra = [Document.stored(name) for name in (*asked, *here)]
    every = dict.fromkeys((*needed, *extra))
    return [
        DocumentRow(
            document=one,
            state=_state(one, here, asked, needed),
            received=here.get(one.value),
        )
        for one in every
    ]


def _state(
    one: Document, here: dict[str, DocumentReceived], asked: set[str] | frozenset[str],
    needed: Sequence[Document],
) -> str:  # fmt: skip
    if one.value in here:
        return "here" if one in needed else "extra"
    return "asked" if one.value in asked else "lacking"


def sent_rows(papers: PaperFile) -> list[SentRow]:
    """Every letter sent, the newest first."""
    by = {r.fact.notice_no: r for r in papers.recorded if isinstance(r.fact, NoticeIssued)}
    return [
        SentRow(
            issued=issued,
            who=capacity(papers.desk, by[issued.notice_no]),
            differs=papers.differs(issued),
        )
        for issued in reversed(papers.state.notices)
    ]


def unlinked_scans(papers: PaperFile) -> list[Scan]:
    """Papers of the case that stand and are not among this grant's documents."""
    named = {(one.scan_no, one.kept) for one in papers.state.documents}
    scans = lookup.scans_of(papers.desk.runtime.tables, papers.case)
    return [scan for scan in scans if (scan.scan_no, scan.kept) not in named]


def clock(file: GrantFile) -> Processing:
    """Days of this application until its decision, or until today."""
    grant = file.grant
    decided = grant.decided.decided_on if grant.decided else None
    refused = grant.refused.refused_on if grant.refused else None
    applied = grant.application.arrived_on
    return processing(
        applied,
        decided or refused or file.today,
        file.desk.runtime.municipality.practice(applied).processing_days,
        asked_on=grant.asked.asked_on if grant.asked else None,
        corrected_on=grant.corrected.corrected_on if grant.corrected else None,
    )


def timeline_records(file: GrantFile, papers: PaperFile) -> list[Recorded]:
    """The grant's records and its papers in the order of recording."""
    return sorted((*file.recorded, *papers.recorded), key=lambda record: record.position)


def scan_of(papers: PaperFile, number: int | None) -> Scan | None:
    """A standing paper of the case by its number."""
    scans = lookup.scans_of(papers.desk.runtime.tables, papers.case)
    return next((scan for scan in scans if scan.scan_no == number), None)


def image_at(case: UUID, scan: Scan | DocumentReceived) -> str:
    """Where intake shows the paper."""
    return f"/intake/cases/{case}/papers/{scan.scan_no}"
