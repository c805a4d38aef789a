"""Every button that takes something along, pressed in the real browser under the real headers, and the file opened."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Download, Page, expect
from pptx import Presentation

pytestmark = pytest.mark.browser

PAGES = {"fi": "/fi/mittari/3.3-a", "sv": "/sv/matare/3.3-a", "en": "/en/measure/3.3-a"}


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A tab that may download, and that notes every breach of the policy and every error."""
    page = browser.new_page(viewport={"width": 1440, "height": 900}, accept_downloads=True)
    page.add_init_script("""window.breaches = []; document.addEventListener('securitypolicyviolation',
        event => window.breaches.push(event.violatedDirective + ' ' + event.blockedURI))""")
    faults: list[str] = []
    page.on("console", lambda m: faults.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    assert page.evaluate("window.breaches") == []
    assert faults == []
    page.close()


def opened(tab: Page, server: str, address: str) -> None:
    tab.goto(server + address, wait_until="load")
    tab.wait_for_selector("html[data-scripts=run]", state="attached")
    expect(tab.locator("#first-view")).to_have_count(0, timeout=20_000)


def pressed(tab: Page, word: str) -> Download:
    """The file that a button gives, pressed by keyboard as a person without a mouse would."""
    button = tab.locator("nav.downloads a", has_text=word).first
    box = button.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 24
    button.focus()
    with tab.expect_download(timeout=20_000) as waiting:
        tab.keyboard.press("Enter")
    return waiting.value


def body(download: Download) -> bytes:
    return Path(download.path()).read_bytes()


@pytest.mark.parametrize("lang", PAGES)
def test_every_button_of_a_measure(tab: Page, server: str, lang: str) -> None:
    """PNG at twice the size, SVG, CSV, XLSX and PPTX, each with the measure's name in the page's language."""
    opened(tab, server, PAGES[lang])
    name = tab.locator("h1").inner_text()
    files = {word: pressed(tab, word) for word in ("PNG", "SVG", "CSV", "XLSX", "PPTX")}
    for word, file in files.items():
        assert file.suggested_filename == f"3.3-a {name}-{lang}-2021-12-31.{word.lower()}"
    drawn = ElementTree.fromstring(body(files["SVG"]))
    picture = body(files["PNG"])
    assert picture.startswith(b"\x89PNG")
    assert struct.unpack(">II", picture[16:24]) == (2 * int(drawn.get("width") or 0), 2 * int(drawn.get("height") or 0))
    assert len(picture) > 20_000  # a blank sheet of that size packs into a tenth of this
    assert name in body(files["CSV"]).decode("utf-8-sig")
    assert load_workbook(io.BytesIO(body(files["XLSX"]))).worksheets[0]["A1"].value == name
    (slide,) = Presentation(io.BytesIO(body(files["PPTX"]))).slides
    assert slide.shapes.title is not None
    assert slide.shapes.title.text_frame.text == name


def test_what_is_shown_is_what_is_taken(tab: Page, server: str) -> None:
    """Peers, first year and day of the address are those of the file."""
    opened(tab, server, "/fi/mittari/2.1-t1?compare=049&since=2010&on=2015-12-31")
    text = body(pressed(tab, "CSV")).decode("utf-8-sig")
    assert "Espoo" in text
    assert "2009" not in text
    assert pressed(tab, "PNG").suggested_filename.endswith("-fi-2015-12-31.png")


@pytest.mark.parametrize(("address", "words"), [
    ("/fi/mittarit?group=judged", ("CSV", "XLSX")), ("/sv/fokusomrade/3", ("PPTX",)), ("/en", ("XLSX", "ZIP")),
    ("/fi/mittari/2.5-a", ("SVG", "XLSX", "PPTX")),
])  # fmt: skip
def test_buttons_of_other_pages(tab: Page, server: str, address: str, words: tuple[str, ...]) -> None:
    opened(tab, server, address)
    for word in words:
        file = pressed(tab, word)
        assert file.suggested_filename.endswith(f".{word.lower()}")
        found = body(file)
        if word in ("XLSX", "PPTX", "ZIP"):
            assert zipfile.ZipFile(io.BytesIO(found)).testzip() is None


def test_a_picture_that_cannot_be_made_is_told(tab: Page, server: str) -> None:
    """Whatever goes wrong on the way, the row says what to do instead, in the page's language."""
    opened(tab, server, PAGES["sv"])
    tab.route("**/download/*.svg*", lambda route: route.fulfill(status=200, body="<svg", content_type="image/svg+xml"))
    tab.locator("nav.downloads a[data-png]").click()
    expect(tab.locator("nav.downloads [role=status]")).to_have_text("Bilden kunde inte göras. Ladda ner SVG.")


def test_without_scripts_links_still_give_files(browser: Browser, server: str) -> None:
    page = browser.new_page(java_script_enabled=False, accept_downloads=True)
    page.goto(server + PAGES["fi"])
    for word, ending in (("PNG", ".svg"), ("CSV", ".csv")):
        with page.expect_download() as waiting:
            page.locator("nav.downloads a", has_text=word).first.click()
        assert waiting.value.suggested_filename.endswith(ending)
    page.close()


def test_on_paper_no_buttons(tab: Page, server: str) -> None:
    opened(tab, server, PAGES["fi"])
    tab.emulate_media(media="print")
    expect(tab.locator("nav.downloads").first).to_be_hidden()
