"""【2】インテーク・アセスメントシート: the latest sitting, and the whole once it is grasped."""

from typing import Any

from events.contract.assessment_codes import (
    Education,
    HealthInsurance,
    Marital,
    PensionStanding,
    SinceLeavingWork,
)
from events.contract.codes import Dwelling, HealthState, Issue, PublicAssistance, Work
from events.contract.planning import AssessmentRecorded
from events.contract.sealed import Open
from events.host.paper_form import Block, Line, PaperForm, day, said, ticked
from services.planning.screens.case_file import CaseFile
from services.planning.sheets.marked import marked

EDITION = "厚生労働省「自立相談支援機関使用標準様式」【2】インテーク・アセスメントシート による"


def assessment(file: CaseFile | None = None) -> PaperForm:
    """Filled with what stands, or blank."""
    state = file.state if file else None
    fact = state.assessment if state else None
    completed = state.completed if state else None
    issues = completed.issues if completed else fact.issues if fact else None
    return PaperForm(
        code="【2】",
        title="インテーク・アセスメントシート",
        edition=EDITION,
        blocks=(
            Block(
                title="聴き取り",
                lines=(
                    Line(
                        label="聴き取った日",
                        value=day(fact.assessed_on if fact else None),
                        half=True,
                    ),
                    Line(label="担当者", half=True),
                ),
            ),
            Block(title="仕事・住まい・健康", lines=_life(fact)),
            Block(title="家計(月額)", lines=_money(fact)),
            Block(
                title="課題と背景",
                lines=(
                    Line(label="課題", ticks=ticked(Issue, issues), rows=5),
                    Line(label="背景・要因", value=said(fact.background) if fact else "", rows=5),
                    Line(label="人との関わり", value=said(fact.relations) if fact else "", rows=2),
                    Line(label="本人の希望", value=said(fact.wishes) if fact else "", rows=2),
                    Line(label="強み", value=said(fact.strengths) if fact else "", rows=3),
                    Line(
                        label="支援の方向",
                        value=said(completed.direction) if completed else "",
                        rows=3,
                    ),
                    Line(
                        label="把握を終えた日",
                        value=day(completed.completed_on if completed else None),
                    ),
                ),
            ),
        ),
        signed=("担当者", "確認者"),
        number=f"{file.known.number}/2-{len(file.recorded)}" if file else "",
        marks=marked(file),
    )


def _life(fact: AssessmentRecorded | None) -> tuple[Line, ...]:
    def of(name: str) -> Any:
        return getattr(fact, name) if fact else None

    return (
        Line(label="世帯人員", value=_with(said(of("household_size")), "人"), half=True),
        Line(label="子ども", value=_with(said(of("children_count")), "人"), half=True),
        Line(label="婚姻", ticks=ticked(Marital, of("marital"))),
        Line(label="就労状況", ticks=ticked(Work, of("work"))),
        Line(label="離職後", ticks=ticked(SinceLeavingWork, of("since_leaving_work"))),
        Line(label="最終学歴", ticks=ticked(Education, of("education"))),
        Line(label="職歴", value=said(of("work_history")), rows=2),
        Line(label="住居", ticks=ticked(Dwelling, of("dwelling"))),
        Line(label="健康状態", ticks=ticked(HealthState, of("health"))),
        Line(label="通院・治療", value=said(of("treatment")), half=True),
        Line(label="手帳など", value=_several(of("certificates")), half=True),
        Line(label="健康保険", ticks=ticked(HealthInsurance, of("health_insurance"))),
        Line(label="年金", ticks=ticked(PensionStanding, of("pension"))),
        Line(label="生活保護", ticks=ticked(PublicAssistance, of("public_assistance"))),
    )


def _money(fact: AssessmentRecorded | None) -> tuple[Line, ...]:
    def yen(name: str) -> str:
        return _with(said(getattr(fact, name)) if fact else "", "円")

    return (
        Line(label="世帯の収入", value=yen("monthly_income_yen"), half=True),
        Line(label="本人の収入", value=yen("own_income_yen"), half=True),
        Line(label="家賃", value=yen("rent_yen"), half=True),
        Line(label="預貯金", value=yen("savings_yen"), half=True),
        Line(label="債務", value=yen("debts_yen"), half=True),
        Line(label="課税", value=said(fact.taxation) if fact else "", half=True),
        Line(label="公的給付", value=_several(fact.benefits) if fact else ""),
        Line(label="滞納", value=_several(fact.arrears) if fact else ""),
    )


def _several(told: Any) -> str:
    """The labels of several codes, or why there are none to read."""
    plain = told.value if isinstance(told, Open) else told
    return "、".join(map(said, plain)) if isinstance(plain, tuple) else said(plain)


def _with(number: str, unit: str) -> str:
    """2人; the unit alone on a blank, no unit behind 未聴取."""
    if not number:
        return f"　　　　　{unit}"
    return f"{number}{unit}" if number.replace(",", "").isdigit() else number
