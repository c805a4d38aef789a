"""The process that makes a PDF: HTML on standard input, tagged PDF on standard output, limits as arguments.

Run as a file and importing nothing of ours, so that it starts quickly and knows nothing that it is not given. What
WeasyPrint's tags lack is added as they are built: the language of a part, the scope of a header cell; and what stands
in the margins of a page is marked as no part of its content.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Iterator
from typing import Any

OUT_OF_MEMORY = 3


def main(memory: int, seconds: int) -> int:
    """Print what stands on standard input; the system ends this process where it takes too much."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    try:
        made = _made(sys.stdin.buffer.read().decode("utf-8"))
    except MemoryError:
        return OUT_OF_MEMORY
    sys.stdout.buffer.write(made)
    return 0


def _made(markup: str) -> bytes:
    import weasyprint

    document = weasyprint.HTML(string=markup, url_fetcher=_no_fetching(weasyprint)).render()
    _tag(_furniture(document))
    made: bytes = document.write_pdf(pdf_tags=True)
    return made


def _no_fetching(weasyprint: Any) -> Any:
    """A paper has everything in itself: nothing is read from a disk or asked of a network."""
    return weasyprint.urls.URLFetcher(allowed_protocols=("data",))


def _furniture(document: Any) -> set[Any]:
    """What stands in the margins of the pages."""
    from weasyprint.formatting_structure.boxes import MarginBox

    margins = (box for page in document.pages for box in page._page_box.children if isinstance(box, MarginBox))
    return {inner for margin in margins for inner in margin.descendants()}


def _tag(furniture: set[Any]) -> None:
    import pydyf
    from weasyprint.formatting_structure.boxes import MarginBox
    from weasyprint.pdf import stream, tags

    build, mark = tags._build_box_tree, stream.Stream.marked

    def built(box: Any, *rest: Any) -> Iterator[Any]:
        box = getattr(box, "_box", box)  # what is placed apart stands behind a placeholder
        if isinstance(box, MarginBox):
            return
        attributes = {} if box.element is None else box.element.attrib
        for element in build(box, *rest):
            if (lang := attributes.get("lang")) and "Lang" not in element:  # the outermost pass on what is inside
                element["Lang"] = pydyf.String(lang)
            if element["S"] == "/TH" and "A" in element:
                element["A"]["Scope"] = "/Row" if attributes.get("scope") == "row" else "/Column"
            yield element

    def marked(self: Any, box: Any, tag: str) -> Any:
        return self.artifact() if box in furniture else mark(self, box, tag)

    tags._build_box_tree, stream.Stream.marked = built, marked


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
