"""The drawing of a road as inline SVG. Every colour and size is an attribute, as in `svg`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from dashboard.charts.description import Road
from dashboard.charts.drawing.palette import GROUND, HAIRLINE, INK, MUTED, TARGET
from dashboard.charts.drawing.road_layout import SIZE, TICK, PlacedDot, RoadLayout, lay_out
from dashboard.charts.drawing.signs import FIELD, shape
from dashboard.charts.drawing.svg import markup_text
from dashboard.charts.drawing.text_boxes import PlacedText

START_OF_TAIL = 2.2
"""Radius, in pixels, of the point at which a tail begins."""


def road_svg(road: Road, width: float, link: Callable[[str], str] | None = None) -> tuple[str, float]:
    """A road with dots as a well-formed SVG element of `width` pixels, and its height.

    With `link`, which gives the address of a measure, every dot leads to its measure by name; without, the drawing is
    one picture whose label is the finding.
    """
    plan = lay_out(road, width)
    body = "".join((*_ground(plan), *(_linked(plan, placed, link) for placed in plan.dots)))
    role = "img" if link is None else "group"  # a picture may hold nothing that can be reached
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {plan.height:.0f}" width="{width:g}"'
        f' height="{plan.height:.0f}" role="{role}" aria-label="{markup_text(road.finding)}"'
        f' font-size="{plan.font:g}">{body}</svg>',
        plan.height,
    )


def _ground(plan: RoadLayout) -> Iterator[str]:
    """Hairlines between the rows, the three upright lines and their words."""
    rules = "".join(f"M0 {y:.1f}H{plan.width:g}" for y in plan.rules)
    yield f'<path d="{rules}" stroke="{HAIRLINE}"/>'
    yield _upright(plan, plan.start, f'stroke="{MUTED}"')
    yield _upright(plan, plan.end, f'stroke="{TARGET}" stroke-width="1.6" stroke-dasharray="5 4"')
    yield _upright(plan, plan.now, f'stroke="{INK}" stroke-width="1.6"')
    yield from (_text(text) for text in plan.texts)


def _upright(plan: RoadLayout, x: float, look: str) -> str:
    stretches = "".join(f"M{x:.1f} {top:.1f}V{bottom:.1f}" for top, bottom in _joined(plan.stretches))
    return f'<path d="{stretches}" {look}/>'


def _joined(stretches: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Stretches that begin where the one before ends are drawn as one, so that dashes run on."""
    top, bottom = stretches[0]
    for start, end in stretches[1:]:
        if start > bottom:
            yield top, bottom
            top = start
        bottom = end
    yield top, bottom


def _linked(plan: RoadLayout, placed: PlacedDot, link: Callable[[str], str] | None) -> str:
    title, drawn = f"<title>{markup_text(placed.dot.label)}</title>", [*_dot(placed)]
    if link is None:
        return f"<g>{title}{''.join(drawn)}</g>"
    href, label = markup_text(link(placed.dot.measure)), markup_text(placed.dot.label)
    return f'<a href="{href}" aria-label="{label}">{title}{" ".join(drawn)}</a>'


def _dot(placed: PlacedDot) -> Iterator[str]:
    x, y = placed.x, placed.y
    if placed.own_time is not None:
        yield f'<path d="M{placed.own_time:.1f} {y - TICK:.1f}v{2 * TICK:g}" stroke="{INK}" stroke-width="1.6"/>'
    if placed.tail is not None:
        yield f'<path d="M{placed.tail:.1f} {y:.1f}H{x:.1f}" stroke="{MUTED}" stroke-width="1.6"/>'
        yield f'<circle cx="{placed.tail:.1f}" cy="{y:.1f}" r="{START_OF_TAIL}" fill="{MUTED}"/>'
    scale = f" scale({SIZE / FIELD:g})" if SIZE != FIELD else ""
    # the ground keeps the sign apart from lines that run behind it
    yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{SIZE / 2 + 1.5:g}" fill="{GROUND}"/>'
    yield f'<g transform="translate({x - SIZE / 2:.1f} {y - SIZE / 2:.1f}){scale}">{shape(placed.dot.status)}</g>'
    yield from (_text(text) for text in placed.texts)


def _text(text: PlacedText) -> str:
    weight = ' font-weight="700"' if text.bold else ""
    anchor = f' text-anchor="{text.anchor}"' if text.anchor != "start" else ""
    return (
        f'<text x="{text.x:.1f}" y="{text.y:.1f}"{anchor} fill="{text.colour}"{weight}>{markup_text(text.text)}</text>'
    )
