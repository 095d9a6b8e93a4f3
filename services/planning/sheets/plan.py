"""【5】プラン兼事業等利用申込書: one numbered plan; the signature applies for the services that need a decision."""

from events.contract.codes import Issue, Service
from events.contract.sealed import Open
from events.host.paper_form import BLANK_DAY, Block, Line, PaperForm, Table, day, said, ticked
from services.planning.plan import Plan
from services.planning.screens.case_file import CaseFile
from services.planning.sheets.marked import marked

EDITION = "厚生労働省「自立相談支援機関使用標準様式」【5】プラン兼事業等利用申込書 による"
DECLARED = "プランの内容に同意し、記載された支援サービスの利用を申し込みます。"


def plan_sheet(file: CaseFile | None = None, plan: Plan | None = None) -> PaperForm:
    """Filled from the draft that stands, or blank."""
    draft = plan.draft if plan else None
    completed = file.state.completed if file and file.state else None
    no = plan.plan_no if plan else None
    return PaperForm(
        code="【5】",
        title="プラン兼事業等利用申込書",
        edition=EDITION,
        blocks=(
            Block(
                title="プラン",
                lines=(
                    Line(label="プラン番号", value=_numbered(no), half=True),
                    Line(label="作成日", value=day(draft.drafted_on if draft else None), half=True),
                    Line(
                        label="解決したい課題",
                        ticks=ticked(Issue, completed.issues) if completed else (),
                        rows=2,
                    ),
                    Line(
                        label="長期目標",
                        value=said(draft.long_term_objective) if draft else "",
                        rows=2,
                    ),
                ),
            ),
            Table(title="短期目標(本人の言葉で)", heads=("目標", "自立の別"), rows=_objectives(plan),
                  blank=0 if draft else 3, widths=(5,)),
            Table(title="実施内容", heads=("だれが", "何を", "いつまで"), rows=_measures(file, plan),
                  blank=0 if draft else 4, widths=(2, 5)),
            Block(title="利用する支援", lines=_services(plan)),
            Block(title="自治体記入欄", office=True, lines=_municipality(plan)),
        ),
        declared=DECLARED,
        signed=("本人", "担当者"),
        number=f"{file.known.number}/5-{no}-{len(file.recorded)}" if file else "",
        marks=marked(file),
    )  # fmt: skip


def _numbered(no: int | None) -> str:
    if no is None:
        return "□ 初回　□ 再プラン（　　回目）"
    return f"第{no}期（{'初回' if no == 1 else f'再プラン {no - 1}回目'}）"


def _objectives(plan: Plan | None) -> tuple[tuple[str, ...], ...]:
    told = plan.draft.objectives if plan and plan.draft else None
    if isinstance(told, Open):
        return tuple((one.text, "、".join(i.ja for i in one.independence)) for one in told.value)
    return ((said(told), ""),) if told else ()


def _measures(file: CaseFile | None, plan: Plan | None) -> tuple[tuple[str, ...], ...]:
    told = plan.draft.measures if plan and plan.draft else None
    if isinstance(told, Open):
        names = file.picked(plan) if file and plan else {}
        return tuple(
            (one.actor.ja, _with(one.action, names.get(number, "")), said(one.due_on))
            for number, one in enumerate(told.value, 1)
        )
    return ((said(told), "", ""),) if told else ()


def _with(action: str, resource: str) -> str:
    return f"{action}（{resource}）" if resource else action


def _services(plan: Plan | None) -> tuple[Line, ...]:
    draft = plan.draft if plan else None
    offered = tuple(Service) if draft is None else Service.on(draft.drafted_on)
    return (
        Line(label="支援", ticks=ticked(offered, draft.services if draft else None), rows=2),
        Line(label="モニタリング", value=day(draft.monitoring_on if draft else None), half=True),
        Line(label="次回の評価", value=day(draft.evaluation_due_on if draft else None), half=True),
    )


def _municipality(plan: Plan | None) -> tuple[Line, ...]:
    endorsed = plan.endorsed if plan else None
    decided = plan.decided if plan else None
    numbers = [plan.confirmed.number] if plan and plan.confirmed else []
    numbers += [granted.number for granted in plan.granted] if plan else []
    return (
        Line(
            label="支援調整会議", value=day(endorsed.endorsed_on if endorsed else None), half=True
        ),
        Line(
            label="決定の別", value=decided.form.ja if decided else "□ 支援決定　□ 確認", half=True
        ),
        Line(label="決定日", value=day(decided.decided_on) if decided else BLANK_DAY, half=True),
        Line(label="文書番号", value="、".join(numbers), half=True),
    )
