"""The addresses under `/download/`: chooses what goes into a file and sends it with its name and type.

A file shows what its page shows: the same day, knowledge, peers, first year and filters, chosen by the page's own
functions. Only ids and forms that we know are answered; anything else is 404, and a query that is not understood 400.

What is heavy to make is made one at a time in a process, the others waiting (`bulkhead`), and kept with the
release as far as there is room; a file larger than that is sent as it is made.
"""

from __future__ import annotations

import io
import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType

from flask import Flask, Response, abort, request, send_file
from werkzeug.wsgi import wrap_file

from dashboard.components import (
    chosen_words,
    lists,
    road_of,
    shown_rows,
    shown_units,
    shown_view,
    subject_of,
)
from dashboard.context import Context, PageNotFound
from dashboard.data import grid, queries, selection
from dashboard.exports import (
    FOLDER,
    TYPES,
    Contract,
    Dialect,
    Edition,
    ExportBook,
    ExportRequest,
    ExportTable,
    PaperError,
    RoadSubject,
    Value,
    addresses,
    csv_lines,
    disposition,
    drawing,
    focus_area_deck,
    measure_book,
    measure_deck,
    name_of_download,
    package,
    paper_failure,
    read_request,
    road_book,
    road_deck,
    road_sheet,
    road_table,
    strategy_book,
    tables,
)
from dashboard.pages import Services, measures
from dashboard.pages import data as observations
from dashboard.web import compression
from dashboard.web.bulkhead import Bulkhead, FullError
from dashboard.web.papers import meeting_file, paper_file
from dashboard.web.ready_papers import ready_paper
from strategy.judging import JUDGED_GROUPS
from strategy.model import Measure, Observation
from strategy.texts import formats

MOST_BOOK_ROWS = 20_000
"""A workbook is made in memory, some 150 bytes a cell; longer tables are for CSV, which is not."""
MOST_SLIDES = 12
"""A focus area's deck has a slide for so many judged measures, the worst first."""
LARGEST_KEPT = 16 * 1024 * 1024
"""Bytes of the largest file that is made whole before it is sent, and kept."""
LONGEST_SENDING = 600.0
"""Seconds that a larger file may take to be sent: so long it keeps others from being made."""
RETRY_AFTER = 10
"""Seconds after which to ask again for a file that nobody had time to make."""

PAPER_PATIENCE = 30.0
"""Seconds that one waits while another's paper is made: papers take longer than other files, and few want them."""
MOST_NAMED = 10
"""So many parts of a query that are not understood are named."""

_log = logging.getLogger(__name__)


class TooLongError(ValueError):
    """The table has more rows than a workbook is made of."""


Body = bytes | Iterator[bytes]


def install(server: Flask, services: Services) -> None:
    """Add the addresses to the server; `services` is asked per request."""
    bulkhead, papers = Bulkhead(), Bulkhead(waiting=2, patience=PAPER_PATIENCE)

    @server.get(f"{services.settings.base.removesuffix('/')}{FOLDER}<file>")
    def download(file: str) -> Response:
        wanted = read_request(file, request.query_string.decode("utf-8", "replace"))
        if wanted is None:
            abort(404)
        context = Context.of(wanted.address, services.store.release(), services.settings, services.today())
        if wanted.unread:
            return _not_understood(context, wanted)
        if (wanted.kind, wanted.form) == ("strategy", "duckdb"):
            return _release_file(context, wanted)
        order = _Order(wanted, Edition(context, services.settings.printed_host(request.host_url).removesuffix("/")))
        try:
            places = papers if wanted.form == "pdf" else bulkhead
            response = _heavy(order, places) if wanted.heavy else Response(_made(order))
        except TooLongError:
            most = formats.number(MOST_BOOK_ROWS, 0, context.lang)
            return _said(context.say("exports.too_long", most=most), 413)
        except PaperError as error:
            return _no_paper(context, error)
        except FullError:
            _log.warning("Refused with 503: %.120r (too many downloads at once)", request.path)
            response = _said(context.say("exports.busy", seconds=RETRY_AFTER), 503)
            response.headers["Retry-After"] = str(RETRY_AFTER)
            return response
        response.content_type = TYPES[wanted.form]
        return _named(response, context, wanted)


def _said(text: str, status: int) -> Response:
    return Response(text, status, content_type="text/plain; charset=utf-8")


def _no_paper(context: Context, error: PaperError) -> Response:
    """No PDF could be made: why, and what helps."""
    _log.error("Refused with 503: %.120r: %s", request.path, error)
    return _said(paper_failure(error, context.lang), 503)


