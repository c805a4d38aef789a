"""The memory of a process that serves: what it does not load, how often Python looks through it, what it gives back.

The calls are glibc's own; where the C library is another, its heaps are its own affair.
"""

from __future__ import annotations

import ctypes
import gc
import sys
import threading
from importlib import import_module
from types import ModuleType
from typing import Any

ARENAS, TRIM = -8, -1
"""glibc's names (malloc.h): how many heaps there may be, and how many free bytes on the end of one are given back."""

DATA_FRAMES = ("narwhals", "stable", "v1")
"""The frames of all libraries, for the figures of Plotly in Python. Dash imports those; we have no frame and no such
figure, and would pay four megabytes a process and a tenth of a second of its start."""

_libc = ctypes.CDLL(None)


def set_up() -> None:
    """For a process that serves pages.

    A page is thousands of objects, most of which go with it. By itself Python looks through all that is kept after ten
    pages of days that nobody asked for: a tenth of a second each time. And each of sixteen threads would have a heap of
    its own, and keep what the largest page took of it.
    """
    put_off(*DATA_FRAMES)
    gc.set_threshold(20_000, 20, 20)
    if hasattr(_libc, "mallopt"):
        _libc.mallopt(ARENAS, 2)
        _libc.mallopt(TRIM, 128 * 1024)


class _PutOff(ModuleType):
    """Stands for a module that is imported and not used; whoever asks for something of it gets it of the module."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name != "__path__":  # what Python asks of any module
            raise AttributeError(name)
        with _loading:
            for stands in [other for other, each in list(sys.modules.items()) if isinstance(each, _PutOff)]:
                del sys.modules[stands]
        return getattr(import_module(self.__name__), name)


_loading = threading.Lock()


def put_off(package: str, *below: str) -> None:
    """Let a package and a module in it be loaded when something of it is used, and not when it is imported."""
    if package in sys.modules:
        return  # too late
    outer = sys.modules[package] = _PutOff(package)
    for name in below:
        inner = sys.modules[f"{outer.__name__}.{name}"] = _PutOff(f"{outer.__name__}.{name}")
        setattr(outer, name, inner)
        outer = inner


def give_back() -> None:
    """Give back the pages between what is used, too: after some thousand answers they are a tenth of a process."""
    if hasattr(_libc, "malloc_trim"):
        _libc.malloc_trim(0)
