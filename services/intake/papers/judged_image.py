"""What an uploaded file is, by its own bytes; what could run when somebody opens it is refused."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Final

from events.contract import Refused
from events.contract.scanning import ImageForm

LARGEST: Final = 8 * 1024 * 1024
"""Bytes of one image (assumed: 20 pages in grey at 200 dpi)."""
INFLATED: Final = 32 * 1024 * 1024
"""Bytes looked into within a PDF; one that unfolds further is refused."""
BEGINS: Final = (
    (b"%PDF-", ImageForm.PDF),
    (b"\xff\xd8\xff", ImageForm.JPEG),
    (b"\x89PNG\r\n\x1a\n", ImageForm.PNG),
)
ENDS: Final = {
    ImageForm.PDF: re.compile(rb"%%EOF\s*\0*\s*$"),
    ImageForm.JPEG: re.compile(rb"\xff\xd9[\0\s]*$"),
    ImageForm.PNG: re.compile(rb"IEND\xaeB`\x82$"),
}
ACTIVE: Final = re.compile(
    rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData)(?![A-Za-z0-9])"
)
ENCRYPTED: Final = re.compile(rb"/Encrypt(?![A-Za-z0-9])")
ESCAPE: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
OPENS: Final = re.compile(rb"stream\r?\n")
CLOSES: Final = b"endstream"


def judged_image(content: bytes) -> ImageForm:
    """The form; Refused for anything else than one whole PDF, JPEG or PNG that only shows."""
    if not content:
        raise _refused("image-missing", "画像のファイルを選んでください。")
    if len(content) > LARGEST:
        raise _refused(
            "image-too-large", "ファイルが大きすぎます。8MBまでです。分けて入れてください。"
        )
    form = next((form for start, form in BEGINS if content.startswith(start)), None)
    if form is None:
        raise _refused("image-unknown", "PDF・JPEG・PNGのファイルを選んでください。")
    if not ENDS[form].search(content[-1024:]):
        raise _refused("image-cut", "ファイルが途中で切れています。もう一度読み取ってください。")
    if form is ImageForm.PDF:
        _only_shows(content)
    return form


def _only_shows(content: bytes) -> None:
    for part in _parts(content):
        plain = ESCAPE.sub(lambda found: bytes((int(found[1], 16),)), part)
        if ENCRYPTED.search(plain):
            raise _refused("image-locked", "暗証番号のかかったPDFは入れられません。")
        if ACTIVE.search(plain):
            raise _refused(
                "image-active",
                "動作するもの(スクリプト・入力欄の送信・添付)を含むPDFは入れられません。"
                "紙を読み取った画像を入れてください。",
            )


def _parts(content: bytes) -> Iterator[bytes]:
    """The file with its images left out, and every stream that unfolds: objects may hide in one."""
    places = list(_streams(content))
    ends = [0, *(end for _, end in places)]
    begins = [*(begin for begin, _ in places), len(content)]
    yield b"".join(content[end:begin] for end, begin in zip(ends, begins, strict=True))
    left = INFLATED
    for begin, end in places:
        unfolding = zlib.decompressobj()
        try:
            part = unfolding.decompress(content[begin:end], left)
        except zlib.error:  # an image, or compressed in another way
            continue
        if unfolding.unconsumed_tail:
            raise _refused("image-too-large", "PDFの中身が大きすぎます。分けて入れてください。")
        left = max(left - len(part), 1)
        yield part


def _streams(content: bytes) -> Iterator[tuple[int, int]]:
    """Where the bytes of each stream begin and end, in one pass: one that never ends is none, nor any behind it."""
    opened = OPENS.search(content)
    while opened and (end := content.find(CLOSES, opened.end())) >= 0:
        yield opened.end(), end
        opened = OPENS.search(content, end + len(CLOSES))


def _refused(code: str, ja: str) -> Refused:
    return Refused(code, ja, field="image")
