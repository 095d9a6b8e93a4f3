"""One claim as its pages need it: the grant it belongs to, its history, and the way to record."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from starlette.responses import Response

from events.contract import Event, fold, opened
from events.host.answers import Missing
from events.host.desk import Desk
from events.host.form import Form
from events.host.forms import SentForm, submit
from events.host.sheet import Sheet
from events.log.recorded import Recorded
from services.benefits.claim import Claim, Stage, evolve, stream_of
from services.benefits.projections import claims_asked
from services.benefits.screens.grant_file import GrantFile, Typed, grant_file


@dataclass(frozen=True, slots=True)
class ClaimFile:
    """`recorded` is the stream of claim number `claim_no`; `state` None before it was found."""

    of: GrantFile
    claim_no: int
    recorded: tuple[Recorded, ...]
    state: Claim | None

    @property
    def stream(self) -> UUID:
        """The stream of this claim."""
        return stream_of(self.of.stream, self.claim_no)

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

    @property
    def today(self) -> date:
        """The Japanese day of the request."""
        return self.of.today

    def at(self, page: str = "") -> str:
        """Path of a page of this claim."""
        return self.of.at(f"claims/{self.claim_no}{'/' if page else ''}{page}")

    def sheet(self, form: str, typed: Typed | None = None) -> Sheet:
        """A fresh form with these texts in it, or the draft that the address names."""
        sheet = self.of.desk.sheet(
            f"claim_{form}-{self.of.number}-{self.claim_no}",
            area=self.of.known.area,
            case=self.of.case,
            expected=len(self.recorded),
        )
        return sheet if sheet.saved_at or not typed else replace(sheet, form=Form(typed))

    def page(self, template: str, *, sheet: Sheet | None = None, **context: Any) -> Response:
        """Draw a template; it has `file` (the grant) and `claim_file`."""
        return self.of.page(template, sheet=sheet, claim_file=self, **context)

    def submit(
        self,
        sent: SentForm,
        form: str,
        *,
        into: type[Any],
        decision: Callable[[Claim | None, Any], Sequence[Event]],
        draw: Callable[[Sheet], Response],
        given: Mapping[str, Any],
    ) -> Response:
        """Read, decide, store, go to the claim; else the page again."""
        desk = self.of.desk

        def act(command: Any) -> str:
            receipt = desk.carry_out(
                evolve,
                decision,
                command,
                stream=self.stream,
                case=self.of.case,
                area=self.of.known.area,
                command_id=sent.command_id,
                expected=sent.expected,
            )
            shown = desk.wait_for(claims_asked.CLAIMS, "benefits", receipt.position)
            return f"{self.at()}?noted={'yes' if shown else 'later'}"

        return submit(
            desk,
            sent,
            self.sheet(form),
            into=into,
            act=act,
            draw=draw,
            given={"today": self.today, **given},
            stream=self.stream,
        )


def claim_file(desk: Desk, case: UUID, number: int, claim_no: int | None = None) -> ClaimFile:
    """One claim of a grant, or the next to be found."""
    of = grant_file(desk, case, number)
    if claim_no is None:
        claim_no = len(claims_of(of)) + 1
    recorded = tuple(desk.history(stream_of(of.stream, claim_no), of.known.area))
    state = fold(evolve, (one.fact for one in recorded))
    return ClaimFile(of, claim_no, recorded, state)


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
