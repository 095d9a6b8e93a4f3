"""区の資源開発の方針: what each ward set out to build, who convenes 支援会議 there, and every former version."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from events.contract import Event, opened, wareki
from events.contract.community_work import CommunityEntryWithdrawn
from events.contract.concern_codes import CouncilHost
from events.contract.resource_policy import ResourcePolicyRevised, ResourcePolicyStated
from events.host.answers import Forbidden
from events.host.desk import Desk
from events.host.filters import choices
from events.host.form import Form
from services.planning.programmes.community.policies import (
    RevisePolicy,
    StatePolicy,
    evolve,
    revise_policy,
    state_policy,
)
from services.planning.projections.resource_policy import RESOURCE_POLICY, PolicyRow, policies
from services.planning.screens.community.register import (
    RECORD,
    Cell,
    EntryFile,
    Field,
    Line,
    Register,
    RegisterForm,
    day,
    joined,
    own_area,
    ward_name,
    ward_options,
    words,
)
from services.planning.screens.community.withdrawing import WITHDRAWAL

HINT: Final = "何をどの順でつくるか、誰と、いつまでに。個人が分かることは書きません"


def _now(found: EntryFile) -> ResourcePolicyStated | ResourcePolicyRevised:
    fact = found.state.now
    assert isinstance(fact, ResourcePolicyStated | ResourcePolicyRevised)  # noqa: S101 - the fold
    return fact


def _area(desk: Desk, entry: UUID) -> str | None:
    row = desk.runtime.tables.row(RESOURCE_POLICY, entry)
    return row.area if row else None


def _lines(desk: Desk) -> list[Line]:
    return [_line(row, desk) for row in policies(desk.runtime.tables)]


def _line(row: PolicyRow, desk: Desk) -> Line:
    state = ("stopped", "取消") if row.withdrawn_on else ("active", f"第{row.versions}版")
    cells = [
        Cell("", state),
        Cell(wareki.short(row.stated_on)),
        Cell(row.council_host.ja),
    ]
    return Line(row.case_id, ward_name(desk, row.area), cells, over=bool(row.withdrawn_on))


def _facts(found: EntryFile) -> list[tuple[str, str]]:
    now = _now(found)
    return [
        ("方針", opened(now.words, "開示できません")),
        ("いつから", wareki.long(now.stated_on)),
        ("支援会議の主催", now.council_host.ja),
        ("区", ward_name(found.desk, found.area)),
    ]


def _words(fact: Event, _: Desk) -> str:
    match fact:
        case ResourcePolicyStated() | ResourcePolicyRevised():
            host = f"支援会議の主催 {fact.council_host.ja}"
            return joined(opened(fact.words, ""), host)
        case CommunityEntryWithdrawn():
            return opened(fact.reason, "")
    return ""


def _wards(desk: Desk) -> list[tuple[str, str]]:
    mine = desk.staff.wards_for(RECORD)
    return [(code, name) for code, name in ward_options(desk) if code in mine]


def _belongs(desk: Desk, form: Form) -> str:
    """The ward that was chosen, one of those in which this person records."""
    chosen = form.value("ward")
    if chosen and chosen not in desk.staff.wards_for(RECORD):
        raise Forbidden
    return chosen or own_area(desk)


def _taken(desk: Desk, form: Form) -> Mapping[str, Any]:
    ward = _belongs(desk, form)
    rows = policies(desk.runtime.tables)
    return {"has_one": any(row.area == ward and row.withdrawn_on is None for row in rows)}


def _typed(found: EntryFile) -> Mapping[str, str]:
    now = _now(found)
    return {
        "on": wareki.short(found.desk.today),
        "council_host": now.council_host.value,
        "words": opened(now.words, ""),
    }


_FIELDS: Final = (
    words("words", "方針", required=True, hint=HINT),
    Field(
        kind="radio",
        name="council_host",
        label="支援会議(法9条)の主催",
        options=choices(CouncilHost),
        required=True,
    ),
    day(label="いつから"),
)

POLICIES: Final = Register(
    path="policies",
    ja="区の資源開発の方針",
    lead="区ごとの資源開発の方針と、支援会議の主催です。改定しても前の版が残ります。",
    new=RegisterForm(
        path="new",
        heading="区の方針の登録",
        send="登録する",
        into=StatePolicy,
        decision=state_policy,
        fields=(
            Field(kind="select", name="ward", label="区", options=_wards, required=True),
            *_FIELDS,
        ),
        given=_taken,
    ),
    forms=(
        RegisterForm(
            path="revision",
            heading="方針の改定",
            send="改定を記録する",
            lead="全文を書き直します。前の版も、日付と記録した人とともに残ります。",
            into=RevisePolicy,
            decision=revise_policy,
            fields=_FIELDS,
            typed=_typed,
        ),
        WITHDRAWAL,
    ),
    evolve=evolve,
    table=RESOURCE_POLICY.name,
    area=_area,
    heads=("区", "版", "いつから", "支援会議の主催"),
    lines=_lines,
    title=lambda found: f"{ward_name(found.desk, found.area)}の資源開発の方針",
    facts=_facts,
    words=_words,
    belongs=_belongs,
    empty="区の方針を登録すると、ここに並びます。",
)
