"""Units as people write them, beside the unit of a measure: the same, another one, or one that is not understood.

`t€`, `1 000 €` and `tuhatta euroa` are one unit, and not that of a measure in euros.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

from strategy.model import Unit

Answer = Literal["same", "other", "unknown"]

_THOUSAND = "tuhatta|tuhansia|tuhansina|tuhannet|tuhat|tuh|tusental|tusen|tus|thousands|thousand|1000|000"
_MILLION = "miljoonaa|miljoonia|miljoonina|miljoonat|miljoona|milj|miljoner|miljon|mn|mill|millions|million|mio|1000000"
_BILLION = "miljardia|miljardi|miljarder|miljard|mrd|md|billions|billion|bn"
_SCALES: Mapping[str, float] = MappingProxyType(
    {word: scale for words, scale in ((_THOUSAND, 1e3), (_MILLION, 1e6), (_BILLION, 1e9)) for word in words.split("|")}
)
_SHORT: Mapping[str, float] = MappingProxyType({"t": 1e3, "k": 1e3, "m": 1e6})
"""One letter scales money alone: `t` is otherwise a tonne and `m` a metre."""

_KINDS: tuple[tuple[str, float, str], ...] = (
    ("eur", 1, "€|e|eur|euro|euroa|euros|euron|euroina|euroissa"),
    ("usd", 1, "$|usd|dollaria|dollar|dollars"),
    ("sek", 1, "sek|kr|kruunua|kronor|skr"),
    ("gbp", 1, "£|gbp|puntaa|pund|pounds"),
    ("fim", 1, "mk|fim|markkaa|mark"),
    ("time", 1 / 1440, "min|minuuttia|minuutti|minuter|minut|minutes|minute"),
    ("time", 1 / 24, "h|t|tuntia|tunti|tim|timmar|timme|hours|hour|hrs"),
    ("time", 1, "pv|pvä|pvää|päivää|päivä|pvm|vrk|vuorokautta|vuorokausi|d|dgr|dagar|dag|dygn|days|day"),
    ("time", 7, "vk|vko|vkoa|viikkoa|viikko|v|veckor|vecka|weeks|week|wk"),
    ("time", 30.4375, "kk|kuukautta|kuukausi|mån|månader|månad|months|month"),
    ("time", 365.25, "vuotta|vuosi|år|years|year|a"),
    ("share", 1, "%|prosenttia|prosentti|pros|procent|percent|per cent|pct"),
    ("share", 0.1, "‰|promillea|promille|per mille|permille"),
    ("share", 100, "osuus 0–1|osuus 0-1|andel 0–1|share 0-1"),
    ("points", 1, "%-yksikköä|%-yksikkö|prosenttiyksikköä|prosenttiyksikkö|%-yks|procentenheter|procentenhet"
     "|percentage points|percentage point|pp|%-enheter|%-p"),
    ("area", 1, "m²|m2|neliömetriä|neliötä|kvadratmeter|kvm|square metres|sq m"),
    ("area", 1e4, "ha|hehtaaria|hehtaari|hektar|hectares"),
    ("area", 1e6, "km²|km2|neliökilometriä|kvadratkilometer"),
    ("length", 1, "m|metriä|metri|meter|metres|metre"),
    ("length", 1e3, "km|kilometriä|kilometri|kilometer|kilometres"),
    ("co2", 1, "t co₂e|t co2e|t co2-ekv|tco2e|t co2|tco2|tonnia co2e|ton co2e|tonnes co2e|tn co2e|t co₂-ekv"),
    ("co2", 1e3, "kt co₂e|kt co2e|kt co2-ekv|kt co2"),
    ("co2", 1e-3, "kg co₂e|kg co2e|kg co2"),
    ("mass", 1, "tn|tonnia|tonni|ton|tonnes|tonne"),
    ("mass", 1e-3, "kg|kiloa|kilogrammaa|kilo"),
    ("energy", 1, "kwh"), ("energy", 1e3, "mwh"), ("energy", 1e6, "gwh"),
)  # fmt: skip
_WORDS: Mapping[str, tuple[str, float]] = MappingProxyType(
    {word: (kind, scale) for kind, scale, words in _KINDS for word in words.split("|")}
)
_MONEY = frozenset({"eur", "usd", "sek", "gbp", "fim"})
_COUNTS = frozenset("kpl|kappaletta|lkm|lukumäärä|st|stycken|styck|antal|pcs|pieces|number|in number".split("|"))
_PEOPLE = frozenset(
    "hlö|hlöä|hlöt|henk|henkilöä|henkilö|henkeä|ihmistä|asukasta|asukas|as|asukkaita|pers|personer|person|invånare|inv"
    "|persons|residents|inhabitants".split("|")
)
_ONCE = frozenset(("1", "1,0", "1.0", "yksi", "en", "ett", "one", "-", "x1"))
_PER = re.compile(r"\s*/\s*|\sper\s")
_A_YEAR = re.compile(r"\s*(?:/\s*(?:v|vuosi|år|year|a)|vuodessa|per år|per year|a year|om året)\Z")
_PER_THOUSAND = re.compile(
    r"(?:/|per|promille)\s*(?:1000|tusen|thousand)(?:\s*\w+(?:\s+\w+)*)?\Z|(?:1000|tuhatta)\s*\w+\s+kohti\Z"
)
_STATED = re.compile(
    r"\b(?:1[ .]?000 ?(?:€|e\b|eur\w*)|t€|teur|te\b|k€|keur|m€|meur|tuhansina|tuhansissa|miljoonina|miljoonissa"
    r"|tusental"
    r"|(?:tuhat\w*|tusen|thousands?|milj\.?|miljoon\w*|miljon\w*|mn|millions?|mrd\.?) (?:of )?(?:€|eur\w*))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A unit taken apart: of what `kind` (`eur`, `time`, or the plain word), how many of its base, per what."""

    kind: str
    scale: float
    per: str = ""

    @property
    def known(self) -> bool:
        """Whether the kind is one of ours, and no word that only its writer knows."""
        return self.kind in {kind for kind, _, _ in _KINDS}


