"""Every status sentence that the pages print, written into one reviewed file for each language.

`python -m tests.strategy.read_aloud` writes the files anew; whoever changes a text reads the difference aloud. A file
holds each distinct sentence of the real figures and of the demo on four days (of context measures, which are only
followed, on the last), with the first measure that says it, and then every text under `sentences`.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path

from demo.folder import write
from etl.record import Record, read_record
from etl.record.judged import verdicts
from strategy.judging.evidence.verdict import Judgement, Verdict
from strategy.model import LANGUAGES
from strategy.texts import TEXTS
from strategy.wording.sentences import sentence

ROOT = Path(__file__).resolve().parents[2]
TABLES = Path(__file__).with_name("tables")
DAYS = tuple(date(year, 12, 31) for year in (2019, 2020, 2021, 2022))
COMMAND = "python -m tests.strategy.read_aloud"
_ALL_KNOWN = date.max


@cache
def records() -> Mapping[str, Record]:
    """The real figures and the demo's, by the name under which their sentences stand."""
    with tempfile.TemporaryDirectory() as folder:
        made_up = Path(folder) / "data"
        write(ROOT / "data", made_up)
        return {"data": read_record(ROOT / "data"), "demo": read_record(made_up)}


@cache
def judged() -> tuple[tuple[str, Record, Verdict, Judgement], ...]:
    """Every judgement of every measure on the days, with the record that it is of and that record's name."""
    return tuple(
        (name, record, verdict, judgement)
        for name, record in records().items()
        for day in DAYS
        for verdict in verdicts(record, day, _ALL_KNOWN).values()
        for judgement in verdict.judgements
    )


def printed(lang: str) -> Iterator[tuple[str, str, str]]:
    """The distinct sentences in a language, each after its record's name and the first measure that says it."""
    said: set[tuple[str, str]] = set()
    for name, record, verdict, judgement in sorted(filter(_read, judged()), key=_place):
        text = sentence(verdict, record.strategy.units, lang, judgement=judgement)
        if (name, text) not in said:
            said.add((name, text))
            yield name, verdict.measure.id, text


def _read(one: tuple[str, Record, Verdict, Judgement]) -> bool:
    return one[2].measure.role == "strategy" or one[2].on == DAYS[-1]


def _place(one: tuple[str, Record, Verdict, Judgement]) -> tuple[str, int]:
    name, record, verdict, _ = one
    return name, list(record.strategy.measures).index(verdict.measure.id)


def page(lang: str) -> str:
    """The file of a language."""
    lines, head = [f"# Written by `{COMMAND}`; read the difference aloud before it is committed."], ""
    for name, measure, text in printed(lang):
        if name != head:
            lines += ["", f"# {name}", ""]
            head = name
        lines.append(f"{measure}  {text}")
    lines += ["", "# texts", ""]
    lines += [f"{key}  {text}" for key, text in sorted(TEXTS[lang].items()) if key.startswith("sentences.")]
    return "\n".join(lines).replace("\N{NO-BREAK SPACE}", " ") + "\n"


def main() -> int:
    """Write the three files."""
    for lang in LANGUAGES:
        (TABLES / f"sentences.{lang}.txt").write_text(page(lang), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
