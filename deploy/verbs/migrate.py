"""`yorisoi migrate`: roles, schemas, numbered SQL, kinds and areas, as the owner; harmless to repeat."""

from __future__ import annotations

from argparse import Namespace

from deploy.house import opened
from deploy.verb import OPERATOR, Verb
from events.host.settings import Settings


def migrate(_: Namespace, settings: Settings) -> int:
    """Opening the house applies everything that is missing."""
    with opened(settings):
        print("データベースの定義は最新です。")
    return 0


VERB = Verb("migrate", "データベースの定義を最新にする", OPERATOR, migrate)
