"""The sentence of each status in three languages, read and found good, and the calculation behind it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from strategy.judging.evidence.verdict import FLAGS, GROUPS, STATUSES
from strategy.model import LANGUAGES, MISSING, Text, Unit
from strategy.model.periods import Period
from strategy.texts import formats
from strategy.wording.sentences import calculation, flag_word, group_word, missing_word, sentence, status_word
from strategy.wording.target_words import speech, target_words, value_words
from tests.strategy.drawing import NAME, TABLES, UNITS, Row, breaks, events, measure, rows, table, target, verdict


def plain(text: str) -> str:
    return text.replace(formats.NBSP, "_")


def _spoken() -> list[tuple[str, dict[str, str]]]:
    """The cases of `sentences.txt`: a line that draws the case, then a line for each language."""
    blocks = (TABLES / "sentences.txt").read_text("utf-8").strip().split("\n\n")
    made = []
    for block in blocks:
        case, *lines = block.splitlines()
        made.append((case, {line[:2]: line[3:] for line in lines}))
    return made


@pytest.mark.parametrize(("case", "said"), _spoken(), ids=lambda it: it if isinstance(it, str) else "")
def test_sentences(case: str, said: dict[str, str]) -> None:
    drawn, figures, on, told = (part.strip() for part in case.split("|"))
    it = verdict(drawn, figures, on, events=events(told))
    assert {lang: plain(sentence(it, UNITS, lang)) for lang in LANGUAGES} == said


def test_every_status_is_among_the_sentences() -> None:
    begun = {said["fi"].partition(":")[0].lower() for _, said in _spoken()}
    assert begun == {status_word(s, "fi") for s in STATUSES}


@pytest.mark.parametrize("row", table("target_words"), ids=lambda r: f"{r['measure']} {r['target']}")
def test_targets_in_words(row: Row) -> None:
    words = [target_words(target(row["target"]), measure(row["measure"]), UNITS, lang) for lang in LANGUAGES]
    assert [plain(w) for w in words] == [row[lang] for lang in LANGUAGES]


def test_the_calculation_of_the_first_worked_case() -> None:
    it = verdict("down b=26@2019-01/2019-06 at_most=7@2021", "2020:18", "31.12.2020")
    assert [plain(line) for line in calculation(it, UNITS, "fi")] == [
        "Lähtötaso b = 26_päivää (1–6/2019).",
        "Tavoitearvo T: enintään 7_päivää (2021).",
        "Arvo x = 18_päivää (2020).",
        "Edistyminen p = (x − b) / (T − b) = (18 − 26) / (7 − 26) = 42_%.",
        "Kulunut aika e = 1,5 v / 2,5 v = 60_%.",
        "Vauhti R = p / e = 70_%.",
        "Rajat: vähintään 95_% on tavoitevauhtia, vähintään 60_% hieman jäljessä, tätä vähemmän selvästi jäljessä. "
        "Alle 20_% ajasta on liian aikaista arvioida.",
        "Jäljellä oleva vauhti: tarvitaan −11,0_päivää vuodessa.",
        "Tulos: hieman jäljessä.",
        "Vauhti perustuu enintään kahteen arvoon.",
    ]


def test_the_calculation_of_a_mean() -> None:
    it = verdict("up mean=80@2018/2022!op=at_least!evidence=inferred", "2018:60 2019:95 2020:70", "31.12.2020")
    lines = [plain(line) for line in calculation(it, UNITS, "en")]
    assert "Average m = 75_days; counted are 2018, 2019 and 2020." in lines
    assert "Progress p = m / T = 75 / 80 = 93%." in lines
    assert "Pace R = m / T = 93%." in lines
    assert "Change from the previous value (2019): −25_days, worsening." in lines
    assert lines[-2:] == ["Result: slightly behind.", "The year, number or direction of the target is inferred."]


def test_the_calculation_tells_the_record_and_the_projection() -> None:
    figures = "2016:10 2017:12 2018:13 2019:15 2020:16"
    it = verdict("up b=10@2016 at_least=40@2022", figures, "31.12.2020")
    lines = [plain(line) for line in calculation(it, UNITS, "sv")]
    assert "Takten som återstår: det behövs +12,0_dygn per år." in lines
    assert "Den genomsnittliga förändringen under de tre senaste åren är +1,3_dygn per år." in lines
    assert "Den bästa genomsnittliga förändringen under tre år är +1,7_dygn per år." in lines
    assert "Om takten förblir densamma som i medeltal 2016–2020 är värdet 19_dygn (2022)." in lines
    assert any(line.startswith("Prognosintervallet (80_%) är ") for line in lines)


@pytest.mark.parametrize(
    ("drawn", "figures", "line"),
    [
        ("up sum=200@2021", "2021-Q1:30", "Progress p = S / T = 30 / 200 = 15%."),
        ("up sum=200@2021", "2021-Q1:30", "Elapsed share of the time e = 25%."),
        ("range b=10@2019 range=2,4@2023", "2021:7",
         "Progress p = 1 − D(x) / D(b) = 50%, where D is the distance to the range."),
        ("down rank best_of=3@2021", "2021:2!n=9", "Rank r = 2, compared n = 9 (2021)."),
        ("down rank best_of=3@2021", "2021:2!n=9", "Ranks that meet the target: 3."),
        ("down at_most=17@2018/2022", "2018:17 2019:18",
         "Periods 2/5; the value x = 18_days (2019) decides."),
        ("up b=89@2019 at_least=90@2021", "2021:89.6",
         "The unrounded value is 89.6_days; the assessment uses the precision shown."),
        ("up better_than@2022!ref=SSS", "2021:5 2021:4!area=SSS", "Value x = 5_days, reference 4_days (2021)."),
        ("up count=4@2022", "2022-Q1:1!day=2021-12-01", "Count = 1_day (Q1 2022)."),
        ("up mean=80@2018/2020!op=at_least", "2018:60", "Progress p = m / T = 60 / 80 = 75%."),
        ("up mean=80@2018/2020!op=at_least", "2018:60", "Average m = 60_days; counted are 2018."),
        ("up sum=80@2018/2020", "2018:60", "Total S = 60_days; counted are 2018."),
        ("up at_most=9@2018/2022 b=3@2017", "2018:60", "Periods 1/5; the value x = 60_days (2018) decides."),
    ],
)  # fmt: skip
def test_other_steps(drawn: str, figures: str, line: str) -> None:
    lines = [plain(text) for text in calculation(verdict(drawn, figures, "31.12.2021"), UNITS, "en")]
    assert line in lines


def test_a_sentence_for_each_target_of_a_measure() -> None:
    it = verdict("up b=0@2018 at_least=5@2020 at_least=9@2022", "2020:5 2021:6", "31.12.2021")
    said = [sentence(it, UNITS, "fi", judgement=j).partition(":")[0] for j in it.judgements]
    assert said == ["Tavoite saavutettu", "Hieman jäljessä"]


def test_a_break_is_told() -> None:
    it = verdict("up b=5@2019 at_least=9@2023", "2021:9", "31.12.2021", marks=breaks("2021-01-01"))
    assert "Det finns ett avbrott i tidsserien" in sentence(it, UNITS, "sv")


def test_a_share_of_a_share_tells_both() -> None:
    references = {"x-1": rows("2021:30!measure=x-1")}
    it = verdict("up share_of_share=50@2021!ref=x-1", "2021:40", "31.12.2021", references=references)
    assert "This is a share of another share, which is 30" in sentence(it, UNITS, "en")


def test_the_margin_of_a_place_is_told() -> None:
    costs = rows("2021:3100 2021:3000!area=049 2021:3200!area=091 2021:3350!area=092")
    it = verdict("down rank best_of=3@2022!ref=costs", "2021:2!n=9", "31.12.2021", references={"costs": costs})
    assert "joka ei täytä tavoitetta, on 250 verratun luvun yksikössä." in sentence(it, UNITS, "fi")


def test_a_unit_that_says_a_year_does_not_say_it_twice() -> None:
    yearly = Unit("days", *(Text("asuntoa vuodessa", "bostäder per år", "dwellings a year"),) * 3, NAME)
    it = verdict("up b=10@2019 at_least=40@2022", "2020:12", "31.12.2020")
    assert "+10,0\N{NO-BREAK SPACE}asuntoa vuodessa; toteutunut" in sentence(it, {"days": yearly}, "fi")
    assert "+10,0\N{NO-BREAK SPACE}bostäder per år; den" in sentence(it, {"days": yearly}, "sv")


def test_a_measure_without_a_unit_speaks_without_one() -> None:
    it = verdict("up at_least=9@2021", "2020:8", "31.12.2020")
    assert sentence(it, {}, "en").startswith("Not yet at target: the value is 8 (2020).")


def test_a_small_group_in_a_part_is_told_without_its_number() -> None:
    it = verdict("up mean=9@2018/2022!op=at_most", "2018:3!n=9 2019:5", "31.12.2019")
    assert sentence(it, UNITS, "fi").endswith("Osa luvuista perustuu pieneen joukkoon.")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_name_has_a_word(lang: str) -> None:
    words = [status_word(s, lang) for s in STATUSES]
    assert len(set(words)) == len(words)
    assert all(group_word(g, lang) for g in GROUPS)
    assert len({flag_word(f, lang) for f in FLAGS}) == len(FLAGS)
    assert len({missing_word(m, lang) for m in MISSING}) == len(MISSING)


def test_the_names_are_those_of_the_rules() -> None:
    assert [status_word("slightly_behind", lang) for lang in LANGUAGES] == [
        "hieman jäljessä", "ligger något efter", "slightly behind",
    ]  # fmt: skip
    assert [group_word("no_figure", lang) for lang in LANGUAGES] == ["tieto puuttuu", "uppgift saknas", "no figure"]


@pytest.mark.parametrize(
    ("drawn", "value", "said"),
    [
        ("down rank best_of=3@2021", 2, "sija 2 (2020)"),
        ("up at_least=9@2021", 8, "8_päivää (2020)"),
    ],
)
def test_a_value_beside_a_sentence_says_what_it_is(drawn: str, value: float, said: str) -> None:
    assert plain(value_words(speech(measure(drawn), UNITS, "fi"), value, Period.parse("2020"))) == said


def test_a_value_on_a_scale_names_the_scale_and_its_period_in_one_pair_of_brackets() -> None:
    scale = Unit("days", *(Text("", "", ""),) * 3, Text("asteikko 1–6", "skala 1–6", "scale 1–6"))
    it = verdict("up at_least=9@2021", "2020:8", "31.12.2020")
    assert "toteuma on 8_(asteikko 1–6, 2020). Tavoite on vähintään 9_(asteikko 1–6, 2021)." in plain(
        sentence(it, {"days": scale}, "fi")
    )
    assert plain(value_words(speech(it.measure, {"days": scale}, "fi"), 8, Period.parse("2020"))) == (
        "8_(asteikko 1–6, 2020)"
    )


@pytest.mark.parametrize(("drawn", "words"), [("up at_least=100", "100_päivää"), ("down at_most=0", "0_päivää")])
def test_a_target_at_the_end_of_what_can_be_is_the_number_itself(drawn: str, words: str) -> None:
    whole = replace(measure(drawn), lowest=0, highest=100)
    assert plain(target_words(whole.targets[0], whole, UNITS, "fi")) == words
