"""Layouts: the same fields as walking an entry in full, whatever the widths; a likely layout is never mistaken."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from events.bus.layout import Layouts, layout_of
from events.bus.seen import uuid
from events.contract import KINDS
from events.log import entry as entries
from events.log.codec import Codec
from tests.events.log import examples

CODEC = Codec(examples.FixedKeys())
KIND = KINDS["intake.case-triaged.v1"]
words = st.text("abcdefghij/0", max_size=300)


@given(st.lists(st.tuples(words, words, words, st.booleans()), min_size=1, max_size=6))
def test_fields_are_those_of_the_entry(contexts: list[tuple[str, str, str, bool]]) -> None:
    layouts = Layouts()
    for role, office, basis, caused in contexts:
        made = examples.recorded(KIND)
        causation = made.command if caused else None
        around = replace(made.context, role=role, office=office, basis=basis, causation=causation)
        [data] = CODEC.encode([replace(made, context=around)])
        entry = entries.unpack(data)
        layout = layouts.of(data)
        assert layout is not None
        found = [data[place] for place in layout.field]
        assert uuid(found[0]) == entry.event_id
        assert uuid(found[3]) == entry.case
        assert found[4].decode() == entry.topic
        assert [found[n].decode() for n in (7, 9, 10, 11, 15)] == [
            entry.area, entry.role, entry.office, entry.operator, entry.basis,
        ]  # fmt: skip
        assert found[14] == (entry.causation.bytes if entry.causation else b"")
        assert data[layout.size + 2 :].startswith(entry.clear)


@given(st.integers(0, 400), st.integers(1, 255))
def test_what_has_another_head_is_walked_again(at: int, flipped: int) -> None:
    [data] = CODEC.encode([examples.recorded(KIND)])
    layouts = Layouts()
    assert layouts.of(data) is not None
    spoilt = bytearray(data)
    spoilt[at % len(data)] ^= flipped
    expected, found = layout_of(bytes(spoilt)), layouts.of(bytes(spoilt))
    assert (found is None) == (expected is None)
    if found is not None and expected is not None:
        assert found.field == expected.field


@given(st.integers(0, 300))
def test_an_entry_cut_short_has_no_layout(length: int) -> None:
    [data] = CODEC.encode([examples.recorded(KIND)])
    layouts = Layouts()
    whole = layouts.of(data)
    assert whole is not None
    if length <= whole.size:
        assert layouts.of(data[:length]) is None or length == whole.size
