"""Spoils files: flips bits, swaps and doubles pieces, cuts, and puts in what readers stumble over."""

from __future__ import annotations

from random import Random

PIECES = [
    b'"', b";", b",", b"=", b"{", b"}", b"[", b"]", b"(", b")", b" ", b"\n", b"\r", b"\t", b"*", b"..", b"\x00",
    b"\xff", b"\xc3", b"\xef\xbb\xbf", b"null", b"true", b"NaN", b"-1", b"1e999", b"9" * 400, b"9" * 5000, b'"\\ud800"',
    b"2023", b"2023*", b"0000", b"9999", b"1,234", b"1.234", b"\xc2\xa0", b'"x"', b'{"a":1}', b"[1,2]", b"DATA=",
    b"TLIST(W1)", b'TLIST(A1,"1000"-"9999")', b'KEYS("Alue")=CODES;', b'CODEPAGE="utf-7";', "\u0663".encode(),
    "\u00b2".encode(),
]  # fmt: skip


def spoil(random: Random, raw: bytes) -> bytes:
    """The bytes with one to six of their places spoilt."""
    found = bytearray(raw)
    for _ in range(random.choice((1, 1, 1, 2, 3, 6))):
        _spoil_once(random, found)
    return bytes(found)


def _spoil_once(random: Random, found: bytearray) -> None:
    at, other = (random.randrange(len(found) or 1) for _ in range(2))
    length = random.randint(1, 60)
    match random.randrange(7):
        case 0 if found:
            found[at] ^= 1 << random.randrange(8)
        case 1:
            found[at:at] = random.choice(PIECES)
        case 2:
            found[at : at + length] = random.choice(PIECES)
        case 3:
            del found[at : at + length]
        case 4:
            del found[at:]
        case 5:
            found[at : at + length] = found[other : other + length]
        case _:
            found[at:at] = found[at : at + length]
