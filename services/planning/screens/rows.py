"""Rows of a form that grow without JavaScript: how many are drawn, and which ones were meant."""

import re
from dataclasses import replace

from events.host.asked_of_address import number_asked
from events.host.form import Form

MORE = "more"
"""Name of the button that asks for one row more; its value names the rows."""
MOST = 40
"""Rows of one kind at most; longer plans are no plans."""


def count(form: Form, name: str, at_least: int = 1) -> int:
    """How many rows to draw: all that were drawn or filled, and one more where it was asked for."""
    drawn = form.value(f"{name}_rows")
    places = [int(found[1]) + 1 for typed in form.typed if (found := _row(name, typed))]
    known = max([at_least, number_asked(drawn) or 0, *places])
    asked = form.value(MORE) == name
    return min(known + asked, MOST)


def without(form: Form, name: str, key: str) -> Form:
    """The form without the rows in which `key` was left empty or unticked."""

    def kept(typed: str) -> bool:
        found = _row(name, typed)
        return found is None or bool(form.value(f"{name}-{found[1]}-{key}").strip())

    return replace(form, typed={n: v for n, v in form.typed.items() if kept(n)})


def _row(name: str, typed: str) -> re.Match[str] | None:
    return re.match(rf"{re.escape(name)}-([0-9]{{1,3}})-", typed)