_ONE = Quantity("", 1)


@cache
def quantity(text: str) -> Quantity:
    """A unit as it was written, taken apart."""
    clean = _clean(text)
    if _PER_THOUSAND.search(clean):
        return Quantity("per_thousand", 1)
    per = ""
    if m := _A_YEAR.search(clean):
        clean, per = clean[: m.start()], "year"
    elif clean not in _WORDS and (m := _PER.search(clean)) and clean[: m.start()].strip():
        clean, per = clean[: m.start()], _one(clean[m.end() :])
    kind, scale = _scaled(clean.strip())
    return Quantity(kind, scale, per)


def _clean(text: str) -> str:
    plain = " ".join(text.casefold().split()).strip(" ()[]:;,.")
    plain = re.sub(r"\b(milj|tuh|mrd|mill|eur|mio|vk|kk|tim|inv|as|st|pv|pros|tus|pers)\.", r"\1", plain)
    return re.sub(r"(?<=\d)[ .](?=000)", "", plain).removeprefix("x ").strip()


def _one(word: str) -> str:
    """What something is told per: inhabitants and pupils by one word each."""
    stem = word.strip(" .")
    for one, words in (("resident", "as|asukas|asukasta|inv|invånare|capita|residents"),
                       ("pupil", "oppilas|oppilasta|elev"), ("unit", "yksikkö|enhet"),
                       ("household", "asuntokunta|bostadshushåll")):  # fmt: skip
        if stem in words.split("|"):
            return one
    return stem


def _scaled(text: str) -> tuple[str, float]:
    if text in _WORDS:
        return _WORDS[text]
    m = re.match("1000000|1000|[a-zåäö]+", text)
    if m and m[0] in _SCALES:
        rest = text[m.end() :].strip()
        kind, scale = _WORDS.get(rest, (_noun(rest), 1.0))
        return kind, scale * _SCALES[m[0]]
    for short, factor in (*_SHORT.items(), ("mn", 1e6)):
        rest = text.removeprefix(short).strip()
        if text.startswith(short) and rest in _WORDS and _WORDS[rest][0] in _MONEY:
            return _WORDS[rest][0], factor
    return _noun(text), 1.0


def _noun(text: str) -> str:
    if text in _COUNTS:
        return "count"
    return "people" if text in _PEOPLE else text


def compare(written: str, unit: Unit | None) -> Answer:
    """Whether a unit as it was written is that of a measure."""
    if unit is None:
        return "unknown"
    if _clean(written) in {_clean(text) for text in (unit.id, *unit.text, *unit.one, *unit.axis, *unit.difference)}:
        return "same" if not unit.id.startswith("percent") or not _of_points(written) else "other"
    came, owns = quantity(written), [quantity(text) for text in (*unit.text, *unit.one) if text]
    if came in owns:
        return "same"
    letter = _SHORT.get(_clean(written)) if any(q.kind in _MONEY for q in owns) else None
    if came.kind == "" or letter:
        scale = letter or came.scale
        return "same" if any(q.scale == scale for q in owns) else "other"
    if came.known or came.kind == "per_thousand" or all(q.scale != came.scale for q in owns or [_ONE]):
        return "other"
    if came.kind == "count" and unit.counted:
        return "same"
    named = came.kind in ("count", "people")
    return "other" if named and any(q.known or q.kind == "per_thousand" for q in owns) else "unknown"


def _of_points(written: str) -> bool:
    return quantity(written).kind == "points"


def factor(written: str, unit: Unit | None) -> float | None:
    """By how much a number in the written unit is to be multiplied to be one in the measure's; None where it cannot."""
    if compare(written, unit) == "same":
        return 1.0
    if unit is None:
        return None
    came = quantity(written)
    for own in map(quantity, unit.text):
        if came.known and (came.kind, came.per) == (own.kind, own.per):
            return came.scale / own.scale
    return None


def is_unit(text: str) -> bool:
    """Whether a word is a unit, or a scale, that is understood by itself."""
    found = quantity(text)
    return found.known or found.scale != 1 or found.kind in ("count", "people", "per_thousand")


def currency(written: str, unit: Unit | None) -> Answer:
    """Whether a currency, of whatever scale, is that of a measure."""
    if unit is None:
        return "unknown"
    named = quantity(written).kind
    owns = [quantity(text).kind for text in unit.text if text]
    if named not in _MONEY or any(own == named for own in owns):
        return "same" if named in _MONEY else "unknown"
    return "other"


def scale(written: str, unit: Unit | None) -> Answer:
    """Whether what one stands for (`1000`, `tuhatta`, `milj.`) is so in the unit of a measure too."""
    clean = _clean(written).removesuffix("€").strip()
    said = 1.0 if clean in _ONCE else _SCALES.get(clean, _SHORT.get(clean))
    if said is None:
        return "unknown"
    owns = [quantity(text).scale for text in unit.text if text] if unit else []
    return "same" if said in (owns or [1.0]) else "other"


def stated_in(text: str) -> Iterator[str]:
    """The units of scaled money that a title or a note names: `Luvut 1 000 euroa`."""
    yield from (m[0] for m in _STATED.finditer(text.replace("\N{NO-BREAK SPACE}", " ")))
