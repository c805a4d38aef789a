"""The heap of a process, by glibc's own calls: how many there are, and that what is free on them is given back.

Where the C library is another, nothing is done: its heaps are its own affair.
"""

from __future__ import annotations

import ctypes

ARENAS, TRIM = -8, -1
"""glibc's names (malloc.h): how many heaps there may be, and from how many free bytes on the end of one is given back."""

_libc = ctypes.CDLL(None)


def bound() -> None:
    """Two heaps for all threads: else each of sixteen has its own, and keeps what the largest page took of it."""
    if hasattr(_libc, "mallopt"):
        _libc.mallopt(ARENAS, 2)
        _libc.mallopt(TRIM, 128 * 1024)


def give_back() -> None:
    """Give back the pages between what is used, too: after some thousand answers they are a tenth of a process."""
    if hasattr(_libc, "malloc_trim"):
        _libc.malloc_trim(0)
