"""The cells of one line read as days, codes and answers; every slip is kept, so that one look mends a line."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, TypeVar

from events.contract import Refused, Unanswered, wareki
from events.contract.answer import NOT_ASKED, Answer
from events.contract.code import Code
from events.contract.codes import FieldState
from events.host.plain import CONTROL, strange

C = TypeVar("C", bound=Code)

_STATES: Final = {state.ja: Unanswered(state) for state in FieldState}
_YES: Final = {"はい", "○", "〇", "有", "あり", "1", "yes", "true"}
_NO: Final = {"", "いいえ", "×", "無", "なし", "0", "no", "false"}
_SEPARATORS: Final = str.maketrans(dict.fromkeys(";；\n／|", "、"))


@dataclass(slots=True)
class Cells:
    """`problems`: heading and sentence, never the value."""

    texts: Mapping[str, str]
    problems: list[str] = field(default_factory=list)

    def text(self, heading: str) -> str:
        """The text without outer white space; names keep every character inside."""
        return self.texts.get(heading, "").strip()

    def answer(self, heading: str) -> Answer[str]:
        """The text, or why there is none."""
        text = self.text(heading)
        return _STATES.get(text, text) if text else NOT_ASKED

    def day(self, heading: str) -> date | None:
        """The day, None for an empty cell or one that cannot be read."""
        text = self.text(heading)
        if not text:
            return None
        try:
            return wareki.read(text)
        except Refused as refusal:
            self.wrong(heading, refusal.ja)
            return None

    def day_answer(self, heading: str) -> Answer[date]:
        """The day, or why there is none."""
        if self.text(heading) in _STATES:
            return _STATES[self.text(heading)]
        return self.day(heading) or NOT_ASKED

    def code(self, heading: str, codes: type[C]) -> C | None:
        """The code whose label or stored value was written."""
        text = self.text(heading)
        return self._code(heading, text, codes) if text else None

    def code_answer(self, heading: str, codes: type[C]) -> Answer[C]:
        """The code, or why there is none."""
        if self.text(heading) in _STATES:
            return _STATES[self.text(heading)]
        return self.code(heading, codes) or NOT_ASKED

    def codes(self, heading: str, codes: type[C]) -> tuple[C, ...]:
        """All codes written, separated by 、 or ;."""
        found = (
            self._code(heading, text.strip(), codes)
            for text in self._several(heading, codes)
            if text.strip()
        )
        return tuple(code for code in found if code is not None)

    def yes(self, heading: str) -> bool:
        """はい or いいえ; an empty cell is いいえ."""
        text = _folded(self.text(heading))
        if text in _YES:
            return True
        if text not in _NO:
            self.wrong(heading, "「はい」か「いいえ」を書いてください。")
        return False

    def refuse_strange(self) -> None:
        """A slip for every cell with a character that could not be shown or written out again."""
        for heading, text in self.texts.items():
            if strange(text.replace("\r\n", "\n").replace("\r", "\n")):
                self.wrong(heading, CONTROL)

    def wrong(self, heading: str, sentence: str) -> None:
        """Keep a slip."""
        self.problems.append(f"{heading}: {sentence}")

    def _several(self, heading: str, codes: type[C]) -> list[str]:
        """Labels hold 、 themselves (病気や健康、障害): those are taken out first."""
        text = self.text(heading).translate(_SEPARATORS)
        whole = []
        for code in codes:
            if "、" in code.ja and code.ja in text:
                whole.append(code.ja)
                text = text.replace(code.ja, "")
        return whole + text.split("、")

    def _code(self, heading: str, text: str, codes: type[C]) -> C | None:
        wanted = _folded(text)
        for code in codes:
            if wanted in (_folded(code.ja), code.value):
                return code
        self.wrong(heading, "一覧にない区分です。ひな形の「区分」シートの言葉で書いてください。")
        return None


def _folded(text: str) -> str:
    """Widths of brackets and digits do not matter."""
    return unicodedata.normalize("NFKC", text).replace(" ", "").casefold()
