"""The municipality file: read and checked, and written for a body that is not the installation's own."""

import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from events.contract.codes import Service
from events.host import city_roles, retention
from events.host.areas import Area, Areas, Level
from events.host.bank_days import TransferDays
from events.host.benefit_practice import BenefitPractice, NoticeForm
from events.host.city_roles import CityRole
from events.host.dated import Mark
from events.host.goals import Goal
from events.host.linked_programmes import LinkedProgramme, overlapping
from events.host.municipality import (
    Contract,
    DayOff,
    Municipality,
    Office,
    Operator,
    Partner,
    Population,
)
from events.host.paying_out import (
    BudgetItem,
    Closing,
    RemitterAccount,
    TreasuryFile,
    closings_checked,
)
from events.host.posts import DecisionRule, Holding, Post
from events.host.posts import checked as checked_posts
from events.host.procedure import Instruction, Procedure
from events.host.retention import Retention
from events.host.switchboard import Switch, assumed, checked

OWN = "city"
"""The operator code of a municipality that acts itself."""


class MunicipalityRefused(ValueError):
    """The municipality file says something impossible; the message names the table and the row."""


def load(path: Path, areas: Areas) -> Municipality:
    """Read and check a municipality file."""
    return parsed(path.read_text(encoding="utf-8"), areas)


def parsed(text: str, areas: Areas) -> Municipality:
    """A municipality out of its file's text; MunicipalityRefused names what cannot be."""
    try:
        file = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise MunicipalityRefused(str(wrong)) from wrong
    unknown = set(file) - {"body", "mark", "wards", *_TABLES}
    if unknown:
        raise MunicipalityRefused(f"unknown: {', '.join(sorted(unknown))}")
    tables = {name: _rows(name, file.get(name, ()), kind) for name, kind in _TABLES.items()}
    try:
        board = checked(tables.pop("switchboard"))
        held = tables.pop("post_holders")
        posts = checked_posts(tables.pop("posts"), held, tables.pop("decision_rules"))
        kept = retention.checked(tables.pop("retentions"))
        closings_checked(tables["closings"])
        made = Municipality(
            areas=areas,
            body=_body(areas, file.get("body", "")),
            mark=Mark(file.get("mark", "")),
            only_wards=frozenset(file.get("wards", ())),
            switchboard=board,
            posts=posts,
            retentions=kept,
            **tables,
        )
    except ValueError as wrong:
        raise MunicipalityRefused(str(wrong)) from wrong
    _check(made)
    return made


_TABLES: Mapping[str, Any] = {
    "operators": Operator,
    "offices": Office,
    "contracts": Contract,
    "populations": Population,
    "switchboard": Switch,
    "goals": Goal,
    "days_off": DayOff,
    "posts": Post,
    "post_holders": Holding,
    "decision_rules": DecisionRule,
    "procedures": Procedure,
    "instructions": Instruction,
    "linked_programmes": LinkedProgramme,
    "retentions": Retention,
    "partners": Partner,
    "city_roles": CityRole,
    "budget_items": BudgetItem,
    "closings": Closing,
    "treasury_files": TreasuryFile,
    "remitters": RemitterAccount,
    "notice_forms": NoticeForm,
    "benefit_practices": BenefitPractice,
    "transfer_days": TransferDays,
}
_WORDS = {"from": "since"}
_WRITTEN = {python: word for word, python in _WORDS.items()}


def _rows(table: str, rows: Iterable[Mapping[str, Any]], kind: Any) -> tuple[Any, ...]:
    """The rows of one table as dataclasses; a word the class does not know is refused."""
    adapter = TypeAdapter(kind)
    known = {_WRITTEN.get(one.name, one.name) for one in fields(kind)}
    made = []
    for place, row in enumerate(rows, start=1):
        if set(row) - known:
            raise MunicipalityRefused(f"{table} {place}: unknown {', '.join(set(row) - known)}")
        try:
            made.append(adapter.validate_python({_WORDS.get(w, w): v for w, v in row.items()}))
        except ValidationError as wrong:
            first = wrong.errors(include_url=False)[0]
            where = ".".join(str(part) for part in first["loc"])
            raise MunicipalityRefused(f"{table} {place} {where}: {first['msg']}") from None
    return tuple(made)


def _body(areas: Areas, code: str) -> Area:
    """The newest row of the body's code."""
    held = sorted((area for area in areas if area.code == code), key=lambda area: area.since)
    if not held:
        raise MunicipalityRefused("body: no area of areas.csv has this code")
    return held[-1]


