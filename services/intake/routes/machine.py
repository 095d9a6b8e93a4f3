"""The same decisions for programs: a JSON body per command, its id in `Idempotency-Key`."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from uuid import UUID

from fastapi import APIRouter, Response
from fastapi.exceptions import RequestValidationError
from pydantic import TypeAdapter, ValidationError

from events.contract import Refused
from events.host.desk import AtDesk, Desk, Receipt
from events.host.forms import SentAsJson, SentJson
from events.host.http import Requires
from events.host.plain import refuse_strange
from services.intake import decisions
from services.intake.consultation import evolve
from services.intake.decisions import SharingBasis
from services.intake.pseudonyms import person_of, visitor_of
from services.intake.routes.case_file import ATTEMPTS_NEEDED, case_file, no_case_of_others
from services.intake.routes.reception_form import settled

router = APIRouter(prefix="/api/cases/{case}")
C = TypeVar("C")
Body = dict[str, Any]


@router.get("", dependencies=[Requires("case.read", scope="case")], summary="ケースの状態")
def state(case: UUID, desk: AtDesk, answer: Response) -> Body:
    """Codes and days; the version is the `ETag` that `If-Match` takes."""
    file = case_file(desk, case)
    answer.headers["ETag"] = f'"{file.version}"'
    found = file.state
    return {
        "case": case,
        "number": file.number,
        "area": file.area,
        "version": file.version,
        "received_on": found.received_on,
        "triage": found.triage,
        "applied_on": found.applied_on,
        "missing": found.missing,
        "correction_due_on": found.correction_due_on,
        "closed_on": file.closed_on,
        "ended": found.ended,
    }


@router.post(
    "/consultation", dependencies=[Requires("consultation.receive")], summary="相談を受け付ける"
)
def receive(case: UUID, desk: AtDesk, sent: SentAsJson, body: Body) -> Receipt:
    """`case` is a new UUID the program chooses; `ward` the six-digit code of the ward."""
    ward = str(body.pop("ward", ""))
    if ward not in desk.staff.wards_for("consultation.receive"):
        raise Refused("unknown-ward", "担当する区の番号（6桁）を指定してください。", field="ward")
    given = {"today": desk.today, "person": person_of(case), "visitor_person": visitor_of(case)}
    command = stated(decisions.ReceiveConsultation, body, given)
    desk.runtime.municipality.ward(ward, command.received_on)
    command = settled(desk, command)
    no_case_of_others(desk, case)
    previous = command.previous_case
    before = case_file(desk, previous).state if previous is not None else None
    return desk.carry_out(
        evolve,
        decisions.receiving(before),
        command,
        stream=case,
        case=case,
        area=ward,
        command_id=sent.command_id,
        expected=0 if sent.expected is None else sent.expected,
    )


@router.post("/triage", dependencies=[Requires("case.triage", scope="case")], summary="振り分ける")
def triage(case: UUID, desk: AtDesk, sent: SentAsJson, body: Body) -> Receipt:
    """TriageCase."""
    return _carry_out(desk, case, sent, decisions.TriageCase, decisions.triage_case, body)


@router.post("/referrals", dependencies=[Requires("case.triage", scope="case")], summary="つなぐ")
def referral(case: UUID, desk: AtDesk, sent: SentAsJson, body: Body) -> Receipt:
    """MakeReferral."""
    return _carry_out(desk, case, sent, decisions.MakeReferral, decisions.make_referral, body)


@router.post(
    "/referral-steps",
    dependencies=[Requires("contact.record", scope="case")],
    summary="つなぎの経過を記録する",
)
def referral_step(case: UUID, desk: AtDesk, sent: SentAsJson, body: Body) -> Receipt:
    """RecordReferralStep."""
    return _carry_out(
        desk, case, sent, decisions.RecordReferralStep, decisions.record_referral_step, body
    )


@router.post(
    "/emergency-help",
    dependencies=[Requires("case.triage", scope="case")],
    summary="緊急的な支援を記録する",
)
def emergency(case: UUID, desk: AtDesk, sent: SentAsJson, body: Body) -> Receipt:
    """ArrangeEmergencyHelp."""
    return _carry_out(
        desk, case, sent, decisions.ArrangeEmergencyHelp, decisions.arrange_emergency_help, body
    )


@router.post(
    "/contacts",
    dependencies=[Requires("contact.record", scope="case")],
    summary="支援経過記録を追加する",
)
def contact(case: UUID, desk: AtDesk, sent: SentAsJson, body: Body) -> Receipt:
    """RecordContact."""
    return _carry_out(desk, case, sent, decisions.RecordContact, decisions.record_contact, body)


@router.post(
    "/application-papers",
    dependencies=[Requires("use.apply", scope="case")],
    summary="申込書の到達を記録する",
)
def paper(case: UUID, desk: AtDesk, sent: SentAsJson, body: Body) -> Receipt:
    """ReceiveUseApplication."""
    return _carry_out(
        desk, case, sent, decisions.ReceiveUseApplication, decisions.receive_use_application, body
    )


@router.post(
    "/application",
    dependencies=[Requires("use.apply", scope="case")],
    summary="利用申込を受け付ける",
)
def apply_for_use(case: UUID, desk: AtDesk, sent: SentAsJson, body: Body) -> Receipt:
    """ApplyForUse."""
    return _carry_out(desk, case, sent, decisions.ApplyForUse, decisions.apply_for_use, body)


@router.post(
    "/identity",
    dependencies=[Requires("identity.judge", scope="case")],
    summary="名寄せを判断する",
)
def judge(case: UUID, desk: AtDesk, sent: SentAsJson, body: Body) -> Receipt:
    """JudgeIdentity."""
    return _carry_out(desk, case, sent, decisions.JudgeIdentity, decisions.judge_identity, body)


def stated(into: type[C], body: Mapping[str, Any], given: Mapping[str, Any]) -> C:
    """The command a body states; what the service itself knows (`given`) is never taken from it."""
    known = {name for name in given if name in TypeAdapter(into).json_schema()["properties"]}
    refuse_strange(body)
    values = {**body, **{name: given[name] for name in known}}
    try:
        return TypeAdapter(into).validate_python(values)
    except ValidationError as wrong:
        errors = [{**error, "loc": ("body", *error["loc"])} for error in wrong.errors()]
        raise RequestValidationError(errors) from None


def _carry_out(
    desk: Desk,
    case: UUID,
    sent: SentJson,
    into: type[C],
    decide: Callable[[Any, C], Any],
    body: Body,
) -> Receipt:
    file = case_file(desk, case)
    given = {
        "today": desk.today,
        "closed_on": file.closed_on,
        "attempts_needed": ATTEMPTS_NEEDED,
    }
    command = stated(into, body, given)
    basis = getattr(command, "basis", None)
    return desk.carry_out(
        evolve,
        decide,
        command,
        stream=case,
        case=case,
        area=file.area,
        command_id=sent.command_id,
        expected=sent.expected,
        basis=basis.value if isinstance(basis, SharingBasis) else "",
    )
