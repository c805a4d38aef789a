"""Text in lines of a width: between words, at soft hyphens, and where a word has none, wherever the line is full."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from dashboard.charts.drawing.text_boxes import text_width

_SOFT = "\N{SOFT HYPHEN}"


def wrapped(text: str, room: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """The text in lines of at most `room` pixels; a word longer than a line is broken.

    Where it has soft hyphens, that is at the last that fits, and the line ends with a hyphen.
    """
    lines, line = list[str](), ""
    for word in filter(None, text.split(" ")):
        longer = f"{line} {word}".lstrip()
        if line and text_width(_plain(longer), size, bold=bold) > room:
            lines.append(line)
            longer = word
        *full, line = _broken(longer, room, size, bold=bold)
        lines.extend(full)
    return (*map(_plain, lines), _plain(line))


def halved(text: str, size: float, *, bold: bool = False) -> str:
    """The text in two lines as narrow as can be, parted by a line feed; as it is where it has no space."""
    words = text.split(" ")
    parted = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    if not parted:
        return text
    return "\n".join(min(parted, key=lambda lines: max(text_width(line, size, bold=bold) for line in lines)))


def _plain(text: str) -> str:
    return text.replace(_SOFT, "")


def _broken(word: str, room: float, size: float, *, bold: bool) -> Iterator[str]:
    """A word in the lines that it needs by itself."""
    while len(word) > 1 and text_width(_plain(word), size, bold=bold) > room:
        parts = word.split(_SOFT)
        starts = ["".join(parts[:n]) + "-" for n in range(1, len(parts))]
        fitting = [n for n, start in enumerate(starts, 1) if text_width(start, size, bold=bold) <= room]
        if fitting:
            yield starts[fitting[-1] - 1]
            word = _SOFT.join(parts[fitting[-1] :])
        else:
            plain = _plain(word)
            cut = bisect_right(range(1, len(plain)), room, key=lambda n: text_width(plain[:n], size, bold=bold))
            yield plain[: max(cut, 1)]
            word = plain[max(cut, 1) :]
    yield word