def _not_understood(context: Context, wanted: ExportRequest) -> Response:
    """A file that left out a condition would look like one that obeys it."""
    known = ", ".join(sorted(("lang", "dialect", *addresses.KEYS)))
    _log.warning("Refused with 400: %.120r (%.120r)", request.path, wanted.unread[:3])
    return _said(context.say("exports.not_understood", parts=", ".join(wanted.unread[:MOST_NAMED]), known=known), 400)


def _made(order: _Order) -> Body:
    """The body of a download, or the answer that there is none."""
    try:
        if order.wanted.form == "pdf":
            return ready_paper(order.wanted, order.context) or paper_file(order.wanted, order.edition)
        return _MAKERS[order.wanted.kind](order)
    except PageNotFound:
        abort(404)
    except grid.GridError as error:
        abort(400, str(error))


def _heavy(order: _Order, bulkhead: Bulkhead) -> Response:
    """A body that was kept, or is made now in its turn; raises `FullError` where its turn does not come."""
    encoding = compression.best() if order.wanted.form == "csv" else None  # the other forms are packed in themselves
    files, key = order.context.release.files, (*_key(order.context), encoding)
    kept = files.peek(key)
    if not isinstance(kept, bytes):
        bulkhead.enter()
        try:
            kept = files.peek(key)  # those who waited for the same file find it
            if not isinstance(kept, bytes):
                kept, rest = _begun(_made(order))
                if rest is not None:
                    return _sent_as_made(chain([kept], rest), bulkhead)
                kept = compression.pack(kept, encoding) if encoding else kept
                files.put(key, kept)
        except BaseException:
            bulkhead.leave()
            raise
        bulkhead.leave()
    return _sent_whole(kept, encoding)


def _key(context: Context) -> tuple[object, ...]:
    """What a file depends on beside the release: the day, the host that is printed in it, and the address."""
    return (context.today, request.host_url, request.full_path)


def _begun(body: Body) -> tuple[bytes, Iterator[bytes] | None]:
    """A body whole, or so much of it as is kept and the rest that is still to be made."""
    if isinstance(body, bytes):
        return body, None
    pieces, size = list[bytes](), 0
    for piece in body:
        pieces.append(piece)
        size += len(piece)
        if size > LARGEST_KEPT:
            return b"".join(pieces), body
    return b"".join(pieces), None


def _sent_whole(body: bytes, encoding: str | None) -> Response:
    """Handed to the server as a file, which it sends without a thread and without a copy for each reader."""
    file = wrap_file(request.environ, io.BytesIO(body))
    sent = {"Content-Length": str(len(body)), **({"Content-Encoding": encoding} if encoding else {})}
    return Response(file, direct_passthrough=True, headers=sent)


def _sent_as_made(pieces: Iterator[bytes], bulkhead: Bulkhead) -> Response:
    """In its place until the last piece is sent, the reader has gone, or its time is over."""

    path = request.path[:120]

    def timed() -> Iterator[bytes]:
        end = time.monotonic() + LONGEST_SENDING
        for piece in pieces:
            if time.monotonic() > end:
                raise TimeoutError(f"{path!r} took longer than {LONGEST_SENDING:.0f} s to send")
            yield piece

    response = Response(timed())
    response.call_on_close(bulkhead.leave)
    return response


def _named(response: Response, context: Context, wanted: ExportRequest) -> Response:
    response.headers["Content-Disposition"] = disposition(name_of_download(context, wanted))
    return response


def _release_file(context: Context, wanted: ExportRequest) -> Response:
    """The release itself: it never changes under its name, so it is sent from the disk as it is."""
    release = context.release
    response = send_file(release.file.resolve(), mimetype=TYPES["duckdb"], etag=release.file_sha256)
    return _named(response, context, wanted)


@dataclass(frozen=True, slots=True)
class _Order:
    """What is asked for, and the edition it is of."""

    wanted: ExportRequest
    edition: Edition

    @property
    def context(self) -> Context:
        return self.edition.context

    def csv(self, table: ExportTable) -> Body:
        """A table as CSV in the dialect asked for."""
        return (piece.encode("utf-8") for piece in csv_lines(table, Dialect.of(self.wanted.dialect)))

    def written(self, table: ExportTable, sheet: str) -> Body:
        """A table as CSV, or as a workbook of one sheet."""
        if self.wanted.form == "csv":
            return self.csv(table)
        title = self.edition.say(f"sheet.{sheet}")
        book = ExportBook(title=title, subject=self.edition.stand, author=self.edition.publisher)
        book.table(book.sheet(title), ExportTable(table.columns, _bounded(table.rows)), wrap=sheet != "record")
        return book.close()


