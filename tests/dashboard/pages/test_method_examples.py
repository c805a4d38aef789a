"""The examples of the method page come out as the page says: each is drawn as a case, judged, and looked for."""

from __future__ import annotations

import pytest

from dashboard.pages.method import SPECIAL
from strategy.model.vocabulary import LANGUAGES
from strategy.texts.lookup import say
from strategy.wording.sentences import status_word
from tests.strategy.drawing import events, verdict

MONTHS = " ".join(f"2024-{month:02d}:{17990 if month < 12 else 17984}" for month in range(1, 13))
MEAN = "up mean=80@2018/2022!op=at_least calendar=year,2018,2"
NARROW = "range dec=2 mean=0.5,1.4@2018/2022"
# the case | its measure | its figures | its events | the day | the status that its example names
EXAMPLES = [
    ("grain", "up aggregate=sum b=205000@2023 at_least=212000@2025", MONTHS, "", "31.12.2024", "reached"),
    ("bound", "down rank best_of=0.3333@2021", "2021:3..!n=7", "", "31.12.2022", "not_met"),
    ("bound", "down rank best_of=0.3333@2021", "2021:2..4!n=7", "", "31.12.2022", "no_value"),
    ("excused", "up aggregate=last calendar=half_year,2020-01/2020-06,2 b=40@2019 at_least=50@2021",
     "2021-01/2021-06:60 2021-07/2021-12:not_collected", "", "31.12.2021", "no_value"),
    ("late", MEAN, "2018:80 2019:80 2021:80", "", "31.12.2021", "on_pace"),
    ("late", MEAN, "2018:80 2019:80 2021:80 2022:80", "", "31.12.2022", "value_late"),
    ("count", "up count=4@2021", "", "2021-02-01:held 2021-03-01:held", "30.6.2021", "on_pace"),
    ("count", "up count=4@2021", "", "2021-02-01:held", "30.6.2021", "slightly_behind"),
    ("within", "down sum=10@2021", "2021-01/2021-06:6", "", "30.6.2021", "within"),
    ("within", "down sum=10@2021", "2021-01/2021-06:11", "", "30.6.2021", "not_met"),
    ("not_yet", "range dec=1 mean=0.5,1.4@2018/2022", "2018:2.0 2019:2.0", "", "31.12.2019", "not_yet"),
]  # fmt: skip
UNNAMED = {("late", "on_pace")}
"""Where the example tells that a status follows the figures, but not which."""


@pytest.mark.parametrize(("case", "drawn", "figures", "happened", "on", "status"), EXAMPLES)
def test_an_example_comes_out_as_it_says(
    case: str, drawn: str, figures: str, happened: str, on: str, status: str
) -> None:
    it = verdict(drawn, figures, on, events=events(happened))
    assert it.status == status
    for lang in LANGUAGES:
        named = status_word(status, lang) in say(lang, f"method.special_example.{case}")
        assert named or (case, status) in UNNAMED, lang


def test_the_year_of_the_first_example_adds_up() -> None:
    it = verdict("up aggregate=sum b=205000@2023 at_least=212000@2025", MONTHS, "31.12.2024")
    assert it.headline.value == 215_874


def test_the_last_year_of_the_narrow_mean_would_be_beyond_the_record() -> None:
    figures = "2017:0.6 2018:1.95 2019:1.96 2020:1.96 2021:1.96"
    it = verdict(NARROW, figures, "31.12.2021").headline
    assert it.remaining_low == pytest.approx(-5.33)
    assert it.remaining_high == pytest.approx(-0.83)
    assert "beyond_record" in it.flags


@pytest.mark.parametrize(("figures", "drawn"), [("2019:1 2020:2", False), ("2018:1 2019:1 2020:2", True)])
def test_three_values_have_a_projection_and_two_have_none(figures: str, drawn: bool) -> None:
    assert (verdict("up at_least=9@2025", figures, "31.12.2020").projection is not None) == drawn


def test_every_case_of_the_page_has_its_three_texts() -> None:
    for lang in LANGUAGES:
        assert all(say(lang, f"method.{part}.{case}") for case in SPECIAL
                   for part in ("special", "special_rule", "special_example"))  # fmt: skip
