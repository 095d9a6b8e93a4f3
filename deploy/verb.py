"""What a verb of `yorisoi` declares: its name, one line of help, who may, its options, and what it does."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from events.host.settings import Settings

OPERATOR: Final = "installation.operate"
"""Held by whoever can read the key file, by no role of the pages."""


def no_options(_: ArgumentParser) -> None:
    """A verb without options."""


@dataclass(frozen=True)
class Verb:
    """`run(given, settings)` returns the exit code. `permission`: OPERATOR, or one of the roles' table that
    the account must hold for which the verb acts. `hands_on`: another program reads the words, options too.
    """

    name: str
    ja: str
    permission: str
    run: Callable[[Namespace, Settings], int]
    options: Callable[[ArgumentParser], None] = no_options
    hands_on: bool = False


class VerbRefused(Exception):
    """The verb cannot do that here; the message says why and what to do. Exit code 1."""
