"""プラン評価シート: attainment of each objective, the changes seen, what remains, what follows."""

from events.contract.codes import EvaluationOutcome, ObservedChange
from events.contract.sealed import Open
from events.host.paper_form import Block, Line, PaperForm, Table, day, said, ticked
from services.planning.plan import Plan
from services.planning.screens.case_file import CaseFile
from services.planning.sheets.marked import marked

EDITION = "厚生労働省「自立相談支援機関使用標準様式」【5】に続くプラン評価シート による"


def evaluation(file: CaseFile | None = None, plan: Plan | None = None) -> PaperForm:
    """Filled from the evaluation, or blank."""
    fact = plan.evaluated if plan else None
    rows = _results(plan)
    no = plan.plan_no if plan else None
    return PaperForm(
        code="【5】評価",
        title="プラン評価シート",
        edition=EDITION,
        blocks=(
            Block(
                title="評価",
                lines=(
                    Line(label="プラン番号", value=f"第{no}期" if no else "", half=True),
                    Line(label="評価日", value=day(fact.evaluated_on if fact else None), half=True),
                ),
            ),
            Table(
                title="目標の達成状況",
                heads=("目標", "達成状況"),
                rows=rows,
                blank=0 if rows else 4,
                widths=(5,),
            ),
            Block(
                title="見られた変化と、これから",
                lines=(
                    Line(
                        label="見られた変化",
                        ticks=ticked(ObservedChange, fact.changes if fact else None),
                        rows=5,
                    ),
                    Line(label="残された課題", value=said(fact.remaining) if fact else "", rows=5),
                    Line(
                        label="結果",
                        ticks=ticked(EvaluationOutcome, fact.outcome if fact else None),
                    ),
                ),
            ),
        ),
        declared="評価の内容を確認しました。",
        signed=("本人", "担当者"),
        number=f"{file.known.number}/E-{no}-{len(file.recorded)}" if file else "",
        marks=marked(file),
    )


def _results(plan: Plan | None) -> tuple[tuple[str, ...], ...]:
    told = plan.evaluated.results if plan and plan.evaluated else None
    if isinstance(told, Open):
        return tuple((one.objective, one.attainment.ja) for one in told.value)
    return ((said(told), ""),) if told else ()
