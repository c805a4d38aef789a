"""Who may accept what lies in the inbox, and the files by which they do: `Luvut.xlsx.accept`, or `accept` for all.

The file holds the approver's name, and under it the measures whose doubtful figures are right. One that lay
there before the check was given to something else and does not count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from etl.files import is_plain, read_plain
from etl.intake.sheets import decoded
from strategy.model import LANGUAGES
from strategy.texts import listed, say

_LONGEST = 200
_MOST = 20_000
"""An acceptance is a name and a few words."""
_ENDINGS = ("", ".txt")
"""Windows adds an ending that it then hides."""


@dataclass(slots=True)
class Approvers:
    """The names that may accept; without any, whoever writes a name. `at_once`: nobody needs to."""

    names: tuple[str, ...] = ()
    at_once: bool = False
    _used: list[Path] = field(default_factory=list)

    def mark(self, file: Path) -> str:
        """What tells this acceptance from an earlier one; empty where there is none."""
        found = self._find(file)
        if found is None:
            return ""
        look = found.lstat()
        return f"{found.name} {look.st_mtime_ns} {look.st_size}"

    def accepted_by(self, file: Path) -> str:
        """The approver who accepts the file; empty where the name is nobody's."""
        found = self._find(file)
        if found is None:
            return ""
        name = self._text(found)[:_LONGEST].strip().partition("\n")[0].strip()
        if not self.names:
            return name
        return next((approver for approver in self.names if approver.casefold() == name.casefold()), "")

    def named_by(self, file: Path) -> frozenset[str]:
        """The words under the name in the acceptance of a file: the measures whose doubtful figures are right."""
        found = self._find(file)
        below = self._text(found).strip().partition("\n")[2] if found else ""
        return frozenset(re.split(r"[\s,;]+", below.casefold())) - {""}

    @staticmethod
    def _text(found: Path) -> str:
        return decoded(found.name, read_plain(found)[:_MOST])

    def used(self, file: Path) -> None:
        """Remember that the acceptance of a file has done its work."""
        found = self._find(file)
        if found is not None:
            self._used.append(found)

    def forget(self, folder: Path) -> None:
        """Take away the acceptances that have done their work; one for all only when the whole folder was swept."""
        for path in self._used:
            if path.parent == folder:
                path.unlink(missing_ok=True)
        self._used.clear()

    def is_acceptance(self, path: Path) -> bool:
        """Whether a file is an acceptance and not a table."""
        name = path.name.casefold().removesuffix(".txt")
        return any(name == word or name.endswith(f".{word}") for word in _words())

    def words(self, lang: str) -> str:
        """The approvers in words."""
        return listed(self.names, lang) if self.names else say(lang, "intake.any_approver")

    def _find(self, file: Path) -> Path | None:
        names = [f"{file.name}.{w}" for w in _words()] + [f"{file.stem}.{w}" for w in _words()] + list(_words())
        paths = (file.with_name(f"{name}{ending}") for name in names for ending in _ENDINGS)
        return next((path for path in paths if is_plain(path)), None)


def _words() -> tuple[str, ...]:
    return tuple(dict.fromkeys(("accept", *(say(lang, "intake.file.accept") for lang in LANGUAGES))))
