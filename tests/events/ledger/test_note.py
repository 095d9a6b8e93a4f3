"""Signed notes: the specification's examples, what is passed over, and what is refused."""

import pytest

from events.ledger import note
from events.ledger.checkpoint import BadCheckpoint, Checkpoint
from events.ledger.note_key import LOG, WITNESS, BadKey, NoteKey, SigningKey
from events.ledger.strict import bytes_of, number
from tests.events.ledger.signed import BINDER, KANSA, LOG_KEY, ORIGIN, checkpoint_note

# the example of c2sp.org/signed-note
FOO = NoteKey.read("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")
FOO_NOTE = (
    "This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Z"
    "tg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)
POEM = (
    "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n"
    "— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99i"
    "hAQwaqP3ZekRwNtIc=\n"
)
TEXT = Checkpoint(ORIGIN, 1, b"\5" * 32).text


def test_the_specifications_example_verifies() -> None:
    (found,) = note.read(FOO_NOTE).verified([FOO])
    assert found.key == FOO
    assert found.at is None
    assert str(note.read(FOO_NOTE.encode())) == FOO_NOTE


def test_the_text_ends_at_the_last_empty_line() -> None:
    assert note.read(POEM).text.endswith("sole:\n\ned è subito sera.\n")


def test_a_cosignature_carries_its_time() -> None:
    signed = note.read(checkpoint_note(Checkpoint.read(TEXT), (KANSA, 1_679_315_147)))
    assert [one.at for one in signed.verified([LOG_KEY.key, KANSA.key])] == [None, 1_679_315_147]


def test_unknown_keys_are_passed_over_and_known_ones_must_be_right() -> None:
    other = SigningKey.from_seed(ORIGIN, LOG, b"\7" * 32)
    right, wrong = LOG_KEY.line(TEXT), LOG_KEY.line(TEXT + "x")
    assert len(note.read(f"{TEXT}\n{other.line(TEXT)}{right}").verified([LOG_KEY.key])) == 1
    for lines in (wrong, right + wrong, other.line(TEXT)):
        with pytest.raises(note.BadNote):
            note.read(f"{TEXT}\n{lines}").verified([LOG_KEY.key])


def test_sixteen_signatures_are_read_and_more_than_sixty_four_are_not() -> None:
    assert len(note.read(TEXT + "\n" + LOG_KEY.line(TEXT) * 16).signatures) == 16
    assert len(note.read(TEXT + "\n" + LOG_KEY.line(TEXT) * 64).signatures) == 64
    with pytest.raises(note.BadNote):
        note.read(TEXT + "\n" + LOG_KEY.line(TEXT) * 65)


LINE = LOG_KEY.line(TEXT)


@pytest.mark.parametrize(
    "data",
    [
        "",
        TEXT,
        TEXT + "\n",
        TEXT + LINE,
        f"{TEXT}\n{LINE[:-1]}",
        f"{TEXT}\n{LINE}\n",
        f"{TEXT}\n{LINE} ",
        f"{TEXT}\n{LINE.replace('—', '–')}",
        f"{TEXT}\n{LINE.replace('— ', '—')}",
        f"{TEXT}\n{LINE.replace('— ', '—  ')}",
        f"{TEXT}\n{LINE.replace('— ', '- ')}",
        f"{TEXT}\n{LINE.replace('=', '')}",
        f"{TEXT}\n{LINE.replace('=', '==')}",
        f"{TEXT}\n{LINE[:-1]} x\n",
        f"{TEXT}\n— {ORIGIN}+x AAAAAAA=\n",
        f"{TEXT}\n— {ORIGIN} AAAAAA==\n",
        f"{TEXT}\t\n{LINE}",
        f"{TEXT}\r\n{LINE}",
        b"\xff\n\n" + LINE.encode(),
        "x" * 1_000_001,
    ],
)
def test_no_leniency(data: str | bytes) -> None:
    with pytest.raises(note.BadNote):
        note.read(data)


@pytest.mark.parametrize("key", [LOG_KEY.key, KANSA.key])
def test_a_verifier_key_has_one_spelling(key: NoteKey) -> None:
    assert NoteKey.read(key.vkey) == key
    for at in range(len(key.vkey)):
        for letter in "aZ0+= -\n/":
            altered = key.vkey[:at] + letter + key.vkey[at + 1 :]
            if altered != key.vkey:
                with pytest.raises(BadKey):
                    NoteKey.read(altered)
    with pytest.raises(BadKey):
        NoteKey.read(NoteKey(key.name, 0x06, key.public).vkey)


def test_a_signature_one_byte_longer_or_a_cosignature_without_a_time_is_not_accepted() -> None:
    for key, signed in (
        (LOG_KEY.key, LOG_KEY.private.sign(TEXT.encode()) + b"\0"),
        (KANSA.key, bytes(8) + KANSA.private.sign(f"cosignature/v1\ntime 0\n{TEXT}".encode())),
        (KANSA.key, b""),
    ):
        with pytest.raises(BadKey):
            key.check(TEXT, signed)


def test_a_log_signs_without_and_a_witness_with_a_time() -> None:
    with pytest.raises(BadKey):
        LOG_KEY.line(TEXT, 5)
    with pytest.raises(BadKey):
        KANSA.line(TEXT)
    assert KANSA.key.kind == WITNESS


def test_joining_keeps_every_signature_once() -> None:
    signed = note.read(checkpoint_note(Checkpoint.read(TEXT), (KANSA, 9)))
    joined = signed.joined([KANSA.line(TEXT, 9), BINDER.line(TEXT, 8), BINDER.line(TEXT, 8)])
    assert len(joined.signatures) == 3
    assert note.read(str(joined)) == joined


@pytest.mark.parametrize(
    "text",
    [
        TEXT + "more\n",
        TEXT[:-1],
        TEXT.replace("\n1\n", "\n01\n"),
        TEXT.replace("\n1\n", "\n+1\n"),
        TEXT.replace("\n1\n", "\n1 \n"),
        TEXT.replace("\n1\n", "\n１\n"),
        TEXT.replace("\n1\n", "\n0\n"),
        TEXT.replace(ORIGIN, ""),
        TEXT.replace(ORIGIN, "a b"),
        TEXT.replace("=", "=="),
        TEXT.replace("BQU=", "BQ=="),
    ],
)
def test_a_checkpoint_has_three_lines_in_one_spelling(text: str) -> None:
    assert text != TEXT
    with pytest.raises(BadCheckpoint):
        Checkpoint.read(text)


@pytest.mark.parametrize("text", ["", "-1", "00", "1_0", "9" * 20, "٣"])
def test_a_number_has_one_spelling(text: str) -> None:
    with pytest.raises(ValueError):
        number(text)


@pytest.mark.parametrize("text", ["QQ", "QR==", "QQ==\n", " QQ==", "QQ=", "QQ==QQ==", "é", "Q_=="])
def test_base64_has_one_spelling(text: str) -> None:
    assert bytes_of("QQ==") == b"A"
    with pytest.raises(ValueError):
        bytes_of(text)
