"""An e-mail is read in a moment whatever it is made of; what cannot be read is refused at its field."""

import pytest

from events.contract import Refused
from services.intake.papers.mail import LONGEST_HEADER, MOST_PARTS, Mail, read_mail

DAY = b"Date: Sat, 21 Nov 2026 10:00:00 +0900\n"
HEAD = b"From: a@example.jp\n" + DAY


def test_a_sender_is_looked_for_and_never_taken_apart() -> None:
    """The grammar of addresses costs half a millisecond each, and recurses at brackets."""
    for sender in (b"a@example.jp, " * 100_000, b"(" * 5_000):
        assert isinstance(read_mail(b"From: " + sender + b"\n" + DAY + b"\nwords"), Mail)


def test_nobody_reads_a_subject_of_that_length() -> None:
    subject = b"=?utf-8?q?a?= " * LONGEST_HEADER
    assert read_mail(HEAD + b"Subject: " + subject + b"\n\nwords").text == "件名: \nwords"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"From: a@example.jp\nDate: Fri, 31 Dec 9999 23:59:59 -0900\n\nwords", "mail-unknown"),
        (HEAD + b"\n" + b"\n--b" * (MOST_PARTS + 1), "mail-too-many"),
        (b"no mail", "mail-unknown"),
    ],
)
def test_what_cannot_be_read_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_mail(content)
    assert (refused.value.code, refused.value.field) == (code, "mail")
