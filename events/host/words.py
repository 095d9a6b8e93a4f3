"""What somebody typed, in the words of the form it was typed into: labels of fields and of their choices."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from jinja2 import Environment, nodes

from events.contract.code import CODE_LISTS
from events.contract.codes import FieldState
from events.host.form import Form

CHOOSING: Final = frozenset({"select", "radio_group", "checks", "check", "topic_chips"})
WRITING: Final = frozenset({"text_field", "era_date", "yen_field", "textarea"})
HIDDEN: Final = re.compile(r'<input type="hidden" name="((?:[a-z_]|{{ \w+ }})+)"')
ROW: Final = re.compile(r"-(\d{1,3})-")
KEPT: Final = frozenset(
    {"command_id", "expected_version", "draft_id", "draft_sequence", "drawn_for"}
)
STATE: Final = "_state"
MAIN: Final = "main_topics"
MAIN_JA: Final = "いちばん主なもの"
TICKED: Final = "はい"
OTHER: Final = "そのほか"


@dataclass(frozen=True, slots=True)
class Field:
    """One control of a template. `name` also fits the rows of a list, `label` may number them by a `%d`;
    `options` = value → label.
    """

    name: re.Pattern[str]
    label: str
    chosen: bool
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Words:
    """The fields of every form of a service, one sequence per template; `silent` = never typed by a person."""

    forms: Sequence[Sequence[Field]]
    silent: Sequence[re.Pattern[str]]

    @classmethod
    def of(cls, templates: Environment) -> Words:
        """Read from the sources of the templates, so that no page states its labels twice."""
        loader, forms, silent = templates.loader, [], set(KEPT)
        for name in loader.list_templates() if loader else ():
            source = loader.get_source(templates, name)[0] if loader else ""
            forms.append(tuple(_fields(templates.parse(source))))
            silent.update(HIDDEN.findall(source))
        unseen = {re.sub(r"{{ \w+ }}", ".+", name) for name in silent} - {".+"}
        return cls([form for form in forms if form], [re.compile(one) for one in sorted(unseen)])

    def say(self, typed: Form, places: Mapping[str, str]) -> list[tuple[str, list[str]]]:
        """Label and texts, in the order of the form; `places` = code of a ward → its name."""
        said: dict[str, list[str]] = {}
        known = self._fitting(typed)
        for name in typed.typed:
            for text in filter(str.strip, typed.values(name)):
                if not _identifier(text) and not self._silent(known, name):
                    label, words = _said(known, name, text, places)
                    said.setdefault(label, []).append(words)
        return list(said.items())

    def _silent(self, known: Sequence[Field], name: str) -> bool:
        """What one page carries unseen may be a field of another: that is said."""
        unseen = any(one.fullmatch(name) for one in self.silent)
        return unseen and not any(one.name.fullmatch(name) for one in known)

    def _fitting(self, typed: Form) -> list[Field]:
        """The template that knows most of the names first; parts of it may stand in others."""

        def knows(form: Sequence[Field]) -> int:
            return sum(any(one.name.fullmatch(name) for one in form) for name in typed.typed)

        return [one for form in sorted(self.forms, key=knows, reverse=True) for one in form]


def _said(
    known: Sequence[Field], name: str, text: str, places: Mapping[str, str]
) -> tuple[str, str]:
    if name == MAIN:
        return MAIN_JA, _chosen(name, text, {})
    if name.endswith(STATE) and text in set(FieldState):
        return _said(known, name.removesuffix(STATE), FieldState.stored(text).ja, {})
    fitting = [one for one in known if one.name.fullmatch(name)]
    fitting.sort(key=lambda one: one.name.pattern != re.escape(name))
    if not fitting:
        return OTHER, _chosen(name, text, places)
    one = fitting[0]
    return _numbered(one.label, name), _chosen(
        name, text, {**places, **one.options}
    ) if one.chosen else text


def _numbered(label: str, name: str) -> str:
    """目標 2 for the second row of a list; rows count from 0 in names."""
    row = ROW.search(name)
    number = str(int(row[1]) + 1) if row else ""
    label = label if "%d" in label else f"{label} %d"
    return label.replace("%d", number).replace("%s", "").strip()


def _chosen(name: str, text: str, options: Mapping[str, str]) -> str:
    """The label of a choice; among lists that share a value, of the one named like the field."""
    if text in options:
        return options[text]
    lists = [codes for codes in CODE_LISTS if text in {code.value for code in codes}]
    word = name.split("-", maxsplit=1)[0].rpartition("_")[2]
    own = (word, word.removesuffix("s"))
    lists.sort(key=lambda codes: not codes.__name__.lower().endswith(own))
    if lists:
        return lists[0].stored(text).ja
    return TICKED if text == "yes" else text


def _identifier(text: str) -> bool:
    """An id that a row of the page carries, e.g. of the record to erase."""
    try:
        return str(UUID(text)) == text.lower()
    except ValueError:
        return False


def _fields(template: nodes.Template) -> Iterator[Field]:
    for call in template.find_all(nodes.Call):
        made = call.node.attr if isinstance(call.node, nodes.Getattr) else ""
        if made in CHOOSING | WRITING and len(call.args) > 2:
            name, label = _pattern(call.args[1]), _text(call.args[2])
            if name and label:
                options = dict(_options(call.args[3])) if len(call.args) > 3 else {}
                yield Field(re.compile(name), label, made in CHOOSING, options)


def _pattern(name: nodes.Expr) -> str:
    """`months-.+-from` for a name that is put together; empty for one that only the page knows."""
    if isinstance(name, nodes.Const):
        return re.escape(str(name.value))
    if isinstance(name, nodes.Concat):
        parts = [re.escape(_text(one)) if _text(one) else ".+" for one in name.nodes]
        return "".join(parts) if set(parts) != {".+"} else ""
    return ""


def _text(said: nodes.Expr) -> str:
    if isinstance(said, nodes.Filter) and said.name == "format" and said.node:
        return _text(said.node)
    return said.value if isinstance(said, nodes.Const) and isinstance(said.value, str) else ""


def _options(given: nodes.Expr) -> Iterator[tuple[str, str]]:
    """The choices a template writes down itself."""
    for one in given.items if isinstance(given, nodes.List) else ():
        if isinstance(one, nodes.Tuple) and len(one.items) > 1:
            yield _text(one.items[0]), _text(one.items[1])
