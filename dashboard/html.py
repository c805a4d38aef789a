"""Prints a tree of Dash components as the HTML that Dash would make of it in the browser.

The first view, the page without scripts and the printed page come from here, so it must say what React would: the same
tags, attributes and text. A component that has no printed form (the interactive chart) carries one as its attribute
`printed`. Any other component raises `UnprintableError`, for a page must not lose a part in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from html import escape
from typing import Any

from dash.development.base_component import Component

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
    "n_blur_timestamp debounce persistence persisted_props persistence_type markup setProps valid invalid".split()
)
"""What Dash keeps for itself."""
SILENT = frozenset({"Location", "Store", "Interval", "Download"})
"""Parts of Dash that show nothing."""
UNITLESS = frozenset(
    "flex flexGrow flexShrink fontWeight gridColumn gridRow lineHeight opacity order orphans tabSize widows zIndex "
    "zoom fillOpacity strokeOpacity strokeWidth columnCount aspectRatio".split()
)
"""Style properties whose bare number is no length."""
_ACTIVE = re.compile(r"[\x00-\x20]*(?:javascript|data|vbscript)[\x00-\x20]*:", re.IGNORECASE)
_CAPITAL = re.compile(r"[A-Z]")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.:-]*\Z")


class UnprintableError(TypeError):
    """The tree holds something that has no printed form."""


def to_html(node: object) -> str:
    """The HTML of a component, a text, a number, or a list of them."""
    return "".join(_pieces(node))


def contains(node: object, type_: str) -> bool:
    """Whether a component of the Dash type `type_` (such as `Graph`) stands anywhere in the tree."""
    if isinstance(node, (list, tuple)):
        return any(contains(child, type_) for child in node)
    return isinstance(node, Component) and (node._type == type_ or contains(getattr(node, "children", None), type_))


def _pieces(node: object) -> Iterator[str]:
    if node is None or isinstance(node, bool):
        return
    if isinstance(node, str):
        yield escape(node, quote=False)
    elif isinstance(node, (int, float)):
        yield _number(node)
    elif isinstance(node, (list, tuple)):
        for child in node:
            yield from _pieces(child)
    elif isinstance(node, Component):
        yield from _component(node)
    else:
        raise UnprintableError(f"{type(node).__name__} is neither component, text nor number")


def _component(node: Component) -> Iterator[str]:
    printed = getattr(node, "printed", None)
    if printed is not None:
        yield from _pieces(printed)
    elif printer := _PRINTERS.get((node._namespace, node._type)):
        yield from printer(node)
    elif node._namespace == "dash_html_components":
        yield from _element(node._type.lower(), node)
    elif node._type not in SILENT:
        raise UnprintableError(f"{node._namespace}.{node._type} has no printed form; give it one as `printed`")


def _element(tag: str, node: Component, **more: object) -> Iterator[str]:
    if tag in ("script", "style"):
        raise UnprintableError(f"<{tag}> would run or style what data says")
    yield f"<{tag}{''.join(_attributes(node, more))}>"
    if tag in VOID:
        return
    if tag in ("pre", "textarea"):
        yield "\n"  # the parser drops the first newline, which may be the text's own
    yield from _pieces(getattr(node, "children", None))
    yield f"</{tag}>"


def _attributes(node: Component, more: Mapping[str, object]) -> Iterator[str]:
    props: dict[str, Any] = node.to_plotly_json()["props"]
    for name, value in {**props, **more}.items():
        if name not in NOT_PRINTED:
            yield _attribute(ATTRIBUTES.get(name, name.lower()), value)


def _attribute(name: str, value: object) -> str:
    if not _NAME.match(name):
        raise UnprintableError(f"{name!r} is no attribute name")
    if isinstance(value, bool):
        if name in ENUMERATED or name.startswith(("aria-", "data-")):
            value = "true" if value else "false"
        else:
            return f" {name}" if value else ""
    if value is None or (name in ADDRESSES and _ACTIVE.match(str(value))):
        return ""
    text = _style(value) if isinstance(value, Mapping) and name == "style" else _text(value)
    return f' {name}="{escape(text)}"'


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


def _classes(node: Component, own: str) -> str:
    given = getattr(node, "className", None) or getattr(node, "class_name", None)
    return f"{given} {own}" if given else own


def _svg(node: Component) -> Iterator[str]:
    yield f"<span{''.join(_attributes(node, {}))}>{node.markup}</span>"  # type: ignore[attr-defined]


def _table(node: Component) -> Iterator[str]:
    yield from _element("table", node, className=_classes(node, "table"))


def _input(node: Component) -> Iterator[str]:
    yield from _element("input", node, className=_classes(node, "form-control"))


def _link(node: Component) -> Iterator[str]:
    yield from _element("a", node)


_PRINTERS: Mapping[tuple[str, str], Callable[[Component], Iterator[str]]] = {
    ("tyopoyta", "InlineSvg"): _svg,
    ("dash_bootstrap_components", "Table"): _table,
    ("dash_bootstrap_components", "Input"): _input,
    ("dash_core_components", "Link"): _link,
}
