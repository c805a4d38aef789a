"""Writes data/README.md: a guide a language, with the tables of files, fields and words where the guide names them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from etl.reading import NEEDS
from etl.reference.descriptions import HERE, TITLE, examples, meaning, texts, words_of
from etl.reference.probe import Question
from etl.reference.structure import FILES, INNER, NAMED, FieldShape, TableShape, tables, vocabularies
from strategy.model import LANGUAGES, TARGET_KINDS
from strategy.texts import TEXTS

OTHER = ("snapshots", "releases")
"""Folders that no reader of the catalogue reads."""
PROBLEMS = {
    "text": "empty", "form": "form", "number": "number", "whole": "whole", "day": "toml_day", "period": "period",
    "truth": "truth", "word": "vocabulary", "id": "unknown_id", "ids": "list", "texts": "texts",
    "texts_by_name": "texts", "words": "language", "own_words": "no_language", "table": "table", "tables": "list",
}  # fmt: skip
"""What the check says of a value that is not of its type."""
_SLOT = re.compile(r"^\{\{(\w+)(?: (\w+))?\}\}$", re.MULTILINE)
_HOLE = re.compile(r"\{\w+\}")


def document() -> str:
    """The whole file: the languages one after the other, with links to each at the top."""
    links = " · ".join(
        f"[{_label(lang, 'name')}](#{_label(lang, 'name').lower().replace(' ', '-')})" for lang in LANGUAGES
    )
    parts = [f"# Aineisto · Datamaterialet · The data\n\n{links}", *(_guide(lang) for lang in LANGUAGES)]
    return "\n\n".join(parts).rstrip() + "\n"


def blocks() -> Mapping[str, str]:
    """The examples that can be copied, fence and all, by name; they are the same in every language."""
    found = (HERE / "blocks.md").read_text("utf-8").split("\n## ")[1:]
    return {name: text.strip() for name, _, text in (block.partition("\n") for block in found)}


def _guide(lang: str) -> str:
    text = (HERE / f"guide.{lang}.md").read_text("utf-8").strip()
    return f"## {_label(lang, 'name')}\n\n" + _SLOT.sub(lambda slot: _filled(lang, slot[1], slot[2]), text)


def _filled(lang: str, slot: str, name: str | None) -> str:
    return blocks()[name] if name else "\n".join(SLOTS[slot](lang))


def _files(lang: str) -> Iterator[str]:
    told = texts(lang)
    yield from _head(lang, "file", "holds")
    yield from (_row(f"`{path}`", told["file"][name]) for name, path in FILES.items())
    yield from (_row(f"`{name}/`", told["other"][name]) for name in OTHER)


def _all_fields(lang: str) -> Iterator[str]:
    shown: set[str] = set()
    for name, path in FILES.items():
        yield from (f"#### `{path}`", "", f"{_sentence(texts(lang)['file'][name])} {texts(lang)['table'][name]}", "")
        yield from _tables_of(lang, name, "", shown)


def _tables_of(lang: str, name: str, path: str, shown: set[str]) -> Iterator[str]:
    """A table, and below it the tables in it that were not shown in another file."""
    shown.add(name)
    if name in NAMED:
        yield from ("##### `[…]`", "", texts(lang)["table"][NAMED[name]], "")
        yield from _field_table(lang, tables()[NAMED[name]])
        return
    yield from _field_table(lang, tables()[name])
    for inner in tables()[name].fields.values():
        if inner.inner and inner.name not in shown:
            at = f"{path}{inner.name}"
            yield from (f"##### `{_bracketed(inner, at)}`", "", texts(lang)["table"][inner.name], "")
            yield from _tables_of(lang, inner.name, f"{at}.", shown)


def _field_table(lang: str, table: TableShape) -> Iterator[str]:
    yield from _head(lang, "column" if table.name == "histories" else "field", "need", "meaning", "allowed", "example")
    for shape in table.fields.values():
        example = examples()[table.name][shape.name]
        shown = example if isinstance(example, str) else example[lang]
        need = _label(lang, shape.need)
        yield _row(f"`{shape.name}`", need, meaning(lang, table.name, shape.name), _allowed(lang, shape), f"`{shown}`")
    yield ""


def _allowed(lang: str, shape: FieldShape) -> str:
    """What a field may hold, in words."""
    return f" {_label(lang, 'or')} ".join(_allowed_of(lang, question) for question in shape.questions)


def _allowed_of(lang: str, asked: Question) -> str:
    told = texts(lang)["allowed"]
    kind = str(told[asked.type])
    if len(asked.words) > 1:
        return f" {_label(lang, 'or')} ".join((", ".join(f"`{w}`" for w in asked.words[:-1]), f"`{asked.words[-1]}`"))
    if asked.words:
        return f"`{asked.words[0]}`"
    if asked.type == "form":
        like = _said(lang, asked.rule, "expected", form=asked.form)
        return like if asked.rule != PROBLEMS["form"] else str(told["like"]).format(type=kind, form=f"`{asked.form}`")
    if asked.of and asked.type not in INNER:
        where = f" {_label(lang, 'or')} ".join(f"`{name}`" for name in asked.of.split())
        return str(told["of"]).format(type=kind, of=where)
    return _bounded(told, kind, asked.lowest, asked.highest)


def _bounded(told: Mapping[str, str], kind: str, lowest: int | None, highest: int | None) -> str:
    if lowest is not None:
        return told["at_least" if highest is None else "from_to"].format(type=kind, low=lowest, high=highest)
    return kind if highest is None else told["longest"].format(type=kind, high=highest)


def _all_words(lang: str) -> Iterator[str]:
    """Every vocabulary but that of the kinds of target, which stand with their fields."""
    order = [section[TITLE] for section in texts(lang)["words"].values()]
    found = [words_of(lang, words) for words in vocabularies() if words != TARGET_KINDS]
    for told in sorted(found, key=lambda words: order.index(words[TITLE])):
        yield from (f"#### {told[TITLE]}", "", *_head(lang, "word", "meaning"))
        yield from (_row(f"`{word}`", text) for word, text in told.items() if word != TITLE)
        yield ""


def _targets(lang: str) -> Iterator[str]:
    told = words_of(lang, TARGET_KINDS)
    yield from _head(lang, "word", "meaning", "must", "may")
    for kind in TARGET_KINDS:
        needs = NEEDS[kind]
        yield _row(
            f"`{kind}`", told[kind], *(" ".join(f"`{n}`" for n in sorted(names)) for names in (needs.must, needs.may))
        )


def _types(lang: str) -> Iterator[str]:
    told = texts(lang)
    yield from _head(lang, "type", "written", "otherwise")
    for kind, code in PROBLEMS.items():
        yield _row(told["allowed"][kind], told["written"][kind], _said(lang, code, "expected"))


def _problems(lang: str) -> Iterator[str]:
    codes = dict.fromkeys(key.split(".")[2] for key in TEXTS[lang] if key.startswith("etl.problem."))
    yield from _head(lang, "expected", "remedy")
    yield from (_row(_said(lang, code, "expected"), _said(lang, code, "remedy")) for code in codes)


def _said(lang: str, code: str, part: str, form: str = "…") -> str:
    """A text of the check; what a message fills in is three dots, but for the `form`."""
    return _HOLE.sub("…", TEXTS[lang].get(f"etl.problem.{code}.{part}", "").replace("{form}", form))


SLOTS: Mapping[str, Callable[[str], Iterable[str]]] = {
    "files": _files,
    "fields": _all_fields,
    "targets": _targets,
    "words": _all_words,
    "types": _types,
    "problems": _problems,
}


def _bracketed(shape: FieldShape, path: str) -> str:
    return f"[[{path}]]" if shape.inner and shape.inner.type == "tables" else f"[{path}]"


def _label(lang: str, name: str) -> str:
    return str(texts(lang)["label"][name])


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


def _head(lang: str, *labels: str) -> Iterator[str]:
    yield _row(*(_label(lang, label) for label in labels))
    yield "|" + "---|" * len(labels)


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
