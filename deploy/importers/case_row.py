"""One line of the file → the steps of one case, for the decisions of intake and planning."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from deploy.importers.cells import Cells
from events.contract import Refused
from events.contract.codes import (
    AgeBand,
    AgreementManner,
    Channel,
    ClosureReason,
    ConsultationTopic,
    Issue,
    Naming,
    ReferralTarget,
    Route,
    Service,
    Sex,
    TargetClass,
    Triage,
    Urgency,
    VisitorRelation,
)
from services.intake import decisions as intake
from services.intake.pseudonyms import person_of, visitor_of
from services.planning import decisions as planning

Step = tuple[Callable[[Any, Any], Any], Any]
"""A decision and its command."""
WardOf = Callable[[str, date], str]
"""Name or code as written, on that day → area code; Refused for a ward this installation does not serve."""

UNCOVERED: Final = "移行元の表に、本人の同意と記録されている。"
"""What carries a referral on consent that was made before the system."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """What one line states. `basis` of sharing goes into the envelope."""

    area: str
    intake: tuple[Step, ...]
    planning: tuple[Step, ...]
    basis: str


def read_case(cells: Cells, case: UUID, today: date, ward_of: WardOf) -> CaseRow | None:
    """The steps, or None with the slips in `cells.problems`."""
    received_on = cells.day("受付日")
    channel = cells.code("受付方法", Channel)
    for heading, found in (("受付日", received_on), ("受付方法", channel)):
        if found is None and not cells.text(heading):
            cells.wrong(heading, "空です。必ず書いてください。")
    area = _area(cells, received_on or today, ward_of)
    steps = [
        _reception(cells, case, today, received_on or today, channel or Channel.OFFICE_VISIT),
        *_triage(cells, today, received_on or today),
        *_application(cells, today),
    ]
    later = [
        *_assessment(cells, person_of(case), today),
        *_plan(cells, person_of(case), today),
        *_closure(cells, person_of(case), today),
    ]
    basis = cells.code("情報提供の根拠", intake.SharingBasis)
    cells.refuse_strange()
    if cells.problems:
        return None
    return CaseRow(
        area=area, intake=tuple(steps), planning=tuple(later), basis=basis.value if basis else ""
    )


def _area(cells: Cells, day: date, ward_of: WardOf) -> str:
    try:
        return ward_of(cells.text("区"), day)
    except Refused as refusal:
        cells.wrong("区", refusal.ja)
        return ""


def _reception(cells: Cells, case: UUID, today: date, on: date, channel: Channel) -> Step:
    return intake.receive_consultation, intake.ReceiveConsultation(
        today=today,
        received_on=on,
        person=person_of(case),
        visitor_person=visitor_of(case),
        channel=channel,
        naming=cells.code("氏名の別", Naming) or Naming.FULL,
        urgency=cells.code("緊急度", Urgency) or Urgency.ORDINARY,
        route=cells.code_answer("相談経路", Route),
        sex=cells.code_answer("性別", Sex),
        age_band=cells.code_answer("年代", AgeBand),
        target_class=cells.code_answer("対象区分", TargetClass),
        topics=cells.codes("相談内容", ConsultationTopic),
        main_topics=cells.codes("主な相談内容", ConsultationTopic),
        name=cells.answer("氏名"),
        kana=cells.answer("カナ"),
        born_on=cells.day_answer("生年月日"),
        visitor_name=cells.text("来談者の氏名"),
        visitor_phone=cells.text("来談者の電話"),
        visitor_relation=cells.code("来談者の関係", VisitorRelation),
        address=cells.answer("住所"),
        phone=cells.answer("電話"),
        email=cells.answer("メール"),
        story=cells.text("相談の記録"),
    )


def _triage(cells: Cells, today: date, received_on: date) -> list[Step]:
    triage = cells.code("振り分け結果", Triage)
    decided_on = cells.day("振り分け日")
    if triage is None:
        return []
    command = intake.TriageCase(
        today=today,
        decided_on=decided_on or received_on,
        triage=triage,
        reason=cells.text("振り分けの理由"),
        target=cells.code("つなぎ先", ReferralTarget),
        basis=cells.code("情報提供の根拠", intake.SharingBasis),
        uncovered=UNCOVERED,
    )
    return [(intake.triage_case, command)]


def _application(cells: Cells, today: date) -> list[Step]:
    applied_on = cells.day("利用申込日")
    handling, sharing = cells.yes("取扱いへの同意"), cells.yes("提供への同意")
    if applied_on is None:
        return []
    command = intake.ApplyForUse(
        today=today, applied_on=applied_on, consent_handling=handling, consent_sharing=sharing
    )
    return [(intake.apply_for_use, command)]


def _assessment(cells: Cells, person: UUID, today: date) -> list[Step]:
    assessed_on, completed_on = cells.day("アセスメント日"), cells.day("アセスメント完了日")
    issues = cells.codes("課題", Issue)
    steps: list[Step] = []
    if assessed_on:
        recorded = planning.RecordAssessment(
            today=today, person=person, assessed_on=assessed_on, issues=issues
        )
        steps.append((planning.record_assessment, recorded))
    if completed_on:
        completed = planning.CompleteAssessment(
            today=today,
            completed_on=completed_on,
            issues=issues,
            direction=cells.text("支援の方向性"),
        )
        steps.append((planning.complete_assessment, completed))
    return steps


def _plan(cells: Cells, person: UUID, today: date) -> list[Step]:
    drafted_on, agreed_on = cells.day("プラン作成日"), cells.day("プラン同意日")
    begins_on, ends_on = cells.day("プランの始まり"), cells.day("プランの終わり")
    services, seeks = cells.codes("支援サービス", Service), cells.yes("就労目標")
    manner = cells.code("同意の方法", AgreementManner)
    steps: list[Step] = []
    if drafted_on and ends_on is None and not cells.text("プランの終わり"):
        cells.wrong("プランの終わり", "プラン作成日があるときは必要です。")
    elif drafted_on and ends_on:
        drafted = planning.DraftPlan(
            today=today,
            person=person,
            applied_on=cells.day("利用申込日"),
            drafted_on=drafted_on,
            begins_on=begins_on or drafted_on,
            evaluation_due_on=ends_on,
            services=services,
            seeks_employment=seeks,
            long_term_objective=cells.text("長期目標"),
        )
        steps.append((planning.draft_plan, drafted))
    if agreed_on:
        agreed = planning.AgreePlan(
            today=today, agreed_on=agreed_on, manner=manner or AgreementManner.SIGNATURE
        )
        steps.append((planning.agree_plan, agreed))
    return steps


def _closure(cells: Cells, person: UUID, today: date) -> list[Step]:
    """Attempts and conferences of the former system are not judged by today's numbers."""
    closed_on, reason = cells.day("終結日"), cells.code("終結理由", ClosureReason)
    if closed_on is None:
        return []
    if reason is None:
        if not cells.text("終結理由"):
            cells.wrong("終結理由", "終結日があるときは必要です。")
        return []
    command = planning.CloseCase(
        today=today,
        person=person,
        closed_on=closed_on,
        reason=reason,
        minimum_attempts=0,
        conference_evaluation_required=False,
        note=cells.text("終結の記録"),
    )
    return [(planning.close_case, command)]
