"""One claim as its pages need it: the grant it belongs to, its history, and the way to record."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from starlette.responses import Response

from events.contract import fold, opened
from events.host.answers import Missing
from events.host.case_stream import CaseStream, below
from events.host.desk import Desk, Receipt
from events.host.sheet import Sheet
from services.benefits.claim import Claim, Stage, evolve, stream_of
from services.benefits.projections import claims_asked
from services.benefits.screens.grant_file import GrantFile, grant_file


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFile(CaseStream[Claim]):
    """The stream of claim number `claim_no` of a grant."""

    of: GrantFile
    claim_no: int

    @property
    def claim(self) -> Claim:
        """Missing (404) where nothing was found under this number."""
        if self.state is None:
            raise Missing
        return self.state

    @property
    def leaf(self) -> str:
        """Leaf hash of the finding, over which the 決裁 is made."""
        return self.recorded[0].leaf if self.recorded else ""

    def at(self, page: str = "") -> str:
        """Path of a page of this claim."""
        return self.of.at(below(f"claims/{self.claim_no}", page))

    def named(self, form: str) -> str:
        """Each claim has its own drafts."""
        return f"claim_{form}-{self.of.number}-{self.claim_no}"

    def shown(self, receipt: Receipt) -> bool:
        """Whether the list of claims shows it already."""
        return self.desk.wait_for(claims_asked.CLAIMS, "benefits", receipt.position)

    def page(self, template: str, *, sheet: Sheet | None = None, **context: Any) -> Response:
        """Draw a template; it has `file` (the grant) and `claim_file`."""
        return self.of.page(template, sheet=sheet, claim_file=self, **context)


def claim_file(desk: Desk, case: UUID, number: int, claim_no: int | None = None) -> ClaimFile:
    """One claim of a grant, or the next to be found."""
    of = grant_file(desk, case, number)
    if claim_no is None:
        claim_no = len(claims_of(of)) + 1
    stream = stream_of(of.stream, claim_no)
    recorded = tuple(desk.history(stream, of.area))
    return ClaimFile(
        desk=desk,
        case=case,
        area=of.area,
        stream=stream,
        evolve=evolve,
        of=of,
        claim_no=claim_no,
        recorded=recorded,
        state=fold(evolve, (one.fact for one in recorded)),
    )


def claims_of(of: GrantFile) -> list[Claim]:
    """Every claim of a grant from the log itself, by number."""
    found: list[Claim] = []
    while True:
        history = of.desk.history(stream_of(of.stream, len(found) + 1), of.known.area)
        state = fold(evolve, (one.fact for one in history))
        if state is None:
            return found
        found.append(state)


def claimed(of: GrantFile, *, but: int) -> dict[str, int]:
    """Month → yen that the other claims ask back."""
    asked: dict[str, int] = {}
    for claim in claims_of(of):
        if claim.found.claim_no == but or claim.stage is Stage.DROPPED:
            continue
        for one in opened(claim.found.months, ()):
            asked[one.month] = asked.get(one.month, 0) + one.yen
    return asked
