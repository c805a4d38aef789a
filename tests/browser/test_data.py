"""The data page in a real browser, under the real headers: filter, sort, share, leave; by mouse, keyboard and phone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.data import COLUMNS
from strategy.texts.lookup import TEXTS, say
from tests.browser.test_walk import Visit, axe, visit

pytestmark = pytest.mark.browser
__all__ = ["visit"]

ADDRESSES = {"fi": "/fi/aineisto", "sv": "/sv/data", "en": "/en/data"}
REPORT = """document.addEventListener('securitypolicyviolation', e =>
    console.error(`CSP ${e.violatedDirective} ${e.blockedURI}`))"""
ENGLISH = re.compile(
    r"\b(Open Filter Menu|Filter Input|Filter Value|Filtering Operator|Contains|Equals|Blank|Between|Page|Next|Rows|"
    r"Loading|Column|Press|Choose one|Column Filtered)\b"
)
"""AG Grid's own words, none of which a page in Finnish or Swedish may show or say."""


@pytest.fixture
def tab(visit: Callable[..., Visit]) -> Iterator[Visit]:
    """A tab that must end without a fault, a report of the policy or a request to another host."""
    made = visit()
    made.page.add_init_script(REPORT)
    yield made
    assert made.faults == []
    assert made.foreign == []
    made.page.close()


def opened(tab: Visit, address: str) -> Page:
    page = tab.taken_over(address)
    expect(page.locator(".ag-center-cols-container .ag-row .ag-cell[col-id=measure] a").first).to_be_visible()
    return page


def head_filter(page: Page, lang: str, column: str) -> str:
    return f'input[aria-label="{say(lang, f"data.head.{column}")} {say(lang, "data.grid.ariaFilterInput")}"]'


def told(page: Page) -> int:
    return int(re.sub(r"\D", "", page.locator("#observations-told").text_content() or ""))


def column(page: Page, name: str) -> list[str]:
    """The texts of a column's cells on the screen, from the top."""
    script = """(name) => [...document.querySelectorAll(`.ag-center-cols-container .ag-row`)]
        .sort((a, b) => a.getAttribute('row-index') - b.getAttribute('row-index'))
        .map(row => row.querySelector(`.ag-cell[col-id=${name}]`).textContent)"""
    return [str(text) for text in page.evaluate(script, name)]


