"""The marks of a sheet: taken over from elsewhere, or about a person whose address is kept secret."""

from events.host.paper_form import marks
from services.intake.routes.case_file import CaseFile


def marked(file: CaseFile | None) -> tuple[str, ...]:
    """移行 and 住所秘匿 as they apply; none on a blank."""
    if file is None:
        return ()
    return (*(("住所秘匿",) if file.secret else ()), *marks(file.history))
