"""AES-256-GCM, opening only (FIPS 197, NIST SP 800-38D): Python's standard library has none. ½ ms a part."""

from functools import cache


def _double(a: int) -> int:
    return (a << 1) ^ (0x11B if a & 0x80 else 0)


def _boxes() -> tuple[bytes, list[int]]:
    """The S-box, and SubBytes with MixColumns as one table of 32-bit words."""
    power, log, a = [0] * 256, [0] * 256, 1
    for i in range(255):
        power[i], log[a] = a, i
        a ^= _double(a)
    box = bytearray([0x63] * 256)
    for value in range(1, 256):
        s = x = power[(255 - log[value]) % 255]
        for _ in range(4):
            s = (s << 1 | s >> 7) & 0xFF
            x ^= s
        box[value] = x ^ 0x63
    return bytes(box), [_double(s) << 24 | s << 16 | s << 8 | _double(s) ^ s for s in box]


BOX, MIXED = _boxes()


def _turned(word: int, by: int) -> int:
    return (word >> by | word << (32 - by)) & 0xFFFFFFFF


TABLES = [[_turned(word, by) for word in MIXED] for by in (0, 8, 16, 24)]


@cache
def schedule(key: bytes) -> list[int]:
    """60 words."""
    words, round_ = [int.from_bytes(key[i : i + 4], "big") for i in range(0, 32, 4)], 1
    while len(words) < 60:
        word = words[-1]
        if len(words) % 8 == 0:
            word = int.from_bytes(
                bytes(BOX[b] for b in _turned(word, 24).to_bytes(4, "big")), "big"
            )
            word, round_ = word ^ round_ << 24, _double(round_)
        elif len(words) % 8 == 4:
            word = int.from_bytes(bytes(BOX[b] for b in word.to_bytes(4, "big")), "big")
        words.append(words[-8] ^ word)
    return words


def block(key: bytes, data: bytes) -> bytes:
    """One block of 16 bytes, encrypted."""
    k, (a, b, c, d) = schedule(key), TABLES
    s = [int.from_bytes(data[4 * i : 4 * i + 4], "big") ^ k[i] for i in range(4)]
    for at in range(4, 56, 4):
        s = [
            a[s[i] >> 24]
            ^ b[s[i - 3] >> 16 & 255]
            ^ c[s[i - 2] >> 8 & 255]
            ^ d[s[i - 1] & 255]
            ^ k[at + i]
            for i in range(4)
        ]
    last = [
        (
            BOX[s[i] >> 24] << 24
            | BOX[s[i - 3] >> 16 & 255] << 16
            | BOX[s[i - 2] >> 8 & 255] << 8
            | BOX[s[i - 1] & 255]
        )
        ^ k[56 + i]
        for i in range(4)
    ]
    return b"".join(word.to_bytes(4, "big") for word in last)


def times(x: int, y: int) -> int:
    """In the field of GHASH."""
    z = 0
    for i in range(127, -1, -1):
        if x >> i & 1:
            z ^= y
        y = y >> 1 ^ (0xE1 << 120 if y & 1 else 0)
    return z


def opened(key: bytes, nonce: bytes, sealed: bytes, bound: bytes) -> bytes:
    """The plaintext; ValueError where key, nonce, bytes and what they are bound to do not belong together."""
    text, tag = sealed[:-16], sealed[-16:]
    h, total = int.from_bytes(block(key, bytes(16)), "big"), 0
    lengths = (8 * len(bound)).to_bytes(8, "big") + (8 * len(text)).to_bytes(8, "big")
    padded = bound + bytes(-len(bound) % 16) + text + bytes(-len(text) % 16) + lengths
    for i in range(0, len(padded), 16):
        total = times(total ^ int.from_bytes(padded[i : i + 16], "big"), h)
    stream = b"".join(
        block(key, nonce + n.to_bytes(4, "big")) for n in range(1, -(-len(text) // 16) + 2)
    )
    if total.to_bytes(16, "big") != bytes(p ^ q for p, q in zip(tag, stream[:16], strict=True)):
        raise ValueError("does not open: another key, or a part that was moved or changed")
    return bytes(p ^ q for p, q in zip(text, stream[16:], strict=False))
