"""What a page that was not asked before costs of the processor: by day, of what changed, and of very many rows."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import count, islice, repeat
from pathlib import Path
from statistics import median
from time import process_time

from benchmarks import large
from benchmarks.publishing import PAGES
from dashboard import heap
from dashboard.data import Store
from dashboard.pages import Services, route
from dashboard.settings import Settings
from dashboard.web import compression, to_html

ROUNDS = 7
TODAY = date(2024, 6, 3)
"""The clock stands still, so that two runs draw the same."""
REVIEW = date(2021, 12, 31)
MANY = 150_000


@dataclass(frozen=True, slots=True)
class PageCost:
    """Milliseconds of the processor that a page costs, the median of `ROUNDS`."""

    name: str
    ms: float


def costs(releases: Path) -> list[PageCost]:
    """The main pages: first of all on a release, after others of their day, on a new day; and a year of changes."""
    heap.set_up()  # as where it is served
    kept, fresh = repeat(_services(releases)), (_services(releases) for _ in count())
    days = (date.fromordinal(REVIEW.toordinal() - n) for n in count(1))
    found = []
    for name, path in (("overview", "/fi"), ("focus area", "/fi/painopiste/3"), ("measure", "/sv/matare/3.3-t1")):
        plain, other = partial(_page, path, ()), partial(_page, path, days)
        found += [
            _median(f"{name}, the first of a release", plain, fresh),
            _median(f"{name}, after others of its day", plain, kept),
            _median(f"{name}, never drawn, after others of its day", plain, _warmed(releases, path)),
            _median(f"{name}, a new day", other, kept),
        ]
    return [*found, _median("changes of a year, new days", partial(_changes, days), kept)]


def of_many_rows(data: Path, aside: Path, releases: Path) -> tuple[PageCost, PageCost]:
    """The page of one measure with `MANY` made-up rows, and the same page on the real data."""
    folder = aside / "many"
    strategy = large._folder(data, folder)
    measure = next(m for m in strategy.measures.values() if m.role == "context" and m.kind == "numeric" and m.sources)
    file = aside / "many.csv"
    with file.open("w", encoding="utf-8") as to:
        to.write(large.HEADER)
        to.writelines(islice(large._lines(measure, strategy), MANY))
    taking = ["--yes", "--by", "benchmark", "--accept-good", "--accept-doubtful"]
    _etl("import", str(file), *taking, "--data", str(folder))
    _etl("build", "--data", str(folder), "--out", str(aside / "many-releases"))
    many, real = _services(aside / "many-releases"), _services(releases)
    path = f"/fi/mittari/{measure.id}"
    draw = partial(_page, path, ())
    return _median(f"page of {MANY} rows", draw, repeat(many)), _median("of the real data", draw, repeat(real))


def _etl(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "etl", *arguments], check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)  # fmt: skip


def _services(releases: Path) -> Services:
    """The services of a release that is open."""
    services = Services(Store(releases), Settings(), lambda: TODAY)
    services.store.release()
    return services


def _warmed(releases: Path, path: str) -> Iterator[Services]:
    """Services that have drawn the pages that everybody asks for, and never the one at `path`."""
    for services in map(_services, repeat(releases)):
        for other in PAGES:
            if other != path:
                _page(other, (), services)
        yield services


def _page(path: str, days: Iterable[date], services: Services) -> object:
    """A page as it is sent: made, printed and packed; of the next of `days`, of the usual day where there are none."""
    on = next(iter(days), None)
    return _sent(path, f"on={on}" if on else "", services)


def _changes(days: Iterator[date], services: Services) -> object:
    last = next(days)
    return _sent("/fi/muutokset", f"from={last - timedelta(days=365)}&to={last}", services)


def _sent(path: str, query: str, services: Services) -> object:
    return compression.pack(to_html(route(path, query, services).body).encode(), "br")


def _median(name: str, draw: Callable[[Services], object], services: Iterator[Services]) -> PageCost:
    """The cost of drawing, each time of the next services; what opens a release is not counted."""
    draw(next(services))  # whatever is made once in a process
    gc.collect()  # the releases that were opened before are none that a process which serves would look through
    return PageCost(name, median(_ms(draw, next(services)) for _ in range(ROUNDS)))


def _ms(draw: Callable[[Services], object], services: Services) -> float:
    begun = process_time()
    draw(services)
    return 1000 * (process_time() - begun)
