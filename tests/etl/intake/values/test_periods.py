"""Periods as people write them: each is read in one way, or refused with both where it has two."""

from __future__ import annotations

from datetime import date

import pytest

from etl.intake.values.periods import WrittenPeriodError, is_period, period_of_day, plainly, read_period
from strategy.model.periods import Period
from strategy.model.vocabulary import LANGUAGES

MONTHS = [
    "tammi tammikuu tammikuuta januari january jan", "helmi helmikuu helmikuuta februari february feb",
    "maalis maaliskuu maaliskuuta mars march mar", "huhti huhtikuu huhtikuuta april apr",
    "touko toukokuu toukokuuta maj may", "kesä kesäkuu kesäkuuta juni june jun",
    "heinä heinäkuu heinäkuuta juli july jul", "elo elokuu elokuuta augusti august aug",
    "syys syyskuu syyskuuta september sep sept", "loka lokakuu lokakuuta oktober october okt oct",
    "marras marraskuu marraskuuta november nov", "joulu joulukuu joulukuuta december dec",
]  # fmt: skip
"""The names of the months, January first."""
NAMED = [(name, month) for month, names in enumerate(MONTHS, 1) for name in names.split()]
QUARTER = "neljännes|kvartaali|vuosineljännes|kvartal|kvartalet|quarter|nelj|nelj."
SCHOOL_YEAR = "lukuvuosi|lukuvuonna|lv|lv.|läsår|läsåret|school year"
READ = [
    *((f"{name} 2019", f"2019-{month:02}") for name, month in NAMED),
    *((f"{name}. 2019", f"2019-{month:02}") for name, month in NAMED if len(name) < 5),
    *((f"{word} 2019", "2019") for word in ("v.", "vuosi", "vuonna", "år", "året", "year")),
    *((f"{word} 3/2019", "2019-Q3") for word in ("q", "kvartal", "kvartalet", "neljännes", "quarter")),
    *((f"3. {word} 2019", "2019-Q3") for word in QUARTER.split("|")),
    *((f"{word} 2018/19", "2018-08/2019-07") for word in SCHOOL_YEAR.split("|")),
    *((f"{word} 2018–2019", "2018/2019") for word in ("vuodet", "vuosina", "åren", "years")),
    *((f"{word}/2019", f"2019-Q{n}") for n, word in enumerate(("I", "II", "III", "IV"), 1)),
    *((f"2019/{word}", f"2019-Q{n}") for n, word in enumerate(("I", "II", "III", "IV"), 1)),
    *((f"Q{n}/2019", f"2019-Q{n}") for n in (1, 2, 3, 4)),
    *((f"1-6/{year}", f"{year}-01/{year}-06") for year in (1900, 1999, 2000, 2099)),
    *((f"1{dash}6/2019", "2019-01/2019-06") for dash in "-–—−\u2010\u2011"),
    ("v.2019", "2019"),
    ("2019,0", "2019"),
    ("1 - 6 / 2019", "2019-01/2019-06"),
    ("1.-6.2019", "2019-01/2019-06"),
    ("7-12/2019", "2019-07/2019-12"),
    ("6-6/2019", "2019-06"),
    ("2019/1–6", "2019-01/2019-06"),
    ("2019:1-6", "2019-01/2019-06"),
    ("2019m1-6", "2019-01/2019-06"),
    ("2019 / 1 - 6", "2019-01/2019-06"),
    ("9/ 2019", "2019-09"),
    ("2019 m 6", "2019-06"),
    ("2019m12", "2019-12"),
    ("2019-5", "2019-05"),
    ("2019/12", "2019-12"),
    ("2019 - q 3", "2019-Q3"),
    ("2019-q3", "2019-Q3"),
    ("q3 / 2019", "2019-Q3"),
    ("kvartal 3-2019", "2019-Q3"),
    ("III / 2019", "2019-Q3"),
    ("III 2019", "2019-Q3"),
    ("2019 / III", "2019-Q3"),
    ("2019 III", "2019-Q3"),
    ("3.neljännes/2019", "2019-Q3"),
    ("3 nelj. / 2019", "2019-Q3"),
    ("2019 - H 1", "2019-01/2019-06"),
    ("2019H2", "2019-07/2019-12"),
    ("1H/2019", "2019-01/2019-06"),
    ("2H 2019", "2019-07/2019-12"),
    ("H2 / 2019", "2019-07/2019-12"),
    ("lv2018 – 2019", "2018-08/2019-07"),
    ("2018 – 2022", "2018/2022"),
    ("vuodet2018 / 2020", "2018/2020"),
    ("1. 1. - 30. 6. 2019", "2019-01/2019-06"),
    ("1.1.2019 - 30.6.2019", "2019-01/2019-06"),
    ("1.1.2018-31.12.2019", "2018/2019"),
    ("1.6.-30.6.2019", "2019-06"),
    ("tammi – kesäkuu 2019", "2019-01/2019-06"),
    ("2018–2020", "2018/2020"),
    ("2019", "2019"),
    ("2019.0", "2019"),
    ("vuosi 2019", "2019"),
    ("år 2019", "2019"),
    ("2019-06", "2019-06"),
    ("2019M06", "2019-06"),
    ("9/2019", "2019-09"),
    ("09/2019", "2019-09"),
    ("9.2019", "2019-09"),
    ("2019/09", "2019-09"),
    ("syyskuu 2019", "2019-09"),
    ("september 2019", "2019-09"),
    ("1-6/2019", "2019-01/2019-06"),
    ("1\u20136/2019", "2019-01/2019-06"),
    ("tammi-kesäkuu 2019", "2019-01/2019-06"),
    ("1.1.-30.6.2019", "2019-01/2019-06"),
    ("1.8.2018\u201331.7.2019", "2018-08/2019-07"),
    ("H1/2019", "2019-01/2019-06"),
    ("2019 H2", "2019-07/2019-12"),
    ("2019 Q3", "2019-Q3"),
    ("2019Q3", "2019-Q3"),
    ("Q3/2019", "2019-Q3"),
    ("III/2019", "2019-Q3"),
    ("iv/2019", "2019-Q4"),
    ("3. neljännes 2019", "2019-Q3"),
    ("lukuvuosi 2018\u20132019", "2018-08/2019-07"),
    ("läsår 2018\u20132019", "2018-08/2019-07"),
    ("lv 2018-19", "2018-08/2019-07"),
    ("2018-08/2019-07", "2018-08/2019-07"),
    ("2018\u20132022", "2018/2022"),
    ("2018/2022", "2018/2022"),
    (" 2019\u00a0 Q1 ", "2019-Q1"),
    ("2018\u20112022", "2018/2022"),
    ("vuodet 2018\u20132019", "2018/2019"),
    ("åren 2018/2019", "2018/2019"),
    ("kvartal 3/2019", "2019-Q3"),
    ("1\u20136 2019", "2019-01/2019-06"),
    ("1.\u20136.2019", "2019-01/2019-06"),
]
UNREAD = "12/1|2019.|2019/|2019-|2019/1-|2019m|2019q|2019h|lv 2018-|5-6/1800|5-6/2100"
REFUSED = [
    ("2018\u20132019", "ambiguous_period", ("2018/2019", "2018-08/2019-07")),
    ("2018-19", "ambiguous_period", ("2018/2019", "2018-08/2019-07")),
    ("2011/12", "ambiguous_period", ("2011-12", "2011-08/2012-07")),
    ("2019/3", "ambiguous_period", ("2019-03", "2019-Q3")),
    ("1.1.2019", "ambiguous_period", ("2019", "2019-01")),
    ("31.12.2019", "ambiguous_period", ("2019", "2019-12")),
    ("15.9.2019", "day_for_period", ()),
    ("31.2.2019", "no_such_day", ()),
    ("13/2019", "no_such_month", ()),
    ("6-1/2019", "no_such_month", ()),
    ("0-6/2019", "no_such_month", ()),
    ("1-13/2019", "no_such_month", ()),
    ("2019/4", "ambiguous_period", ("2019-04", "2019-Q4")),
    ("2012/13", "ambiguous_period", ("2012/2013", "2012-08/2013-07")),
    ("2.1.-30.6.2019", "not_whole_months", ()),
    ("1.1.-29.6.2019", "not_whole_months", ()),
    ("1.7.-31.1.2019", "not_whole_months", ()),
    ("1.1.-31.6.2019", "no_such_day", ()),
    ("2019-2019", "years_backwards", ()),
    ("2019-19", "no_such_month", ()),
    ("vuodet 2019–2019", "years_backwards", ()),
    ("2018-21", "unread_period", ()),
    ("lv 2018–2020", "unread_period", ()),
    ("vappu 2019", "unread_period", ()),
    ("kesäkuu2019", "unread_period", ()),
    ("tammi-kesäkuu2019", "unread_period", ()),
    ("kesäku", "unread_period", ()),
    *((text, "unread_period", ()) for text in UNREAD.split("|")),
    ("2019-2018", "years_backwards", ()),
    ("kesä.19", "short_year", ()),
    ("jun-19", "short_year", ()),
    ("2019-13", "no_such_month", ()),
    ("2019/13", "no_such_month", ()),
    ("2019-00", "no_such_month", ()),
    ("2019/00", "no_such_month", ()),
    ("2018/2019", "ambiguous_period", ("2018/2019", "2018-08/2019-07")),
    ("1.9.2019", "day_for_period", ()),
    ("1. 9. 2019", "day_for_period", ()),
    ("2019-09-01", "day_for_period", ()),
    ("2019-09-01 00:00:00", "day_for_period", ()),
    ("2019/9/1", "day_for_period", ()),
    ("2019/1-6", "day_for_period", ()),
    ("2019-01-01", "ambiguous_period", ("2019", "2019-01")),
    ("2019-02-30", "no_such_day", ()),
    ("1-6", "no_year", ()),
    ("1\u20136", "no_year", ()),
    ("6", "no_year", ()),
    ("1.6.", "no_year", ()),
    ("III", "no_year", ()),
    ("Q3", "no_year", ()),
    ("H1", "no_year", ()),
    ("kesäkuu", "no_year", ()),
    ("0000", "no_such_year", ()),
    ("0000-06", "no_such_year", ()),
    ("9999", "no_such_year", ()),
    ("12/19", "short_year", ()),
    ("1\u20136/19", "short_year", ()),
    ("1.9.19", "unread_period", ()),
    ("vuodet 2019\u20132018", "years_backwards", ()),
    ("V/2019", "unread_period", ()),
    ("viime vuosi", "unread_period", ()),
    ("", "unread_period", ()),
]


