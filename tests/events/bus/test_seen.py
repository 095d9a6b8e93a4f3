"""What a fold sees of a fact: of its kind, equal to the fact, with everything there when asked for."""

from dataclasses import fields, replace

import pytest

from events.bus.decoding import Decoder, Stored
from events.bus.seen import Seen
from events.contract import OVER_THE_BUS, Kind, kind_of
from events.log.codec import Codec
from events.log.recorded import MIGRATION_ROLE, Recorded
from tests.events.log import examples

CODEC = Codec(examples.FixedKeys())


def both(kind: Kind, role: str = "counsellor") -> tuple[Recorded, Recorded]:
    made = examples.recorded(kind)
    [data] = CODEC.encode([replace(made, context=replace(made.context, role=role))])
    [seen] = Decoder(CODEC, kind.stage).page([Stored(5, 7, data)])
    whole = CODEC.decode(data, position=5, source=kind.stage, area_id=7, groups=OVER_THE_BUS)
    return seen, whole


@pytest.mark.parametrize("kind", examples.newest(), ids=lambda kind: kind.wire)
def test_it_is_the_fact_field_by_field(kind: Kind) -> None:
    seen, whole = both(kind)
    assert isinstance(seen, Seen)
    assert kind_of(seen.fact) is kind
    assert isinstance(seen.fact, kind.cls)
    for field in fields(whole):
        assert getattr(seen, field.name) == getattr(whole, field.name)
    for field in kind.fields:
        assert getattr(seen.fact, field.name) == getattr(whole.fact, field.name)
    assert seen == whole
    assert whole == seen
    assert seen.fact == whole.fact
    assert hash(seen) == hash(whole)
    assert seen.occurred_on == whole.occurred_on


def test_another_fact_is_not_equal() -> None:
    kinds = examples.every()
    seen, _ = both(kinds[0])
    _, other = both(kinds[1])
    assert seen != other
    assert seen.fact != other.fact
    assert seen != "a word"


@pytest.mark.parametrize("role", ["counsellor", MIGRATION_ROLE])
def test_migrated_needs_no_context(role: str) -> None:
    seen, whole = both(examples.every()[0], role)
    assert seen.migrated == whole.migrated == (role == MIGRATION_ROLE)


def test_what_no_fact_has_is_missing() -> None:
    seen, _ = both(examples.every()[0])
    with pytest.raises(AttributeError):
        _ = seen.nonsense  # type: ignore[attr-defined]
