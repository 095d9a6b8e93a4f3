"""`yorisoi keys rotate | split | join | backup | restore`: custody of the wrapping keys (docs/keys.md)."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from deploy.custody import backup, shares
from deploy.custody.finality import state_final
from deploy.custody.rotation import rotate
from deploy.house import opened
from deploy.verb import OPERATOR, Verb, VerbRefused
from events.host.settings import Settings
from events.log.key_file import KeyFile, month
from services.intake.key_destroyer import KeyDestroyer


def run(given: Namespace, settings: Settings) -> int:
    """Each act prints what a person must do next."""
    acts = {
        "rotate": _rotate,
        "split": _split,
        "join": _join,
        "backup": _backup,
        "restore": _restore,
    }
    acts[given.act](given, settings)
    return 0


def _rotate(given: Namespace, settings: Settings) -> None:
    with opened(settings) as house:
        intake, conninfo = house.runtime("intake"), house.address.conninfo()
        KeyDestroyer(intake)()
        now = house.around.clock()
        keks = KeyFile.read(settings.keys).keks
        if len(keks) == 1:  # a run that was interrupted after it had destroyed the key
            state_final(intake, conninfo, now)
        held = max(keks)
        epoch = month(now)
        if given.again and epoch <= held:
            epoch = again(held)
        done = rotate(settings.keys, conninfo, epoch, print, without_damaged=given.without_damaged)
        final = state_final(intake, conninfo, now)
    print(f"{done.newest} の鍵を始め、{done.rows:,} 件を包み直しました。")
    print(f"破棄した鍵: {'、'.join(done.ended) or 'なし'}　消去の完了を記録: {final:,} 件")
    print("次のものは人の手で破棄してください: 鍵ファイルの控え、前の鍵の控え(keys backup)。")
    if done.shares:
        print(f"回収して破棄する分散鍵の組: {'、'.join(done.shares)}")
    print("新しい控えを取ってください: `yorisoi keys backup`、`yorisoi keys split`。")


def again(held: str) -> str:
    """The next name within a month: 2026-11, 2026-11.2, 2026-11.3 … sorted before 2026-12."""
    base, _, number = held.partition(".")
    following = int(number or 1) + 1
    if following > 9:
        raise VerbRefused("今月はもう更新できません。来月に更新してください。")
    return f"{base}.{following}"


def _split(given: Namespace, settings: Settings) -> None:
    KeyFile.load(settings.keys, settings.home)
    for path in shares.split(settings.keys, given.path):
        print(path)
    print("3通を別々の人が別々の場所に保管してください。2通で元に戻せます。")


def _join(given: Namespace, settings: Settings) -> None:
    epoch = shares.join(given.paths, settings.keys)
    print(f"{settings.keys} を戻しました({epoch})。")


def _backup(given: Namespace, settings: Settings) -> None:
    with opened(settings) as house:
        key_file = KeyFile.load(settings.keys, settings.home)
        kept = backup.backup(key_file, house.address.conninfo(), given.path)
    print(
        f"{given.path} に {kept.rows:,} 件を控えました({kept.epoch})。前の控えは破棄してください。"
    )


def _restore(given: Namespace, settings: Settings) -> None:
    with opened(settings) as house:
        key_file = KeyFile.load(settings.keys, settings.home)
        kept = backup.restore(key_file, house.address.conninfo(), given.path)
        KeyDestroyer(house.runtime("intake"))()
    print(f"{kept.rows:,} 件を戻しました({kept.epoch})。消去が決定された鍵は戻りません。")


def options(own: ArgumentParser) -> None:
    """One word says which act."""
    below = own.add_subparsers(dest="act", metavar="act", required=True)
    rotating = below.add_parser("rotate", help="新しい期間の鍵を始め、前の鍵を破棄する")
    rotating.add_argument("--again", action="store_true", help="同じ月のうちにもう一度更新する")
    rotating.add_argument(
        "--without-damaged", action="store_true", help="開かない鍵を諦めて更新する"
    )
    splitting = below.add_parser("split", help="鍵ファイルを3通に分ける(2通で戻せる)")
    splitting.add_argument("path", type=Path, metavar="DIR")
    joining = below.add_parser("join", help="2通から鍵ファイルを戻す")
    joining.add_argument("paths", type=Path, nargs="+", metavar="SHARE")
    for name, ja in (("backup", "鍵の表の控えを取る"), ("restore", "鍵の表を控えから戻す")):
        below.add_parser(name, help=ja).add_argument("path", type=Path, metavar="FILE")


VERB = Verb("keys", "鍵の更新・分散保管・控え", OPERATOR, run, options)
