"""The table of what is aimed at: what stands now, what it may be at most, what it should be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.browser import FLOOR, Seen
from benchmarks.pages import PageCost
from benchmarks.proxy import SHARED, Proxied
from benchmarks.publishing import PublicationLoad


@dataclass(frozen=True, slots=True)
class Aim:
    """A row of the table, worded."""

    what: str
    now: str
    at_most: str
    aim: str


def of_browser(seen: Sequence[Seen]) -> Iterator[Aim]:
    """First views against plain pages, bytes, and when a chart can be touched."""
    if not seen:
        return
    of = {each.name: each for each in seen}
    ratios = [of[name].painted / of[f"floor: {name}, plain"].painted for name in ("overview", "focus area")]
    told = " / ".join(f"{ratio:.2f}" for ratio in ratios)
    yield Aim("first view of overview / focus area : a plain page with the same main part", told, "1.5", "1.15")
    yield Aim("first view of the overview : 12 small charts", f"{_share(of, 'overview'):.2f}", "2.4", "1.8")
    sent = " / ".join(f"{of[name].sent / 1000:.0f} kB" for name in ("overview", "measure"))
    yield Aim("bytes of a page without / with the chart library", sent, "90 / 500 kB", "40 / 400 kB")
    touched, library = (each / of[FLOOR].painted for each in (of["measure"].touched, of["measure"].library))
    yield Aim("a measure's chart tells a figure when pointed at : page of 12 charts", f"{touched:.1f}", "6", "4")
    yield Aim("... the chart library has drawn it", f"{library:.1f}", "6", "4")


def _share(of: dict[str, Seen], name: str) -> float:
    return of[name].painted / of[FLOOR].painted


def of_costs(costs: Sequence[PageCost]) -> Iterator[Aim]:
    """The cost of the overview, and of what changed in a year."""
    of = {cost.name: cost.ms for cost in costs}
    names = ("overview, after others of its day", "overview, a new day", "changes of a year, new days")
    told = " / ".join(f"{of[name]:.0f}" for name in names)
    what = "CPU of a page not asked before: the default day / a new day / changes of a year, ms"
    yield Aim(what, told, "8 / 12 / 30", "4 / 6 / 15")
    never = of["overview, never drawn, after others of its day"]
    yield Aim("the same, never drawn, after nineteen other pages", f"{never:.0f}", "", "")
    yield Aim("the same, the first page of a release", f"{of['overview, the first of a release']:.0f}", "", "")


def of_load(published: PublicationLoad, proxied: Proxied | None) -> Iterator[Aim]:
    """Readers while releases are published, memory, and the cache in front."""
    yield Aim("500 clients while the pointer moves every 3 s : without", f"{published.share:.2f}", "0.7", "0.9")
    told = f"{published.without:.0f}/s, {published.during:.0f}/s, {published.slow:.0f} ms, {published.failed}"
    yield Aim("... without, with, 95 of 100 within, failed", told, "", "")
    yield Aim("memory of a worker after 100 000 requests, MB", str(published.memory), "180", "120")
    if proxied:
        yield Aim("pages a second from a cache in front", f"{proxied.rate:.0f}", "at least 5000", "")
        yield Aim("... a publication is seen by all after, s", f"{proxied.fresh:.1f}", str(SHARED), "")


def of_many(many: PageCost, real: PageCost) -> Aim:
    """A page of very many rows against the same page on the real data."""
    return Aim(f"{many.name} : the same page on the real data", f"{many.ms / real.ms:.1f}", "1.5", "1.1")
