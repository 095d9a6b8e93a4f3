"""Hands at a Japanese keyboard: every key is pressed in the browser and counted, with the time of a keystroke-level model.

Assumed (暫定): K = 0.28 s a key, an average typist who is no typist by profession, and M = 1.35 s for each thing to
call to mind (Card, Moran & Newell, The keystroke-level model, CACM 23/7, 1980). One M before each field and one for
each choice among the candidates of a conversion; the hand never leaves the keyboard. What the person says meanwhile
is not in it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import CDPSession, Page

KEY_S = 0.28
MENTAL_S = 1.35
VOWELS = "あいうえおアイウエオー、。"
SMALL = "ゃゅょっャュョッ"
"""One key more than their neighbour: kya, tto."""
NASAL = "んン"


def keys_of(reading: str) -> int:
    """Keys of a reading in romaji input: a 1, ka 2, kya 3, tta 3, nn 2; anything that is no kana 1."""
    return sum(_keys(sound) for sound in reading)


def _keys(sound: str) -> int:
    if sound in VOWELS or sound in SMALL or not "ぁ" <= sound <= "ヶ":
        return 1
    return 2


@dataclass
class Hands:
    """`story` says what was done, for the printed count."""

    page: Page
    keys: int = 0
    mental: int = 0
    story: list[tuple[str, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._keyboard: CDPSession = self.page.context.new_cdp_session(self.page)

    @property
    def seconds(self) -> float:
        return self.keys * KEY_S + self.mental * MENTAL_S

    def think(self, what: str) -> None:
        """One thing to call to mind; what follows belongs to it."""
        self.mental += 1
        self.story.append((what, 0))

    def press(self, key: str) -> None:
        """One key, or keys held together: each counts."""
        self.page.keyboard.press(key)
        self._count(len(key.split("+")))

    def to(self, name: str, value: str = "") -> None:
        """Tab after Tab until the cursor stands there."""
        for _ in range(80):
            here = self.page.evaluate("[document.activeElement.name, document.activeElement.value]")
            if here[0] == name and value in ("", here[1]):
                return
            self.press("Tab")
        raise AssertionError(f"{name} is not reached by the keyboard")

    def to_link(self, words: str) -> None:
        for _ in range(80):
            if self.page.evaluate("document.activeElement.closest('a')?.innerText") == words:
                return
            self.press("Tab")
        raise AssertionError(f"{words} is not reached by the keyboard")

    def convert(self, reading: str, word: str, *, looks: int = 1) -> None:
        """A reading in romaji, Space as often as one looks at a candidate, Enter."""
        if looks > 1:
            self.mental += 1
        for end in range(1, len(reading) + 1):
            self._compose(reading[:end])
        self._keyboard.send("Input.insertText", {"text": word})
        self._count(keys_of(reading) + looks + 1)

    def plain(self, text: str) -> None:
        """Digits and letters while the input method is on: keys, then Enter to leave them as they are."""
        self._compose(text)
        self._keyboard.send("Input.insertText", {"text": text})
        self._count(len(text) + 1)

    def told(self) -> str:
        """The count, line by line."""
        lines = [f"{keys:4} 打鍵  {what}" for what, keys in self.story]
        total = f"{self.keys} 打鍵、{self.mental} 回の想起、{self.seconds:.0f} 秒"
        return "\n".join([*lines, total])

    def _compose(self, text: str) -> None:
        at = {"selectionStart": len(text), "selectionEnd": len(text)}
        self._keyboard.send("Input.imeSetComposition", {"text": text, **at})

    def _count(self, keys: int) -> None:
        self.keys += keys
        what, before = self.story[-1]
        self.story[-1] = (what, before + keys)
