"""`yorisoi run [service …]`: start the services; all of them in one process if none is named."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

import psycopg

from deploy import onebox
from deploy.house import House, opened
from deploy.interrupts import Interrupted, interrupts
from deploy.roles import SERVICES
from deploy.verb import OPERATOR, Verb
from deploy.verbs import demo as demos
from events.host import logging
from events.host.frames import version
from events.host.settings import Settings

if TYPE_CHECKING:
    from deploy.city_road import CityRoad


def run(given: Namespace, settings: Settings) -> int:
    """Until Ctrl-C or SIGTERM; ends in order and with 0. Never creates an account by itself."""
    begun = time.monotonic()
    services: Sequence[str] = given.services or SERVICES
    port = onebox.port_of(settings, services) if given.port is None else given.port
    logging.configure(quiet=sys.stdout.isatty() and not given.verbose)
    road = _road(settings) if given.broker else None
    with interrupts():
        try:
            listener = onebox.listening(settings, port)
            with listener, opened(settings) as house:
                if given.demo:
                    demos.ensure(house, print)
                demo = demos.shown(house)
                if road is not None:
                    print(road.provide(), flush=True)

                def told(address: str) -> None:
                    _greet(house, address, services, time.monotonic() - begun)

                onebox.serve(house, listener, services, demo, told, road)
        except Interrupted:
            pass
    print("停止しました。", flush=True)
    return 0


def _road(settings: Settings) -> CityRoad:
    """Imported here: an office without a broker does not load its client."""
    from deploy.city_road import CityRoad

    return CityRoad.of(settings)


def _greet(house: House, address: str, services: Sequence[str], seconds: float) -> None:
    what = "" if len(services) == len(SERVICES) else f"（{', '.join(services)}）"
    print(f"\n寄り添い {version()} {what}を始めました（{seconds:.1f} 秒）。")
    print(f"  開く住所: {address}")
    if house.marker.demo:
        print(f"  ログイン: デモの利用者。パスワードはどれも {demos.PASSWORD}")
        for account in demos.ACCOUNTS:
            print(f"    {account.login:<12} {account.role_ja}　{account.name}　{account.duty}")
    elif _nobody(house):
        print("  利用者がまだいません。`yorisoi setup` で最初の管理者を登録してください。")
    else:
        print("  ログイン: 登録済みのログイン名とパスワード")
    print("  止める: Ctrl-C\n", flush=True)


def _nobody(house: House) -> bool:
    with psycopg.connect(house.address.conninfo()) as session:
        found = session.execute("select not exists (select from host.account)").fetchone()
    return found == (True,)


def options(parser: ArgumentParser) -> None:
    """A service alone listens on a port of its own."""
    parser.add_argument("services", nargs="*", choices=[*SERVICES, []], metavar="service")
    parser.add_argument(
        "--demo", action="store_true", help="空のデータディレクトリにデモを入れて始める"
    )
    parser.add_argument(
        "--broker",
        action="store_true",
        help="記録を Apache Kafka で配る（YORISOI_KAFKA_BOOTSTRAP_SERVERS）",
    )
    parser.add_argument("--port", type=int, help="待ち受けるポート")
    parser.add_argument("--verbose", action="store_true", help="端末にも一件ずつの記録を出す")


VERB = Verb("run", "サービスを始める（指定がなければ四つすべて）", OPERATOR, run, options)
