"""`yorisoi proof SERVICE POSITION`: the proof that a record stands in the log, for standard output."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from deploy.house import opened
from deploy.roles import SERVICES
from deploy.verb import OPERATOR, Verb, VerbRefused
from events.host.settings import Settings
from events.ledger.ledger import NotSigned
from events.ledger.tiles import TileMissing


def run(given: Namespace, settings: Settings) -> int:
    """Prints a `.tlog-proof`; on standard error, whether witnesses have signed it."""
    with opened(settings, say=lambda text: print(text, file=sys.stderr)) as house:
        ledger = house.runtime(given.service).ledger
        try:
            made = ledger.proof(given.position)
        except NotSigned:
            raise VerbRefused(
                "その位置の記録はないか、まだ署名されていません。`yorisoi run` の間に署名されます。"
            ) from None
        except TileMissing as missing:
            raise VerbRefused(
                f"タイル {missing.path} がありません。`yorisoi run` が始まるときに作り直します。"
            ) from None
        if ledger.cosigned_until() < given.position:
            print("この証明に証人の署名はまだありません（未公証）。", file=sys.stderr)
    print(made, end="")
    return 0


def options(own: ArgumentParser) -> None:
    """Which record."""
    own.add_argument("service", choices=SERVICES, metavar="service")
    own.add_argument("position", type=int, help="記録の位置(1 から)")


VERB = Verb("proof", "記録の証明(.tlog-proof)を出す", OPERATOR, run, options)
