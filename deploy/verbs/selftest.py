"""`yorisoi selftest tamper`: copies of a bundle are tampered with in every way known; a table of what was found.

`yorisoi selftest incidents`: the published overpayments, planted; what the recheck of benefits finds.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path

from deploy.selftest import incidents
from deploy.selftest.campaign import as_table, campaign
from deploy.verb import OPERATOR, Verb
from events.host.settings import Settings


def selftest(given: Namespace, _: Settings) -> int:
    """0 = everything was detected and no honest bundle was accused."""
    if given.what == "incidents":
        return incidents.told(given.seed, print)
    tallies = campaign(given.n, given.seed, print)
    print(as_table(tallies))
    if given.json:
        given.json.write_text(
            json.dumps([asdict(tally) for tally in tallies], ensure_ascii=False), "utf-8"
        )
    attacks, clean = tallies[:-1], tallies[-1]
    missed = sum(tally.runs - tally.detected for tally in attacks)
    return min(1, missed + clean.detected)


def options(own: ArgumentParser) -> None:
    """How often."""
    own.add_argument(
        "what",
        choices=["tamper", "incidents"],
        metavar="tamper|incidents",
        help="改ざんの検出、または公表された過払いの発見",
    )
    own.add_argument("--n", type=int, default=3, metavar="N", help="種類ごとの回数(既定 3)")
    own.add_argument("--seed", type=int, default=1, help="同じ番号は同じ改ざんになります")
    own.add_argument("--json", type=Path, metavar="FILE", help="結果をファイルにも書く")


VERB = Verb("selftest", "改ざんや過払いを見つけられるかを試す", OPERATOR, selftest, options)
