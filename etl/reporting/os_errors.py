"""Why the operating system refused a file, in the reader's language; its own words are English."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from types import MappingProxyType

from strategy.texts import say

_KINDS: Mapping[int | None, str] = MappingProxyType({
    errno.ENOENT: "missing", errno.ENOTDIR: "missing", errno.EACCES: "forbidden", errno.EPERM: "forbidden",
    errno.EISDIR: "folder", errno.ENOSPC: "full", errno.EDQUOT: "full", errno.EROFS: "read_only",
    errno.EBUSY: "in_use", errno.ETXTBSY: "in_use", errno.ENAMETOOLONG: "long_name",
    errno.ELOOP: "link", errno.ESTALE: "stale", errno.EIO: "stale", errno.ENOTCONN: "stale", errno.EHOSTDOWN: "stale",
})  # fmt: skip


def why(error: OSError, lang: str) -> str:
    """The reason in words; a number where there is no word for it."""
    kind = _KINDS.get(error.errno)
    return say(lang, f"etl.refusal.{kind}") if kind else say(lang, "etl.refusal.other", number=error.errno or "?")
