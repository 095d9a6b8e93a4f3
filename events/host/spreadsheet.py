"""Cells that a spreadsheet program must not run: a text that begins like a formula gets an apostrophe."""

from typing import Final

RUNS: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""First characters after which Excel and LibreOffice take a cell for a formula or a command; a Japanese
Excel takes the full-width ones too. Alone they are no formula: － stands for a number there is none of."""


def guarded(text: str) -> str:
    """The text as it may stand in CSV or Excel."""
    return f"'{text}" if len(text) > 1 and text.startswith(RUNS) else text


def unguarded(text: str) -> str:
    """The text before `guarded`."""
    return text[1:] if text.startswith("'") and text[1:].startswith(RUNS) else text
