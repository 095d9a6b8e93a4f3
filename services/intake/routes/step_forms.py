"""振り分け, つなぎ, 緊急的な支援, 利用申込書の受付: one small form each, all of one pattern."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import wareki
from events.contract.codes import EmergencyHelp, Medium, ReferralTarget, Triage
from events.contract.help_given import ASK_BACK
from events.contract.referring import HandoverManner, ReferralProgramme
from events.host.desk import AtDesk, Desk
from events.host.form import Form
from events.host.forms import Sent, SentForm, submit
from events.host.http import Requires
from events.host.sheet import Sheet
from services.intake import decisions
from services.intake.consultation import evolve
from services.intake.decisions import ApplicationItem, SharingBasis
from services.intake.decisions.application import CORRECTION_DAYS
from services.intake.decisions.covering import covers
from services.intake.projections.referrals import REFERRALS
from services.intake.routes.case_file import ATTEMPTS_NEEDED, CaseFile, case_file, ward_name
from services.intake.routes.present import head
from services.intake.routes.said import said
from services.intake.worklist import WORKLIST

router = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class StepForm:
    """One form: its name in the address and as a draft, its command and decision, its lists of choices.

    `dated` = the field that proposes today ("" = none); `done` says which sentence the next page shows,
    which is the case's, or `then` below it; `fresh` = what else stands in an untouched form.
    """

    name: str
    command: type[Any]
    decide: Callable[[Any, Any], Any]
    dated: str
    lists: Mapping[str, Any]
    done: Callable[[Any], str]
    then: str = ""
    shown_in: str = WORKLIST.name
    fresh: Callable[[Desk, CaseFile], Mapping[str, str | Sequence[str]]] = lambda *_: {}


def _applied(command: decisions.EnterApplication) -> str:
    complete = command.consent_handling and not command.missing
    return "applied" if complete else "correction"


TRIAGE: Final = StepForm(
    name="triage",
    command=decisions.TriageCase,
    decide=decisions.triage_case,
    dated="decided_on",
    lists={"outcomes": Triage, "targets": ReferralTarget, "bases": SharingBasis},
    done=lambda _: "triage",
)
REFERRAL: Final = StepForm(
    name="referral",
    command=decisions.MakeReferral,
    decide=decisions.make_referral,
    dated="referred_on",
    lists={
        "targets": ReferralTarget,
        "bases": SharingBasis,
        "manners": HandoverManner,
        "programmes": ReferralProgramme,
    },
    done=lambda _: "referral",
    shown_in=REFERRALS.name,
    fresh=lambda desk, _: {"ask_back_on": wareki.short(desk.today + ASK_BACK)},
)
EMERGENCY: Final = StepForm(
    name="emergency",
    command=decisions.ArrangeEmergencyHelp,
    decide=decisions.arrange_emergency_help,
    dated="arranged_on",
    lists={"helps": EmergencyHelp},
    done=lambda _: "emergency",
)
APPLICATION: Final = StepForm(
    name="application",
    command=decisions.EnterApplication,
    decide=decisions.enter_application,
    dated="arrived_on",
    lists={"media": Medium, "items": ApplicationItem, "days": CORRECTION_DAYS},
    done=_applied,
)


@router.get(
    "/cases/{case}/triage",
    dependencies=[Requires("case.triage", scope="case")],
    summary="振り分けの画面",
)
def triage(case: UUID, desk: AtDesk, said: str | None = None) -> Response:
    """The five outcomes."""
    return open_form(desk, TRIAGE, case, said)


@router.post(
    "/cases/{case}/triage",
    dependencies=[Requires("case.triage", scope="case")],
    summary="振り分ける",
)
def triage_case(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """CaseTriaged, with a referral where there is one."""
    return send_form(desk, TRIAGE, case, sent)


@router.get(
    "/cases/{case}/referral",
    dependencies=[Requires("case.triage", scope="case")],
    summary="つなぎの画面",
)
def referral(case: UUID, desk: AtDesk, said: str | None = None) -> Response:
    """To whom, why, on what basis."""
    return open_form(desk, REFERRAL, case, said)


@router.post(
    "/cases/{case}/referral",
    dependencies=[Requires("case.triage", scope="case")],
    summary="つなぎを記録する",
)
def make_referral(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """ReferralMade."""
    return send_form(desk, REFERRAL, case, sent)


@router.get(
    "/cases/{case}/emergency",
    dependencies=[Requires("case.triage", scope="case")],
    summary="緊急的な支援の画面",
)
def emergency(case: UUID, desk: AtDesk, said: str | None = None) -> Response:
    """What can be set in motion before any plan."""
    return open_form(desk, EMERGENCY, case, said)


@router.post(
    "/cases/{case}/emergency",
    dependencies=[Requires("case.triage", scope="case")],
    summary="緊急的な支援を記録する",
)
def arrange_emergency_help(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """EmergencyHelpArranged."""
    return send_form(desk, EMERGENCY, case, sent)


@router.get(
    "/cases/{case}/application",
    dependencies=[Requires("use.apply", scope="case")],
    summary="利用申込書の受付の画面",
)
def application(case: UUID, desk: AtDesk, said: str | None = None) -> Response:
    """The paper, its consents, what it lacks."""
    return open_form(desk, APPLICATION, case, said)


@router.post(
    "/cases/{case}/application",
    dependencies=[Requires("use.apply", scope="case")],
    summary="利用申込書を受け付ける",
)
def enter_application(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """UseApplicationArrived, then UseAppliedFor or CorrectionAsked."""
    return send_form(desk, APPLICATION, case, sent)


def open_form(
    desk: Desk,
    form: StepForm,
    case: UUID,
    code: str | None,
    *,
    path: str = "",
    about: Mapping[str, Any] | None = None,
) -> Response:
    """The form; `path` below the case where that is not its name, `about` = what else its page shows."""
    file = case_file(desk, case)
    sheet = desk.sheet(form.name, area=file.area, case=case, expected=file.version)
    if not sheet.form.typed:
        typed = {form.dated: wareki.short(desk.today)} if form.dated else {}
        sheet = replace(sheet, form=Form({**typed, **form.fresh(desk, file)}))
    return _draw(desk, form, file, sheet, code, path=path, about=about)


def send_form(
    desk: Desk,
    form: StepForm,
    case: UUID,
    sent: SentForm,
    *,
    path: str = "",
    about: Mapping[str, Any] | None = None,
    given: Mapping[str, Any] | None = None,
) -> Response:
    """Carry out the command of the form, or draw it again; `given` = what the route knows besides."""
    file = case_file(desk, case)
    basis = sent.form.value("basis")

    def act(command: Any) -> str:
        receipt = desk.carry_out(
            evolve,
            form.decide,
            command,
            stream=case,
            case=case,
            area=file.area,
            command_id=sent.command_id,
            expected=sent.expected,
            basis=basis if basis in list(SharingBasis) else "",
        )
        desk.wait_for(form.shown_in, "intake", receipt.position)
        return f"/intake/cases/{case}{form.then}?said={form.done(command)}"

    return submit(
        desk,
        sent,
        desk.sheet(form.name, area=file.area, case=case, expected=file.version),
        into=form.command,
        act=act,
        draw=lambda sheet: _draw(desk, form, case_file(desk, case), sheet, path=path, about=about),
        given={
            "today": desk.today,
            "closed_on": file.closed_on,
            "attempts_needed": ATTEMPTS_NEEDED,
            **(given or {}),
        },
        stream=case,
    )


def _draw(
    desk: Desk,
    form: StepForm,
    file: CaseFile,
    sheet: Sheet,
    code: str | None = None,
    *,
    path: str = "",
    about: Mapping[str, Any] | None = None,
) -> Response:
    return desk.page(
        f"{form.name}.html",
        sheet=sheet,
        file=file,
        head=head(file.received, desk.today),
        ward=ward_name(desk, file.area),
        action=f"/intake/cases/{file.case}/{path or form.name}",
        back=f"/intake/cases/{file.case}{form.then}",
        on=desk.today,
        flash=said(code),
        uncovered=_uncovered(desk, file) if ReferralTarget in form.lists.values() else [],
        **form.lists,
        **(about or {}),
    )


def _uncovered(desk: Desk, file: CaseFile) -> list[str]:
    """The bodies that no consent in force names."""
    consents = file.state.beside.consents
    targets = [one for one in ReferralTarget if one.valid_on(desk.today)]
    return [one.ja for one in targets if not covers(consents, one, desk.today)]
