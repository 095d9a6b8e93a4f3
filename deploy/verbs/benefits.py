"""`yorisoi benefits quote --json FILE`: what the rules say of cases in a file; no record is read or written.

`yorisoi benefits recheck`: 給付の総点検 over the whole log; nothing is changed by looking.
"""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from deploy import rechecking
from deploy.verb import OPERATOR, Verb, VerbRefused
from events.host.settings import Settings
from services.benefits.programmes.housing_security.evaluation.document import (
    answered,
    refusals,
)


def run(given: Namespace, settings: Settings) -> int:
    """Hand over to the part that was named."""
    return rechecking.run(given, settings) if given.what == "recheck" else _quoted(given)


def _quoted(given: Namespace) -> int:
    """Prints the answers as JSON; what cannot be read is refused with the path at fault, among many in its place."""
    answer = answered(_document(given.json))
    print(json.dumps(answer, ensure_ascii=False, indent=1))
    wrong = refusals(answer)
    for sentence in wrong:
        print(sentence, file=sys.stderr)
    return 1 if wrong else 0


def _document(name: str) -> object:
    try:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError:
        raise VerbRefused(f"ファイル {name} を読めません。") from None
    try:
        return json.loads(raw)
    except RecursionError:
        raise VerbRefused("JSON として読めません(入れ子が深すぎます)。") from None
    except json.JSONDecodeError as wrong:
        raise VerbRefused(f"JSON として読めません({wrong.lineno}行目)。") from None
    except UnicodeDecodeError:
        raise VerbRefused("JSON として読めません(文字コードは UTF-8 にしてください)。") from None
    except ValueError:
        raise VerbRefused("JSON として読めません(桁数の多すぎる数があります)。") from None


def options(own: ArgumentParser) -> None:
    """One case, one input, a list, or a whole file `{cases: […]}`; or the months to be judged again."""
    below = own.add_subparsers(dest="what", required=True, metavar="quote|recheck")
    quote = below.add_parser("quote", help="事例の要件と金額を、決定と同じ規則で答える")
    quote.add_argument(
        "--json", required=True, metavar="FILE", help="事例のファイル（- は標準入力）"
    )
    again = below.add_parser("recheck", help="支給したすべての月を計算し直す(何も変わらない)")
    rechecking.options(again)


VERB = Verb("benefits", "給付: 事例を規則に照らす(試算)、支給の総点検", OPERATOR, run, options)
