"""Generated files are fresh, and every schema describes the facts that are really stored."""

from __future__ import annotations

import json

import jsonschema_rs
import msgspec
import pytest

from deploy.documents import ROOT, SCHEMAS, documents, glossary, schemas
from events.contract import KINDS, Kind, Open
from events.log.codec import canonical
from services.reporting.measure import load
from tests.events.log.examples import every, example

DOCUMENTS = dict(documents())


def test_every_list_that_ships_is_in_the_glossary() -> None:
    names = {codes.__name__ for codes in glossary.code_lists()}
    assert {"Triage", "SharingBasis", "ApplicationItem", "Document"} <= names


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_generated_file_is_fresh(path) -> None:
    assert path.exists(), "run python -m deploy.documents"
    assert path.read_text("utf-8") == DOCUMENTS[path], "run python -m deploy.documents"


def test_there_is_a_schema_for_every_kind_and_version_and_for_nothing_else() -> None:
    assert {path.stem for path in SCHEMAS.glob("*.json")} == set(KINDS)


def body(kind: Kind) -> dict:
    """The example of a kind as its opened parts hold it."""
    fact = example(kind)
    values = {f.name: getattr(fact, f.name) for f in kind.fields}
    plain = {n: v.value if isinstance(v, Open) else v for n, v in values.items()}
    return msgspec.json.decode(canonical(plain))


@pytest.mark.parametrize("kind", every(), ids=lambda kind: kind.wire)
def test_a_stored_fact_fits_its_schema_and_a_wrong_one_does_not(kind: Kind) -> None:
    schema = schemas.of(kind)
    jsonschema_rs.meta.validate(schema)
    validator = jsonschema_rs.Draft202012Validator(schema, validate_formats=True)
    good = body(kind)
    validator.validate(good)
    assert not validator.is_valid({**good, "unknown": 1})
    assert not validator.is_valid({**good, kind.occurred: "yesterday"})
    assert not validator.is_valid({n: v for n, v in good.items() if n != kind.occurred})


def test_a_declined_answer_fits_and_an_unknown_code_does_not() -> None:
    kind = KINDS["intake.consultation-received.v1"]
    validator = jsonschema_rs.Draft202012Validator(schemas.of(kind))
    good = body(kind)
    assert validator.is_valid({**good, "sex": {"state": "declined"}})
    assert not validator.is_valid({**good, "sex": {"state": "maybe"}})
    assert not validator.is_valid({**good, "sex": "unknown-word"})


def test_the_glossary_holds_every_word_and_code() -> None:
    text = (ROOT / "docs/glossary.md").read_text("utf-8")
    for kind in KINDS.values():
        assert f"| {kind.ja} | `{kind.wire}` |" in text
    for codes in glossary.code_lists():
        assert all(f"| {code.ja} | `{code}` |" in text for code in codes)


def test_the_indicators_are_all_described() -> None:
    text = (ROOT / "docs/indicators.md").read_text("utf-8")
    assert all(f"### {each.ja}\n\n{each.rule}" in text for each in load().values())


def test_no_float_and_no_open_group_slipped_into_a_schema() -> None:
    for path in SCHEMAS.glob("*.json"):
        schema = json.loads(path.read_text("utf-8"))
        assert '"type": "number"' not in path.read_text("utf-8")
        groups = {field["x-group"] for field in schema["properties"].values()}
        assert groups <= {"clear", "stat", "identity", "address", "health", "money", "narrative"}
