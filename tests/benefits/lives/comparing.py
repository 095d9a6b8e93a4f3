"""Where the book and the product differ, in sentences; and what holds of a life whatever the book says."""

from __future__ import annotations

import re
from typing import Any

from events.contract import opened
from events.contract.benefits import PaymentMade
from events.contract.benefits_transfers import TransferReturned
from services.benefits.notices.notice import Letter
from tests.benefits.lives.author import Life
from tests.benefits.lives.page import CONTEST, Sent
from tests.benefits.lives.product import Office

SUM = re.compile(r"[\d,]+万?円")
MONTH = re.compile(r"令和\d+年\d+月分")
DAY = re.compile(r"令和\d+年\d+月\d+日")


def differences(life: Life) -> list[str]:
    """Answers step by step, then the months, the person, the letters; empty where all agree."""
    office = Office(life)
    found: list[str] = []
    for number, step in enumerate(life.steps):
        said = office.do(step)
        if said != step.answer:
            found.append(
                f"{life.seed} {life.theme} step {number} {step.what} {step.on} of {step.grant}:"
                f" book {step.answer}, product {said}"
            )
            return found  # what follows is another life
    for grant in range(len(life.book.pages)):
        found += _apart(
            f"{life.seed} grant {grant}", life.book.standing(grant), office.standing(grant)
        )
        found += _letters(life, grant, office.files[grant].letters)
    found += _apart(f"{life.seed} person", life.book.person(), office.persons())
    found += _broken(life, office)
    return found


def _apart(where: str, book: dict[str, Any], product: dict[str, Any]) -> list[str]:
    return [
        f"{where} {name}: book {book[name]}, product {product[name]}"
        for name in book
        if book[name] != product[name]
    ]


def _letters(life: Life, grant: int, drawn: list[Letter]) -> list[str]:
    expected = life.book.pages[grant].letters
    kinds = [one.notice.kind.value for one in drawn]
    if kinds != [one.kind for one in expected]:
        return [
            f"{life.seed} letters of {grant}: book {[o.kind for o in expected]}, product {kinds}"
        ]
    return [
        f"{life.seed} {sent.kind} of {grant}: {fault}"
        for sent, letter in zip(expected, drawn, strict=True)
        for fault in _faults(sent, letter)
    ]


def _faults(sent: Sent, letter: Letter) -> list[str]:
    notice = letter.notice
    reasons = [f"理由: {one.fact}" for one in notice.reasons]
    text = "\n".join(
        [notice.operative, *(f"{t}: {v}" for t, v in notice.lines), *reasons, *notice.notes]
    )
    found = []
    for name, pattern, expected in (
        ("sums", SUM, sent.sums),
        ("months", MONTH, sent.months),
        ("days", DAY, sent.days),
    ):
        written = set(pattern.findall(text))
        if written != expected:
            found.append(f"{name}: book {sorted(expected)}, product {sorted(written)}")
    whole = letter.text
    contest = all(word in whole for word in CONTEST)
    if contest is not sent.contest:
        found.append(f"教示: book {sent.contest}, product {contest}")
    return found + [f"lacks {word}" for word in sent.words if word not in whole]


def _broken(life: Life, office: Office) -> list[str]:
    """No month twice for the person over all grants; never more paid than decided or committed."""
    found: list[str] = []
    everywhere: set[str] = set()
    for file in office.files:
        standing: dict[str, int] = {}
        for fact in file.facts:
            if isinstance(fact, PaymentMade):
                if fact.month in everywhere:
                    found.append(f"{life.seed} {fact.month} paid twice")
                everywhere.add(fact.month)
                standing[fact.month] = opened(fact.amount_yen, 0)
            if isinstance(fact, TransferReturned) and fact.was_paid:
                everywhere.discard(fact.month)
                standing.pop(fact.month)
        if any(yen > file.grant.owed(month) for month, yen in standing.items()):
            found.append(f"{life.seed} more paid than decided")
        if sum(standing.values()) > file.grant.committed_yen:
            found.append(f"{life.seed} more paid than committed")
        if len(standing) > 9:
            found.append(f"{life.seed} {len(standing)} months")
    return found
