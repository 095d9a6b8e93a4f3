"""From the number on a paper back to its case: 受付番号, or the 記録番号 of a form, which begins with it."""

import re
import unicodedata
from typing import Final
from uuid import UUID

from events.contract import OVER_THE_BUS
from events.contract.intake import ConsultationReceived
from events.host.desk import Desk
from services.intake.case_number import case_number

NUMBER: Final = re.compile(r"(\d{4})-(\d{5,9})(/\S*)?")


def case_of_number(desk: Desk, text: str) -> UUID | None:
    """The case, None for words that are no number or a number nobody gave."""
    read = NUMBER.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if read is None or (position := int(read[2])) < 1:
        return None
    log = desk.runtime.log
    for recorded in log.read_rows(log.reading.page(position - 1, 1), OVER_THE_BUS):
        if isinstance(recorded.fact, ConsultationReceived):
            given = case_number(recorded)
            return recorded.case if given == f"{read[1]}-{read[2]}" else None
    return None
