"""Reads a printed status sentence back: status, amounts with their limits and units, tense, side, what is awaited."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tests.strategy.sentence_reader import words

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
NUMBERS = {"fi": rf"[{MINUS}+]?\d+(?:{NBSP}\d{{3}})*(?:,\d+)?", "en": rf"[{MINUS}+]?\d+(?:,\d{{3}})*(?:\.\d+)?"}
NUMBERS["sv"] = NUMBERS["fi"]
DAY = {"fi": r"\d{1,2}\.\d{1,2}\.\d{4}", "en": r"\d{1,2} [A-Z][a-z]{2} \d{4}"}
DAY["sv"] = DAY["fi"]


class Unreadable(AssertionError):
    """The sentence cannot be what it should be: an unknown name, a number in another language's form, a placeholder."""


@dataclass(frozen=True)
class Amount:
    """`at least 3 visits`: the limit (empty: the number itself), one or two numbers, and the unit's word."""

    limit: str
    low: float
    high: float
    decimals: int
    unit: str


@dataclass(frozen=True)
class Told:
    """Of what an amount is told (`words.SUBJECTS`), in which tense."""

    subject: str
    tense: str
    amount: Amount


@dataclass(frozen=True)
class Read:
    """All that a sentence says, in terms of no template."""

    status: str
    told: tuple[Told, ...]
    side: str | None
    next_due: tuple[int, int] | None
    share: int | None
    elapsed: int | None
    overdue: int | None
    today: bool
    remaining: Amount | None
    late: str | None
    left_out: str | None
    latest: bool
    denied: bool
    tense: str | None
    """Of the target, whatever it is."""
    change: tuple[float, float] | None
    """What a year should bring, and what it brought."""
    day_word: str | None
    newer_denied: bool

    def of(self, *subjects: str) -> list[Told]:
        """What is told of any of the subjects."""
        return [told for told in self.told if told.subject in subjects]


def read(text: str, lang: str) -> Read:
    """Read a sentence; raises `Unreadable` where it is none."""
    _well_formed(text, lang)
    name, _, body = text.partition(": ")
    status = words.NAMES[lang].get(name[:1].lower() + name[1:])
    if status is None:
        raise Unreadable(f"no status: {text}")
    return Read(
        status, tuple(_told(body, lang)), _side(body, lang), _next_due(body, lang),
        _whole(words.SHARES[lang], body), _whole(words.ELAPSED[lang], body), _whole(words.OVERDUE[lang], body),
        words.TODAY[lang] in body, _remaining(body, lang), _group(words.LATE_PARTS[lang], body),
        _group(words.LEFT_OUT[lang], body), bool(re.search(words.LATEST[lang], body)),
        bool(re.search(words.DENIED[lang], body)), _tense(body, lang), _change(body, lang),
        _group(words.OVERDUE[lang], body, 2), words.NEWER[lang] in body,
    )  # fmt: skip


def _well_formed(text: str, lang: str) -> None:
    wrong = {
        "fi": r"[{}]|None|\bnan\b|inf(?!o)|Infin|  |\d-\d|(?<!\w)-\d|\s[.,;)]|\.\.|\(\)|: \.",
    }["fi"]
    if found := re.search(wrong, text):
        raise Unreadable(f"{found[0]!r} in {text}")
    if not text.endswith(".") or not text[0].isupper():
        raise Unreadable(f"no sentence: {text}")
    bare = re.sub(DAY[lang], "", text)
    other = r"\d\.\d" if lang != "en" else rf"\d,\d(?!\d\d)|\d{NBSP}\d"
    if found := re.search(other, bare):
        raise Unreadable(f"{found[0]!r} is no number of {lang}: {text}")


@cache
def _amount(lang: str) -> str:
    """The pattern of an amount, without names, so that it may stand twice in another."""
    limits = "|".join(words.LIMITS[lang])
    number, between = NUMBERS[lang], r"(?:\N{EN DASH}|…| och | and )"
    return rf"(?:(?:{limits}) )?(?:sija |placering |rank )?{number}(?:{between}{number})?(?:[ {NBSP}%][^().,;:]*?)??"


