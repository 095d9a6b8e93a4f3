"""What two records say of each other and somebody should look at; a finding stops nothing by itself."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from events.bus.read_tables import ReadTables
from events.contract import wareki
from events.contract.benefits_person import FindingKind
from events.host.safety import CASE_SAFETY
from services.benefits.near_claims import NearClaims
from services.benefits.projections.assistance import ASSISTANCE
from services.benefits.projections.finding_answer import FINDING_ANSWER, Answered
from services.benefits.projections.grant_work import GRANT_WORK, GrantWork
from services.benefits.projections.month_taken import MONTH_TAKEN, MonthTaken
from services.benefits.projections.same_person import groups, linked
from services.benefits.screens.wording import month_label

MANY: Final = 3
"""Persons on one account from which it is looked at (暫定: a managing company has many tenants)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`subject` names it among those of its kind and person; `grants` are those it speaks of."""

    kind: FindingKind
    subject: str
    sentence: str
    grants: tuple[GrantWork, ...]
    answered: Answered | None = None

    @property
    def of(self) -> GrantWork:
        """The grant under whose case it is answered."""
        return min(self.grants, key=lambda row: (row.arrived_on, row.stream))

    @property
    def areas(self) -> frozenset[str]:
        """The wards it concerns."""
        return frozenset(row.area for row in self.grants)


def findings(
    tables: ReadTables, near: NearClaims, areas: Collection[str], today: date
) -> list[Finding]:
    """Those of these wards, open ones first. An address that is secret today is compared with none."""
    answers = {(one.person, one.finding, one.subject): one for one in tables.rows(FINDING_ANSWER)}
    found = [*_twice(tables), *_assisted(tables), *_near(tables, near, today)]
    own = [one for one in found if one.areas & frozenset(areas)]
    shown = [_with_answer(one, answers) for one in own]
    return sorted(shown, key=lambda one: (one.answered is not None, one.kind.value, one.subject))


def _with_answer(one: Finding, answers: dict[tuple[UUID, FindingKind, str], Answered]) -> Finding:
    answered = answers.get((one.of.person, one.kind, one.subject))
    return Finding(
        kind=one.kind,
        subject=one.subject,
        sentence=one.sentence,
        grants=one.grants,
        answered=answered,
    )


def _twice(tables: ReadTables) -> Iterator[Finding]:
    """The same month in two grants of pseudonyms that were linked later."""
    for persons in groups(tables):
        rows = tables.rows(MONTH_TAKEN, "person = any(%s)", [list(persons)])
        months: dict[str, list[MonthTaken]] = defaultdict(list)
        for row in rows:
            months[row.month].append(row)
        for month, held in sorted(months.items()):
            grants = _grants(tables, {row.grant for row in held})
            if len(grants) > 1:
                yield Finding(
                    kind=FindingKind.MONTH_TWICE,
                    subject=month,
                    sentence=f"{month_label(month)}が{len(grants)}つの支給にあります。",
                    grants=grants,
                )


def _assisted(tables: ReadTables) -> Iterator[Finding]:
    """生活保護 began, and a grant runs on or paid a month after it."""
    for row in tables.rows(ASSISTANCE, "not over"):
        began = row.started_on.strftime("%Y-%m")
        rows = tables.rows(
            GRANT_WORK,
            "person = any(%s) and decided_on is not null",
            [list(linked(tables, row.person))],
        )
        grants = tuple(
            one
            for one in rows
            if one.last_paid > began
            or (not one.over_on and max(one.run.split(), default="") > began)
        )
        if grants:
            yield Finding(
                kind=FindingKind.PUBLIC_ASSISTANCE,
                subject=row.started_on.isoformat(),
                sentence=f"{wareki.long(row.started_on)} に生活保護が始まり、そのあとの月の支給があります。",
                grants=grants,
            )


def _near(tables: ReadTables, near: NearClaims, today: date) -> Iterator[Finding]:
    for streams in near.one_dwelling():
        grants = _not_secret(tables, _running(tables, streams), today)
        if len(_persons(tables, grants)) > 1:
            yield _of_many(
                FindingKind.TWO_EARNERS, grants, "住居の記載が同じ支給が、別の方にあります。"
            )
    for streams in near.one_account():
        grants = _running(tables, streams)
        count = len(_persons(tables, grants))
        if count >= MANY:
            words = f"同じ口座に、{count}人の支給を振り込みます。"
            yield _of_many(FindingKind.ONE_ACCOUNT, grants, words)


def _not_secret(
    tables: ReadTables, grants: tuple[GrantWork, ...], today: date
) -> tuple[GrantWork, ...]:
    """Without those whose place would be told by naming another grant there."""
    cases = [row.case_id for row in grants]
    rows = tables.rows(CASE_SAFETY, "case_id = any(%s)", [cases])
    secret = {row.case_id for row in rows if row.secret_on(today)}
    return tuple(row for row in grants if row.case_id not in secret)


def _of_many(kind: FindingKind, grants: tuple[GrantWork, ...], sentence: str) -> Finding:
    """A grant that joins later opens the finding anew."""
    last = max(grants, key=lambda row: (row.arrived_on, row.stream))
    return Finding(kind=kind, subject=str(last.stream), sentence=sentence, grants=grants)


def _persons(tables: ReadTables, grants: Iterable[GrantWork]) -> set[frozenset[UUID]]:
    return {linked(tables, row.person) for row in grants}


def _running(tables: ReadTables, streams: Collection[UUID]) -> tuple[GrantWork, ...]:
    return tuple(row for row in _grants(tables, streams) if row.decided_on and not row.over_on)


def _grants(tables: ReadTables, streams: Collection[UUID]) -> tuple[GrantWork, ...]:
    return tuple(tables.rows(GRANT_WORK, "stream = any(%s)", [list(streams)]))