def _check(made: Municipality) -> None:
    known = {area.code for area in made.areas}
    inside = {area.code for area in made.areas.within(made.body)}
    for table, rows in (
        ("offices", made.offices),
        ("contracts", made.contracts),
        ("partners", made.partners),
    ):
        for row in rows:
            if not row.wards <= inside:
                raise MunicipalityRefused(f"{table} {row.code}: a ward is not inside the body")
    for linked in made.linked_programmes:
        if not linked.wards <= inside:
            raise MunicipalityRefused(f"linked_programmes {linked.code}: a ward is not inside")
    if not made.only_wards <= inside:
        raise MunicipalityRefused("wards: one is not inside the body")
    for table, codes in (
        ("populations", [row.area for row in made.populations]),
        ("goals", [row.area for row in made.goals]),
    ):
        if set(codes) - known:
            raise MunicipalityRefused(f"{table} an area is not in areas.csv")
    _check_codes(made)


def _check_codes(made: Municipality) -> None:
    for table in ("operators", "offices", "contracts", "partners"):
        codes = [row.code for row in getattr(made, table)]
        if len(set(codes)) < len(codes):
            raise MunicipalityRefused(f"{table} a code is given twice")
        if not all(code.isascii() and code and "/" not in code for code in codes):
            raise MunicipalityRefused(f"{table} codes are ASCII without /")
    if wrong := city_roles.faults(made.city_roles):
        raise MunicipalityRefused(f"city_roles {wrong[0]}: like, code or name cannot be")
    if faults := overlapping(made.linked_programmes):
        raise MunicipalityRefused(f"linked_programmes {faults[0]}: two rows overlap")
    years = [(row.area, row.fiscal_year) for row in made.populations]
    if len(set(years)) < len(years):
        raise MunicipalityRefused("populations an area has two rows for one year")
    operators = {operator.code for operator in made.operators}
    for contract in made.contracts:
        if contract.operator not in operators:
            raise MunicipalityRefused(f"contracts {contract.code}: unknown operator")


def generated_for(
    areas: Areas,
    area: Area,
    fiscal_year: int,
    population: Population | None,
    goals: Sequence[Goal] = (),
) -> str:
    """The file of an installation for one published row: one counter, the assumed switchboard, its goals.

    A ward's body is its city; all else is its own body. Open from the Act, so that plans of the year before fit.
    """
    is_ward = area.level is Level.WARD and area.parent is not None
    body = areas.by_id(area.parent) if is_ward and area.parent is not None else area
    wards = frozenset({area.code}) if is_ward else frozenset[str]()
    act = Service.HOUSING_SECURITY.since
    office = Office(since=act, code="office", name=f"{area.name} 相談窓口", wards=wards)
    top = [
        f"# {area.name} {fiscal_year}年度の公表値のために作成した自治体ファイル(見本)",
        f"body = {_word(body.code)}",
        f"mark = {_word(Mark.SAMPLE)}",
        *([f"wards = {_word(wards)}"] if wards else []),
    ]
    tables: Sequence[tuple[str, Iterable[Any]]] = (
        ("operators", [Operator(code=OWN, name=body.name)]),
        ("offices", [office]),
        ("populations", [population] if population else []),
        ("switchboard", assumed().switches),
        ("goals", goals),
        ("retentions", [retention.assumed(act)]),
    )
    written = (_array(name, rows) for name, rows in tables)
    return "\n".join([*top, "", *written])


def _array(name: str, rows: Iterable[Any]) -> str:
    """A table of the file: one row a line."""
    return "\n".join([f"{name} = [", *(f"  {_row(row)}," for row in rows), "]", ""])


def _row(row: Any) -> str:
    """One row with the values that are not empty."""
    values = ((one.name, getattr(row, one.name)) for one in fields(row))
    return ", ".join(
        f"{_WRITTEN.get(word, word)} = {_word(value)}"
        for word, value in values
        if value not in (None, "", (), frozenset())
    ).join("{}")


def _word(value: object) -> str:
    """A value as TOML: a JSON string is a TOML string."""
    match value:
        case bool() | int():
            return str(value).lower()
        case date():
            return value.isoformat()
        case StrEnum() | str():
            return json.dumps(str(value), ensure_ascii=False)
        case tuple() | frozenset():
            return f"[{', '.join(_word(part) for part in sorted(value))}]"
    raise TypeError(f"{type(value).__name__} has no place in a municipality file")
