"""What a spreadsheet shows of a number under its number format: the digits that people see, the words beside them.

A format may scale (`0,"k"`), round, hide (`;;;`), drop a sign (`0;0`) or add digits of its own (`0"000"`). Whoever sent
the file saw what is shown and we read what is held, so the two are set side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<wide>_.)|(?P<fill>\*.)|\[\$(?P<money>[^\]-]*)[^\]]*\]|(?P<bracket>\[[^\]]*\])'
    r"|(?P<general>General|Yleinen|Standard)|(?P<power>[Ee][+-])|(?P<digit>[0#?])|(?P<sign>[.,%/@])|(?P<other>.)",
    re.DOTALL | re.IGNORECASE,
)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)\]")
_CUT = re.compile(r'(;)|"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
"""A semicolon between two parts, or what may hold one that parts nothing."""
_CORE = re.compile(r"\d[\d \N{NO-BREAK SPACE}]*(?:,\d+)?\Z", re.ASCII)
_GROUP = 3
_PLACES = 11
"""A cell without a format shows so many digits at most; what it leaves out then is nobody's choice."""
Piece = tuple[str, str]


@dataclass(frozen=True, slots=True)
class DisplayedNumber:
    """What a cell shows: `text` whole, the `number` in it (None where its digits are none), the `words` around it.

    `percent`: the format itself made hundredths of the number, so that 0.93 shows 93.
    """

    text: str
    number: float | None
    words: str
    percent: bool = False


def displayed(value: float, number_format: str) -> DisplayedNumber | None:
    """What a number shows under a format; None where that is the number itself."""
    if number_format in ("", "General", "@"):
        return None
    section, signed = _section(value, number_format)
    pieces = list(_pieces(section))
    kinds = {kind for kind, _ in pieces}
    magnitude = Decimal(repr(abs(value)))
    minus = "-" if value < 0 and signed else ""
    if "general" in kinds or ("@" in _signs(pieces) and "digit" not in kinds):
        before, core, after = _general(pieces, magnitude)
    elif "digit" not in kinds:
        before, core, after = "".join(text for kind, text in pieces if kind == "text"), "", ""
    elif "/" in _signs(pieces):
        return _fraction(pieces, magnitude, minus)
    else:
        before, core, after = _digits(pieces, magnitude)
    zero = not re.search("[1-9]", core)
    return _told(f"{'' if zero else minus}{before}", core, after, "%" in _signs(pieces))


def rounded(value: float, decimals: int) -> Decimal:
    """A number as it is printed with so many decimals."""
    return Decimal(repr(value)).quantize(Decimal(f"1E-{decimals}"), ROUND_HALF_UP)


def _signs(pieces: Sequence[Piece]) -> str:
    return "".join(text for kind, text in pieces if kind == "sign")


def _section(value: float, number_format: str) -> tuple[str, bool]:
    """The part of the format that shows this value, and whether its sign is shown by itself."""
    sections = _parts(number_format)
    for section in sections:
        if (m := _CONDITION.search(section)) and _holds(value, m[1], float(m[2])):
            return section, True
    if any(_CONDITION.search(s) for s in sections):
        return next((s for s in reversed(sections) if not _CONDITION.search(s)), "@"), True
    if value < 0 and len(sections) > 1:
        return sections[1], False
    if value == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], True


def _parts(number_format: str) -> list[str]:
    """The parts of a format between its semicolons; those inside quotes and brackets part nothing."""
    cuts = [m.start() for m in _CUT.finditer(number_format) if m[1]]
    starts, ends = [0, *(cut + 1 for cut in cuts)], [*cuts, len(number_format)]
    return [number_format[start:end] for start, end in zip(starts, ends, strict=True)]


def _holds(value: float, sign: str, limit: float) -> bool:
    return {
        "<": value < limit, ">": value > limit, "=": value == limit,
        "<=": value <= limit, ">=": value >= limit, "<>": value != limit,
    }[sign]  # fmt: skip


def _pieces(section: str) -> Iterator[Piece]:
    for m in _PIECE.finditer(section):
        match m.lastgroup:
            case "quoted" | "escaped" | "money":
                yield "text", m[m.lastgroup]
            case "wide":
                yield "text", " "
            case "other":
                yield "text", m[0]
            case kind:
                yield str(kind), m[0]


def _general(pieces: Sequence[Piece], magnitude: Decimal) -> tuple[str, str, str]:
    at = next(n for n, (kind, text) in enumerate(pieces) if kind == "general" or text == "@")
    core = f"{float(magnitude):.{_PLACES}g}"
    text = f"{Decimal(core):f}".replace(".", ",")
    return _words(pieces[:at]), text, _words(pieces[at + 1 :])


def _words(pieces: Sequence[Piece]) -> str:
    return "".join(text for kind, text in pieces if kind == "text" or text == "%")


