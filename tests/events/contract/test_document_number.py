"""文書番号: forms offices use are taken, sentences and names are not."""

import pytest

from events.contract import Refused
from events.contract.document_number import LONGEST, document_number


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("西福第12号", "西福第12号"),
        (" 福生 第１２３号 ", "福生第123号"),
        ("令和8年度西福第12号の3", "令和8年度西福第12号の3"),
        ("第1号", "第1号"),
        ("保護課・廃第7-2号", "保護課・廃第7-2号"),
        ("R8-0012", "R8-0012"),
        ("ＨＫ－2026－7", "HK-2026-7"),
    ],
)
def test_a_number_is_taken(typed: str, stored: str) -> None:
    assert document_number(typed, "number") == stored


@pytest.mark.parametrize(
    "typed",
    [
        "", "2", "12345678", "山田太郎", "山田さんの書類", "母が亡くなったため", "西福第号", "西福第12号、山田太郎",
        "西福第12号\n山田", "090-0000-1234", "09000001234第1号", "x" * 30 + "第1号", "第123456789号", "<b>第1号",
        "a@b.example", "HK-", "西福第12号" * 9,
    ],
)  # fmt: skip
def test_anything_else_is_refused_without_repeating_it(typed: str) -> None:
    with pytest.raises(Refused) as refusal:
        document_number(typed, "number")
    assert (refusal.value.code, refusal.value.field) == ("document-number", "number")
    assert str(LONGEST) in refusal.value.ja
    assert len(typed) < 2 or typed not in refusal.value.ja
