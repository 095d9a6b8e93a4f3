"""`yorisoi verify`: the logs and every table counted and computed again; a sentence per difference."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

import psycopg

from deploy.house import House, opened
from deploy.roles import SERVICES
from deploy.verb import OPERATOR, Verb
from deploy.verbs.rebuild import tables_of
from deploy.verification.entries import Entries
from deploy.verification.images import images_of
from deploy.verification.outside import outside
from deploy.verification.person_keys import Decision, PersonKeys
from deploy.verification.recount import recounted
from deploy.verification.signed import SignedLog
from events.bus.compare import Differing, compare
from events.bus.projection import Projection
from events.bus.rebuild import RebuildRefused
from events.bus.source import NotDense, SourceLog
from events.bus.tables import FoldChanged, Tables
from events.bus.unapplicable import Unapplicable
from events.contract import kind_of
from events.contract.intake import KeyDestructionDecided
from events.host.image_store import ImageStore
from events.host.settings import Settings
from events.log.codec import Unreadable
from events.log.reading import PAGE, Gap

DELETED_WITHIN: Final = timedelta(minutes=10)
"""After a decision; the service does it every minute."""
SHOWN: Final = 20
"""Sentences told of one check; of the rest only how many."""


def run(given: Namespace, settings: Settings) -> int:
    """0 = everything agrees; 1 = it does not, and the sentences say where. Nothing is changed."""
    different = 0
    with opened(settings) as house:
        for service in given.services or SERVICES:
            print(f"{service}: 記録を数え直しています…", flush=True)
            different += _told(_log(house, service))
            different += _told(_entries(house, service))
            different += _told(_images(house, service))
            for projection in tables_of(service):
                print(f"{service}: 集計 {projection.name} を計算し直しています…", flush=True)
                different += _told(_table(house, service, projection))
    if different:
        print(f"違いが {different:,} 件あります。")
        return 1
    print("すべて一致しました。")
    return 0


def _log(house: House, service: str) -> Iterator[str]:
    with psycopg.connect(house.address.conninfo(f"writer_{service}"), autocommit=True) as session:
        yield from recounted(session, service)


def _entries(house: House, service: str) -> Iterator[str]:
    log = house.runtime(service).log
    signer = house.around.key_file.signer(service)

    def rows(ids: Sequence[UUID]) -> Mapping[UUID, tuple[int, int]]:
        found = log.reading.rows(
            f"select command_id, first_position, events from {service}.command"
            " where command_id = any(%b)",
            list(ids),
        )
        return {command: (first, events) for command, first, events in found}

    entries = Entries(log.storage.registers, rows, signer)
    person_keys = PersonKeys(house.runtime(service).keys, _decided(house))
    ledger = house.runtime(service).ledger
    signed = SignedLog(ledger.checkpoints, ledger.tiles, ledger.generations)
    after, end = 0, log.reading.head()
    try:
        while after < end and (page := log.reading.page(after, min(PAGE, end - after))):
            yield from entries.page(page)
            yield from person_keys.page(page)
            yield from signed.page(page)
            after = page[-1].position
    except Gap:
        yield f"位置 {after} のあとの記録が続いていません。"
    yield from entries.end()
    if person_keys.shredded:
        print(f"  消去済みの鍵 {person_keys.shredded:,} 件(廃棄などの決定の記録があります)")
    yield from signed.end()
    yield from outside(
        ledger.checkpoints,
        ledger.tiles.folder,
        ledger.generations,
        house.runtime(service).standing,
    )
    [(commands,)] = log.reading.rows(
        f"select count(*) from {service}.command where first_position <= %b", end
    )
    if commands > entries.commands:
        yield f"command に、記録のない操作が {commands - entries.commands:,} 件あります。"


def _images(house: House, service: str) -> Iterator[str]:
    log = house.runtime(service).log
    yield from images_of(log, ImageStore(service, house.address.conninfo(f"writer_{service}")))


def _decided(house: House) -> dict[UUID, Decision]:
    """Every decision that ended keys. A log too damaged to be read has none: its keys are told as gone."""
    log = house.runtime("intake").log
    rows = log.reading.of_kind(log.storage.registers.type_id(kind_of(KeyDestructionDecided).wire))
    done_by = house.around.clock() - DELETED_WITHIN
    found: dict[UUID, Decision] = {}
    for row in rows:
        with suppress(ValueError, Unreadable):
            [recorded] = log.read_rows([row])
            fact, at = recorded.fact, recorded.context.at
            if isinstance(fact, KeyDestructionDecided):
                found[recorded.event_id] = Decision(fact, at, due=at < done_by)
    return found


def _table(house: House, service: str, projection: Projection[Any]) -> Iterator[str]:
    conninfo = house.address.conninfo
    tables = Tables(service, conninfo(f"projector_{service}"), tables_of(service))
    try:
        found = compare(
            tables,
            projection,
            lambda source: SourceLog.to_rebuild(conninfo, service, source),
            house.runtime(service).codec,
        )
    except (FoldChanged, NotDense, RebuildRefused, Unapplicable) as fault:
        yield str(fault)
        return
    if found is None:
        print(f"  {projection.name} はまだ作られていません。")
    elif found.count:
        damaged = house.runtime(service).keys.damaged
        why = "開かない個人の鍵があるため、計算し直せない行を含みます。" if damaged else ""
        yield _sentence(projection, found) + why


def _sentence(projection: Projection[Any], found: Differing) -> str:
    """Keys are told where they are case ids or positions; others could be personal."""
    text = f"集計 {projection.name}: {found.count:,} 行が、記録から計算した行と違います"
    if callable(projection.one_row_per):
        return f"{text}。"
    keys = "、".join("/".join(str(part) for part in key) for key in found.keys)
    return f"{text}({keys}{' …' if found.count > len(found.keys) else ''})。"


def _told(sentences: Iterator[str]) -> int:
    count = 0
    for count, sentence in enumerate(sentences, 1):
        if count <= SHOWN:
            print(f"  違い: {sentence}", flush=True)
    if count > SHOWN:
        print(f"  ほかに {count - SHOWN:,} 件")
    return count


def options(own: ArgumentParser) -> None:
    """Nothing = every service."""
    own.add_argument(
        "services", nargs="*", choices=[*SERVICES, []], metavar="service", help="なければすべて"
    )


VERB = Verb("verify", "記録と集計を数え直し、違いを一文ずつ示す", OPERATOR, run, options)
