"""The least a web write could be: one FastAPI route, one prepared INSERT, one commit; a process of its own."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from uuid import uuid4

import psycopg
import uvicorn
from fastapi import FastAPI, Request
from psycopg_pool import ConnectionPool
from starlette.concurrency import run_in_threadpool

from bench import ground
from bench.running import PATIENCE, free_port
from events.host.address import Address

STATEMENT = "insert into bare (at, data) values (clock_timestamp(), %b)"
PLACES = 10
"""Database connections, as many as one service of ours keeps for its short work."""


@dataclass(frozen=True, slots=True)
class Bare:
    """It answers POST /write on this port; the rows stand in the database at `address`."""

    port: int
    address: Address

    @property
    def rows(self) -> int:
        """How many it stored."""
        with psycopg.connect(self.address.conninfo()) as session:
            [(rows,)] = session.execute("select count(*) from bare").fetchall()
        return int(rows)


@contextmanager
def bare_route(owner: Address) -> Iterator[Bare]:
    """Listening at the start of the block, ended at its end."""
    with ground.database(owner, f"b{uuid4().hex[:12]}") as address:
        with psycopg.connect(address.conninfo()) as session:
            session.execute(
                "create table bare (id bigserial primary key, at timestamptz not null,"
                " data bytea not null)"
            )
        port = free_port()
        process = get_context("spawn").Process(target=_serve, args=(address.conninfo(), port))
        process.start()
        try:
            _listens(port)
            yield Bare(port, address)
        finally:
            process.terminate()
            process.join(20)
            if process.is_alive():
                process.kill()
                process.join()


def _serve(conninfo: str, port: int) -> None:
    app = FastAPI()
    with ConnectionPool(
        conninfo, min_size=PLACES, kwargs={"autocommit": True, "prepare_threshold": 0}
    ) as pool:

        def store(data: bytes) -> None:
            with pool.connection() as session:
                session.execute(STATEMENT, [data], prepare=True)

        @app.post("/write")
        async def write(request: Request) -> dict[str, str]:
            await run_in_threadpool(store, await request.body())
            return {"status": "stored"}

        uvicorn.run(app, host="127.0.0.1", port=port, access_log=False, log_config=None)


def _listens(port: int) -> None:
    deadline = time.perf_counter() + PATIENCE
    while True:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=5):
                return
        except OSError:
            if time.perf_counter() > deadline:
                raise AssertionError("the baseline did not start: no figure") from None
            time.sleep(0.02)