def _bounded(rows: Iterable[Sequence[Value]]) -> Iterator[Sequence[Value]]:
    for place, row in enumerate(rows):
        if place >= MOST_BOOK_ROWS:
            raise TooLongError
        yield row


def _of_measure(order: _Order) -> Body:
    measure = order.context.strategy.measures.get(order.context.address.id)
    if measure is None:
        raise PageNotFound(order.context.address.id)
    subject = subject_of(order.edition, measure)
    match order.wanted.form:
        case "svg":
            return drawing(subject)
        case "pptx":
            return measure_deck(subject)
        case "xlsx":
            return measure_book(subject, _record(order, measure))
    return order.csv(_record(order, measure))


def _record(order: _Order, measure: Measure) -> ExportTable:
    """The rows of what the page draws: as known on its day of knowledge, from its first year on, in its unit."""
    context = order.context
    found = shown_view(context, measure, context.release.rows(measure.id))
    rows, units = shown_rows(context, found), shown_units(context, found)
    return tables.observations(context, map(_as_row, rows), order.wanted.dialect, units)


def _as_row(row: Observation) -> tables.Row:
    names = Observation.__dataclass_fields__
    days = {"first_day": row.period.first_day, "last_day": row.period.last_day}
    return {name: getattr(row, name) for name in names} | {"period": str(row.period)} | days


def _of_focus_area(order: _Order) -> Body:
    context = order.context
    area = context.strategy.focus_areas.get(context.address.id)
    if area is None:
        raise PageNotFound(context.address.id)
    judged = [v for v in context.strategy_verdicts() if v.measure.focus_area == area.id and v.group in JUDGED_GROUPS]
    judged.sort(key=lists.worst_first)
    subjects = [subject_of(order.edition, v.measure) for v in judged[:MOST_SLIDES]]
    return focus_area_deck(order.edition, area, subjects)


def _of_road(order: _Order) -> Body:
    """The road of what the filters choose, in the order of the page; the whole strategy without any."""
    context = order.context
    road = road_of(context, context.chosen_verdicts())
    scope = ", ".join(chosen_words(context)) or context.word(context.strategy.title)
    subject = RoadSubject(order.edition, road, scope, context.verdicts)
    match order.wanted.form:
        case "svg":
            return road_sheet(subject)
        case "pptx":
            return road_deck(subject)
        case "xlsx":
            return road_book(subject)
    return order.csv(road_table(subject, order.wanted.dialect))


def _of_sector(order: _Order) -> Body:
    """The workbook as the build laid it into the release: nothing is written here."""
    context = order.context
    if (context.address.id, context.lang) not in context.release.workbooks:
        raise PageNotFound(context.address.id)
    return context.release.workbook(context.address.id, context.lang)


def _strategy(order: _Order) -> Body:
    return strategy_book(order.edition, order.context.release.figures())


def _measures(order: _Order) -> Body:
    own, others = measures.matches(order.context)
    everything = not order.wanted.dialect and order.context.address.query().keys() <= {"on", "known"}
    rest = order.context.strategy.of_role("context") if everything else others
    return order.written(tables.measures(order.context, [*own, *rest], order.wanted.dialect), "measures")


def _observations(order: _Order) -> Body:
    """What the grid of the data page shows for the same filter and order, every known version of a figure."""
    context, known = order.context, order.context.address.known
    view = grid.read_view(order.wanted.filter, order.wanted.sort)
    asked = observations.measures_asked(context)
    chosen = selection.select(view, selection.words(context.strategy, context.lang), known, asked)
    select = queries.CHOSEN.format(where=chosen.where, order=chosen.order)
    rows = context.release.stream(select, [known, known, *chosen.where_values, *chosen.order_values])
    return order.written(tables.observations(context, rows, order.wanted.dialect, versions=True), "record")


def _status(order: _Order) -> Body:
    return order.csv(tables.status(order.context, order.wanted.dialect))


def _package(order: _Order) -> Body:
    release = order.context.release
    parts = (list(release.stream(select)) for select in (queries.TABLE_COLUMNS, queries.TABLES, queries.KEYS))
    data = {name: release.stream(select) for name, select in queries.WHOLE.items()}
    return package(order.edition, Contract(*parts), data)


_MAKERS: Mapping[str, Callable[[_Order], Body]] = MappingProxyType({
    "measure": _of_measure,
    "focus_area": _of_focus_area,
    "workbook": _of_sector,
    "strategy": _strategy,
    "measures": _measures,
    "observations": _observations,
    "status": _status,
    "road": _of_road,
    "datapackage": _package,
    "meeting": lambda order: meeting_file(order.wanted, order.context),
})  # fmt: skip
