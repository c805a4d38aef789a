"""The paper: what a tagged PDF must hold, read from its structure; what its making may take; what may be asked."""

from __future__ import annotations

import io
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from dashboard.data.store import Release
from dashboard.exports.addresses import ExportRequest, read_request
from dashboard.exports.meeting_subject import MeetingSubject
from dashboard.exports.paper import printing
from dashboard.exports.paper.layout import document
from dashboard.exports.paper.meetings import meeting_part
from dashboard.exports.paper.parts import Paper, PaperPart
from dashboard.exports.paper.pictures import SVG, printed_picture
from dashboard.exports.paper.printing import PaperError, PaperLimits, printed
from dashboard.exports.symbol import symbol_svg
from dashboard.settings import Settings
from dashboard.web.papers import paper_of
from tests.conftest import TODAY
from tests.dashboard.exports.paper_reading import below, content_outside, elements, marked, page_id
from tests.dashboard.exports.test_held import edition_of, made
from tests.dashboard.exports.test_meeting_files import shown_meeting

PUBLIC = "https://tyopoyta.koivula.example"


def paper(release: Release, file: str, address: str = "") -> Paper:
    """The paper that a download of the town is made from."""
    wanted, edition = edition_of(release, file, address=address)
    return paper_of(wanted, edition)


@pytest.fixture(scope="module")
def pdf(koivula: Release) -> Iterator[pikepdf.Pdf]:
    """A whole paper in two languages, and a meeting's annex in one of them."""
    selection = paper(koivula, "selection.pdf?lang=fi,sv&on=2022-06-30")
    annex = meeting_part(MeetingSubject(shown_meeting(koivula), Settings(), "sv"), [("Klar:", "klar i tid")])
    whole = printed(document(replace(selection, parts=(*selection.parts, annex))))
    with pikepdf.open(io.BytesIO(whole)) as opened:
        yield opened


def test_it_says_what_it_is_and_when(pdf: pikepdf.Pdf) -> None:
    assert (str(pdf.Root.Lang), bool(pdf.Root.MarkInfo.Marked)) == ("fi", True)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert str(pdf.docinfo["/Title"]) == "Koivulan strategia"
    assert {str(pdf.docinfo[key]) for key in ("/CreationDate", "/ModDate")} == {"D:20220630"}


def test_everything_on_its_pages_is_told_or_is_no_content(pdf: pikepdf.Pdf) -> None:
    """Nothing is painted outside of a mark, and every mark of content has its place in the structure."""
    told = marked(pdf)
    for number, page in enumerate(pdf.pages, 1):
        assert content_outside(page, told[page_id(page)]) == [], f"page {number}"


def test_figures_have_their_alternative_and_header_cells_their_scope(pdf: pikepdf.Pdf) -> None:
    found = defaultdict(list)
    for element in elements(pdf):
        found[str(element.S)].append(element)
    assert all(str(figure.get("/Alt", "")) for figure in found["/Figure"])
    assert len(found["/Figure"]) > 4
    scopes = Counter(str(cell.A.get("/Scope")) for cell in found["/TH"])
    assert scopes.keys() == {"/Row", "/Column"}
    assert len(found["/TD"]) > len(found["/Table"]) > 2
    assert len(found["/H1"]) == 3  # a part each
    assert all(str(cell.A.Headers[0]) for cell in found["/TD"])


def test_what_is_in_another_language_says_so(pdf: pikepdf.Pdf) -> None:
    """The two halves; and in the Finnish one the comment that its owner gave in Swedish alone."""
    pages = [(str(page.Lang), page) for page in pdf.Root.StructTreeRoot.K[0].K]
    assert [*dict.fromkeys(lang for lang, _ in pages)] == ["fi", "sv"]
    quotes = [(lang, str(e.get("/Lang"))) for lang, page in pages for e in below(page) if str(e.S) == "/BlockQuote"]
    assert ("fi", "sv") in quotes
    assert ("sv", "None") in quotes


def test_its_code_leads_to_the_very_figures(koivula: Release) -> None:
    """Read from the rendered page, as a phone does."""
    pdf = printed(document(paper(koivula, "1.1-b.pdf?lang=sv&on=2022-06-30", address=PUBLIC)))
    frozen = f"{PUBLIC}/sv/matare/1.1-b?on=2022-06-30&known={TODAY}&printed={TODAY}"
    for page in pypdfium2.PdfDocument(pdf):
        picture = page.render(scale=150 / 72, grayscale=True).to_pil()
        assert [read.text for read in zxingcpp.read_barcodes(picture)] == [frozen]


def test_slides_and_pictures_carry_the_same_code(koivula: Release) -> None:
    frozen = f"{PUBLIC}/fi/mittari/1.1-b?on=2022-12-31&known={TODAY}&printed={TODAY}"
    deck = Presentation(io.BytesIO(made(koivula, "1.1-b.pptx?lang=fi", address=PUBLIC)))
    (picture,) = (shape for shape in deck.slides[0].shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE)
    assert picture._element.xpath("./p:nvPicPr/p:cNvPr")[0].get("descr") == frozen
    assert [read.text for read in zxingcpp.read_barcodes(Image.open(io.BytesIO(picture.image.blob)))] == [frozen]
    drawn = made(koivula, "1.1-b.svg?lang=fi", address=PUBLIC).decode()
    assert symbol_svg(frozen).partition("viewBox")[2] in drawn
    assert "viewBox" not in made(koivula, "1.1-b.svg?lang=fi").decode().partition("viewBox")[2].partition("viewBox")[2]


