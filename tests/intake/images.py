"""Small images of papers, made here byte by byte."""

import zlib
from struct import pack


def _chunk(kind: bytes, data: bytes) -> bytes:
    return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))


def png(grey: int = 200, side: int = 24) -> bytes:
    """A square of one grey."""
    rows = (b"\0" + bytes([grey]) * side) * side
    head = pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", head)
        + _chunk(b"IDAT", zlib.compress(rows))
        + _chunk(b"IEND", b"")
    )


PNG = png()
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0" + bytes(64) + b"\xff\xd9"


def pdf(catalogue: bytes = b"", stream: bytes = b"q Q") -> bytes:
    """One page; `catalogue` = further words of the first object."""
    return (
        b"%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R "
        + catalogue
        + b" >> endobj\n2 0 obj << /Type /Pages /Kids [] /Count 0 >> endobj\n"
        + b"3 0 obj << /Length %d >>\nstream\n%b\nendstream endobj\n" % (len(stream), stream)
        + b"trailer << /Root 1 0 R >>\nstartxref\n0\n%%EOF\n"
    )