@pytest.mark.parametrize(("text", "period"), READ)
def test_read(text: str, period: str) -> None:
    assert str(read_period(text)) == period


@pytest.mark.parametrize(("text", "code", "readings"), REFUSED)
def test_refused(text: str, code: str, readings: tuple[str, ...]) -> None:
    with pytest.raises(WrittenPeriodError) as wrong:
        read_period(text)
    assert (wrong.value.code, tuple(map(str, wrong.value.readings))) == (code, readings)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("text", [text for text, code, _ in REFUSED if code == "ambiguous_period"])
def test_either_reading_is_told_in_words_that_are_read_as_it(text: str, lang: str) -> None:
    """The remedy says to write one of the two: then whoever does so is understood."""
    with pytest.raises(WrittenPeriodError) as wrong:
        read_period(text)
    for meant in wrong.value.readings:
        assert read_period(plainly(meant, lang)) == meant


@pytest.mark.parametrize(
    ("text", "frequencies", "period"),
    [
        ("2018\u20132019", {"school_year"}, "2018-08/2019-07"),
        ("2018\u20132019", {"years"}, "2018/2019"),
        ("2019/3", {"month"}, "2019-03"),
        ("2019/3", {"quarter"}, "2019-Q3"),
        ("1.1.2019", {"year"}, "2019"),
        ("1.1.2019", {"month"}, "2019-01"),
        ("31.12.2019", {"year"}, "2019"),
        ("1.9.2019", {"month"}, "2019-09"),
        ("2019-09-01", {"month"}, "2019-09"),
        ("2019-12-31", {"year"}, "2019"),
        ("2018/2019", {"school_year"}, "2018-08/2019-07"),
        ("2018/2019", {"years"}, "2018/2019"),
        ("2019-12-31", {"year", "quarter"}, "2019"),
    ],
)
def test_the_series_tells_which_is_meant(text: str, frequencies: set[str], period: str) -> None:
    assert str(read_period(text, frequencies)) == period