def test_without_an_address_of_ours_nothing_leads_anywhere(koivula: Release) -> None:
    (part,) = paper(koivula, "1.1-b.pdf?lang=fi").parts
    assert (part.code, part.chapters[0].measures[0].code) == ("", "")


def test_equal_papers_are_equal_bytes(koivula: Release) -> None:
    told = document(paper(koivula, "1.1-b.pdf?lang=fi"))
    assert printed(told) == printed(told)


SPOILT = [
    # limits                              why there is no paper
    (PaperLimits(memory=60 << 20), "memory"),
    (PaperLimits(seconds=0), "time"),
]


@pytest.mark.parametrize(("limits", "reason"), SPOILT)
def test_what_takes_too_much_is_stopped_and_told(limits: PaperLimits, reason: str) -> None:
    with pytest.raises(PaperError) as refused:
        printed("<html lang=fi><title>x</title><p>x", limits)
    assert refused.value.reason == reason


def test_a_process_that_breaks_is_told_with_its_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    child = tmp_path / "child.py"
    child.write_text("raise SystemExit('no fonts')", "utf-8")
    monkeypatch.setattr(printing, "CHILD", child)
    with pytest.raises(PaperError, match="no fonts") as refused:
        printed("<p>x")
    assert refused.value.reason == "broken"


def test_without_pango_no_process_is_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "can_print", lambda: False)
    with pytest.raises(PaperError, match="apt-get install libpango") as refused:
        printed("<p>x")
    assert refused.value.reason == "missing"


def test_a_library_is_looked_for_by_each_of_its_names() -> None:
    assert printing._loads(("no-such-library.so", "libm.so.6"))
    assert not printing._loads(("no-such-library.so",))


def test_a_halo_is_a_second_text_behind_the_first() -> None:
    halo = '<text x="1" fill="#000000" stroke="#ffffff" stroke-width="3" paint-order="stroke">7 &lt; 8</text>'
    drawn = fromstring(printed_picture(f'<svg xmlns="{SVG[1:-1]}"><title>old</title><g>{halo}</g></svg>', "A & B"))
    assert [title.text for title in drawn.iter(f"{SVG}title")] == ["A & B"]
    texts = [(text.get("fill"), text.get("stroke"), text.text) for text in drawn.iter(f"{SVG}text")]
    assert texts == [("#ffffff", "#ffffff", "7 < 8"), ("#000000", None, "7 < 8")]
    assert "paint-order" not in printed_picture(f'<svg xmlns="{SVG[1:-1]}">{halo}</svg>', "x")


ASKED = [
    # file             query            languages        not understood
    ("1.1-a.pdf", "lang=sv", ("sv",), ()),
    ("1.1-a.pdf", "", ("fi",), ()),
    ("selection.pdf", "lang=fi,sv", ("fi", "sv"), ()),
    ("selection.pdf", "lang=sv,fi,sv", ("sv", "fi"), ("lang=sv,fi,sv",)),
    ("selection.pdf", "lang=fi,xx", ("fi",), ("lang=fi,xx",)),
    ("focus-area-1.pdf", "lang=en,sv,fi", ("en", "sv", "fi"), ()),
    ("1.1-a.svg", "lang=fi,sv", (), ("lang=fi,sv",)),
]


@pytest.mark.parametrize(("file", "query", "languages", "unread"), ASKED)
def test_a_paper_may_be_in_several_languages(
    file: str, query: str, languages: tuple[str, ...], unread: tuple[str, ...]
) -> None:
    asked = read_request(file, query)
    assert isinstance(asked, ExportRequest)
    assert (asked.languages, asked.unread) == (languages, unread)
    assert asked.address.lang == (languages or ("fi",))[0]


CHOSEN = [
    # what is asked for                    its title               chapters
    ("selection.pdf?lang=fi", "Koivulan strategia", 2),
    ("selection.pdf?lang=sv&sector=sote", "Social- och hälsovård", 2),
    ("focus-area-2.pdf?lang=en", "Growth", 1),
    ("selection.pdf?lang=fi&q=koira", "haku: koira", 0),
]


@pytest.mark.parametrize(("file", "title", "chapters"), CHOSEN)
def test_a_paper_holds_what_its_page_shows(koivula: Release, file: str, title: str, chapters: int) -> None:
    """Every chosen measure stands in it once: whole, or as a line."""
    (part,) = paper(koivula, file).parts
    wanted, edition = edition_of(koivula, file)
    chosen = [v.measure.id for v in edition.context.chosen_verdicts()]
    assert (part.title, len(part.chapters)) == (title, chapters)
    assert sorted(_measures(part)) == sorted(chosen)
    assert wanted.form == "pdf"


def _measures(part: PaperPart) -> list[str]:
    whole = [one.id for chapter in part.chapters for one in chapter.measures]
    return [*whole, *(one.id for chapter in part.chapters for one in chapter.listed)]
