"""The report that stands beside a checked file: one page of HTML that needs nothing else, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from etl.intake.review import change_text
from etl.intake.review.examining import Review
from etl.reporting import Problem
from strategy.model import Strategy
from strategy.texts import count, say

_PROSE = 40
"""A cell of so many characters holds a sentence, which may break over lines; figures may not."""
_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;color:#1c1c1c;background:#fff;max-width:62rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.6rem;line-height:1.2;margin:0 0 .25rem}h2{font-size:1.15rem;margin:2rem 0 .5rem}
.file{color:#545454;margin:0 0 1.5rem;overflow-wrap:anywhere}
.result{border-left:.4rem solid;padding:.6rem 1rem;margin:0}
.wrong{border-color:#b3261e;background:#fdeeea}.waits,.doubtful{border-color:#8a5a00;background:#fdf5e3}
.done{border-color:#1d6b36;background:#ebf5ee}.same,.empty{border-color:#545454;background:#f3f3f3}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.94rem}
th,td{text-align:left;vertical-align:top;padding:.4rem .7rem .4rem 0;border-bottom:1px solid #d9d9d9}
th{font-weight:600;border-bottom-color:#767676}.number{font-variant-numeric:tabular-nums;white-space:nowrap}
.doubt{display:block;color:#8a5a00}
"""


def page(found: Review, strategy: Strategy | None, lang: str, outcome: str, **values: object) -> str:
    """The whole page. `outcome` is that of the inbox; `values` fill its sentence.

    Without a `strategy` nothing is told but what is wrong: where the check itself could not be made.
    """
    title = say(lang, f"intake.outcome.{outcome}")
    changes = change_text.changes(found, strategy, lang) if strategy and outcome != "wrong" else []
    gone = change_text.vanished(found, strategy, lang) if strategy else ()
    parts = [
        f"<h1>{escape(title)}</h1>",
        f'<p class="file">{escape(found.name)} · {found.sha256[:12]}</p>',
        f'<p class="result {outcome}">{escape(say(lang, f"intake.next.{outcome}", **values))}</p>',
        *_problems(found.problems, lang),
        *_changes(changes, lang),
        *_list("vanished", gone, lang),
        *_list("remarks", (change_text.remark(r, lang) for r in found.parsed.remarks), lang),
    ]
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
    html = f'<html lang="{lang}"><head>{head}<style>{_STYLE}</style></head>'
    return "\n".join(["<!doctype html>", html, "<body>", *parts, "</body></html>", ""])


def _problems(problems: Sequence[Problem], lang: str) -> list[str]:
    if not problems:
        return []
    rows = [
        [p.place(lang), p.read or say(lang, "etl.nothing"), p.expected(lang), p.remedy(lang)] for p in problems
    ]  # fmt: skip
    heading = count(lang, "intake.problems", len(problems))
    return [_heading(heading), _table(("place", "read", "expected", "remedy"), rows, lang)]


def _changes(changes: Sequence[change_text.ChangeText], lang: str) -> list[str]:
    if not changes:
        return []
    rows = [
        [c.kind, f"{c.measure} {c.name}", c.period, c.old or "–", c.new, c.by or "–", c.place] for c in changes
    ]  # fmt: skip
    doubts = ["".join(f'<span class="doubt">{escape(why)}</span>' for why in c.doubts) for c in changes]
    heads = ("change", "measure", "period", "old", "new", "by", "place")
    return [_heading(say(lang, "intake.changes")), _table(heads, rows, lang, doubts)]


def _list(key: str, lines: Iterable[str], lang: str) -> list[str]:
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return [_heading(say(lang, f"intake.{key}")), f"<ul>{items}</ul>"] if items else []


def _heading(text: str) -> str:
    return f"<h2>{escape(text)}</h2>"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], lang: str, under: Sequence[str] = ()) -> str:
    """A table of texts; `under` are pieces of HTML for the second cell of each row."""
    head = "".join(f'<th scope="col">{escape(say(lang, f"intake.head.{name}"))}</th>' for name in heads)
    body = ""
    for number, row in enumerate(rows):
        cells = [escape(cell) for cell in row]
        if under:
            cells[1] += under[number]
        numbers = ("old", "new", "by")
        marked = (
            f'<td class="number">{cell}</td>' if name in numbers and len(cell) < _PROSE else f"<td>{cell}</td>"
            for name, cell in zip(heads, cells, strict=True)
        )
        body += f"<tr>{''.join(marked)}</tr>"
    return f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
