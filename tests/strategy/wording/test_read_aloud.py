"""Every sentence was read aloud before it was committed, and no number stands in one without what it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from strategy.model import LANGUAGES
from strategy.wording.sentences import sentence
from tests.strategy.read_aloud import COMMAND, TABLES, judged, page

NBSP = "\N{NO-BREAK SPACE}"
NUMBER = {"fi": rf"\d+(?:{NBSP}\d{{3}})*(?:,\d+)?", "en": r"\d+(?:,\d{3})*(?:\.\d+)?"}
NUMBER["sv"] = NUMBER["fi"]
SCALES = {
    "fi": "asteikko|indeksi|suhdeluku|yksikkö|kouluarvosana|pistemäärä|sija",
    "sv": "skala|index|kvot|enheten|skolvitsord|poängtal|placering",
    "en": "scale|index|ratio|unit|school grade|score|rank",
}
"""What stands in brackets behind a number without a unit: `4,1 (asteikko 1–6, 2020)`."""
COUNTED = {
    "fi": r"päivää?|kuntaa?|vuoden|ajanjakson|osavaihetta",
    "sv": r"dag(?:ar)?|kommun(?:er)?|åren|perioderna|etapper",
    "en": r"days?|municipalit(?:y|ies)|years|periods",
}
"""What a sentence counts itself."""
BEFORE = {
    "fi": r"(?i)(?:sij(?:a|alla|oilla)(?: on)?(?: parhaimmillaan| huonoimmillaan)?|vuoden|vuonna|ajalta|n =|osa) $",
    "sv": r"(?i)(?:placering(?:en|arna)?(?: är)?(?: i bästa fall| i sämsta fall)?|siffr(?:an|orna|a|or) för"
    r"|gäller|år|n =|del) $",
    "en": r"(?i)(?:ranks?(?: is)?|figures? (?:will come )?(?:is )?for|than in|n =|part) $",
}
"""What stands right before a number that is a rank, a year, the size of a group or a part of an archive."""
APART = {
    "fi": r"\([^()]*\d{4}[^()]*\)|\d{1,2}\.\d{1,2}\.\d{4}|(?:\d+–)?\d{1,2}/\d{4}|(?<=muutos on )[+−]?[\d,]+|\d/\d",
    "sv": r"\([^()]*\d{4}[^()]*\)|\d{1,2}\.\d{1,2}\.\d{4}|(?:\d+–)?\d{1,2}/\d{4}|(?<=faktiska är )[+−]?[\d,]+|\d/\d"
    r"|(?<= för )\d{4}(?:, \d{4})*(?: och \d{4})?|\d av \d",
    "en": r"\([^()]*\d{4}[^()]*\)|(?:\d{1,2} )?[A-Z][a-z]{2} \d{4}|Q\d \d{4}|(?<=actual change is )[+−]?[\d.]+|\d of \d"
    r"|(?<= for )\d{4}(?:, \d{4})*(?: and \d{4})?",
}
"""Days and periods, parts of a whole, and the change achieved, whose unit is that of the change needed before it."""


def bare(text: str, lang: str) -> Iterator[str]:
    """The numbers of a sentence that say neither before nor behind them what they count."""
    kept = re.sub(rf"\(({SCALES[lang]})[^()]*\)", r"(\1)", text)
    kept = re.sub(APART[lang], "…", kept)
    number = NUMBER[lang]
    said = rf"{NBSP}[^\d(]|[ {NBSP}]\((?:{SCALES[lang]})\)| (?:{COUNTED[lang]})\b" + ("|%" if lang == "en" else "")
    for found in re.finditer(rf"(?<![\w,.])(€?)[+−]?{number}(?:(?:–|…| och | and )€?[+−]?{number})*", kept):
        before, behind = kept[: found.start()], kept[found.end() :]
        if not (found[1] or re.match(said, behind) or re.search(BEFORE[lang], before)):
            yield f"{found[0]} in {text}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sentences_are_those_that_were_read(lang: str) -> None:
    read = (TABLES / f"sentences.{lang}.txt").read_text("utf-8")
    assert page(lang) == read, f"write the files with `.venv/bin/{COMMAND}`, and read the difference aloud"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_number_is_bare(lang: str) -> None:
    texts = {sentence(v, record.strategy.units, lang, judgement=j) for _, record, v, j in judged()}
    assert len(texts) > 500
    assert [found for text in sorted(texts) for found in bare(text, lang)] == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fi", "Tavoitetasolla: toteuma on 75 (2021)."),
        ("fi", "Ei tietoa: lähtötaso oli 2 (2020)."),
        ("fi", "Seurataan: viimeisin luku on 1 250. Edellinen luku oli 3 tonnia."),
        ("fi", "Tavoite on yli 4,3."),
        ("fi", "Toteuma on 5 ja vertailuarvo 3 (2021)."),
        ("sv", "Tavlan: det oavrundade värdet är 89,6."),
        ("sv", "Utgångsnivån var 2 (2020)."),
        ("sv", "Antalet är 4."),
        ("en", "On pace: the value is 61 (2021)."),
        ("en", "The target is at least 5, 2021."),
        ("en", "The unrounded value is 89.6."),
    ],
)
def test_a_bare_number_is_found(lang: str, text: str) -> None:
    assert list(bare(text, lang))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fi", f"Toteuma on 75{NBSP}% (2021). Sija on 3, kun vertailussa on 9 kuntaa (2021)."),
        ("fi", f"Keskiarvon pitäisi olla −1,59…0,66{NBSP}% vuodessa. Lähtötaso oli 4,1 (asteikko 1–6, 2020)."),
        ("sv", f"Utfallet är 1{NBSP}250{NBSP}ton (2021). Placeringen är 3 bland 9 kommuner (2021)."),
        ("en", "The value is 75% (2021), or €1,200 (2021). Ranks 1–3 meet the target."),
    ],
)
def test_a_number_with_its_unit_is_not_bare(lang: str, text: str) -> None:
    assert list(bare(text, lang)) == []
