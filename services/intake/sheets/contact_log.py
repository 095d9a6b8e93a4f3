"""【3】支援経過記録シート: every entry of the contact log, in the order of the days."""

from events.contract.intake import ContactRecorded
from events.host.paper_form import Block, Line, PaperForm, Table, day, marks, said
from services.intake.routes.case_file import CaseFile

EDITION = "厚生労働省「自立相談支援機関使用標準様式」【3】支援経過記録シート による"
HEADS = ("日付", "方法・相手", "内容", "次の連絡")
BLANK_ROWS = 14


def contact_log(file: CaseFile | None = None) -> PaperForm:
    """The log, or a sheet to write on."""
    rows = _rows(file) if file else ()
    return PaperForm(
        code="【3】",
        title="支援経過記録シート",
        edition=EDITION,
        blocks=(
            Block(
                title="本人",
                lines=(
                    Line(label="氏名", value=said(file.received.name) if file else "", half=True),
                    Line(label="担当者", half=True),
                ),
            ),
            Table(
                title="支援の経過",
                heads=HEADS,
                rows=rows,
                blank=0 if rows else BLANK_ROWS,
                widths=(2, 2, 5, 1),
            ),
        ),
        signed=("記録者", "確認者"),
        number=f"{file.number}/3-{file.version}" if file else "",
        marks=marks(file.history) if file else (),
    )


def _rows(file: CaseFile) -> tuple[tuple[str, ...], ...]:
    contacts = [r.fact for r in file.history if isinstance(r.fact, ContactRecorded)]
    return tuple(
        (
            day(fact.contacted_on),
            "\n".join(filter(None, (_method(fact), said(fact.counterpart)))),
            said(fact.content),
            said(fact.next_contact_on),
        )
        for fact in sorted(contacts, key=lambda fact: fact.contacted_on)
    )


def _method(fact: ContactRecorded) -> str:
    return fact.method.ja if fact.reached else f"{fact.method.ja}（不在）"
