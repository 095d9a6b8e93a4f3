"""【2】インテーク・アセスメントシート: the latest sitting, and the whole once it is grasped."""

from events.contract.codes import Dwelling, HealthState, Issue, PublicAssistance, Work
from events.contract.planning import AssessmentRecorded
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
    return (
        Line(label="世帯人員", value=_with(said(fact.household_size) if fact else "", "人")),
        Line(label="就労状況", ticks=ticked(Work, fact.work if fact else None)),
        Line(label="住居", ticks=ticked(Dwelling, fact.dwelling if fact else None)),
        Line(label="健康状態", ticks=ticked(HealthState, fact.health if fact else None)),
        Line(
            label="生活保護",
            ticks=ticked(PublicAssistance, fact.public_assistance if fact else None),
        ),
    )


def _money(fact: AssessmentRecorded | None) -> tuple[Line, ...]:
    return (
        Line(
            label="収入",
            value=_with(said(fact.monthly_income_yen) if fact else "", "円"),
            half=True,
        ),
        Line(label="預貯金", value=_with(said(fact.savings_yen) if fact else "", "円"), half=True),
        Line(label="債務", value=_with(said(fact.debts_yen) if fact else "", "円"), half=True),
        Line(label="備考", half=True),
    )


def _with(number: str, unit: str) -> str:
    """2人; the unit alone on a blank, no unit behind 未聴取."""
    if not number:
        return f"　　　　　{unit}"
    return f"{number}{unit}" if number.replace(",", "").isdigit() else number
