"""Soft hyphens in the long words of Finnish and Swedish pages, so that none runs over a narrow column or breaks bare.

Only for text that a browser lays out: files, names for readers, titles and addresses have the words as they are. The
lists (`hyphens.fi.txt`, `hyphens.sv.txt`) are reviewed; one serves both, for pages hold words of either language.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from dash.development.base_component import Component

from dashboard.context.kept_part import KeptPart

HERE = Path(__file__).resolve().parent
SOFT_HYPHEN = "\N{SOFT HYPHEN}"
SHORTEST = 14
"""Letters: shorter words fit the narrowest column of a phone, in the widest fonts."""
_LONG = re.compile(rf"[^\W\d_]{{{SHORTEST},}}")
AS_IT_IS = frozenset({"code", "pre", "textarea", "option", "title"})
"""Elements whose text is copied or sent."""


def _read() -> dict[str, str]:
    words: dict[str, str] = {}
    for file in sorted(HERE.glob("hyphens.*.txt")):
        for line in file.read_text("utf-8").split("\n"):
            if line and not line.startswith("#"):
                words[line.replace("-", "")] = line
    return words


_WORDS = _read()
_LEAST = min(map(len, _WORDS))


@lru_cache(maxsize=4096)
def _softened(word: str) -> str:
    """A long word with the breaks of the longest listed word that begins it; as it is where none does."""
    plain = word.lower()
    for end in range(len(plain), _LEAST - 1, -1):
        if listed := _WORDS.get(plain[:end]):
            breaks = [place - n for n, place in enumerate(i for i, sign in enumerate(listed) if sign == "-")]
            parts = [word[a:b] for a, b in zip([0, *breaks], [*breaks, len(word)], strict=True)]
            return SOFT_HYPHEN.join(parts)
    return word


def soften(text: str) -> str:
    """The text with soft hyphens in its long words that the lists know."""
    return text if len(text) < SHORTEST else _LONG.sub(lambda found: _softened(found[0]), text)


def soften_tree(node: object) -> object:
    """A tree of components with soft hyphens in its texts; the components are changed, what is not one is given back.

    A part that is kept as HTML is given back as the tree that it is of.
    """
    if isinstance(node, str):
        return soften(node)
    if isinstance(node, KeptPart):
        return soften_tree(node.tree())
    if isinstance(node, (list, tuple)):
        return [soft for child in node for soft in _spliced(child)]
    if isinstance(node, Component) and node._type.lower() not in AS_IT_IS:
        children = getattr(node, "children", None)
        if children is not None:
            node.children = soften_tree(children)
    return node


def _spliced(child: object) -> list[object]:
    """A child with soft hyphens; of a kept part that is several components, each of them."""
    soft = soften_tree(child)
    return soft if isinstance(child, KeptPart) and isinstance(soft, list) else [soft]
