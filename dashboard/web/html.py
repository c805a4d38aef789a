"""Prints a tree of Dash components as the HTML that Dash would make of it in the browser.

The first view, the page without scripts and the printed page come from here, so it must say what React would: the same
tags, attributes and text. A component that has no printed form (the grid) carries one as its attribute
`printed`. Any other component raises `UnprintableError`, for a page must not lose a part in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from html import escape
from operator import itemgetter

from dash import html
from dash.development.base_component import Component

from dashboard.context import AS_IT_IS, ChartFigure, InlineSvg, KeptPart

Wording = Callable[[str], str]

BOOTSTRAP: Mapping[tuple[str, str], tuple[str, str]] = {
    ("dash_bootstrap_components", "Table"): ("table", "table"),
    ("dash_bootstrap_components", "Input"): ("input", "form-control"),
}
"""Parts of Bootstrap that we use, with the tag and the class that they become."""
TAGS: Mapping[object, str] = {
    kind: kind.__name__.lower()
    for kind in vars(html).values()
    if isinstance(kind, type) and issubclass(kind, Component)
}
"""The elements of HTML: a page has a thousand of them, and to ask each for its kind costs more than to print it."""
KEPT_TEXTS = 4_096
"""So many texts and attributes are kept as they were printed last ..."""
LONGEST_KEPT = 200
"""... of no more letters than this: one and a half megabytes at the most."""
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
ATTRIBUTES: Mapping[str, str] = {
    "className": "class",
    "class_name": "class",
    "htmlFor": "for",
    "html_for": "for",
    "httpEquiv": "http-equiv",
    "acceptCharset": "accept-charset",
}
"""Names that differ from HTML's by more than their capitals."""
ENUMERATED = frozenset({"contenteditable", "draggable", "spellcheck"})
ADDRESSES = frozenset({"href", "src", "action", "formaction"})
NOT_PRINTED = frozenset(
    "children key n_clicks n_clicks_timestamp disable_n_clicks loading_state n_submit n_submit_timestamp n_blur "
    "n_blur_timestamp debounce persistence persisted_props persistence_type markup setProps valid invalid printed "
    "available_properties available_wildcard_properties".split()
)
"""What Dash keeps for itself."""
SILENT = frozenset({"Location", "Store", "Interval", "Download"})
"""Parts of Dash that show nothing."""
UNITLESS = frozenset(
    "flex flexGrow flexShrink fontWeight gridColumn gridRow lineHeight opacity order orphans tabSize widows zIndex "
    "zoom fillOpacity strokeOpacity strokeWidth columnCount aspectRatio".split()
)
"""Style properties whose bare number is no length."""
_ACTIVE = re.compile(r"(?:javascript|data|vbscript):", re.IGNORECASE)
_IGNORED = re.compile(r"[\x00-\x20]")  # what a browser leaves out of a scheme
_CAPITAL = re.compile(r"[A-Z]")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.:-]*\Z")


class UnprintableError(TypeError):
    """The tree holds something that has no printed form."""


def to_html(node: object, wording: Wording = str) -> str:
    """The HTML of a component, a text, a number, or a list of them.

    `wording` makes what is shown of a text; attributes, drawings and what is copied or sent are as they are.
    """
    return _whole(node, _shown(wording))


def _whole(node: object, shown: Wording) -> str:
    pieces: list[str] = []
    _print(node, pieces, shown)
    return "".join(pieces)


@cache
def _shown(wording: Wording) -> Wording:
    """What a text is in HTML under a wording; kept, for pages say much the same."""

    @lru_cache(maxsize=KEPT_TEXTS)
    def printed(text: str) -> str:
        return escape(wording(text), quote=False)

    return lambda text: printed(text) if len(text) <= LONGEST_KEPT else escape(wording(text), quote=False)


def contains(node: object, type_: str) -> bool:
    """Whether a component of the Dash type `type_` (such as `AgGrid`) stands anywhere in the tree."""
    if isinstance(node, (list, tuple)):
        return any(contains(child, type_) for child in node)
    return isinstance(node, Component) and (node._type == type_ or contains(getattr(node, "children", None), type_))


def _print(node: object, out: list[str], shown: Wording) -> None:
    if type(node) is str:
        out.append(shown(node))
    elif type(node) is list or type(node) is tuple:
        for child in node:
            _print(child, out, shown)
    elif tag := TAGS.get(type(node)):
        own = vars(node)
        if own.get("printed") is not None:
            _print(own["printed"], out, shown)
        else:
            _element(tag, own, out, shown)
    elif type(node) is InlineSvg:
        out.append(f"<span{_attributes(vars(node))}>{node.markup}</span>")
    elif type(node) is KeptPart:
        out.append(node.html(shown, lambda part: _whole(part, shown)))
    elif node is not None:
        _rarer(node, out, shown)