@pytest.mark.parametrize(
    ("text", "frequencies"),
    [("2018–2019", {"school_year", "years"}), ("2019/3", {"month", "quarter"}), ("1.1.2019", {"month", "year"})],
)
def test_a_series_of_both_kinds_tells_nothing(text: str, frequencies: set[str]) -> None:
    with pytest.raises(WrittenPeriodError) as wrong:
        read_period(text, frequencies)
    assert wrong.value.code == "ambiguous_period"


@pytest.mark.parametrize(
    ("text", "answer"), [("2019", True), ("2018–2019", True), ("1.9.2019", False), ("kesäkuu", False), ("", False)]
)
def test_what_has_a_reading_is_a_period(text: str, answer: bool) -> None:
    assert is_period(text) == answer


SERIES = [Period.parse(p) for p in ("2019-06", "2021-06", "2021", "1987-01")]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("kesä.19", "2019-06"),
        ("Jun-21", "2021-06"),
        ("juni 21", "2021-06"),
        ("tammi.87", "1987-01"),
        ("tammikuu 87", "1987-01"),
    ],
)
def test_a_month_as_excel_shortens_it_is_the_one_of_the_series(text: str, period: str) -> None:
    """Excel makes `kesä.19` of the 2019-06 in our own files; without such a month the century is not guessed."""
    assert str(read_period(text, {"month"}, SERIES)) == period
    for series in ([], [Period.parse("2020-06")], [Period.parse(f"{c}{period[2:]}") for c in ("19", "20")]):
        with pytest.raises(WrittenPeriodError, match="short_year"):
            read_period(text, {"month"}, series)


