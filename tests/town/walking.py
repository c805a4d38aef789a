"""Walks a served folder of releases by its links, in a process of its own: a process has one Dash app.

`python -m tests.town.walking RELEASES OUT DAY` writes what was found to OUT, which `read` reads.
"""

from __future__ import annotations

import json
import sys
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from flask.testing import FlaskClient
from lxml.etree import XPath
from lxml.html import document_fromstring

from dashboard.data.store import Store
from dashboard.settings import Settings
from dashboard.web.app import create_app
from strategy.model.vocabulary import LANGUAGES

LINKS = XPath("//a/@href", smart_strings=False)
SAMPLE = 1
"""So many files of a kind and language are fetched."""
VIEWS = 1
"""So many views of a type of page are asked for by one kind of query (a filter, a day, an area beside)."""


def _links(page: str) -> Iterator[str]:
    """Where the links of a page lead on this site, in their order, without places in a page."""
    for href in LINKS(document_fromstring(page)):
        link = href.removeprefix("http://localhost")
        if link.startswith("/"):
            yield link.partition("#")[0]


@dataclass
class Walk:
    """What was answered: the status and text of pages, the bytes of files, and every address that a page leads to."""

    status: dict[str, int] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    links: set[str] = field(default_factory=set)

    def write(self, out: Path) -> None:
        """Write it for `read`."""
        files = {name: b64encode(content).decode() for name, content in self.files.items()}
        out.write_text(json.dumps([self.status, self.pages, files, sorted(self.links)]), "utf-8")


def read(file: Path) -> Walk:
    """What another process wrote."""
    status, pages, files, links = json.loads(file.read_text("utf-8"))
    return Walk(status, pages, {name: b64decode(content) for name, content in files.items()}, set(links))


def walk(client: FlaskClient) -> Walk:
    """Every page without a query, and a few of each kind of view that these lead to."""
    found = Walk()
    todo, views = [f"/{lang}" for lang in LANGUAGES], Counter[tuple[str, ...]]()
    while todo:
        address = todo.pop()
        if address in found.status:
            continue
        answer = client.get(address)
        found.status[address], found.pages[address] = answer.status_code, answer.text.replace("\N{SOFT HYPHEN}", "")
        if "?" in address:
            continue
        for link in _links(answer.text):
            found.links.add(link)
            if link not in found.status and not link.startswith("/download/") and _is_wanted(link, views):
                todo.append(link)
    _fetch(client, found)
    return found


def _is_wanted(link: str, views: Counter[tuple[str, ...]]) -> bool:
    """Whether to follow a link: an address without a query always is, a view unless enough of its kind were seen."""
    asked = parse_qs(urlsplit(link).query)
    kind = (*urlsplit(link).path.split("/")[1:3], *sorted(asked))
    views[kind] += bool(asked)
    return views[kind] <= VIEWS


def _fetch(client: FlaskClient, found: Walk) -> None:
    taken = Counter[tuple[str, ...]]()
    for link in sorted(link for link in found.links if link.startswith("/download/")):
        name, asked = urlsplit(link).path.rpartition("/")[2], parse_qs(urlsplit(link).query)
        stem, _, ending = name.rpartition(".")
        what = "measure" if stem[:1].isdigit() else stem
        kind = (what, ending, *asked.get("lang", ("",)))
        if ending == "pdf":  # takes a second and more: one of a measure, and one of several
            kind = (what if what == "measure" else "several", ending)
        taken[kind] += 1
        if taken[kind] <= SAMPLE:
            with client.get(link) as answer:
                found.status[link], found.files[link] = answer.status_code, answer.get_data()


if __name__ == "__main__":
    releases, out, day = sys.argv[1:]
    today = date.fromisoformat(day)
    app = create_app(Settings(), Store(Path(releases)), lambda: today)
    walk(app.server.test_client()).write(Path(out))
