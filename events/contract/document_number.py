"""文書番号: the number of an official document, as it may stand unsealed in a fact.

Bounded, so that no sentence, telephone or case number of a person is typed where nothing is sealed: 福生第123号,
令和8年度西福第12号の3, or a code of letters and digits such as R8-0012.
"""

import re
import unicodedata
from typing import Final

from events.contract.deciding import Refused

LONGEST: Final = 40
_NUMBERED: Final = re.compile(
    r"(?:[々〆\u3041-\u309f\u30a1-\u30ff\u4e00-\u9fffA-Za-z・]|(?<![0-9])[0-9]{1,4}(?![0-9])){0,24}"
    r"第[0-9]{1,8}(?:-[0-9]{1,4})?号(?:の[0-9]{1,3})?"
)
_CODED: Final = re.compile(r"(?=.*[0-9])(?=.*[A-Za-z])[A-Za-z0-9]{1,8}(?:-[A-Za-z0-9]{1,8}){1,4}")
SAID: Final = (
    "文書番号を「福生第123号」「令和8年度西福第12号の3」「R8-0012」のような形で、"
    f"{LONGEST}文字までで入れてください。この欄は封をされません。氏名や文章は書かないでください。"
)


def document_number(typed: str, field: str) -> str:
    """The number with half-width digits and without spaces; Refused for anything of another form."""
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", typed))
    text = re.sub(r"[‐‑–−]", "-", text)
    if len(text) > LONGEST or not (_NUMBERED.fullmatch(text) or _CODED.fullmatch(text)):
        raise Refused("document-number", SAID, field=field)
    return text