def _rarer(node: object, out: list[str], shown: Wording) -> None:
    """What is not a plain text, a list, or an element of HTML."""
    if isinstance(node, str):
        out.append(shown(str(node)))
    elif isinstance(node, (list, tuple)):
        for child in node:
            _print(child, out, shown)
    elif isinstance(node, (int, float)):
        out.append("" if isinstance(node, bool) else _number(node))
    elif isinstance(node, Component):
        _component(node, out, shown)
    else:
        raise UnprintableError(f"{type(node).__name__} is neither component, text nor number")


def _component(node: Component, out: list[str], shown: Wording) -> None:
    own = vars(node)
    if own.get("printed") is not None:
        _print(own["printed"], out, shown)
    elif bootstrap := BOOTSTRAP.get((node._namespace, node._type)):
        tag, name = bootstrap
        _element(tag, {**own, "className": _classes(own, name), "class_name": None}, out, shown)
    elif isinstance(node, ChartFigure):
        out.append(node.script())
    elif node._type == "Link":
        _element("a", own, out, shown)
    elif node._type not in SILENT:
        raise UnprintableError(f"{node._namespace}.{node._type} has no printed form; give it one as `printed`")


def _element(tag: str, own: Mapping[str, object], out: list[str], shown: Wording) -> None:
    if tag in ("script", "style"):
        raise UnprintableError(f"<{tag}> would run or style what data says")
    out.append(f"<{tag}{_attributes(own)}>")
    if tag in VOID:
        return
    if tag in ("pre", "textarea"):
        out.append("\n")  # the parser drops the first newline, which may be the text's own
    _print(own.get("children"), out, _shown(str) if tag in AS_IT_IS else shown)
    out.append(f"</{tag}>")


def _attributes(own: Mapping[str, object]) -> str:
    """In the order of their names: Dash keeps them as a set gave them, in another order in each process."""
    if len(own) == 1 and "children" in own:
        return ""  # every other element
    given = [(printed, value) for name, value in own.items() if value is not None and (printed := _printed_name(name))]
    if len(given) > 1:
        given.sort(key=_name)
    return "".join([_attribute(name, value) for name, value in given])


_name = itemgetter(0)


@cache
def _printed_name(name: str) -> str:
    """The name of an attribute in HTML; empty for what is not printed."""
    if name in NOT_PRINTED or name.startswith("_"):
        return ""
    printed = ATTRIBUTES.get(name) or name.lower()
    if not _NAME.match(printed):
        raise UnprintableError(f"{printed!r} is no attribute name")
    return printed


def _attribute(name: str, value: object) -> str:
    if type(value) is str:
        return _kept_attribute(name, value) if len(value) <= LONGEST_KEPT else _written(name, value)
    if isinstance(value, bool):
        if name in ENUMERATED or name.startswith(("aria-", "data-")):
            value = "true" if value else "false"
        else:
            return f" {name}" if value else ""
    return _written(name, _style(value) if isinstance(value, Mapping) and name == "style" else _text(value))


def _written(name: str, text: str) -> str:
    if name in ADDRESSES and _ACTIVE.match(_IGNORED.sub("", text)):
        return ""
    return f' {name}="{escape(text)}"'


_kept_attribute = lru_cache(maxsize=KEPT_TEXTS)(_written)


def _text(value: object) -> str:
    if isinstance(value, (int, float)):
        return _number(value)
    if isinstance(value, Mapping):  # the id of a pattern-matching callback, written as Dash does
        return "{" + ",".join(f'"{key}":{_json(value[key])}' for key in sorted(value)) + "}"
    return str(value)


def _json(value: object) -> str:
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return _number(value) if isinstance(value, (int, float)) else f'"{escaped}"'


def _number(value: float) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _style(style: Mapping[str, object]) -> str:
    return ";".join(f"{_property(name)}:{_length(name, value)}" for name, value in style.items() if value is not None)


def _property(name: str) -> str:
    return name if name.startswith("--") else _CAPITAL.sub(lambda capital: f"-{capital[0].lower()}", name)


def _length(name: str, value: object) -> str:
    if isinstance(value, (int, float)):
        unit = "" if value == 0 or name in UNITLESS or name.startswith("--") else "px"
        return f"{_number(value)}{unit}"
    return str(value)


def _classes(own: Mapping[str, object], name: str) -> str:
    given = own.get("className") or own.get("class_name")
    return f"{given} {name}" if given else name
