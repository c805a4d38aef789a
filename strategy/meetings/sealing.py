"""The sealed file of a meeting: its content and where that came from, under one hash; written once, read ever after."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from strategy.meetings.content import MeetingContent
from strategy.meetings.freezing import FrozenError, freeze, thaw
from strategy.model import Meeting, Seal

FORM = 1
"""Which form of file this is; a later one may be read beside it."""


class SealedContent(NamedTuple):
    """A sealed meeting, opened."""

    content: MeetingContent
    seal: Seal


class SealError(ValueError):
    """A sealed file cannot be read, or is not what was sealed; `code` names the text that says so."""

    def __init__(self, code: str, read: str) -> None:
        super().__init__(f"{code}: {read}")
        self.code = code
        self.read = read


def sealed_text(content: MeetingContent, release: str, day: date, *, address: str = "", publisher: str = "") -> str:
    """The text of the sealed file: JSON, a line a value, so that two of them can be compared line by line."""
    seal = Seal(release, day, "", address, publisher)
    frozen = freeze(content)
    whole = {"form": FORM, "seal": freeze(replace(seal, sha256=_hash(frozen, seal))), "content": frozen}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def opened(text: str) -> SealedContent:
    """What was sealed; raises `SealError` where it cannot be read or its hash does not hold."""
    try:
        whole = json.loads(text)
        if not isinstance(whole, Mapping) or whole.get("form") != FORM:
            raise SealError("seal_form", str(whole.get("form")) if isinstance(whole, Mapping) else "")
        seal = thaw(Seal, whole.get("seal"), "seal")
        if _hash(whole.get("content"), seal) != seal.sha256:
            raise SealError("seal_broken", seal.sha256)
        return SealedContent(thaw(MeetingContent, whole.get("content"), "content"), seal)
    except (json.JSONDecodeError, FrozenError, RecursionError) as wrong:
        raise SealError("seal_unreadable", str(wrong)) from wrong


def agenda_text(meeting: Meeting) -> str:
    """A meeting's file as JSON on one line; `agenda_of` reads it."""
    return json.dumps(freeze(meeting), ensure_ascii=False)


def agenda_of(text: str) -> Meeting:
    """What `agenda_text` wrote."""
    return thaw(Meeting, json.loads(text))


def _hash(content: object, seal: Seal) -> str:
    """The sha256 of the content and of its origin, however the file is laid out."""
    own = {"form": FORM, "seal": freeze(replace(seal, sha256="")), "content": content}
    canonical = json.dumps(own, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()
