"""保全 and 消去 of one case, and the list of both: proposed by one person, decided by another."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Protocol, Self
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.bus.tables import NotReady
from events.contract import Open, fold, kind_of, wareki
from events.contract.codes import DestructionGround, HoldReason
from events.contract.intake import KeyDestructionProposed
from events.host.desk import AtDesk, Desk
from events.host.form import Form
from events.host.forms import Sent, SentForm, submit
from events.host.http import Requires
from events.host.municipality import Municipality
from events.host.retention import Retention
from events.host.sheet import Sheet
from events.log.recorded import Recorded
from services.intake import decisions
from services.intake.destruction import Destruction, evolve
from services.intake.key_ends import KEY_ENDS
from services.intake.projections.concerns import CONCERNS, ConcernRow
from services.intake.pseudonyms import destruction_of, informant_of, others_of, person_of
from services.intake.retention import concerns_due, due, ended_on
from services.intake.routes.case_file import CaseFile, case_file, ward_name
from services.intake.routes.present import head
from services.intake.routes.said import said
from services.intake.routes.timeline import who_of
from services.intake.worklist import WORKLIST, Work

router = APIRouter()
DESTROY: Final = [Requires("key.destroy", scope="case")]
BOUND_DAYS: Final = 31
"""Until the keys' epoch ends and every copy is unreadable (decision 0005)."""
LISTED: Final = 200


class Standing(Protocol):
    """What stands about the keys of a case or a concern."""

    @property
    def state(self) -> Destruction: ...

    @property
    def proposed(self) -> Recorded | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """A case with what stands about its keys."""

    file: CaseFile
    history: tuple[Recorded, ...]
    state: Destruction
    city: Municipality

    @property
    def closed_on(self) -> date | None:
        """The day the case ended, here or in planning."""
        ended_on = self.file.state.triaged_on if self.file.state.ended else None
        return self.file.closed_on or ended_on

    @property
    def retention(self) -> Retention | None:
        """The 保存年限 that the day of its end falls under."""
        return self.city.retention_of(self.closed_on) if self.closed_on else None

    @property
    def kept_until(self) -> date | None:
        """Its last day; None for an open case, and where none is set."""
        rule, ended = self.retention, self.closed_on
        return rule.kept_until(ended) if rule and ended else None

    @property
    def proposed(self) -> Recorded | None:
        """The proposal that stands, as recorded."""
        return proposal_of(self.state, self.history)

    @property
    def standing(self) -> str:
        """Leaf hash of the proposal that stands."""
        return self.proposed.leaf if self.proposed else ""


@dataclass(frozen=True, slots=True)
class Due:
    """A case or a concern whose 保存年限 is over, as the list shows it. `at` = address of its page."""

    at: str
    number: str
    ward: str
    ended_on: date
    kept_until: date
    mark: str

    @classmethod
    def of(cls, desk: Desk, row: Work) -> Self:
        """`row` ended on a day that a retention holds for."""
        at = f"/intake/cases/{row.case_id}/destruction"
        return cls._made(desk, at, row.number, row.area, ended_on(row))

    @classmethod
    def of_concern(cls, desk: Desk, row: ConcernRow) -> Self:
        """The same of a concern."""
        at = f"/intake/concerns/{row.concern_id}/destruction"
        return cls._made(desk, at, row.number, row.area, row.over_on)

    @classmethod
    def _made(cls, desk: Desk, at: str, number: str, area: str, ended: date | None) -> Self:
        rule = desk.runtime.municipality.retention_of(ended) if ended else None
        if ended is None or rule is None:
            raise ValueError("nothing whose retention is over")
        until, ward = rule.kept_until(ended), ward_name(desk, area)
        return cls(at, number, ward, ended, until, rule.mark.ja)


@dataclass(frozen=True, slots=True)
class Act:
    """One form of the page: its command, its decision, the field that proposes today."""

    command: type[Any]
    decide: Callable[[Any, Any], Any]
    dated: str


