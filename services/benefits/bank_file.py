"""全銀協規定形式 総合振込: records of 120 bytes (header 1, data 2, trailer 8, end 9), JIS X 0201 in Shift_JIS."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from events.contract.benefits_transfers import TransferAccount
from events.contract.transfer_codes import AccountKind

WIDTH: Final = 120
KINDS: Final = {
    AccountKind.ORDINARY: "1",
    AccountKind.CURRENT: "2",
    AccountKind.SAVINGS: "4",
    AccountKind.OTHER: "9",
}
MOST_YEN: Final = 9_999_999_999
MOST_LINES: Final = 999_999


@dataclass(frozen=True, slots=True, kw_only=True)
class Remitter:
    """振込依頼人: the city at its bank. Codes and number as digits, names in half-width kana."""

    code: str
    name_kana: str
    bank_code: str
    bank_kana: str
    branch_code: str
    branch_kana: str
    kind: AccountKind
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """One payment. `reference` up to 20 digits: what the answer is matched by (顧客コード)."""

    to: TransferAccount
    yen: int
    reference: str


def bank_file(remitter: Remitter, transfers: Sequence[Transfer], transfer_on: date) -> bytes:
    """The whole file, CRLF after every record. The same input gives the same bytes.

    ValueError where a value does not fit its columns; it names the columns only.
    """
    if not 0 < len(transfers) <= MOST_LINES:
        raise ValueError("a file holds 1 to 999,999 transfers")
    records = (
        _header(remitter, transfer_on),
        *map(_data, transfers),
        _trailer(len(transfers), sum(one.yen for one in transfers)),
        "9" + " " * 119,
    )
    return b"".join(_bytes(record) for record in records)


def references(lines: int) -> Iterator[str]:
    """顧客コード of the lines of a file: their place in it, from 1."""
    return (f"{number:020d}" for number in range(1, lines + 1))


def _header(remitter: Remitter, on: date) -> str:
    return "".join(
        (
            "1",
            "21",
            "0",
            _digits(remitter.code, 10),
            _kana(remitter.name_kana, 40),
            f"{on:%m%d}",
            _digits(remitter.bank_code, 4),
            _kana(remitter.bank_kana, 15),
            _digits(remitter.branch_code, 3),
            _kana(remitter.branch_kana, 15),
            KINDS[remitter.kind],
            _digits(remitter.number, 7),
            " " * 17,
        )
    )


def _data(transfer: Transfer) -> str:
    to = transfer.to
    if not 0 < transfer.yen <= MOST_YEN:
        raise ValueError("振込金額: 1 to 9,999,999,999 yen")
    return "".join(
        (
            "2",
            _digits(to.bank_code, 4),
            _kana(to.bank_kana, 15),
            _digits(to.branch_code, 3),
            _kana(to.branch_kana, 15),
            "0000",
            KINDS[to.kind],
            _digits(to.number, 7),
            _kana(to.holder_kana, 30),
            f"{transfer.yen:010d}",
            "0",
            _digits(transfer.reference, 20),
            "7",
            " ",
            " " * 7,
        )
    )


def _trailer(lines: int, total_yen: int) -> str:
    if total_yen > 999_999_999_999:
        raise ValueError("合計金額: 12 digits")
    return f"8{lines:06d}{total_yen:012d}" + " " * 101


def _digits(text: str, width: int) -> str:
    if not (text.isascii() and text.isdigit()) or len(text) > width:
        raise ValueError(f"a number of {width} digits")
    return text.rjust(width, "0")


def _kana(text: str, width: int) -> str:
    if len(text) > width:
        raise ValueError(f"text of {width} characters")
    return text.ljust(width)


def _bytes(record: str) -> bytes:
    made = record.encode("shift_jis")
    if len(made) != WIDTH:
        raise ValueError("a record is 120 bytes of half-width characters")
    return made + b"\r\n"
