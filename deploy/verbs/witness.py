"""`yorisoi witness`: the stand-alone file of the witness as a child process, for a try on one computer."""

import subprocess
import sys
from argparse import REMAINDER, ArgumentParser, Namespace
from pathlib import Path
from typing import Final

from deploy.interrupts import interrupts
from deploy.verb import OPERATOR, Verb
from events.host.settings import Settings

FILE: Final = Path(__file__).parents[1] / "witness/witness.py"


def witness(given: Namespace, _: Settings) -> int:
    """Its exit code. Nothing of ours is within its reach: isolated, without site packages."""
    words = [sys.executable, "-I", "-S", str(FILE), *given.words]
    with interrupts():  # the child ends with its parent; it may be killed at any instant
        return subprocess.run(words, check=False).returncode


def options(parser: ArgumentParser) -> None:
    """Everything is handed on."""
    parser.add_argument(
        "words",
        nargs=REMAINDER,
        metavar="…",
        help="keygen serve folder paper show、それぞれの追加の引数（deploy/witness/README.md）",
    )


VERB = Verb("witness", "証人: 記録の時点を覚え、署名する(別の機械で)", OPERATOR, witness, options)