def _parsed(text: str, lang: str) -> Amount:
    limit = next((name for word, name in words.LIMITS[lang].items() if text.startswith(f"{word} ")), "")
    after = next((name for word, name in words.LIMITS[lang].items() if text.endswith(f" {word}")), "")
    numbers = list(re.finditer(NUMBERS[lang], text))
    if not numbers:
        raise Unreadable(f"no number: {text}")
    low, high = _number(numbers[0][0], lang), _number(numbers[-1][0], lang)
    unit = text[numbers[-1].end() :].strip(f" {NBSP}")
    for word in (*words.AROUND[lang].split("|"), "at best", "at worst", "on average", "in total", "in every year"):
        unit = unit.removesuffix(word).strip(f" {NBSP}") if word != "a year" else unit
    kind = "range" if len(numbers) > 1 else (limit or after)
    return Amount(kind, low, high, len(numbers[-1][0].partition("." if lang == "en" else ",")[2]), unit)


def _number(text: str, lang: str) -> float:
    plain = text.replace(MINUS, "-").replace(NBSP, "")
    return float(plain.replace(",", "") if lang == "en" else plain.replace(",", "."))


def _told(body: str, lang: str) -> Iterator[Told]:
    subjects, verbs = words.SUBJECTS[lang], words.IS[lang]
    pattern = (
        rf"(?i:\b({'|'.join(sorted(subjects, key=len, reverse=True))})) ({'|'.join(verbs)}) "
        rf"(?:(?:{words.AROUND[lang]}) )?({_amount(lang)})"
        r"(?= \(|[.,;]|, kun|, och|, eikä| bland | among | ja vertailu| och jämf| and the ref| joka vuosi| varje år"
        r"| in every| on average| in total| at best| at worst)( at best| at worst)?"
    )
    for found in re.finditer(pattern, body):
        yield Told(subjects[found[1].lower()], verbs[found[2]], _parsed(found[3] + _limit_after(found[4]), lang))
    for word, subject in words.TOTALS[lang].items():
        for found in re.finditer(rf"(?:^|\. )(?i:{word}) ({_amount(lang)}) \(", body):
            yield Told(subject, "is", _parsed(found[1], lang))
    yield from _others(body, lang)


def _limit_after(text: str | None) -> str:
    return text or ""


def _others(body: str, lang: str) -> Iterator[Told]:
    amount = _amount(lang)
    worse = words.WORSE[lang].format(a=f"({amount})", b=f"({amount})")
    for found in re.finditer(worse, body):
        yield Told("level", "is", _parsed(found[1], lang))
        yield Told("baseline", "was", _parsed(found[2], lang))
    for pattern, subject in ((words.MET_BEFORE, "baseline"), (words.SINCE, "baseline"), (words.OLDER, "earlier")):
        for found in re.finditer(pattern[lang].format(a=f"({amount})"), body):
            yield Told(subject, "was", _parsed(found[1], lang))


def _side(body: str, lang: str) -> str | None:
    return next((side for word, side in words.SIDES[lang].items() if word in body), None)


def _next_due(body: str, lang: str) -> tuple[int, int] | None:
    found = re.search(words.NEXT[lang], body)
    if found is None:
        return None
    month = words.MONTHS.index(found[1]) + 1 if lang == "en" else int(found[1])
    return int(found[2]), month


def _whole(pattern: str, body: str) -> int | None:
    found = re.search(pattern.replace(" %", f"{NBSP}%"), body)
    return int(_number(found[1].replace(",", ""), "fi")) if found else None


def _group(pattern: str, body: str, number: int = 0) -> str | None:
    found = re.search(pattern, body)
    if found is None:
        return None
    return found[number] if number else next(filter(None, found.groups()))


def _tense(body: str, lang: str) -> str | None:
    found = re.search(words.TENSES[lang], body)
    return words.IS[lang][found[1]] if found else None


def _change(body: str, lang: str) -> tuple[float, float] | None:
    number = NUMBERS[lang]
    pattern = words.PACE[lang].format(a=rf"({number})(?:[ {NBSP}][^;]*?)?", n=number)
    # some units say that they are a year's, and then it is not said twice
    found = re.search(pattern, body)
    return (_number(found[1].lstrip("+"), lang), _number(found[2].lstrip("+"), lang)) if found else None


def _remaining(body: str, lang: str) -> Amount | None:
    found = re.search(words.REMAINING[lang].format(a=f"({_amount(lang)})"), body)
    return _parsed(found[1], lang) if found else None
