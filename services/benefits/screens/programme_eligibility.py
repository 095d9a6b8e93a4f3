"""事業の利用要件: what was judged of a case's other programmes, and the form that judges one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from starlette.responses import Response

from events.contract import Refused, fold, opened
from events.contract.benefits import Found
from events.contract.codes import Service
from events.contract.programme_eligibility import EligibilityBasis, ProgrammeEligibilityJudged
from events.host.case_stream import Draw, Typed
from events.host.filters import choices
from events.host.forms import FormErrors, SentForm, read_form, submit
from events.host.sheet import Sheet
from events.log.recorded import Recorded
from services.benefits.decisions.judging_programmes import (
    JudgeEligibility,
    judge_eligibility,
    judged,
)
from services.benefits.eligibility import Eligibility, eligibility_of, evolve
from services.benefits.programmes.other_services.judging import PROGRAMMES, Judged
from services.benefits.screens.grant_file import GrantFile

FORM = "programme"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is typed."""

    judged_on: date
    begins_on: date
    programme: Service
    basis: EligibilityBasis
    household_size: int | None = None
    income_yen: int | None = None
    savings_yen: int | None = None
    no_home: bool = False
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One judgement for people; `findings` None where they may not be read."""

    fact: ProgrammeEligibilityJudged
    findings: Sequence[Found] | None
    basis: str


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a judgement of these answers would say; or why nothing can be said yet."""

    found: Judged | None
    words: str = ""


def recorded_of(file: GrantFile) -> tuple[Recorded, ...]:
    """The judgements of the case as recorded."""
    return tuple(file.desk.history(eligibility_of(file.case), file.known.area))


def rows(recorded: Sequence[Recorded]) -> list[Row]:
    """The judgement of each programme that stands."""
    state = fold(evolve, (one.fact for one in recorded)) or Eligibility()
    return [_row(fact) for fact in state.judged.values()]


def offered(day: date) -> list[tuple[str, str]]:
    """The programmes there are on that day."""
    return choices(PROGRAMMES, day)


def sheet_of(file: GrantFile, typed: Typed | None = None) -> Sheet:
    """A fresh form, or the draft."""
    return file.sheet(FORM, typed, expected=len(recorded_of(file)))


def outlook(file: GrantFile, sheet: Sheet) -> Outlook:
    """By the same function that records."""
    asked = read_form(sheet.form, Asked, today=file.today)
    if isinstance(asked, FormErrors):
        return Outlook(None, "事業、根拠、判定の日と利用の始まりを入れると、見通しが出ます。")
    try:
        return Outlook(judged(_command(file, asked)))
    except Refused as refusal:
        return Outlook(None, refusal.ja)


def record(file: GrantFile, sent: SentForm, draw: Draw) -> Response:
    """Record the judgement and go back to the list."""

    def act(asked: Asked) -> str:
        file.desk.carry_out(
            evolve,
            judge_eligibility,
            _command(file, asked),
            stream=eligibility_of(file.case),
            case=file.case,
            area=file.known.area,
            command_id=sent.command_id,
            expected=sent.expected,
        )
        return f"{file.at_case}/programmes?noted=yes"

    stream = eligibility_of(file.case)
    return submit(file.desk, sent, sheet_of(file), into=Asked, act=act, draw=draw, stream=stream)


def _command(file: GrantFile, asked: Asked) -> JudgeEligibility:
    size = asked.household_size
    return JudgeEligibility(
        today=file.today,
        judged_on=asked.judged_on,
        begins_on=asked.begins_on,
        programme=asked.programme,
        basis=asked.basis,
        judge=file.desk.staff.person,
        person=file.known.person,
        standard=file.standard_for(size, asked.judged_on) if size else None,
        income_yen=asked.income_yen,
        savings_yen=asked.savings_yen,
        no_home=asked.no_home,
        confirmed=asked.confirmed,
    )


def _row(fact: ProgrammeEligibilityJudged) -> Row:
    basis = opened(fact.basis, None)
    return Row(fact, opened(fact.findings, None), basis.ja if basis else "")
