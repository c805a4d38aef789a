"""The memory of a process that serves: how often Python looks through it, how many heaps it has, what it gives back.

The calls are glibc's own; where the C library is another, its heaps are its own affair.
"""

from __future__ import annotations

import ctypes
import gc

ARENAS, TRIM = -8, -1
"""glibc's names (malloc.h): how many heaps there may be, and how many free bytes on the end of one are given back."""

_libc = ctypes.CDLL(None)


def set_up() -> None:
    """For a process that serves pages.

    A page is thousands of objects, most of which go with it. By itself Python looks through all that is kept after ten
    pages of days that nobody asked for: a tenth of a second each time. And each of sixteen threads would have a heap of
    its own, and keep what the largest page took of it.
    """
    gc.set_threshold(20_000, 20, 20)
    if hasattr(_libc, "mallopt"):
        _libc.mallopt(ARENAS, 2)
        _libc.mallopt(TRIM, 128 * 1024)


def give_back() -> None:
    """Give back the pages between what is used, too: after some thousand answers they are a tenth of a process."""
    if hasattr(_libc, "malloc_trim"):
        _libc.malloc_trim(0)
