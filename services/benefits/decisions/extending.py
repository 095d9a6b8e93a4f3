"""延長: the application that arrived, and the proposal to extend or to refuse (施行規則12条1項)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract import wareki
from events.contract.benefits import Found, Household
from events.contract.benefits_life import ExtensionApplied, LaterFigures, Matter
from events.contract.codes import Medium
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open
from services.benefits.decisions.guards import happened, readable, running
from services.benefits.decisions.judging_again import CITATION, Seen, Table, judged_again
from services.benefits.decisions.later import Proposal, propose, told_against
from services.benefits.grant import Grant
from services.benefits.programmes.housing_security import period
from services.benefits.programmes.housing_security.amount import MunicipalRule
from services.benefits.programmes.housing_security.stage import EXTENSIONS, Stage
from services.benefits.programmes.housing_security.standards import Standard
from services.benefits.schedule import month_after


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyForExtension:
    """変更(延長)支給申請. A figure the paper does not state is None."""

    today: date
    arrived_on: date
    medium: Medium
    household_size: int | None = None
    income_yen: int | None = None
    savings_yen: int | None = None
    rent_yen: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftExtension:
    """What was seen on the papers again. `standard`, `rule`: of the month of the extension's application."""

    today: date
    drafted_on: date
    drafter: UUID
    standard: Standard | None
    rule: MunicipalRule
    main_earner: bool = False
    housing_at_risk: bool = False
    seeking_work: bool = False
    own_business: bool = False
    no_overlap: bool = False
    no_gang_member: bool = False
    helps_employment: bool = False
    months_elsewhere: int = 0


def apply_for_extension(state: Grant | None, command: ApplyForExtension) -> list[Event]:
    """A paper that arrived is a fact, late or not; a second one while one waits completes it."""
    grant = running(state)
    assert grant.decided is not None  # noqa: S101 - running
    waiting = grant.life.extension
    household = Household(
        size=command.household_size,
        income_yen=command.income_yen,
        savings_yen=command.savings_yen,
        rent_yen=command.rent_yen,
    )
    made = ExtensionApplied(
        arrived_on=command.arrived_on,
        person=grant.person,
        grant_no=grant.application.grant_no,
        extension_no=waiting.extension_no if waiting else grant.life.applications + 1,
        medium=command.medium,
        household=Open(grant.person, household),
    )
    if made == waiting:
        return []
    if grant.life.suspended is not None:
        raise Refused("suspended", "中断中です。再開してから延長の申請を受け付けてください。")
    happened(
        command.arrived_on,
        today=command.today,
        field="arrived_on",
        not_before=grant.decided.decided_on,
        step="支給決定",
    )
    return [made]


def draft_extension(state: Grant | None, command: DraftExtension) -> list[Event]:
    """The proposal: to extend where everything is met and something is paid, else to refuse."""
    grant = running(state)
    figures, months = extension_judged(grant, command)
    applied = grant.life.extension
    assert applied is not None  # noqa: S101 - extension_judged
    if command.drafted_on < applied.arrived_on:
        raise Refused(
            "before-earlier-step",
            "延長の申請の日より前の日付です。申請の日以後の日付を入れてください。",
            field="drafted_on",
        )
    favours = figures.monthly_yen > 0
    citation, reasons = told_against(figures, CITATION)
    proposal = Proposal(
        matter=Matter.EXTENSION,
        figures=figures,
        favours=favours,
        first_month=month_after(grant.payable[-1]),
        months=months if favours else 0,
        citation=citation,
        reasons=reasons,
    )
    return propose(grant, command, proposal)


def extension_judged(grant: Grant, command: DraftExtension) -> tuple[LaterFigures, int]:
    """What the papers say, and for how many months."""
    applied = grant.life.extension
    if applied is None:
        raise Refused("no-application", "延長の申請がまだありません。先に受け付けてください。")
    if not grant.payable:
        raise Refused("no-months", "支給する月がありません。")
    stage, found = _period(grant, applied.arrived_on, command.months_elsewhere)
    seen = Seen(
        main_earner=command.main_earner,
        housing_at_risk=command.housing_at_risk,
        seeking_work=command.seeking_work,
        own_business=command.own_business,
        no_overlap=command.no_overlap,
        no_gang_member=command.no_gang_member,
        months_elsewhere=command.months_elsewhere,
    )
    figures = judged_again(
        grant,
        readable(applied.household),
        seen,
        stage=stage,
        on=applied.arrived_on,
        month=month_after(grant.payable[-1]),
        table=Table(standard=command.standard, rule=command.rule),
        besides=(_in_time(grant, applied), _helps(command.helps_employment)),
    )
    return figures, found.months


def _in_time(grant: Grant, applied: ExtensionApplied) -> Found:
    last = period.extension_due(grant.payable[-1])
    met = applied.arrived_on <= last
    sentence = (
        f"延長の申請の期限は {wareki.long(last)}。"
        f"到達日 {wareki.long(applied.arrived_on)} は{'期限内です' if met else '期限を過ぎています'}。"
    )
    return Found(requirement="延長の申請の期限", met=met, sentence=sentence, citation=CITATION)


def _period(grant: Grant, asked_on: date, elsewhere: int) -> tuple[Stage, period.Extension]:
    """Which extension it would be, and of how many months."""
    stage = EXTENSIONS[min(grant.life.extensions, len(EXTENSIONS) - 1)]
    first = grant.application.arrived_on
    found = period.extension(
        stage, first_application_on=first, asked_on=asked_on, paid=len(grant.payable) + elsewhere
    )
    return stage, found


def _helps(stated: bool) -> Found:
    words = "引き続き支給することが就職の促進に必要である"
    sentence = f"{words}。" if stated else f"{words}ことを確かめられません。"
    return Found(requirement="就職の促進", met=stated, sentence=sentence, citation=CITATION)
