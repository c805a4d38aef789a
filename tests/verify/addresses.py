"""Which pages the matrix looks at: every type of page, and measures in which everything occurs that a page can show.

Measures are chosen by what they show (kind, group of status, grain, forms, parts, breaks), not by name, so that a
new state in the data is looked at without anybody adding it here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dashboard.components.views import ShownView, shown_view
from dashboard.context.context import Context
from dashboard.context.urls import WITH_ID, WORDS, Address
from dashboard.pages import Services
from strategy.model.catalogue import Measure


@dataclass(frozen=True, slots=True)
class Shows:
    """A measure, and what its page shows, as words such as `group:behind` or `form:index`."""

    measure: Measure
    traits: frozenset[str]


def context(services: Services, address: Address) -> Context:
    """What a page at `address` is made from."""
    return Context.of(address, services.store.release(), services.settings, services.today())


def view(services: Services, measure: Measure, address: Address) -> ShownView | None:
    """What the page of a measure draws; None where it has no figure."""
    rows = services.store.release().rows(measure.id)
    return shown_view(context(services, address), measure, rows) if any(row.value is not None for row in rows) else None


@lru_cache(maxsize=2)
def representatives(services: Services) -> tuple[Shows, ...]:
    """So few measures that every trait occurs in one of them, those with the most traits first."""
    every = [Shows(measure, frozenset(_traits(services, measure))) for measure in _measures(services)]
    missing = frozenset[str]().union(*(found.traits for found in every))
    chosen: list[Shows] = []
    while missing:
        best = max(every, key=lambda found: len(found.traits & missing))
        chosen.append(best)
        missing -= best.traits
    return tuple(chosen)


def _measures(services: Services) -> list[Measure]:
    return list(services.store.release().strategy.measures.values())


def _traits(services: Services, measure: Measure) -> Iterator[str]:
    here = context(services, Address("fi", "measure", measure.id))
    verdict, strategy = here.verdicts[measure.id], here.strategy
    yield from (f"kind:{measure.kind}", f"role:{measure.role}", f"group:{verdict.headline.group}")
    yield from ["flag"] if verdict.headline.flags else []
    yield from ["other targets"] if len(verdict.judgements) > 1 else []
    yield from ["range"] if any(target.kind == "range" or target.high is not None for target in measure.targets) else []
    yield from (f"mark:{mark.kind}" for mark in strategy.marks if mark.measure == measure.id)
    rows = services.store.release().rows(measure.id)
    yield from (f"quality:{row.quality}" for row in rows)
    yield from ["missing"] if any(row.missing for row in rows) else []
    yield from ["cases"] if any(row.n for row in rows) else []
    yield from ["parts"] if any(row.breakdown for row in rows) else []
    yield from ["reference line"] if measure.reference_line else []
    if found := view(services, measure, here.address):
        yield from (f"form:{form}" for form in found.forms)
        yield from (f"grain:{grain}" for grain in found.grains[1:])
        yield from ["peers"] if found.having else []


def measure_pages(services: Services, lang: str) -> list[Address]:
    """The pages of the representatives, and each of the views that one of them can be asked for."""
    plain: list[Address] = []
    views: dict[str, Address | None] = {}
    for found in representatives(services):
        here = Address(lang, "measure", found.measure.id)
        plain.append(here)
        for trait in sorted(found.traits):
            views.setdefault(trait, _asked(services, found.measure, here, trait))
    return [*plain, *(address for address in views.values() if address)]


def _asked(services: Services, measure: Measure, here: Address, trait: str) -> Address | None:
    found = view(services, measure, here)
    what, _, value = trait.partition(":")
    if found is None or what not in ("form", "grain", "peers"):
        return None
    state = {"form": {"form": value}, "grain": {"grain": value}, "peers": {"compare": found.having[:3], "since": 2010}}
    return Address(here.lang, here.page, here.id, **state[what])  # type: ignore[arg-type]


def pages(services: Services, lang: str) -> list[str]:
    """The addresses of every type of page in one language: all focus areas and sectors, views, and a missing page."""
    strategy = services.store.release().strategy
    day = strategy.review_day.replace(year=2019)
    found = [
        *_plain(lang),
        *(Address(lang, "focus_area", area) for area in strategy.focus_areas),
        *(Address(lang, "sector", sector) for sector in strategy.sectors),
        *measure_pages(services, lang),
        Address(lang, "overview", on=day, known=day),
        Address(lang, "measure", "5.3-g1", on=day),
        Address(lang, "measures", group="judged", sector="sote"),
        Address(lang, "measures", q="zzz"),
        Address(lang, "years", years=(2018, 2019, 2020, 2021), focus_area="3"),
    ]
    return [*(address.href() for address in found), f"/{lang}/zzz"]


def _plain(lang: str) -> list[Address]:
    """Every page that needs no id, also one that was added after this was written."""
    return [Address(lang, page) for page in WORDS if page not in WITH_ID]


def page_types(services: Services, lang: str) -> list[str]:
    """One address of each type of page, for what need not be seen on each: a measure of each kind, a view of each."""
    every = measure_pages(services, lang)
    strategy = services.store.release().strategy
    first = {strategy.measures[address.id].kind: address.href() for address in reversed(every)}
    views = {(address.form, address.grain): address.href() for address in every if address.form or address.grain}
    plain = [*_plain(lang), Address(lang, "focus_area", "3"), Address(lang, "sector", "sote")]
    return [*(address.href() for address in plain), *first.values(), *views.values(), f"/{lang}/zzz"]
