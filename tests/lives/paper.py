"""A page as somebody reads it without JavaScript: its words, its links, and its forms by their buttons."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser

Typed = Mapping[str, "str | bool | Sequence[str]"]
"""Name of a field → text; True or False for a single box; several values for several boxes."""


@dataclass
class Sheet:
    """One form: where it goes, what it would send as it stands, what may be chosen."""

    action: str
    get: bool = False
    sent: dict[str, list[str]] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    """Name of boxes, radios and selects → their values; a text field has none."""
    boxes: set[str] = field(default_factory=set)

    def filled(self, typed: Typed) -> dict[str, list[str]]:
        """What it sends when this is typed; a field or a choice that the page has not is an error."""
        sent = {name: list(values) for name, values in self.sent.items()}
        for name, value in typed.items():
            offered = self.choices.get(name)
            assert name in sent or offered, f"no field {name} on this form: {sorted(sent)}"
            if isinstance(value, bool):
                assert offered, f"{name} is no box"
                sent[name] = offered[:1] if value else []
                continue
            values = [value] if isinstance(value, str) else list(value)
            assert offered is None or set(values) <= set(offered), f"{name}: {offered}"
            sent[name] = values
        return sent


@dataclass(frozen=True)
class Press:
    """A button: its words, its form, and what it adds."""

    words: str
    form: Sheet
    name: str
    value: str
    action: str


@dataclass
class Paper:
    """A page read once."""

    text: str
    links: list[tuple[str, str]] = field(default_factory=list)
    buttons: list[Press] = field(default_factory=list)

    @classmethod
    def read(cls, text: str) -> Paper:
        reader = _Reader()
        reader.feed(text)
        reader.close()
        return cls(text, reader.links, reader.pressed())

    @property
    def words(self) -> str:
        """The text between the tags of the page's own part."""
        body = self.text.partition("<main")[2] or self.text
        return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))

    @property
    def wrong(self) -> str:
        """What the page says is wrong; empty if nothing."""
        found = re.findall(
            r'class="errors__list">.*?</ul>|notice--(?:error|warning).*?</div>|field__error.*?</p>',
            self.text,
            re.DOTALL,
        )
        return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", " ".join(found))))

    def link(self, words: str) -> str:
        """The address of the first link whose words begin so."""
        for shown, href in self.links:
            if shown.startswith(words):
                return href
        raise AssertionError(f"no link {words}: {[shown for shown, _ in self.links]}")

    def button(self, words: str) -> Press:
        for one in self.buttons:
            if one.words.startswith(words):
                return one
        raise AssertionError(f"no button {words}: {[one.words for one in self.buttons]}")


class _Reader(HTMLParser):
    """Links, forms and buttons in the order of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[tuple[str, str]] = []
        self._forms: dict[str, Sheet] = {}
        self._pressed: list[tuple[str, dict[str, str], str]] = []
        self._form = self._area = self._select = ""
        self._picked = False
        self._words: list[str] | None = None
        self._given: dict[str, str] = {}
        self._unnamed = 0

    def pressed(self) -> list[Press]:
        return [
            Press(words, form, given.get("name", ""), given.get("value", ""), given.get("formaction", ""))
            for words, given, of in self._pressed
            if (form := self._forms.get(given.get("form") or of)) is not None
        ]  # fmt: skip

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._unnamed += 1
            self._form = given.get("id") or f"form {self._unnamed}"
            form = self._sheet(self._form)
            form.action, form.get = given.get("action", ""), given.get("method") == "get"
        elif tag in {"a", "button"}:
            self._words, self._given = [], given
        elif tag == "kbd":
            self._end_of_words()
        elif tag == "input":
            self._input(given, "checked" in given)
        elif tag == "textarea":
            self._area = given.get("name", "")
            self._put(self._area, "", given)
        elif tag == "select":
            self._select, self._picked = given.get("name", ""), False
            self._of(given).choices[self._select] = []
        elif tag == "option" and self._select:
            self._option(given.get("value", ""), "selected" in given)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"a", "button"}:
            self._end_of_words()
        elif tag == "form":
            self._form = ""
        elif tag == "textarea":
            self._area = ""
        elif tag == "select":
            self._select = ""

    def handle_data(self, data: str) -> None:
        if self._words is not None:
            self._words.append(data)
        if self._area:
            values = self._sheet(self._form).sent[self._area]
            values[-1] = (values[-1] + data).removeprefix("\n")

    def _end_of_words(self) -> None:
        if self._words is None:
            return
        words = re.sub(r"\s+", " ", "".join(self._words)).strip()
        if "href" in self._given:
            self.links.append((words, self._given["href"]))
        else:
            self._pressed.append((words, self._given, self._form))
        self._words = None

    def _input(self, given: dict[str, str], checked: bool) -> None:
        kind, name = given.get("type", "text"), given.get("name", "")
        if not name:
            return
        if kind not in {"radio", "checkbox"}:
            self._put(name, given.get("value", ""), given)
            return
        form, value = self._of(given), given.get("value", "on")
        form.choices.setdefault(name, []).append(value)
        if checked:
            self._put(name, value, given)

    def _option(self, value: str, selected: bool) -> None:
        form = self._sheet(self._form)
        form.choices[self._select].append(value)
        if selected or not self._picked:
            form.sent[self._select] = [value]
        self._picked = True

    def _put(self, name: str, value: str, given: dict[str, str]) -> None:
        self._of(given).sent.setdefault(name, []).append(value)

    def _of(self, given: dict[str, str]) -> Sheet:
        return self._sheet(given.get("form") or self._form)

    def _sheet(self, name: str) -> Sheet:
        return self._forms.setdefault(name, Sheet(""))
