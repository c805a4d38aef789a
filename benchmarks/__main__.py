"""`python -m benchmarks [--rows N]`: measures everything side by side and prints tables. Asserts nothing."""

from __future__ import annotations

import argparse
import importlib.util
import os
import platform
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks import aims, browser, large, made_up, pages, proxy, publishing, serving, work

DATA = serving.ROOT / "data"


def main() -> None:
    """Measure and print; every part on one release of the real data, built in a folder that is removed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rows", type=int, default=200_000, help="rows of the made-up folder (default 200000)")
    parser.add_argument("--large", type=int, default=0, help="rows of a file to be taken in whole, and nothing else")
    chosen = parser.parse_args()
    rows = chosen.rows
    print(f"{os.cpu_count()} cores, Python {platform.python_version()}, load before {os.getloadavg()[0]:.1f}")
    print("Other work on the machine moves every number; the ratios, measured in turn, move little.\n")
    with tempfile.TemporaryDirectory() as folder:
        aside = Path(folder)
        if chosen.large:
            _print_large(*large.steps(DATA, aside, chosen.large))
            return
        built = work.builds(DATA, aside, rows)
        releases = aside / "releases"
        work.publish_data(DATA, releases)
        _print_serving(serving.run(releases))
        _print_work([*built, *work.reading(releases)])
        _print_aims(releases, aside)


def _print_aims(releases: Path, aside: Path) -> None:
    """What is aimed at, in one table; what could not be measured is said under it."""
    unlike = made_up.write(DATA, aside / "unlike", 7_000)
    work.publish_data(aside / "unlike", aside / "unlike-releases")
    print(f"Two releases: the real data, and {unlike} made-up rows.")
    seen, lacking = _seen(releases)
    costs = pages.costs(releases)
    many = pages.of_many_rows(DATA, aside, releases)
    published = publishing.run(releases, aside / "unlike-releases", aside)
    proxied: proxy.Proxied | None = None
    try:
        proxied = proxy.run(aside / "both", aside)
    except proxy.MissingToolError as error:
        lacking.append(f"The cache in front was not measured: {error}.")
    _table(["CPU of a page, packed", "ms"], [[cost.name, f"{cost.ms:.1f}"] for cost in costs])
    _print_browser(seen)
    rows = [*aims.of_browser(seen), *aims.of_costs(costs), *aims.of_load(published, proxied), aims.of_many(*many)]
    _table(["what", "now", "at most", "aim"], [[row.what, row.now, row.at_most, row.aim] for row in rows])
    print("\n".join(lacking))


def _seen(releases: Path) -> tuple[list[browser.Seen], list[str]]:
    """What the browser saw, or why it could not look."""
    if importlib.util.find_spec("playwright") is None:
        return [], ["First views were not measured: Playwright is not installed (`make test` does it)."]
    from tests.browser.chromium import NoChromiumError

    try:
        return browser.run(releases), []
    except NoChromiumError as error:
        return [], [f"First views were not measured: {error}"]


def _print_serving(served: Sequence[serving.Served]) -> None:
    head = [
        "asked",
        "bytes",
        "brotli",
        *(f"{n} client{'s' * (n > 1)}{part}" for n in serving.CLIENTS for part in (", /s", ", of floor")),
    ]
    _table([*head, "failed"], [[s.name, s.plain, s.packed, *_rates(s), s.failed] for s in served])


def _rates(served: serving.Served) -> list[str]:
    return [cell for rate, share in served.rates.values() for cell in (f"{rate:.0f}", f"{share:.3f}")]


def _print_browser(seen: Sequence[browser.Seen]) -> None:
    if not seen:
        return
    floor = seen[0].painted
    rows = [
        [s.name, s.sent, *(cell for ms in (s.painted, s.touched, s.library) for cell in _since(ms, floor))]
        for s in seen
    ]
    head = ("painted, ms", "of floor", "touched, ms", "of floor", "library, ms", "of floor")
    _table(["opened, cold cache", "bytes", *head], rows)


def _since(ms: float, floor: float) -> tuple[str, str]:
    return (f"{ms:.0f}", f"{ms / floor:.1f}") if ms else ("", "")


def _print_large(rows: int, done: Sequence[large.LargeStep]) -> None:
    print(f"{rows:,} rows; the floor is the better of its two runs\n".replace(",", " "))
    floor = min(done[0].seconds, done[-1].seconds)
    _table(
        ["step", "s", "of floor", "memory, MB"],
        [[s.name, f"{s.seconds:.1f}", f"{s.seconds / floor:.1f}", s.memory] for s in done],
    )


def _print_work(done: Sequence[work.Work]) -> None:
    rows = [[w.name, f"{w.ms:.1f}", w.floor, f"{w.floor_ms:.2f}", f"{w.ratio:.1f}"] for w in done]
    _table(["work", "ms", "floor", "floor, ms", "of floor"], rows)


def _table(head: Sequence[object], rows: Iterable[Sequence[object]]) -> None:
    """Print a table that is also Markdown."""
    lines = [[str(cell) for cell in row] for row in (head, *rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    lines.insert(1, ["-" * width for width in widths])
    for line in lines:
        print("|", " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)), "|")
    print()


if __name__ == "__main__":
    main()
