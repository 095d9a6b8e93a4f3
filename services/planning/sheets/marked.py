"""The marks of a sheet: taken over from elsewhere, or not yet under the witnesses' signature."""

from events.host.paper_form import marks
from services.planning.screens.case_file import CaseFile


def marked(file: CaseFile | None) -> tuple[str, ...]:
    """移行 and 未公証 as they apply; none on a blank."""
    if file is None:
        return ()
    return marks(file.recorded, file.desk.runtime.ledger.cosigned_until())
