"""Virtual counsellors at their screens: which pages they open, which forms they send, twice or too late."""

import asyncio
import html
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from urllib.parse import urlencode
from uuid import UUID, uuid4

from bench.arrivals import Answered, arrivals
from bench.http_client import Client
from events.contract import wareki
from events.host.calendar import japanese_day, utc_now

MIX = (
    ("case page", 40), ("list", 15), ("search", 5), ("draft", 15), ("contact", 12),
    ("contact twice", 2), ("contact stale", 1), ("step", 5), ("dashboard", 5),
)  # fmt: skip
"""Of a hundred arrivals (performance.md §10.3): 15 contact records, 2 of them double clicks, 1 too late."""
WRITES = ("contact", "contact twice", "step")
SOUGHT = ("ヤマ", "サト", "タナ", "06-", "花子")
DRAWN_AT_ONCE = 4
_HIDDEN = re.compile(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)"')
_DRAFT = re.compile(r'data-draft-url="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Counsellor:
    """A signed-in person of one ward: cases to read there, and three of their own to write in."""

    token: str
    cases: tuple[UUID, ...]
    contact: UUID
    step: UUID
    draft: UUID


@dataclass(slots=True)
class Worked(Answered):
    """What was acknowledged (service, command), what got no right answer, and how far each draft was saved."""

    acknowledged: list[tuple[str, UUID]] = field(default_factory=list)
    unknown: list[tuple[str, UUID]] = field(default_factory=list)
    drafts: dict[UUID, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Paper:
    """One form on a screen: drawn from `page`, sent to `action`; nobody sends it while it is being sent."""

    page: str
    action: str
    typed: dict[str, str]
    fields: dict[str, str] = field(default_factory=dict)
    draft_url: str = ""
    sequence: int = 0
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


@dataclass(frozen=True, slots=True)
class _Desk:
    who: Counsellor
    contact: _Paper
    step: _Paper
    draft: _Paper

    @classmethod
    def of(cls, who: Counsellor, day: str) -> "_Desk":
        def contact(case: UUID) -> _Paper:
            at = f"/intake/cases/{case}"
            return _Paper(at, f"{at}/contacts", {"contacted_on": day, "method": "telephone"})

        step = f"/planning/cases/{who.step}/assessment"
        return cls(
            who, contact(who.contact), _Paper(step, step, {"assessed_on": day}), contact(who.draft)
        )

    @property
    def papers(self) -> tuple[_Paper, ...]:
        return self.contact, self.step, self.draft


def at_work(
    port: int, staff: Sequence[Counsellor], rate: float, seconds: float, seed: int
) -> Worked:
    """Every form drawn first, unmeasured; then the arrivals, spread over all of them by chance."""
    return asyncio.run(_Office(port, seed).day(staff, rate, seconds))


class _Office:
    def __init__(self, port: int, seed: int) -> None:
        self._client = Client(port)
        self._chance = Random(seed)
        self._worked = Worked()

    async def day(self, staff: Sequence[Counsellor], rate: float, seconds: float) -> Worked:
        today = wareki.short(japanese_day(utc_now()))
        desks = [_Desk.of(who, today) for who in staff]
        few = asyncio.Semaphore(DRAWN_AT_ONCE)

        async def prepare(desk: _Desk) -> None:
            async with few:
                for paper in desk.papers:
                    await self._draw(desk, paper)

        await asyncio.gather(*(prepare(desk) for desk in desks))
        deck = self._deck()

        async def one(due: float) -> None:
            await self._act(next(deck), self._chance.choice(desks), due)

        await arrivals(rate, seconds, self._chance, self._worked, one)
        self._client.close()
        return self._worked

    def _deck(self) -> Iterator[str]:
        """The mix in shares that hold for every hundred arrivals, in an order of chance."""
        while True:
            cards = [kind for kind, share in MIX for _ in range(share)]
            self._chance.shuffle(cards)
            yield from cards

    async def _act(self, kind: str, desk: _Desk, due: float) -> None:
        if kind == "step":
            await self._write(kind, desk, desk.step, "planning", due)
        elif kind in ("contact", "contact twice"):
            times = 2 if kind == "contact twice" else 1
            await self._write(kind, desk, desk.contact, "intake", due, times)
        elif kind == "contact stale":
            await self._too_late(desk, desk.contact, due)
        elif kind == "draft":
            await self._save(desk, desk.draft, due)
        elif kind == "search":
            body = urlencode({"sought": self._chance.choice(SOUGHT)}).encode()
            answer = await self._client.post("/intake/search", desk.who.token, body)
            self._worked.note(kind, due, answer.status, 200)
        else:
            case = self._chance.choice(desk.who.cases)
            paths = {"list": "/intake/", "dashboard": "/reporting/"}
            answer = await self._client.get(
                paths.get(kind, f"/intake/cases/{case}"), desk.who.token
            )
            self._worked.note(kind, due, answer.status, 200)

    async def _write(
        self, kind: str, desk: _Desk, paper: _Paper, service: str, due: float, times: int = 1
    ) -> None:
        """Sent `times` at once under one command id; each click is led on (303) to what was recorded once."""
        async with paper.lock:
            command = (service, UUID(paper.fields["command_id"]))
            body = urlencode(paper.fields | _told(service)).encode()
            answers = await asyncio.gather(
                *(self._client.post(paper.action, desk.who.token, body) for _ in range(times))
            )
            right = [self._worked.note(kind, due, answer.status, 303) for answer in answers]
            (self._worked.acknowledged if all(right) else self._worked.unknown).append(command)
            await self._draw(desk, paper)

    async def _too_late(self, desk: _Desk, paper: _Paper, due: float) -> None:
        """From a page that was drawn before the newest record: nothing may be stored."""
        async with paper.lock:
            version = int(paper.fields["expected_version"])
            old = {"expected_version": str(version - 1), "command_id": str(uuid4())}
            body = urlencode(paper.fields | _told("intake") | old).encode()
            answer = await self._client.post(paper.action, desk.who.token, body)
            self._worked.note("contact stale", due, answer.status, 409)

    async def _save(self, desk: _Desk, paper: _Paper, due: float) -> None:
        async with paper.lock:
            paper.sequence += 1
            number = {"draft_sequence": str(paper.sequence)}
            body = urlencode(paper.fields | _told("intake") | number).encode()
            answer = await self._client.post(paper.draft_url, desk.who.token, body)
            if self._worked.note("draft", due, answer.status, 200):
                self._worked.drafts[UUID(paper.fields["draft_id"])] = paper.sequence

    async def _draw(self, desk: _Desk, paper: _Paper) -> None:
        """The page anew, as the browser has it after a record; unmeasured."""
        answer = await self._client.get(paper.page, desk.who.token)
        page = answer.body.decode()
        hidden = {name: html.unescape(value) for name, value in _HIDDEN.findall(page)}
        found = _DRAFT.search(page)
        if answer.status != 200 or "command_id" not in hidden or found is None:
            self._worked.wrong.append(f"form {answer.status}")
            paper.fields |= {"command_id": str(uuid4())}
            return
        paper.fields, paper.draft_url = paper.typed | hidden, html.unescape(found[1])


def _told(service: str) -> dict[str, str]:
    """Words that no other record has: the very same record twice would be one."""
    words = f"電話で様子を聞いた。来週また連絡する。{time.time_ns()}"
    return {"background": words} if service == "planning" else {"content": words}


def insert_at_rate(port: int, rate: float, seconds: float, seed: int) -> Answered:
    """The same arrivals at the bare route; every one of them is a write."""

    async def load() -> Answered:
        client, answered, body = Client(port), Answered(), bytes(376)

        async def one(due: float) -> None:
            answer = await client.post("/write", "", body, "application/octet-stream")
            answered.note("write", due, answer.status, 200)

        await one(time.perf_counter())
        answered.waits.clear()
        await arrivals(rate, seconds, Random(seed), answered, one)
        client.close()
        return answered

    return asyncio.run(load())
