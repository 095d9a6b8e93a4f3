"""参考様式5 離職状況等申立書: where no paper proves how work ended or shrank."""

from events.contract import opened
from events.contract.codes import HardshipCause
from events.host.paper_form import Block, Line, PaperForm, day, ticked
from services.benefits.screens.grant_file import GrantFile
from services.benefits.sheets.parts import EDITION, applicant, marks_of, number_of


def job_loss_statement(file: GrantFile | None = None) -> PaperForm:
    """In the applicant's own words."""
    applied = file.grant.application if file else None
    return PaperForm(
        code="参考様式5",
        title="離職状況等に関する申立書",
        edition=EDITION,
        blocks=(
            *(() if file else (applicant(),)),
            Block(
                title="離職・廃業・休業等の状況",
                lines=(
                    Line(
                        label="別", ticks=ticked(HardshipCause, applied.cause if applied else None)
                    ),
                    Line(
                        label="その日",
                        value=day(opened(applied.cause_on, None) if applied else None),
                        half=True,
                    ),
                    Line(label="勤務先・屋号", half=True),
                    Line(label="理由と経過", rows=5),
                    Line(label="証明する書類を出せない理由", rows=3),
                ),
            ),
        ),
        declared="上のとおり相違ないことを申し立てます。",
        signed=("申立人",),
        number=number_of(file, "5"),
        marks=marks_of(file),
    )