def _digits(pieces: Sequence[Piece], magnitude: Decimal) -> tuple[str, str, str]:
    """The text before the first digit, the digits with what stands between them, and the text after the last."""
    places = [n for n, (kind, _) in enumerate(pieces) if kind == "digit"]
    first, last = places[0], places[-1]
    point = next((n for n, piece in enumerate(pieces) if piece == ("sign", ".")), None)
    whole_end = last if point is None else max((n for n in places if n < point), default=point)
    whole = pieces[min(first, point if point is not None else first) : (last + 1 if point is None else point)]
    fraction = [] if point is None else pieces[point + 1 : last + 1]
    power = next((n for n, (kind, _) in enumerate(pieces) if kind == "power"), None)
    if power is not None:
        return _scientific(pieces, magnitude)
    commas = [n for n, piece in enumerate(pieces) if piece == ("sign", ",") and n > first]
    grouped = any(n < whole_end for n in commas)
    scale = sum(n > whole_end for n in commas)
    percents = _signs(pieces).count("%")
    value = magnitude * Decimal(100) ** percents / Decimal(1000) ** scale
    decimals = sum(kind == "digit" for kind, _ in fraction)
    printed = f"{value.quantize(Decimal(f'1E-{decimals}'), ROUND_HALF_UP):f}"
    digits, _, after = printed.partition(".")
    core = _whole(whole, digits, grouped) + _fractional(fraction, after)
    start = first if point is None else min(first, point)
    return _words(pieces[:start]), core, _words(pieces[last + 1 :])


def _whole(pieces: Sequence[Piece], digits: str, grouped: bool) -> str:
    """Digits take their places from the right; what is left of them stands at the leftmost place."""
    need = sum(piece == ("digit", "0") for piece in pieces)
    left = digits.lstrip("0").rjust(need, "0")
    places = sum(kind == "digit" for kind, _ in pieces)
    out: list[str] = []
    for kind, text in reversed(pieces):
        if kind == "digit":
            places -= 1
            parsed = left[-1:] if places else left
            left = left[: len(left) - len(parsed)]
            out.append(parsed)
        elif kind == "text":
            out.append(text)
    core = "".join(reversed(out))
    if grouped and core.isdigit():
        head = len(core) % _GROUP
        parts = [core[:head], *(core[n : n + _GROUP] for n in range(head, len(core), _GROUP))]
        return "\N{NO-BREAK SPACE}".join(p for p in parts if p)
    return core


def _fractional(pieces: Sequence[Piece], digits: str) -> str:
    optional = 0
    for kind, text in reversed(pieces):
        if kind == "digit" and text == "0":
            break
        optional += kind == "digit"
    kept = digits
    while optional and kept.endswith("0"):
        kept, optional = kept[:-1], optional - 1
    inside = "".join(text for kind, text in pieces if kind == "text")
    return (f",{kept}" if kept else "") + inside


def _scientific(pieces: Sequence[Piece], magnitude: Decimal) -> tuple[str, str, str]:
    at = next(n for n, (kind, _) in enumerate(pieces) if kind == "power")
    point = next((n for n, piece in enumerate(pieces[:at]) if piece == ("sign", ".")), at)
    decimals = sum(kind == "digit" for kind, _ in pieces[point:at])
    last = max(n for n, (kind, _) in enumerate(pieces) if kind == "digit")
    first = next(n for n, (kind, _) in enumerate(pieces) if kind == "digit")
    number = Decimal(f"{magnitude:.{decimals}E}")
    return _words(pieces[:first]), f"{number:f}".replace(".", ","), _words(pieces[last + 1 :])


def _fraction(pieces: Sequence[Piece], magnitude: Decimal, minus: str) -> DisplayedNumber:
    """`# ?/?`: the nearest fraction whose denominator has as many digits, or is the one that stands there."""
    at = next(n for n, piece in enumerate(pieces) if piece == ("sign", "/"))
    below = re.match(r"[1-9]\d*", "".join(text for _, text in pieces[at + 1 :]).strip())
    fixed = below[0] if below else ""
    most = 10 ** max(1, sum(kind == "digit" for kind, _ in pieces[at + 1 :])) - 1
    exact = Fraction(magnitude)
    near = Fraction(round(exact * int(fixed)), int(fixed)) if fixed else exact.limit_denominator(most)
    whole, part = divmod(near, 1)
    text = f"{minus}{whole}" + (f" {part}" if part else "")
    number = float(near)
    return DisplayedNumber(text, -number if minus else number, "")


def _told(before: str, core: str, after: str, percent: bool) -> DisplayedNumber:
    text = f"{before}{core}{after}".strip()
    head, tail = before.strip(), after.strip()
    negative = head.startswith("(") and tail.endswith(")")
    if negative:
        head, tail = head[1:].strip(), tail[:-1].strip()
    for sign in ("-", "\N{MINUS SIGN}"):
        if head.startswith(sign) or head.endswith(sign):
            negative, head = True, head.strip(sign).strip()
    glued = after[:1].isdigit() or before[-1:].isdigit() or before[-1:] in (",", ".") or after[:1] in (",", ".")
    if not _CORE.match(core) or glued:
        return DisplayedNumber(text, None, " ".join(filter(None, (head, tail))), percent)
    number = float(re.sub(r"[ \N{NO-BREAK SPACE}]", "", core).replace(",", "."))
    return DisplayedNumber(text, -number if negative else number, " ".join(filter(None, (head, tail))), percent)
