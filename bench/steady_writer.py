"""Contact records sent by program at a steady rate, whatever the answers take: the records that viewers wait for."""

import asyncio
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from bench.http_client import Client

WARMING = 5
"""Records before the ones that are timed."""


@dataclass(slots=True)
class Wrote:
    """Per record its position, its instant (wall clock, seconds) and how long the writer waited from its turn."""

    positions: list[int] = field(default_factory=list)
    instants: list[float] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    commands: list[tuple[str, UUID]] = field(default_factory=list)


def write_steadily(
    port: int, token: str, cases: Sequence[UUID], day: str, rate: float, seconds: float
) -> Wrote:
    """AssertionError unless every record was taken."""
    return asyncio.run(_written(port, token, cases, day, rate, seconds))


async def _written(
    port: int, token: str, cases: Sequence[UUID], day: str, rate: float, seconds: float
) -> Wrote:
    client, wrote, unmeasured = Client(port), Wrote(), Wrote()
    try:
        for n in range(WARMING):
            await _one(client, token, cases[-n - 1], day, time.perf_counter(), unmeasured)
        begins = time.perf_counter() + 0.2
        sent = []
        for n in range(max(int(rate * seconds), 1)):
            due = begins + n / rate
            await asyncio.sleep(max(due - time.perf_counter(), 0))
            sent.append(
                asyncio.create_task(_one(client, token, cases[n % len(cases)], day, due, wrote))
            )
        await asyncio.gather(*sent)
    finally:
        client.close()
    wrote.commands += unmeasured.commands
    return wrote


async def _one(client: Client, token: str, case: UUID, day: str, due: float, wrote: Wrote) -> None:
    """The receipt's instant is that at which the product took the request up, so before the commit."""
    command = uuid4()
    body = {"contacted_on": day, "method": "telephone", "content": f"電話で様子を聞いた。{command}"}
    answer = await client.post(
        f"/intake/api/cases/{case}/contacts",
        token,
        json.dumps(body).encode(),
        "application/json",
        {"Idempotency-Key": str(command)},
    )
    wrote.waits.append(time.perf_counter() - due)
    if answer.status != 200:
        raise AssertionError(f"a record was answered with {answer.status}: no figure")
    receipt = json.loads(answer.body)
    wrote.positions.append(receipt["position"])
    wrote.instants.append(datetime.fromisoformat(receipt["at"]).timestamp())
    wrote.commands.append(("intake", command))
