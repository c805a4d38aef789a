"""Addresses: the one module that builds and reads them. The address is the whole state of a page.

Language first, then words of that language; queries and ids are the same everywhere. Reading never raises: what cannot
be read in a query is named in `Address.unread` and left out, and a path that leads nowhere gives None.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlencode

from dashboard.data import grid
from strategy.judging import GROUPS, STATUSES
from strategy.model import AREA_ID, LANGUAGES

WORDS: Mapping[str, tuple[str, str, str]] = {
    "overview": ("", "", ""),
    "focus_area": ("painopiste", "fokusomrade", "focus-area"),
    "measure": ("mittari", "matare", "measure"),
    "measures": ("mittarit", "matare", "measures"),
    "sector": ("toimiala", "sektor", "sector"),
    "years": ("vuodet", "ar", "years"),
    "data": ("aineisto", "data", "data"),
    "meetings": ("kokous", "sammantrade", "meeting"),
    "meeting": ("kokous", "sammantrade", "meeting"),
    "changes": ("muutokset", "andringar", "changes"),
    "coverage": ("kattavuus", "tackning", "coverage"),
    "method": ("menetelma", "metod", "method"),
    "sources": ("lahteet", "kallor", "sources"),
    "accessibility": ("saavutettavuus", "tillganglighet", "accessibility"),
}
"""The word of each page in fi, sv and en. Those of `WITH_ID` are followed by an id."""
GRAINS = ("month", "quarter", "year")
"""The periods by which a series can be asked for."""
CHARTS, TABLE = "charts", "table"
FORMS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "measure": ("plain", "index", "per_capita", "rank"),
    "overview": (CHARTS, TABLE),
    "focus_area": (CHARTS, TABLE),
    "sector": (CHARTS, TABLE),
    "measures": (TABLE, CHARTS),
    "years": (TABLE, CHARTS),
    "changes": (TABLE, CHARTS),
})  # fmt: skip
"""The words of `as` on each page that has any; the first is what happens unasked.

A measure's figures stand beside those of others, and several measures stand as charts or as a table.
"""
STEPS = ("years", "peers", "calculation")
"""What lies below a screen of a meeting that shows one measure."""
DARK = "dark"
"""The ground of a meeting's screens in a dark room."""
HAS = ("baseline_only", "nothing")
"""What a listed measure has of its figures: nothing but the baseline, or nothing at all."""
WITH_ID = frozenset({"focus_area", "measure", "sector", "meeting"})
_FOLD = str.maketrans("åäöÅÄÖ", "aaoAAO")
_ID = re.compile(r"[A-Za-z0-9._-]{1,40}\Z")
_LONGEST_SEARCH = 100
MOST_YEARS = 6
"""So many years, at the most, stand side by side: more do not fit a page or a reader."""


@dataclass(frozen=True, slots=True)
class Address:
    """A page and its state. `on` is the day judged, `known` the day of knowledge, both None where not asked."""

    lang: str
    page: str
    id: str = ""
    on: date | None = None
    known: date | None = None
    printed: date | None = None
    """The day on which this view was printed on paper, from where the reader comes."""
    compare: tuple[str, ...] = ()
    other: str = ""
    """The measure that is shown in one picture with the page's own (`with` in the query)."""
    since: int | None = None
    grain: str = ""
    form: str = ""
    years: tuple[int, ...] = ()
    first: date | None = None
    """Changes are told of what became known after `first` and by `last` (`from` and `to` in the query)."""
    last: date | None = None
    q: str = ""
    status: str = ""
    group: str = ""
    sector: str = ""
    focus_area: str = ""
    has: str = ""
    filter: str = ""
    """The conditions on the data page's rows, as `dashboard.data.grid` writes them; `sort` is their order."""
    sort: str = ""
    screen: int = 0
    """The screen of a meeting, from 1; 0 is its agenda."""
    step: str = ""
    beside: str = ""
    """A second language on the same screen."""
    ground: str = ""
    unread: tuple[str, ...] = ()

    def path(self) -> str:
        """The path without query, such as `/sv/matare/5.3-g2`."""
        return _path(self.lang, self.page, self.id)

    def href(self) -> str:
        """The path with the query that gives this state back."""
        pairs = self.query()
        return f"{self.path()}?{_encoded(tuple(pairs.items()))}" if pairs else self.path()

    def query(self) -> dict[str, str]:
        """The state as query keys, in a fixed order; what is not set is left out."""
        pairs = {}
        for key, field, write in _WRITTEN:
            value = getattr(self, field)
            if value and (written := write(value)):
                pairs[key] = written
        return pairs

    def to(self, page: str, id_: str = "", **state: Any) -> Address:
        """Another page on the same days: `on` and `known` go along, filters do not."""
        return Address(self.lang, page, id_, on=self.on, known=self.known, **state)

    def in_language(self, lang: str) -> Address:
        """The same view in another language."""
        return replace(self, lang=lang)