def state(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


@pytest.mark.parametrize("lang", ADDRESSES)
def test_typing_narrows_the_rows_and_the_address_which_gives_the_view_back(
    tab: Visit, browser: Browser, lang: str
) -> None:
    page = opened(tab, ADDRESSES[lang])
    everything, entries = told(page), page.evaluate("history.length")
    page.locator(head_filter(page, lang, "measure")).fill("3.3-a")
    expect(page.locator("#observations-told")).not_to_have_text(re.compile(str(everything)[:1] + r"\D?\d{3}"))
    narrowed = told(page)
    assert 0 < narrowed < everything
    assert state(page) == {"filter": ["measure:3.3-a"]}
    assert page.evaluate("history.length") == entries
    assert {text.partition(" ")[0] for text in column(page, "measure")} == {"3.3-a"}
    csv = page.locator("#observations-downloads a", has_text="CSV").get_attribute("href") or ""
    assert parse_qs(urlsplit(csv).query)["filter"] == ["measure:3.3-a"]
    page.reload()
    expect(page.locator("#first-view")).to_have_count(0, timeout=20_000)
    expect(page.locator(head_filter(page, lang, "measure"))).to_have_value("3.3-a")
    private = browser.new_context()
    other = private.new_page()
    other.goto(page.url)
    expect(other.locator(head_filter(other, lang, "measure"))).to_have_value("3.3-a")
    expect(other.locator(".ag-center-cols-container .ag-cell[col-id=measure] a").first).to_be_visible()
    assert column(other, "measure") == column(page, "measure")
    assert told(other) == narrowed
    private.close()


def test_sorting_by_two_columns_goes_to_the_address(tab: Visit) -> None:
    page = opened(tab, "/fi/aineisto?filter=measure:=3.3-a")
    page.locator(".ag-header-cell[col-id=value] .ag-header-cell-label").click()
    expect(page).to_have_url(re.compile(r"[?&]sort=value(&|$)"))
    page.locator(".ag-header-cell[col-id=value] .ag-header-cell-label").click()
    expect(page).to_have_url(re.compile(r"[?&]sort=-value(&|$)"))
    page.locator(".ag-header-cell[col-id=period] .ag-header-cell-label").click(modifiers=["Shift"])
    expect(page).to_have_url(re.compile(r"[?&]sort=-value,period(&|$)"))
    page.wait_for_timeout(300)
    shown = [float(text.replace("\N{NO-BREAK SPACE}", "").replace(",", ".")) for text in column(page, "value")[:5]]
    assert shown == sorted(shown, reverse=True)
    assert len(shown) == 5


def test_figures_are_typed_as_the_language_writes_them(tab: Visit) -> None:
    page = opened(tab, "/sv/data?sort=value")
    page.locator(".ag-floating-filter[aria-colindex]").first.wait_for()
    page.locator(head_filter(page, "sv", "value")).fill("\N{MINUS SIGN}1,5")
    expect(page).to_have_url(re.compile(r"[?&]filter=value:-1\.5(&|$)"))
    expect(page.locator("#observations-told")).not_to_have_text(re.compile(r"\d\D\d{3}"))
    page.locator(head_filter(page, "sv", "value")).fill("")
    expect(page).not_to_have_url(re.compile("filter="))
    page.locator(head_filter(page, "sv", "period")).fill("2019")
    expect(page).to_have_url(re.compile(r"[?&]filter=period:2019(&|$)"))
    page.wait_for_timeout(300)
    assert all("2019" in text for text in column(page, "period"))


def test_other_languages_get_the_same_view(tab: Visit) -> None:
    page = opened(tab, "/fi/aineisto")
    page.locator(head_filter(page, "fi", "area")).fill("Kauniainen")
    expect(page).to_have_url(re.compile(r"[?&]filter=area:Kauniainen(&|$)"))
    page.locator(".languages a[lang=sv]").click()
    page.wait_for_url("**/sv/data?**")
    assert state(page) == {"filter": ["area:Kauniainen"]}
    expect(page.locator("#first-view")).to_have_count(0, timeout=20_000)


def test_nothing_found_is_said(tab: Visit) -> None:
    page = opened(tab, "/fi/aineisto")
    page.locator(head_filter(page, "fi", "note")).fill("qwertyuiop")
    expect(page.locator("#observations-told")).to_have_text("0 riviä.")
    expect(page.locator(".ag-overlay")).to_contain_text(say("fi", "data.grid.noRowsToShow"))


def test_pages_of_the_grid_turn(tab: Visit) -> None:
    page = opened(tab, "/fi/aineisto")
    before = column(page, "period")[:3] + column(page, "measure")[:3]
    page.get_by_role("button", name=say("fi", "data.grid.lastPage")).click()
    expect(page.locator(".ag-row[row-index='0']")).to_have_count(0)
    expect(page.locator(".ag-center-cols-container .ag-cell[col-id=measure] a").first).to_be_visible()
    assert column(page, "period")[:3] + column(page, "measure")[:3] != before
    summary = page.locator(".ag-paging-row-summary-panel").inner_text()
    assert re.search(r"/\s*\d \d{3}".replace(r" \d{3}", "\N{NO-BREAK SPACE}" + r"\d{3}"), summary)


@pytest.mark.parametrize("lang", ["fi", "sv"])
def test_every_word_of_the_grid_is_the_pages(tab: Visit, lang: str) -> None:
    """Texts, labels and titles, with each kind of filter opened: none of AG Grid's own English."""
    page = opened(tab, ADDRESSES[lang])
    seen = [_spoken(page)]
    for name in ("measure", "value", "known"):
        page.locator(f".ag-floating-filter >> nth={list_index(page, name)}").locator("button").click()
        expect(page.locator(".ag-filter, .ag-menu").first).to_be_visible()
        page.locator(".ag-filter .ag-picker-field-wrapper, .ag-menu .ag-picker-field-wrapper").first.click()
        expect(page.locator(".ag-list-item").first).to_be_visible()
        seen.append(_spoken(page))
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
    words = " | ".join(seen)
    assert ENGLISH.findall(words) == []
    for key in ("contains", "greaterThanOrEqual", "before", "inRange", "ariaFilterMenuOpen", "nextPage"):
        assert TEXTS[lang][f"data.grid.{key}"] in words, key


def list_index(page: Page, name: str) -> int:
    script = """(name) => [...document.querySelectorAll('.ag-header-row-column .ag-header-cell')]
        .map(cell => cell.getAttribute('col-id')).indexOf(name)"""
    return int(page.evaluate(script, name))


def _spoken(page: Page) -> str:
    script = """() => [...document.querySelectorAll('.ag-root-wrapper, .ag-popup, .ag-popup-child')].flatMap(root =>
        [root.textContent, ...[...root.querySelectorAll('*')].flatMap(e => ['aria-label', 'title', 'placeholder',
        'aria-description'].map(a => e.getAttribute(a)).filter(Boolean))]).join(' | ')"""
    return str(page.evaluate(script))


def test_the_keyboard_walks_in_works_and_walks_out(tab: Visit) -> None:
    """Tab passes the heads and filters, enters the rows once and leaves them; Enter opens the measure."""
    page = opened(tab, "/fi/aineisto")
    page.locator("#observations-link").focus()
    stops: list[str] = []
    for _ in range(80):
        page.keyboard.press("Tab")
        stops.append(
            page.evaluate("""() => { const e = document.activeElement;
            return e.closest('.ag-row') ? 'row' : e.closest('.ag-header') ? 'head' :
                   e.closest('.ag-paging-panel') ? 'paging' : e.closest('.grid') ? 'grid' :
                   e.closest('.programs') ? 'out' : 'bar' }""")
        )
        if stops[-1] == "out":
            break
    assert stops[-1] == "out", stops
    assert stops.count("row") == 1, stops
    assert "paging" in stops
    page.locator(".ag-center-cols-container .ag-row[row-index='2'] .ag-cell[col-id=area]").click()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.getAttribute('col-id')") == "measure"
    page.keyboard.press("Enter")
    page.wait_for_url("**/fi/mittari/**")
    expect(page.locator("#first-view")).to_have_count(0, timeout=20_000)


@pytest.mark.parametrize(("lang", "width"), [("fi", 1440), ("sv", 390), ("en", 1440)])
def test_axe_finds_nothing_and_the_page_does_not_scroll_sideways(
    visit: Callable[..., Visit], lang: str, width: int
) -> None:
    narrow = visit(width=width)
    page = opened(narrow, ADDRESSES[lang])
    assert axe(page) == []
    grid = page.get_by_role("grid", name=say(lang, "data.table"))
    buttons = grid.get_by_role("button", name=say(lang, "data.grid.ariaFilterMenuOpen"))
    names = {button.get_attribute("aria-label") for button in buttons.all()}
    assert len(names) == buttons.count() == len(COLUMNS)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_on_a_phone_the_grid_scrolls_within_itself(visit: Callable[..., Visit]) -> None:
    phone = visit(width=360)
    page = opened(phone, "/sv/data")
    page.locator(".ag-header-cell[col-id=period][role=columnheader]").scroll_into_view_if_needed()
    for seen in ("period", "value"):  # what a reader comes for
        expect(page.locator(f".ag-header-cell[col-id={seen}][role=columnheader]")).to_be_in_viewport()
    head = page.locator(".ag-header-cell[col-id=area][role=columnheader]")
    expect(head).not_to_be_in_viewport()
    # the grid sets its scroll back once when it has measured its columns: whoever is quicker pushes again
    page.wait_for_function(
        """() => {
            document.querySelector('.ag-center-cols-viewport').scrollLeft = 700
            const head = document.querySelector('.ag-header-cell[col-id=area][role=columnheader]')
            return head.getBoundingClientRect().left < innerWidth
        }""",
        timeout=5_000,
    )
    expect(head).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert phone.faults == []
    page.close()


def test_without_scripts_the_page_offers_rows_downloads_and_examples(visit: Callable[..., Visit]) -> None:
    plain = visit(scripts=False)
    page = plain.go("/fi/aineisto?filter=measure:=3.3-a&sort=-period")
    assert page.locator(".grid-live tbody tr").count() > 5
    assert page.locator("figure table:visible").count() == 1
    assert page.locator("#observations-downloads a").count() == 2
    assert page.locator("pre.code").count() == 5
    expect(page.locator("pre.code").nth(2)).to_contain_text(f"{plain.server}/download/observations.csv")
    page.close()


def test_dash_takes_the_page_over_as_the_server_printed_it(visit: Callable[..., Visit]) -> None:
    """Beside the grid itself, the words are the same before and after."""
    script = """() => { const root = (document.querySelector('#first-view') || document.body).cloneNode(true);
        root.querySelectorAll('figure, script, style').forEach(e => e.remove());
        return root.textContent.replace(/\\s+/g, ' ').trim() }"""
    printed, live = visit(scripts=False), visit()
    before = printed.go("/sv/data?filter=period:2019").evaluate(script)
    page = opened(live, "/sv/data?filter=period:2019")
    assert page.evaluate(script) == before
    printed.page.close()
    page.close()


def test_on_paper_the_first_rows_stand_in_the_grids_place(visit: Callable[..., Visit]) -> None:
    made = visit()
    page = opened(made, "/fi/aineisto?filter=measure:=3.3-a")
    assert not page.locator("figure .paper table").is_visible()
    page.emulate_media(media="print")
    assert page.locator("figure .paper tbody tr").first.is_visible()
    assert not page.locator(".ag-root-wrapper").is_visible()
    page.close()
