"""Words in another language than their page's are marked, with the capital that their place gave them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from dash import html

from dashboard.components import statements
from dashboard.context import Context, with_language
from dashboard.context.urls import Address
from dashboard.data import Release
from dashboard.settings import Settings
from dashboard.web.html import to_html
from strategy.model.record import Statement
from strategy.model.vocabulary import Words

INSIDE = [
    # text                          words              of    on    the page prints
    ("Bildningschefen 1.2.",        "bildningschefen", "sv", "fi", '<span lang="sv">Bildningschefen</span> 1.2.'),
    ("Kommentti (sote, 1.2.)",      "sote",            "fi", "fi", "Kommentti (sote, 1.2.)"),
    ("By: stadsstyrelsen, § 1",     "stadsstyrelsen",  "sv", "en", 'By: <span lang="sv">stadsstyrelsen</span>, § 1'),
    ("Nothing of it",               "hallitus",        "fi", "en", "Nothing of it"),
    ("Nothing of it",               "",                "fi", "en", "Nothing of it"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "own", "lang", "printed"), INSIDE)
def test_words_are_marked_where_they_stand(text: str, words: str, own: str, lang: str, printed: str) -> None:
    assert to_html(html.P(with_language(text, words, own, lang))) == f"<p>{printed}</p>"


DAY = date(2021, 2, 1)
SAID = Statement("1.1-a", "comment", DAY, "bildningschefen", Words(sv="Det dröjer."))
WHOSE = [
    # words                                    the role is marked on a page in
    (Words(sv="Det dröjer."),                  {"fi": "sv", "sv": "", "en": "sv"}),
    (Words(fi="Viipyy."),                      {"fi": "", "sv": "fi", "en": "fi"}),
    (Words(fi="Viipyy.", sv="Det dröjer."),    {"fi": "", "sv": "fi", "en": "fi"}),
]  # fmt: skip


@pytest.mark.parametrize(("words", "marked"), WHOSE)
def test_who_comments_is_marked_in_the_language_of_the_comment(
    koivula: Release, words: Words, marked: dict[str, str]
) -> None:
    said = replace(SAID, text=words)
    for lang, own in marked.items():
        context = Context.of(Address(lang, "measure", "1.1-a"), koivula, Settings(), DAY)
        verdict = replace(context.verdicts["1.1-a"], comment=said, acceptance=None)
        page = to_html(html.Div(statements.beside(context, verdict)))
        assert (f'<span lang="{own}">Bildningschefen</span>' in page) == bool(own)
        assert "Bildningschefen" in page
