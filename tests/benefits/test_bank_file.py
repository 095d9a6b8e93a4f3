"""The bank's file, read back by a reader written differently, for any payees and sums; and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bench.zengin import Broken, parse
from events.contract import Refused
from events.contract.benefits_transfers import TransferAccount
from events.contract.transfer_codes import AccountKind, TransferReason
from services.benefits.bank_file import KINDS, Remitter, Transfer, bank_file, references
from services.benefits.bank_kana import ALLOWED, bank_kana
from services.benefits.treasury import FileMapping, TreasuryLine, answer_of, treasury_file
from tests.benefits.transfer_facts import ACCOUNT

CITY = Remitter(
    code="271004",
    name_kana="ﾐﾎﾝｼ ｶｲｹｲｶﾝﾘｼﾔ",
    bank_code="9999",
    bank_kana="ﾐﾎﾝ",
    branch_code="1",
    branch_kana="ﾎﾝﾃﾝ",
    kind=AccountKind.CURRENT,
    number="1",
)
ON = date(2026, 11, 30)
NAMES = some.text(sorted(ALLOWED - {" "}), min_size=1, max_size=30)
ACCOUNTS = some.builds(
    TransferAccount,
    bank_code=some.from_regex(r"[0-9]{4}", fullmatch=True),
    bank_kana=NAMES.map(lambda text: text[:15]),
    branch_code=some.from_regex(r"[0-9]{3}", fullmatch=True),
    branch_kana=NAMES.map(lambda text: text[:15]),
    kind=some.sampled_from(AccountKind),
    number=some.from_regex(r"[0-9]{7}", fullmatch=True),
    holder_kana=NAMES,
)


@given(some.lists(some.tuples(ACCOUNTS, some.integers(1, 9_999_999_999)), min_size=1, max_size=30))
def test_what_goes_in_is_what_the_bank_reads(payments: list[tuple[TransferAccount, int]]) -> None:
    numbers = references(len(payments))
    transfers = [Transfer(to=to, yen=yen, reference=next(numbers)) for to, yen in payments]
    content = bank_file(CITY, transfers, ON)
    assert bank_file(CITY, transfers, ON) == content
    read = parse(content)
    assert (read.remitter, read.month_day) == (CITY.name_kana, (11, 30))
    assert [
        (line.bank, line.branch, line.kind, line.number, line.holder, line.yen)
        for line in read.lines
    ] == [
        (
            int(to.bank_code), int(to.branch_code), int(KINDS[to.kind]), int(to.number),
            to.holder_kana, yen,
        )
        for to, yen in payments
    ]  # fmt: skip
    assert [line.reference for line in read.lines] == list(range(1, len(payments) + 1))


@pytest.mark.parametrize("place", [0, 100, 200, 300, 488])
def test_the_reader_notices_a_file_that_was_touched(place: int) -> None:
    """Guards the guard: a byte less, a sum changed, a record swapped."""
    content = bank_file(CITY, [Transfer(to=ACCOUNT, yen=37_000, reference="1")], ON)
    for broken in (
        content[: max(place - 1, 0)] + content[place:] if place else content[1:],
        content.replace(b"0000037000", b"0000037001", 1),
        content[122:244] + content[:122] + content[244:],
    ):
        with pytest.raises(Broken):
            parse(broken)


@pytest.mark.parametrize(
    "change",
    [
        {"holder_kana": "港管理"},
        {"holder_kana": "ｱ" * 31},
        {"number": "1x"},
        {"bank_code": "99999"},
    ],
)
def test_what_does_not_fit_is_not_written(change: dict[str, str]) -> None:
    transfer = Transfer(to=replace(ACCOUNT, **change), yen=1, reference="1")
    with pytest.raises((ValueError, UnicodeEncodeError)):
        bank_file(CITY, [transfer], ON)


def test_neither_nothing_nor_no_yen_is_a_file() -> None:
    with pytest.raises(ValueError, match="transfers"):
        bank_file(CITY, [], ON)
    with pytest.raises(ValueError, match="振込金額"):
        bank_file(CITY, [Transfer(to=ACCOUNT, yen=0, reference="1")], ON)


@pytest.mark.parametrize(
    ("typed", "kana"),
    [
        ("みなと　かんり", "ﾐﾅﾄ ｶﾝﾘ"),
        ("ミナトリョー（カ）", "ﾐﾅﾄﾘﾖ-(ｶ)"),
        ("ｶ)ﾐﾅﾄｶﾝﾘ", "ｶ)ﾐﾅﾄｶﾝﾘ"),
        ("ガギグゲゴ パピプペポ", "ｶﾞｷﾞｸﾞｹﾞｺﾞ ﾊﾟﾋﾟﾌﾟﾍﾟﾎﾟ"),
        ("ジュウタク・サービス", "ｼﾞﾕｳﾀｸ.ｻ-ﾋﾞｽ"),
        ("Ａｂｃ　１２", "ABC 12"),
        ("ヴィラ", "ｳﾞｲﾗ"),
    ],
)
def test_names_as_people_write_them_become_what_banks_take(typed: str, kana: str) -> None:
    assert bank_kana(typed) == kana
    assert bank_kana(kana) == kana


@pytest.mark.parametrize("typed", ["", "　", "港", "ミナト!", "ミナト、カンリ", "ﾐﾅﾄ\n港"])
def test_other_signs_are_refused_without_being_quoted(typed: str) -> None:
    with pytest.raises(ValueError, match="カタカナ") as refused:
        bank_kana(typed)
    assert not typed.strip() or typed not in str(refused.value)


MAPPING = FileMapping(
    encoding="cp932",
    heads=True,
    columns=["命令=order_no", "区分=:05", "口座=account_number", "額=amount_yen", "日=transfer_on"],
    answer=["order_no=命令", "status=結果", "paid_on=日"],
    statuses=["0=paid", "1=no_account"],
)


def test_the_treasurys_file_follows_the_citys_columns() -> None:
    line = TreasuryLine(
        order_no="支-1",
        fiscal_year=2026,
        item="扶助費",
        item_code="01",
        yen=37_000,
        to=ACCOUNT,
        reference="1",
    )
    text = treasury_file(MAPPING, [line], ON).decode("cp932")
    assert text == "命令,区分,口座,額,日\r\n支-1,05,0123456,37000,20261130\r\n"


def test_the_answer_is_read_in_the_citys_codes() -> None:
    content = "命令,結果,日\r\n支-1,0,20261130\r\n支-2,1,2026/12/01\r\n".encode("cp932")
    paid, back = answer_of(MAPPING, content).lines
    assert (paid.order_no, paid.on, paid.reason) == ("支-1", date(2026, 11, 30), None)
    assert (back.on, back.reason) == (date(2026, 12, 1), TransferReason.NO_ACCOUNT)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("命令,結果,日\r\n", "result-empty"),
        ("命令,結果,日\r\n支-1,7,20261130\r\n", "result-line"),
        ("命令,結果,日\r\n支-1,0,20261340\r\n", "result-line"),
        ("命令,結果,日\r\n,0,20261130\r\n", "result-line"),
    ],
)
def test_an_answer_that_cannot_be_read_is_refused_by_line(text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        answer_of(MAPPING, text.encode("cp932"))
    assert refused.value.code == code
    with pytest.raises(Refused):
        answer_of(MAPPING, b"\x82\xff\x00")
