"""A shared folder for people who run no command: what is put there is checked, answered, and taken when accepted.

Looks again and again instead of asking the system to be told: shared drives tell nothing. A file is read only when it
has stopped growing and nobody holds it open. What was done is remembered by content in a hidden file of the folder.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import logging
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

from etl.files import ChangingError, is_link, is_plain, only_change, open_lock, read_plain, write_plain
from etl.intake.inbox.approvers import Approvers
from etl.intake.review import Review, accept, clear, examine, is_ours, lay_coloured, lay_report, refusal
from etl.intake.rows import ImportOptions
from etl.intake.sheets import wrong as fault_of
from etl.intake.template import workbooks
from etl.record import DataError, Record, read_record
from etl.release import BusyError, DamagedError, PublishError, only_build, publish
from etl.reporting import Where, report, why
from strategy.texts import say

STATE = ".inbox.json"
LOCK = ".inbox.lock"
UNBUILT = ".inbox.unbuilt"
"""Stands there from before something is taken until a release holds it, so that a kill in between is made good."""
SUFFIXES = (".xlsx", ".xlsm", ".xlsb", ".xls", ".csv", ".txt", ".tsv", ".ods", ".numbers", ".px", ".json")
"""What people take for a table: those that are not read get an answer that says so."""

HALF = (".tmp", ".part", ".partial", ".crdownload", ".download", ".filepart", ".opdownload")
"""How programs end the names of files that they are still writing."""


@dataclass(slots=True)
class InboxResult:
    """What was done with a file: its content and the outcome (`wrong`, `waits`, `doubtful`, `done`, ...).

    `seen` is the mark of an acceptance that was there before the check: it was given to something else.
    """

    sha256: str
    outcome: str
    seen: str = ""


@dataclass(slots=True)
class Inbox:
    """One folder and the data that it feeds. `tell` gets a line for whatever happens."""

    folder: Path
    data: Path
    out: Path
    lang: str
    approvers: Approvers
    tell: Callable[[str], None]
    today: Callable[[], date] = date.today
    pause: Callable[[float], None] = time.sleep
    _sizes: dict[str, tuple[int, int]] = field(default_factory=dict)
    _said: set[str] = field(default_factory=set)
    """What was told of files that wait: once is enough."""

    def watch(self, every: float) -> None:
        """Sweep for ever; raises `ChangingError` where another process watches the folder."""
        self.tell(say(self.lang, "intake.watching", folder=self.folder.as_posix()))
        with self._alone():
            while True:
                self._try(self._sweep)
                self.pause(every)

    def sweep(self, settle: float) -> None:
        """Look twice, so far apart that a file that is still copied is seen to grow; then do what is to be done."""
        with self._alone():
            self._try(self._settled)
            self.pause(settle)
            self._try(self._sweep)

    def _try(self, look: Callable[[], object]) -> None:
        """A share that is away for a while ends nobody's watch: it is told once and tried again."""
        try:
            look()
        except OSError as held:
            self._once(say(self.lang, "intake.folder_gone", folder=self.folder.as_posix(), reason=why(held, self.lang)))
        else:
            self._said -= {words for words in self._said if self.folder.as_posix() in words}

    def _once(self, words: str) -> None:
        if words not in self._said:
            self._said.add(words)
            self.tell(words)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with open_lock(self.folder, LOCK) as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as held:
                raise ChangingError(str(self.folder)) from held
            yield

    def _sweep(self) -> None:
        done = self._read_state()
        for file in self._settled():
            self._answered(file, done)
            self._write_state(done)
        if (self.folder / UNBUILT).exists():
            self._build()
        self.approvers.forget(self.folder)

    def _answered(self, file: Path, done: dict[str, InboxResult]) -> None:
        """Do what is to be done with one file; whatever it makes happen, the next one has its turn."""
        try:
            self._one(file, done)
        except (OSError, ChangingError) as held:
            self._once(say(self.lang, "intake.later", file=file.name, reason=_held(held, self.lang)))
        except DataError as wrong:
            self._once(say(self.lang, "intake.not_now", file=file.name, reason=_reason(wrong, self.lang)))
        except Exception as fault:
            logging.getLogger(__name__).exception("%s", file.name)
            done[file.name] = self._failed(file, type(fault).__name__)

    def _failed(self, file: Path, reason: str) -> InboxResult:
        """Answer a file over which the check itself stumbled; it is not looked at again until it changes."""
        sha256 = ""
        with suppress(OSError):
            content = read_plain(file)
            sha256 = hashlib.sha256(content).hexdigest()
            found = refusal(file.name, content, fault_of(Where(file.name), "unexpected", reason=reason))
            lay_report(file, found, None, self.lang, "wrong")
        self.tell(say(self.lang, "intake.unexpected", file=file.name, reason=reason))
        return InboxResult(sha256, "failed", self.approvers.mark(file))

    def _settled(self) -> list[Path]:
        """The files that have not changed since the last look and that no program holds open, the oldest first."""
        looks: dict[Path, os.stat_result] = {}
        for file in self._tables():
            with suppress(FileNotFoundError):  # taken away since it was listed
                looks[file] = file.lstat()
        now = {f.name: (s.st_size, s.st_mtime_ns) for f, s in looks.items()}
        before, self._sizes = self._sizes, now
        calm = [f for f in looks if before.get(f.name) == now[f.name] and not self._is_open(f)]
        return sorted(calm, key=lambda f: looks[f].st_mtime_ns)

    def _tables(self) -> Iterator[Path]:
        """What people take for tables; what waits or is not followed is told."""
        for file in sorted(self.folder.iterdir()):
            if file.name.startswith((".", "~$")) or is_ours(file) or self.approvers.is_acceptance(file):
                continue
            suffix = file.suffix.lower()
            if suffix in HALF and Path(file.stem).suffix.lower() in (*SUFFIXES, ""):
                self._waits(file, say(self.lang, "intake.half_copied"))
            elif suffix in SUFFIXES and is_link(file):
                self._once(say(self.lang, "intake.is_link", file=file.name))
            elif suffix in SUFFIXES and is_plain(file):
                yield file

    def _is_open(self, file: Path) -> bool:
        """Whether another program says that it has the file open, by a file of its own beside it."""
        beside = (f"~${file.name}", f"~${file.name[2:]}", f".~lock.{file.name}#")
        lock = next((name for name in beside if file.with_name(name).exists()), None)
        if lock is None:
            return False
        self._waits(file, say(self.lang, "intake.open_elsewhere", lock=lock))
        return True

    def _waits(self, file: Path, reason: str) -> None:
        self._once(say(self.lang, "intake.waiting", file=file.name, reason=reason))

    def _one(self, file: Path, done: dict[str, InboxResult]) -> None:
        content = read_plain(file)
        with only_change(self.data):
            record = read_record(self.data)
            given = ImportOptions(record.strategy, record.observations, self.today(), self.lang)
            known = done.get(file.name)
            seen = self.approvers.mark(file)
            if known is None or known.sha256 != hashlib.sha256(content).hexdigest():
                done[file.name] = self._check(file, examine(file.name, content, record, given), record, seen)
            elif known.outcome in ("waits", "doubtful") and seen and seen != known.seen:
                by = self.approvers.accepted_by(file)
                found = examine(file.name, content, record, given) if by else None
                done[file.name] = self._accepted(file, found, record, by) if found else self._nobody(file, known, seen)

    def _accepted(self, file: Path, found: Review, record: Record, by: str) -> InboxResult:
        """Take a file that an approver accepts, if what looks doubtful in it is named there."""
        named = self.approvers.named_by(file)
        unnamed = [measure for measure in _doubted(found) if measure.casefold() not in named]
        if unnamed and not found.problems:
            self.tell(say(self.lang, "intake.not_named", file=file.name, names=", ".join(unnamed)))
            return self._answer(file, found, record, "doubtful", self.approvers.mark(file))
        return self._take(file, found, record, by)

    def _nobody(self, file: Path, known: InboxResult, seen: str) -> InboxResult:
        self.tell(say(self.lang, "intake.not_approver", file=file.name, approvers=self.approvers.words(self.lang)))
        return InboxResult(known.sha256, known.outcome, seen)

    def _check(self, file: Path, found: Review, record: Record, seen: str) -> InboxResult:
        clear(file)
        if found.problems:
            lay_coloured(file, found, self.lang)
            return self._answer(file, found, record, "wrong", seen)
        if not found.changes:
            return self._answer(file, found, record, "same" if found.filled else "empty", seen)
        if found.doubtful:
            return self._answer(file, found, record, "doubtful", seen)
        if self.approvers.at_once:
            return self._take(file, found, record, say(self.lang, "intake.inbox_role"))
        return self._answer(file, found, record, "waits", seen)

    def _take(self, file: Path, found: Review, record: Record, by: str) -> InboxResult:
        """Take the file into the record, build the release, and say so beside it."""
        open_lock(self.folder, UNBUILT).close()
        if found.problems or (problems := accept(self.data, record, found, by, self.today())):
            found.parsed.problems.extend([] if found.problems else problems)
            return self._check_again(file, found, record)
        self.approvers.used(file)
        clear(file)
        return self._answer(file, found, record, "done", "", by=by)

    def _check_again(self, file: Path, found: Review, record: Record) -> InboxResult:
        """What was fine when it was checked is not so any more: the record has changed since."""
        clear(file)
        lay_coloured(file, found, self.lang)
        return self._answer(file, found, record, "wrong", self.approvers.mark(file))

    def _build(self) -> None:
        """Build the release that holds what was taken; where that fails, the next sweep tries again."""
        try:
            with only_change(self.data), only_build(self.out):
                record = read_record(self.data)
                published = publish(record, self.out, workbooks=workbooks(record))
        except (ChangingError, BusyError, PublishError, DamagedError, DataError) as wrong:
            self.tell(say(self.lang, "intake.unbuilt", reason=_reason(wrong, self.lang)))
        else:
            (self.folder / UNBUILT).unlink(missing_ok=True)
            self.tell(say(self.lang, "intake.published", release=published.name))

    def _answer(self, file: Path, found: Review, record: Record, outcome: str, seen: str, by: str = "") -> InboxResult:
        values = {"by": by, "accept": f"{file.name}.{say(self.lang, 'intake.file.accept')}"}
        values["approvers"] = self.approvers.words(self.lang)
        values["names"] = ", ".join(_doubted(found))
        lay_report(file, found, record.strategy, self.lang, outcome, **values)
        self.tell(f"{file.name}: {say(self.lang, f'intake.outcome.{outcome}')}")
        return InboxResult(found.sha256, outcome, seen)

    def _read_state(self) -> dict[str, InboxResult]:
        path = self.folder / STATE
        try:
            told = json.loads(read_plain(path).decode("utf-8"))
            return {name: InboxResult(**one) for name, one in told.items()}
        except (OSError, ValueError, TypeError, AttributeError):
            return {}  # a new folder, or a damaged state: everything is checked anew, which harms nothing

    def _write_state(self, done: dict[str, InboxResult]) -> None:
        text = json.dumps({name: asdict(one) for name, one in done.items()}, ensure_ascii=False)
        write_plain(self.folder / STATE, text.encode("utf-8"))


def _doubted(found: Review) -> list[str]:
    """The measures of which something looks doubtful."""
    return list(dict.fromkeys(row.measure for row in found.doubtful))


def _held(held: OSError | ChangingError, lang: str) -> str:
    return say(lang, "intake.being_changed") if isinstance(held, ChangingError) else why(held, lang)


def _reason(wrong: Exception, lang: str) -> str:
    return report(wrong.problems, lang) if isinstance(wrong, DataError) else str(wrong)
