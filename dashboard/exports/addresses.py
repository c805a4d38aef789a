"""The addresses of downloads: `/download/1.3-c.xlsx?lang=fi&on=2021-12-31`. Built and read here alone.

What is asked for is an id and a form, both checked against lists of ours; no file name ever comes from outside.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import parse_qs, parse_qsl, urlencode

from dashboard.context import Address, urls
from strategy.model import LANGUAGES

FOLDER = "/download/"
FOCUS_AREA = "focus-area-"
WORKBOOK = "workbook-"
MEETING = "meeting-"
MEASURE_FORMS = ("csv", "xlsx", "svg", "pptx", "pdf")
WHOLE: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "strategy": ("xlsx", "duckdb"),
    "measures": ("csv", "xlsx"),
    "observations": ("csv", "xlsx"),
    "status": ("csv",),
    "road": ("csv", "xlsx", "svg", "pptx"),
    "datapackage": ("zip",),
    "selection": ("pdf",),
})  # fmt: skip
"""What is not of one measure, and the forms that it comes in."""
FOR_PROGRAMS = ("measures", "observations", "status", "road")
"""Their CSV is for programs unless the address names a language."""
_FORMS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "focus_area": ("pptx", "pdf"), "workbook": ("xlsx",), "meeting": ("pdf", "pptx", "docx"),
})  # fmt: skip
_PAGES: Mapping[str, str] = MappingProxyType({
    "measure": "measure", "focus_area": "focus_area", "measures": "measures", "workbook": "sector",
    "selection": "measures", "meeting": "meeting",
})  # fmt: skip
"""The page whose state a download shows; the overview where it is not named."""
KEYS = tuple(key for key in urls.KEYS if key not in urls.SCREEN_KEYS)
"""The keys of a page's state that files know."""
_FILE = re.compile(r"([A-Za-z0-9._-]{1,60})\.([a-z]{3,6})\Z")


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """A download as an address asks for it: whose (`kind` and the address's id), in which form, for whom."""

    kind: str
    """`measure`, `focus_area`, `meeting`, `workbook` (of the sector that the id names) or a name of `WHOLE`."""
    form: str
    address: Address
    """The page whose state it shows: its language, days, peers and filters."""
    dialect: str
    """The language that a CSV is written for; empty for programs."""
    filter: str = ""
    """Which observations, as the address of the data page writes it."""
    sort: str = ""
    unread: tuple[str, ...] = ()
    """What its query asks for and no download knows; a page would say so and go on, which a file cannot."""
    languages: tuple[str, ...] = ()
    """Those of a paper or a meeting's file, which may be several; any other file is in that of its address."""

    @property
    def heavy(self) -> bool:
        """Whether it takes the processor for longer than a page does."""
        if self.kind == "workbook":
            return False  # it stands in the release
        return self.form in ("xlsx", "pptx", "pdf", "docx", "zip") or self.kind == "observations"


def href(address: Address, name: str, form: str) -> str:
    """The address of a download that shows what the page at `address` shows, below the base; `name` as in the path."""
    query = {"lang": address.lang} | {key: value for key, value in address.query().items() if key in KEYS}
    return f"{FOLDER}{name}.{form}" + (f"?{urlencode(query, safe=',')}" if query else "")


def read_request(file: str, query: str) -> ExportRequest | None:
    """What the last part of a path and its query ask for; None where no such file can exist."""
    match = _FILE.match(file)
    if match is None:
        return None
    name, form = match.groups()
    kind, id_ = _kind(name)
    if form not in _forms(kind):
        return None
    given = parse_qs(query, max_num_fields=None)
    asked = given.get("lang", [""])[0]
    several = form == "pdf" or kind == "meeting"
    languages = _languages(asked) if several else ()
    lang = languages[0] if languages else asked
    page = _PAGES.get(kind, "overview")
    state = urls.with_query(Address(lang if lang in LANGUAGES else LANGUAGES[0], page, id_), query)
    programs = given.get("dialect") == ["machine"] or (kind in FOR_PROGRAMS and lang not in LANGUAGES)
    chosen, order = (given.get(key, [""])[0] for key in ("filter", "sort"))
    dialect = "" if programs else state.lang
    unread = (*_unknown(query, languages), *state.unread)
    own = (languages or (state.lang,)) if several else ()
    return ExportRequest(kind, form, state, dialect, chosen, order, unread, own)


def _languages(asked: str) -> tuple[str, ...]:
    """The languages of a paper, which may be several (`fi,sv`); empty for what no paper can be in."""
    found = tuple(dict.fromkeys(asked.split(",")))
    return found if all(lang in LANGUAGES for lang in found) else ()


def _unknown(query: str, languages: tuple[str, ...]) -> list[str]:
    """The keys that no download has, and the values of its own keys that it does not know."""
    own = {"lang": (*LANGUAGES, ",".join(languages)), "dialect": ("machine",)}
    return [
        f"{key}={value}"[:80]
        for key, value in parse_qsl(query, keep_blank_values=True, max_num_fields=None)
        if (value not in own[key] if key in own else key not in KEYS)
    ]


def _kind(name: str) -> tuple[str, str]:
    if name in WHOLE:
        return name, ""
    for start, kind in ((FOCUS_AREA, "focus_area"), (WORKBOOK, "workbook"), (MEETING, "meeting")):
        if name.startswith(start):
            return kind, name.removeprefix(start)
    return "measure", name


def _forms(kind: str) -> tuple[str, ...]:
    return WHOLE.get(kind) or _FORMS.get(kind, MEASURE_FORMS)
