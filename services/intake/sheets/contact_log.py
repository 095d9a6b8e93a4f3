"""【3】支援経過記録シート: every entry of the contact log and what a 支援会議 decided, in the order of the days."""

from datetime import date

from events.contract.case_in_council import CaseDiscussed
from events.contract.contacting import ContactDetailed
from events.contract.intake import ContactRecorded
from events.host.paper_form import Block, Line, PaperForm, Table, day, said
from services.intake.routes.case_file import CaseFile
from services.intake.sheets.marked import marked

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
        marks=marked(file),
    )


def _rows(file: CaseFile) -> tuple[tuple[str, ...], ...]:
    contacts = [r.fact for r in file.history if isinstance(r.fact, ContactRecorded)]
    closer = {f.contact_no: f for r in file.history if isinstance(f := r.fact, ContactDetailed)}
    rows: list[tuple[date, tuple[str, ...]]] = [
        (
            fact.contacted_on,
            (
                day(fact.contacted_on),
                _how(fact, closer.get(number)),
                said(fact.content),
                said(fact.next_contact_on),
            ),
        )
        for number, fact in enumerate(contacts, 1)
    ]
    rows += [
        (fact.discussed_on, _talk(fact))
        for recorded in file.history
        if isinstance(fact := recorded.fact, CaseDiscussed)
    ]
    return tuple(row for _, row in sorted(rows, key=lambda entry: entry[0]))


def _talk(fact: CaseDiscussed) -> tuple[str, ...]:
    """A 支援会議 without what was shared there: this sheet is handed on, the minutes are not."""
    decided = "\n".join(line for line in (fact.outcome.ja, said(fact.roles)) if line)
    return day(fact.discussed_on), f"支援会議\n{fact.host.ja}", decided, said(fact.next_on)


def _how(fact: ContactRecorded, closer: ContactDetailed | None) -> str:
    """Way, counterpart, place and company, a line each."""
    way = closer.channel.ja if closer else fact.method.ja
    told = [fact.counterpart, *((closer.place, closer.present) if closer else ())]
    lines = [way if fact.reached else f"{way}（不在）", *map(said, told)]
    return "\n".join(line for line in lines if line)