@pytest.mark.parametrize(
    ("number_format", "period"),
    [
        ("yyyy", "2019"),
        ("VVVV", "2019"),
        ("åååå", "2019"),
        ("mmm yy", "2019-09"),
        ("mm/yyyy", "2019-09"),
        ("kk/vvvv", "2019-09"),
        ("mmmm\\ yyyy", "2019-09"),
        ('"d"mm\\dyyyy[$-d]', "2019-09"),
    ],
)
def test_a_date_cell_is_what_its_format_shows(number_format: str, period: str) -> None:
    assert str(period_of_day(date(2019, 9, 1), number_format, ())) == period


@pytest.mark.parametrize(
    ("day", "number_format", "code"),
    [
        (date(2026, 6, 1), "d.m.", "day_without_year"),
        (date(2026, 6, 1), "d-mmm", "day_without_year"),
        (date(2026, 6, 1), "[$-40B]d\\.\\ mmmm", "day_without_year"),
        (date(2026, 6, 1), "mmm", "day_without_year"),
        (date(2026, 6, 1), "d.m.yyyy", "day_for_period"),
        (date(2026, 6, 15), "yyyy-mm-dd", "day_for_period"),
        (date(2026, 1, 1), "d.m.yyyy", "ambiguous_period"),
        (date(2026, 6, 1), "p.k.vvvv", "day_for_period"),
        (date(2026, 6, 1), "0?", "day_for_period"),
        (date(1905, 3, 13), "d.m.yyyy", "day_for_period"),
        (date(1905, 3, 14), "d.m.yyyy", "year_as_day"),
        (date(1905, 9, 30), "d.m.yyyy", "year_as_day"),
        (date(1905, 10, 1), "d.m.yyyy", "day_for_period"),
        (date(1905, 7, 13), "d.m.yyyy", "year_as_day"),
        (date(1905, 7, 13), "yyyy", "year_as_day"),
    ],
)
def test_a_date_that_shows_a_day_is_no_period(day: date, number_format: str, code: str) -> None:
    with pytest.raises(WrittenPeriodError) as wrong:
        period_of_day(day, number_format, ())
    assert wrong.value.code == code


@pytest.mark.parametrize(
    "text", ["2019", "2019-06", "2019-Q3", "2019-01/2019-06", "2018-08/2019-07", "2018/2022", "2018/2019", "2011-12"]
)
def test_our_own_forms_are_never_ambiguous(text: str) -> None:
    assert read_period(text, own=True) == Period.parse(text)
