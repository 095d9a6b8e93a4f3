"""An independent reader of 総合振込 files: works on bytes and positions, shares nothing with what draws them."""

from __future__ import annotations

from typing import NamedTuple


class Line(NamedTuple):
    bank: int
    branch: int
    kind: int
    number: int
    holder: str
    yen: int
    reference: int


class File(NamedTuple):
    remitter: str
    month_day: tuple[int, int]
    bank: int
    branch: int
    account: int
    lines: list[Line]


class Broken(Exception):
    """What is wrong, and in which record (from 0)."""


def cut(record: memoryview, *widths: int) -> list[bytes]:
    """The fields of a record by their widths; they must use it up."""
    fields, at = [], 0
    for width in widths:
        fields.append(bytes(record[at : at + width]))
        at += width
    if at != len(record):
        raise Broken(f"widths give {at}")
    return fields


def parse(content: bytes) -> File:
    view = memoryview(content)
    if len(view) % 122:
        raise Broken(f"{len(view)} bytes are no records of 120 with CRLF")
    records = [view[at : at + 122] for at in range(0, len(view), 122)]
    if any(bytes(r[120:]) != b"\r\n" for r in records):
        raise Broken("a record does not end with CRLF")
    bodies = [r[:120] for r in records]
    for place, body in enumerate(bodies):
        for byte in body:
            if not (0x20 <= byte <= 0x5F or 0xA2 <= byte <= 0xDF) or byte in {0xA4, 0xA5, 0x5C}:
                raise Broken(f"{place}: byte {byte:#x}")
    kinds = bytes(body[0] for body in bodies)
    if kinds != b"1" + b"2" * (len(bodies) - 3) + b"89" or len(bodies) < 4:
        raise Broken("the records do not follow as 1 2… 8 9")
    head = cut(bodies[0], 1, 2, 1, 10, 40, 4, 4, 15, 3, 15, 1, 7, 17)
    if head[1:3] != [b"21", b"0"] or head[12].strip(b" "):
        raise Broken("0: not 総合振込 in JIS")
    lines = [data(place, body) for place, body in enumerate(bodies[1:-2], 1)]
    _, count, total, rest = cut(bodies[-2], 1, 6, 12, 101)
    if rest.strip(b" ") or bytes(bodies[-1][1:]).strip(b" "):
        raise Broken("the fillers of trailer or end are not blank")
    if number(count) != len(lines) or number(total) != sum(line.yen for line in lines):
        raise Broken("the trailer does not add up")
    day = head[5].decode()
    return File(
        head[4].decode("shift_jis").rstrip(),
        (int(day[:2]), int(day[2:])),
        number(head[6]),
        number(head[8]),
        number(head[11]),
        lines,
    )


def data(place: int, body: memoryview) -> Line:
    fields = cut(body, 1, 4, 15, 3, 15, 4, 1, 7, 30, 10, 1, 20, 1, 1, 7)
    if fields[6] not in (b"1", b"2", b"4", b"9") or fields[12] not in (b"7", b"8"):
        raise Broken(f"{place}: 種目 or 振込区分")
    if fields[10] not in (b"0", b"1", b"2") or fields[14].strip(b" "):
        raise Broken(f"{place}: 新規コード or ダミー")
    holder = fields[8].decode("shift_jis").rstrip()
    if not holder or holder[0] == " ":
        raise Broken(f"{place}: no payee")
    return Line(
        number(fields[1]),
        number(fields[3]),
        number(fields[6]),
        number(fields[7]),
        holder,
        number(fields[9]),
        number(fields[11]),
    )


def number(field: bytes) -> int:
    if not field.isdigit():
        raise Broken("a number with other signs")
    return int(field)