ACTS: Final[Mapping[str, Act]] = {
    "hold": Act(decisions.SetLegalHold, decisions.set_legal_hold, "set_on"),
    "lift": Act(decisions.LiftLegalHold, decisions.lift_legal_hold, "lifted_on"),
    "proposal": Act(decisions.ProposeDestruction, decisions.propose_destruction, "proposed_on"),
    "decision": Act(decisions.DecideDestruction, decisions.decide_destruction, "decided_on"),
    "withdrawal": Act(decisions.WithdrawProposal, decisions.withdraw_proposal, "today"),
}


@router.get("/destructions", dependencies=[Requires("key.destroy")], summary="保全・消去の一覧")
def listed(desk: AtDesk) -> Response:
    """What waits for a second person, what waits for the month's end, what is held."""
    codes = desk.staff.wards_for("key.destroy")
    areas = [row.area_id for row in desk.runtime.areas if row.code in codes]
    try:
        rows = desk.runtime.tables.rows(
            KEY_ENDS,
            "area_id = any(%s)",
            [areas],
            order="proposed_on nulls last, decided_on desc nulls last, case_id",
            limit=LISTED,
        )
    except NotReady:
        rows = []
    over = due(desk.runtime, areas, desk.today, LISTED)
    told = concerns_due(desk.runtime, areas, desk.today, LISTED)
    return desk.page(
        "destructions.html",
        rows=rows,
        due=[Due.of(desk, row) for row in over],
        concerns_due=[Due.of_concern(desk, row) for row in told],
        most=LISTED,
        named={row.area: ward_name(desk, row.area) for row in rows},
        numbers=_numbers(desk, [row.case_id for row in rows]),
        bound=BOUND_DAYS,
    )


def _numbers(desk: Desk, cases: Sequence[UUID]) -> Mapping[UUID, str]:
    """受付番号 by case, 気がかり番号 by concern; one is missing while its list has not read it yet."""
    try:
        rows = desk.runtime.tables.rows(WORKLIST, "case_id = any(%s)", [list(cases)], limit=LISTED)
        concerns = desk.runtime.tables.rows(
            CONCERNS, "concern_id = any(%s)", [list(cases)], limit=LISTED
        )
    except NotReady:
        return {}
    return {row.case_id: row.number for row in rows if row.number} | {
        row.concern_id: row.number for row in concerns
    }


@router.get("/cases/{case}/destruction", dependencies=DESTROY, summary="保全・消去")
def ending(case: UUID, desk: AtDesk, said: str | None = None, act: str = "") -> Response:
    """The form that fits what stands: propose, decide, lift the hold; `act` = hold asks for one."""
    found = ending_of(desk, case)
    name = act_of(found.state, act)
    return _draw(desk, found, _sheet(desk, found, name), name, said)


