"""`yorisoi export bundle`: everything an auditor needs to verify the records without us, in one folder."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from deploy.bundle.folder import FolderExists
from deploy.bundle.installation import contents
from deploy.bundle.logs import NothingSigned, Wanted
from deploy.bundle.writing import write
from deploy.house import opened
from deploy.roles import SERVICES
from deploy.verb import OPERATOR, Verb, VerbRefused
from events.host.settings import Settings
from events.ledger.tiles import TileMissing

JAPAN: Final = timedelta(hours=9)


def export(given: Namespace, settings: Settings) -> int:
    """The folder is there when this ends well, and not there otherwise."""
    if given.folder.exists():
        raise VerbRefused(str(FolderExists(given.folder)))
    wanted = Wanted(_end_of(given.until) if given.until else None, dict(given.size) or None)
    try:
        with opened(settings) as house:
            write(contents(house, wanted, _cohorts(given)), given.folder, print)
    except (NothingSigned, FolderExists) as refusal:
        raise VerbRefused(str(refusal)) from None
    except TileMissing as missing:
        raise VerbRefused(
            f"{missing.path} がないか壊れています。yorisoi run を動かすと作り直されます。"
        ) from None
    print(f"監査人のための束を {given.folder} に書きました。README.ja.md から始めてください。")
    return 0


def _cohorts(given: Namespace) -> tuple[str, str] | None:
    """The auditor's name and passphrase; both or none."""
    if given.passphrase_file is None:
        print("統計の項目を開く鍵は入れていません(--auditor と --passphrase-file で入ります)。")
        return None
    if not given.auditor:
        raise VerbRefused("--passphrase-file には --auditor(監査人の名前)も指定してください。")
    passphrase = given.passphrase_file.read_text("utf-8").strip()
    if len(passphrase) < 12:
        raise VerbRefused("合言葉は12文字以上にしてください。")
    return given.auditor, passphrase


def _end_of(day: date) -> datetime:
    """The instant the Japanese day is over."""
    return datetime.combine(day + timedelta(days=1), time(), UTC) - JAPAN


def _sized(word: str) -> tuple[str, int]:
    service, _, number = word.partition("=")
    if service not in SERVICES or not number.isdecimal():
        raise ArgumentTypeError(f"intake=1200 のように指定してください({'、'.join(SERVICES)})")
    return service, int(number)


def options(own: ArgumentParser) -> None:
    """What, where to, and how far."""
    own.add_argument("what", choices=["bundle"], metavar="bundle", help="監査人のための束")
    own.add_argument("folder", type=Path, metavar="DIR", help="まだない場所")
    far = own.add_mutually_exclusive_group()
    far.add_argument(
        "--until", type=date.fromisoformat, metavar="DAY", help="この日までに署名されたもの"
    )
    far.add_argument(
        "--size", type=_sized, action="append", default=[], metavar="SERVICE=N",
        help="このチェックポイントの大きさまで(業務ごと)",
    )  # fmt: skip
    own.add_argument("--auditor", metavar="NAME", help="統計の鍵を渡す監査人の名前")
    own.add_argument("--passphrase-file", type=Path, metavar="FILE", help="合言葉(12文字以上)")


VERB = Verb("export", "監査人のための束を書き出す", OPERATOR, export, options)
