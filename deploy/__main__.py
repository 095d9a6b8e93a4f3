"""The `yorisoi` command: one verb per module of deploy/verbs."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from importlib import import_module
from keyword import iskeyword
from pkgutil import iter_modules

import psycopg
from pydantic import ValidationError

from deploy import verbs
from deploy.embedded import DatabaseRefused
from deploy.interrupts import Interrupted
from deploy.migrate import MigrationRefused
from deploy.verb import Verb, VerbRefused
from events.bus.tables import FoldChanged
from events.contract import Refused
from events.host.areas import AreasRefused
from events.host.frames import version
from events.host.municipality_file import MunicipalityRefused
from events.host.schema import SchemaRefused
from events.host.settings import Settings, SettingsRefused
from events.ledger.witnesses_file import WitnessesRefused
from events.log.foreign import ForeignRecorder
from events.log.key_file import KeysMissing

REFUSALS = (
    VerbRefused,
    DatabaseRefused,
    MigrationRefused,
    SchemaRefused,
    SettingsRefused,
    ForeignRecorder,
    KeysMissing,
    FoldChanged,
    AreasRefused,
    MunicipalityRefused,
    WitnessesRefused,
)
"""Each carries a sentence for the operator."""


NO_OPTIONS = "\0"
"""What no typed word begins with: every word is handed on as it is."""


def names() -> list[str]:
    """The verbs, from the modules there are (`import_` is the verb `import`)."""
    return sorted(module.name.rstrip("_") for module in iter_modules(verbs.__path__))


def verb_of(name: str) -> Verb:
    """The declaration in the verb's module."""
    module = f"{name}_" if iskeyword(name) else name
    verb: Verb = import_module(f"deploy.verbs.{module}").VERB
    return verb


def parser(wanted: Sequence[str]) -> ArgumentParser:
    """The command line of these verbs; one verb is read without importing the others."""
    made = ArgumentParser(
        prog="yorisoi", description="寄り添い: 生活困窮者自立支援の記録と集計", allow_abbrev=False
    )
    made.add_argument("--version", action="version", version=version() or "?")
    below = made.add_subparsers(dest="verb", metavar="<verb>", required=True)
    for verb in map(verb_of, wanted):
        own = below.add_parser(
            verb.name,
            help=verb.ja,
            description=verb.ja,
            allow_abbrev=False,
            add_help=not verb.hands_on,
            prefix_chars=NO_OPTIONS if verb.hands_on else "-",
        )
        verb.options(own)
        own.set_defaults(chosen=verb)
    return made


def main(words: Sequence[str] | None = None) -> int:
    """Exit code 0 = done, 1 = refused with a sentence, 2 = wrong usage, 130 = interrupted, 141 = nobody read on."""
    typed = list(sys.argv[1:] if words is None else words)
    known = names()
    given = parser(typed[:1] if typed[:1] and typed[0] in known else known).parse_args(typed)
    chosen: Verb = given.chosen
    try:
        settings = Settings()
        settings.refuse_hazards()
        return chosen.run(given, settings)
    except ValidationError as wrong:
        return said("\n".join(f"設定 {_name(e['loc'])}: {e['msg']}" for e in wrong.errors()))
    except (Refused, *REFUSALS) as refusal:
        return said(refusal.ja if isinstance(refusal, Refused) else str(refusal))
    except psycopg.OperationalError:
        return said("データベースに接続できません。`yorisoi status` で確かめてください。")
    except BrokenPipeError:
        return _unread()
    except Interrupted:
        return 130


def said(sentence: str) -> int:
    """Refuse with a sentence."""
    print(sentence, file=sys.stderr)
    return 1


def _unread() -> int:
    """The reader of a pipe (`| head`) has gone: nothing more is written, also not at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 141


def _name(place: tuple[int | str, ...]) -> str:
    word = str(place[0]) if place else ""
    return word if word.isupper() else f"YORISOI_{word.upper()}"


if __name__ == "__main__":
    sys.exit(main())
