"""Reads what is said beside a status: owners' comments, and deviations that a body has accepted until a day.

Whoever writes such words, in the folder or in a workbook, is held to the same limits, which stand here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from etl.reading.fields import Fields
from etl.reading.measures import KnownIds
from strategy.model import Statement, Strategy, Words

STATEMENTS_FILE = "catalogue/statements.toml"
LONGEST = 2_000
"""Characters of a text: it stands whole on a page, on a slide's notes and in a cell of a workbook."""
LONGEST_NAME = 120
"""Characters of a role, a body or a paragraph."""
Key = tuple[str, str, date, str]


def read_statements(fields: Fields, strategy: Strategy, known: KnownIds) -> tuple[Statement, ...]:
    """Every `[[comment]]` and `[[accepted]]` of statements.toml."""
    read = [(item, _comment(item, known)) for item in fields.tables("comment")]
    read += [(item, _accepted(item, strategy, known)) for item in fields.tables("accepted")]
    fields.done()
    first: dict[Key, Fields] = {}
    for item, statement in read:
        if not statement.measure or date.min in (statement.day, statement.decided):
            continue  # what is missing there is told already
        if first.setdefault(key_of(statement), item) is not item:
            item.wrong("day" if statement.kind == "comment" else "decided", f"{statement.kind}_twice")
    return tuple(statement for _, statement in read)


def key_of(statement: Statement) -> Key:
    """What there is one of: a comment of a role on a day, a decision of a day about a measure."""
    if statement.kind == "comment":
        return (statement.measure, statement.kind, statement.day, statement.role.casefold())
    return (statement.measure, statement.kind, statement.decided or date.min, "")


def _comment(fields: Fields, known: KnownIds) -> Statement:
    found = Statement(
        measure=fields.known("measure", known.measures) or "",
        kind="comment",
        day=fields.day("day", need=True) or date.min,
        role=_name(fields, "role"),
        text=fields.own_words("text", longest=LONGEST) or Words(),
        origin=fields.origin(),
        accepted_by=fields.text("accepted_by", need=False),
    )
    fields.done()
    return found


def _accepted(fields: Fields, strategy: Strategy, known: KnownIds) -> Statement:
    day, decided, until = (fields.day(name, need=True) for name in ("day", "decided", "until"))
    found = Statement(
        measure=fields.known("measure", known.measures) or "",
        kind="accepted",
        day=day or date.min,
        role=_name(fields, "role"),
        text=fields.own_words("reason", longest=LONGEST) or Words(),
        until=until,
        decided=decided,
        body=fields.own_words("body", longest=LONGEST_NAME),
        paragraph=_name(fields, "paragraph", need=False) or None,
        origin=fields.origin(),
        accepted_by=fields.text("accepted_by", need=False),
    )
    for name, code in _wrong(found, strategy):
        fields.wrong(name, code)
    fields.done()
    return found


def _wrong(found: Statement, strategy: Strategy) -> Iterator[tuple[str, str]]:
    measure = strategy.measures.get(found.measure)
    if measure is not None and measure.role == "context":
        yield "measure", "accepted_context"
    if found.decided and found.until and found.until < found.decided:
        yield "until", "until_before_decided"
    if found.decided and date.min < found.day < found.decided:
        yield "day", "known_before_decided"


def _name(fields: Fields, name: str, *, need: bool = True) -> str:
    found = fields.text(name, need=need)
    if len(found) > LONGEST_NAME:
        fields.wrong(name, "too_long", longest=LONGEST_NAME)
    return found


def by_measure(statements: Iterable[Statement]) -> dict[str, list[Statement]]:
    """The statements of each measure, in the order of the folder."""
    found: dict[str, list[Statement]] = {}
    for statement in statements:
        found.setdefault(statement.measure, []).append(statement)
    return found
