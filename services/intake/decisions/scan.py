"""書面の受領: a paper becomes a numbered image of the case; an image is replaced only by a further one."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.scanning import ImageForm, PaperKind, PaperScanned
from events.contract.sealed import Open
from services.intake.decisions.guards import happened, in_force
from services.intake.states.papers import Papers

MOST_PAGES = 200
"""Of one image (assumed)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """What was judged and kept, before anything is stated. `key` and `plain` are sealed with the fact."""

    form: ImageForm
    size: int
    kept: str
    plain: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanPaper:
    """`seen_by` = who is asking, taken up where `original_seen` is ticked."""

    today: date
    person: UUID
    seen_by: UUID
    image: Image
    received_on: date
    paper: PaperKind
    pages: int
    original_seen: bool = False
    replaces: int | None = None
    note: str = ""


def scan_paper(state: Papers | None, command: ScanPaper) -> list[Event]:
    """The paper. The same image of the same kind and day, received again, is no further one."""
    scans = state.scans if state else ()
    if any(_same(scan, command) for scan in scans):
        return []
    happened(command.received_on, today=command.today, field="received_on")
    in_force(command.paper, command.received_on, field="paper")
    if not 1 <= command.pages <= MOST_PAGES:
        raise Refused("pages", "枚数を1から200までの数字で入れてください。", field="pages")
    if command.replaces is not None:
        _stands(state or Papers(), command.replaces)
    return [
        PaperScanned(
            received_on=command.received_on,
            person=command.person,
            scan_no=len(scans) + 1,
            paper=command.paper,
            replaces=command.replaces,
            form=command.image.form,
            pages=command.pages,
            size=command.image.size,
            kept=command.image.kept,
            original_seen_by=command.seen_by if command.original_seen else None,
            image_key=Open(command.person, command.image.key),
            image_hash=Open(command.person, command.image.plain),
            note=Open(command.person, command.note),
        )
    ]


def _same(scan: PaperScanned, command: ScanPaper) -> bool:
    told = (scan.image_hash, scan.received_on, scan.paper, scan.replaces, scan.pages, scan.note)
    return scan.original_seen_by == (
        command.seen_by if command.original_seen else None
    ) and told == (
        Open(command.person, command.image.plain),
        command.received_on,
        command.paper,
        command.replaces,
        command.pages,
        Open(command.person, command.note),
    )


def _stands(state: Papers, number: int) -> None:
    if not 1 <= number <= len(state.scans):
        raise Refused("no-such-paper", "差し替える書面を選び直してください。", field="replaces")
    if number in state.replaced:
        raise Refused(
            "already-replaced",
            "この書面はすでに差し替えられています。新しいほうを選んでください。",
            field="replaces",
        )
