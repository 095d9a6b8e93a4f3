"""Ctrl-C and SIGTERM end a program in order: the first one unwinds it, later ones cannot hurry it."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

SIGNALS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Interrupted(BaseException):
    """Somebody wants the program to end."""


@contextmanager
def interrupts() -> Iterator[None]:
    """Within the block the first signal raises Interrupted; from then on signals are ignored."""

    def interrupt(_: int, __: FrameType | None) -> None:
        for sign in SIGNALS:
            signal.signal(sign, signal.SIG_IGN)
        raise Interrupted

    before = {sign: signal.signal(sign, interrupt) for sign in SIGNALS}
    try:
        yield
    finally:
        for sign, handler in before.items():
            signal.signal(sign, handler)