@router.post("/cases/{case}/destruction/hold", dependencies=DESTROY, summary="保全する")
def hold(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """LegalHoldSet."""
    return _send(desk, "hold", case, sent)


@router.post("/cases/{case}/destruction/lift", dependencies=DESTROY, summary="保全を解除する")
def lift(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """LegalHoldLifted."""
    return _send(desk, "lift", case, sent)


@router.post("/cases/{case}/destruction/proposal", dependencies=DESTROY, summary="消去を起案する")
def propose(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """KeyDestructionProposed."""
    return _send(desk, "proposal", case, sent)


@router.post("/cases/{case}/destruction/decision", dependencies=DESTROY, summary="消去を決定する")
def decide(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """KeyDestructionDecided; the keys are deleted within a minute."""
    return _send(desk, "decision", case, sent)


@router.post(
    "/cases/{case}/destruction/withdrawal", dependencies=DESTROY, summary="消去の起案を取り下げる"
)
def withdraw(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """KeyDestructionProposalWithdrawn."""
    return _send(desk, "withdrawal", case, sent)


def act_of(state: Destruction, wanted: str) -> str:
    """The name of the form that fits what stands; `wanted` = hold asks for a hold where there is none."""
    if state.hold is not None:
        return "lift"
    if wanted == "hold":
        return "hold"
    return "decision" if state.proposal else "proposal"


def proposal_of(state: Destruction, history: Sequence[Recorded]) -> Recorded | None:
    """The proposal that stands, as recorded."""
    if state.proposal is None:
        return None
    found = (r for r in reversed(history) if isinstance(r.fact, KeyDestructionProposed))
    return next(found, None)


def ending_of(desk: Desk, case: UUID) -> Ending:
    """Missing for a case that does not exist or lies in wards of other people."""
    file = case_file(desk, case)
    history = tuple(desk.history(destruction_of(case), file.area))
    state = fold(evolve, (recorded.fact for recorded in history)) or Destruction()
    return Ending(file=file, history=history, state=state, city=desk.runtime.municipality)


def _sheet(desk: Desk, found: Ending, name: str) -> Sheet:
    sheet = desk.sheet(
        name,
        area=found.file.area,
        case=found.file.case,
        expected=len(found.history),
        at=f"/intake/cases/{found.file.case}/destruction",
    )
    if sheet.form.typed:
        return sheet
    typed = {ACTS[name].dated: wareki.short(desk.today), "approved": found.standing}
    return replace(sheet, form=Form(typed))


def _send(desk: Desk, name: str, case: UUID, sent: SentForm) -> Response:
    found, act = ending_of(desk, case), ACTS[name]
    at = f"/intake/cases/{case}/destruction"

    def carry_out(command: Any) -> str:
        receipt = desk.carry_out(
            evolve,
            act.decide,
            command,
            stream=destruction_of(case),
            case=case,
            area=found.file.area,
            command_id=sent.command_id,
            expected=sent.expected,
        )
        desk.wait_for(KEY_ENDS.name, "intake", receipt.position)
        return f"{at}?said={name}"

    return submit(
        desk,
        sent,
        _sheet(desk, found, name),
        into=act.command,
        act=carry_out,
        draw=lambda sheet: _draw(desk, ending_of(desk, case), sheet, name),
        given={
            "today": desk.today,
            "person": found.file.state.person,
            "proposer": desk.staff.person,
            "decider": desk.staff.person,
            "closed_on": found.closed_on,
            "kept_until": found.kept_until,
            "standing": found.standing,
            "others": (*others_of(case), *_of_concern(found.file)),
            "entries": frozenset(r.event_id for r in narratives(found.file.history)),
        },
        stream=destruction_of(case),
    )


def _of_concern(file: CaseFile) -> tuple[UUID, ...]:
    """Who is sealed in the concern the case came from: its keys end with the case's."""
    concern = file.state.concern
    return (person_of(concern), informant_of(concern)) if concern else ()


def narratives(history: Sequence[Recorded]) -> list[Recorded]:
    """Facts whose narrative can be read, and so can have been written about the wrong person."""
    return [r for r in history if any(_told(getattr(r.fact, name)) for name in _told_in(r))]


def _told_in(recorded: Recorded) -> list[str]:
    return [f.name for f in kind_of(recorded.fact).fields if f.group.ja == "記述"]


def _told(value: Any) -> bool:
    return isinstance(value, Open) and bool(value.value)


def _draw(desk: Desk, found: Ending, sheet: Sheet, name: str, code: str | None = None) -> Response:
    file = found.file
    return desk.page(
        "destruction.html",
        sheet=sheet,
        file=file,
        head=head(file.received, desk.today),
        ward=ward_name(desk, file.area),
        action=f"/intake/cases/{file.case}/destruction",
        act=name,
        flash=said(code),
        **shown(desk, found, file.history),
    )


def shown(desk: Desk, found: Standing, history: Sequence[Recorded]) -> dict[str, Any]:
    """What the page draws of a case or of a concern alike."""
    proposed = found.proposed
    entries = [
        (str(r.event_id), f"{wareki.short(r.occurred_on)} {kind_of(r.fact).ja}")
        for r in narratives(history)
    ]
    return {
        "found": found,
        "on": desk.today,
        "grounds": DestructionGround,
        "reasons": HoldReason,
        "entries": entries,
        "named": dict(entries),
        "proposed": proposed,
        "proposer": who_of(desk, proposed) if proposed else "",
        "own": bool(found.state.proposal and found.state.proposal.proposer == desk.staff.person),
        "bound": BOUND_DAYS,
    }