@lru_cache(maxsize=1024)
def _encoded(pairs: tuple[tuple[str, str], ...]) -> str:
    return urlencode(pairs, safe=",:;=")


@lru_cache(maxsize=4096)
def plain_href(base: str, lang: str, page: str, id_: str, on: date | None, known: date | None) -> str:
    """The link below the path `base` to a page in no other state than its days; pages are full of them."""
    return base.rstrip("/") + Address(lang, page, id_, on=on, known=known).href()


@lru_cache(maxsize=4096)
def _path(lang: str, page: str, id_: str) -> str:
    word = WORDS[page][LANGUAGES.index(lang)]
    return "/" + "/".join(part for part in (lang, word, quote(id_)) if part)


def read(path: str, query: str = "") -> Address | None:
    """The address of a path and its query string; None where no page stands at that path."""
    parts = [part for part in unquote(path).split("/") if part]
    if not parts or parts[0] not in LANGUAGES or len(parts) > 3:
        return None
    page = _page(parts)
    if page is None or (len(parts) == 3 and not _ID.match(parts[2])):
        return None
    return with_query(Address(parts[0], page, parts[2] if len(parts) == 3 else ""), query)


def _page(parts: list[str]) -> str | None:
    word = parts[1].translate(_FOLD) if len(parts) > 1 else ""
    column = LANGUAGES.index(parts[0])
    for page, words in WORDS.items():
        if words[column] == word and (page in WITH_ID) == (len(parts) == 3):
            return page
    return None


def with_query(address: Address, query: str) -> Address:
    """The address in the state that a query string asks for, read with the words of its page."""
    state: dict[str, Any] = {}
    unread: list[str] = []
    for key, value in parse_qsl(query, max_num_fields=None):
        name = "on" if key == "year" else key
        field = FIELDS.get(name, name)
        if name not in _KEYS or field in state or not value:
            continue
        reader = _year_end if key == "year" else _KEYS[name][0]
        try:
            state[field] = form_on(address.page, value) if key == "as" else reader(value)
        except ValueError:
            unread.append(f"{key}={value[:40]}")
    return replace(address, **state, unread=tuple(unread))


def read_day(text: str) -> date:
    """A day as `2021-12-31`, of the years that people ask for; anything else raises `ValueError`."""
    day = date.fromisoformat(text)
    if len(text) != 10 or not 1900 <= day.year <= 2200:
        raise ValueError(text)
    return day


def _year(text: str) -> int:
    if not re.fullmatch(r"(19|20|21)\d\d", text, re.ASCII):
        raise ValueError(text)
    return int(text)


def _year_end(text: str) -> date:
    return date(_year(text), 12, 31)


def _years(text: str) -> tuple[int, ...]:
    years = tuple(sorted({_year(part) for part in text.split(",")}))
    if len(years) > MOST_YEARS:
        raise ValueError(text)
    return years


def _screen(text: str) -> int:
    if not re.fullmatch(r"[1-9]\d{0,2}", text, re.ASCII):
        raise ValueError(text)
    return int(text)


