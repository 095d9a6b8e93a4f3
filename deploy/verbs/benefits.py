"""`yorisoi benefits recheck`: 給付の総点検."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from deploy import rechecking
from deploy.verb import OPERATOR, Verb
from events.host.settings import Settings

PARTS = {"recheck": ("支給したすべての月を計算し直す(何も変わらない)", rechecking)}


def options(own: ArgumentParser) -> None:
    """Each part with its own options."""
    below = own.add_subparsers(dest="part", metavar="<part>", required=True)
    for name, (ja, part) in PARTS.items():
        part.options(below.add_parser(name, help=ja, description=ja, allow_abbrev=False))


def run(given: Namespace, settings: Settings) -> int:
    """Hand over to the part."""
    code: int = PARTS[given.part][1].run(given, settings)
    return code


VERB = Verb("benefits", "給付を計算し直す", OPERATOR, run, options)
