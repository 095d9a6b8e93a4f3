"""`yorisoi bench`: the programs of `bench/`, as a child process, from a checkout only."""

import subprocess
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Final

from deploy.verb import OPERATOR, Verb, VerbRefused
from events.host.settings import Settings

ROOT: Final = Path(__file__).parents[2]


def bench(given: Namespace, _: Settings) -> int:
    """Its exit code."""
    if not (ROOT / "bench").is_dir():
        raise VerbRefused("bench はソースの作業フォルダからだけ使えます。")
    words = [sys.executable, "-m", "bench", *given.words]
    return subprocess.run(words, cwd=ROOT, check=False).returncode


def options(parser: ArgumentParser) -> None:
    """Everything is handed on."""
    parser.add_argument(
        "words",
        nargs="*",
        metavar="…",
        help="NAME … --quick --full --rounds N --json FILE --against FILE",
    )


VERB = Verb("bench", "速さを測る(作業フォルダで)", OPERATOR, bench, options, hands_on=True)