def _areas(text: str) -> tuple[str, ...]:
    areas = tuple(dict.fromkeys(text.split(",")))
    if len(areas) > 12 or not all(AREA_ID.fullmatch(area) for area in areas):
        raise ValueError(text)
    return areas


def _search(text: str) -> str:
    return " ".join(text.split())[:_LONGEST_SEARCH]


def _one_of(words: tuple[str, ...]) -> Callable[[str], str]:
    def read_word(text: str) -> str:
        if text not in words:
            raise ValueError(text)
        return text

    return read_word


def form_on(page: str, word: str) -> str:
    """A word of `as` as the address of a page holds it: empty for what happens unasked, so that a view has one address.

    A word that the page does not have raises `ValueError`.
    """
    words = FORMS.get(page, ())
    return "" if _one_of(words)(word) == words[0] else word


def _id(text: str) -> str:
    if not _ID.match(text):
        raise ValueError(text)
    return text


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


FIELDS: Mapping[str, str] = {"as": "form", "from": "first", "to": "last", "with": "other"}
"""Keys whose word Python keeps to itself, with the field they are read into."""
_KEYS: Mapping[str, tuple[Callable[[str], object], Callable[..., str]]] = {
    "on": (read_day, _iso),
    "known": (read_day, _iso),
    "printed": (read_day, _iso),
    "compare": (_areas, ",".join),
    "with": (_id, str),
    "since": (_year, lambda year: str(year or "")),
    "grain": (_one_of(GRAINS), str),
    "as": (str, str),
    "years": (_years, lambda years: ",".join(map(str, years))),
    "from": (read_day, _iso),
    "to": (read_day, _iso),
    "q": (_search, str),
    "status": (_one_of(STATUSES), str),
    "group": (_one_of((*GROUPS, "judged")), str),
    "sector": (_id, str),
    "focus_area": (_id, str),
    "has": (_one_of(HAS), str),
    "filter": (lambda text: grid.read_view(text, "").filter, str),
    "screen": (_screen, lambda screen: str(screen or "")),
    "step": (_one_of(STEPS), str),
    "beside": (_one_of(LANGUAGES), str),
    "ground": (_one_of((DARK,)), str),
    "sort": (lambda text: grid.read_view("", text).sort, str),
}
_WRITTEN = tuple((key, FIELDS.get(key, key), write) for key, (_, write) in _KEYS.items())
"""A key, its field, and how its value is written: a page writes hundreds of addresses, and few of them have a query."""
KEYS = (*_KEYS, "year")
"""Every key that a query may have."""
SCREEN_KEYS = ("screen", "step", "beside", "ground", "printed")
"""The keys that say how a screen or a printed address is shown, which choose nothing of what a file holds."""


def canonical(path: str, query: str = "") -> str | None:
    """Where an address with diacritics or a trailing slash leads; None where it is as it should be."""
    address = read(path, query)
    if address is None or unquote(path) == unquote(address.path()):
        return None
    return f"{address.path()}?{query}" if query else address.path()


def best_language(accepted: str) -> str:
    """The language of an Accept-Language header: the first of ours by weight, Finnish otherwise."""
    weighted = []
    for place, item in enumerate(accepted.split(",")[:20]):
        tag, _, weight = item.strip().partition(";q=")
        lang = tag.strip().lower().partition("-")[0]
        if lang in LANGUAGES:
            weighted.append((-_weight(weight), place, lang))
    return min(weighted)[2] if weighted else LANGUAGES[0]


def _weight(text: str) -> float:
    return float(text) if re.fullmatch(r"[01](\.\d{1,3})?", text.strip(), re.ASCII) else 1.0


def safe_link(url: str | None) -> str | None:
    """A link to a source if it is plainly https, else None: text from data never becomes another kind of address."""
    return url if url and re.match(r"https://[\w.-]+(?::\d+)?(?:[/?#]|\Z)", url) else None
