"""The data package: every table as CSV, what each column means, sources, licences and a README, in one zip.

`datapackage.json` follows Frictionless' Data Package (version 1): the types, descriptions and keys are those of the
release's own contract, so that the package cannot tell another story than the database.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from dashboard.context import safe_link
from dashboard.exports.edition import Edition, licence
from dashboard.exports.tables import Row, status, status_columns
from dashboard.exports.tabular import MACHINE, Column, ExportTable, csv_lines
from strategy.model import LANGUAGES
from strategy.texts import say

NAME = "datapackage.json"
FIELD_TYPES: Mapping[str, str] = {"INTEGER": "integer", "DOUBLE": "number", "BOOLEAN": "boolean", "DATE": "date"}
"""DuckDB's types as Frictionless names them; anything else is a string."""
STATUS_TYPES: Mapping[str, str] = {"text": "string"}
_EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Contract:
    """What the release says of itself: its columns, its tables and their keys, as rows."""

    columns: Sequence[Row]
    tables: Sequence[Row]
    keys: Sequence[Row]

    def columns_of(self, table: str) -> list[Row]:
        """The columns of a table, in order."""
        return [row for row in self.columns if row["table_name"] == table]

    def may_be_empty(self, table: str) -> set[str]:
        """The columns of a table that need no value."""
        return {row["column_name"] for row in self.columns_of(table) if row["is_nullable"]}

    def keys_of(self, table: str) -> list[Row]:
        """The primary and foreign keys of a table."""
        return [row for row in self.keys if row["table_name"] == table]


def package(edition: Edition, contract: Contract, data: Mapping[str, Iterable[Row]]) -> bytes:
    """The zip. `data` has the rows of each table; they are read once, as they are written."""
    stream = io.BytesIO()
    built = edition.context.release.built
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in data.items():
            _csv(archive, f"data/{name}.csv", _table(contract, name, rows), built)
        _csv(archive, "data/status.csv", status(edition.context, ""), built)
        described = json.dumps(descriptor(edition, contract, list(data)), ensure_ascii=False, indent=2)
        _text(archive, NAME, described, built)
        _text(archive, "README.md", "\n\n".join(_readme(edition, lang) for lang in LANGUAGES), built)
        _text(archive, "LICENCES.md", "\n".join(_licences(edition)) + "\n", built)
    return stream.getvalue()


def _member(name: str, built: datetime) -> zipfile.ZipInfo:
    of = max(built, _EARLIEST)
    member = zipfile.ZipInfo(name, (of.year, of.month, of.day, of.hour, of.minute, of.second))
    member.compress_type, member.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
    return member


def _text(archive: zipfile.ZipFile, name: str, text: str, built: datetime) -> None:
    archive.writestr(_member(name, built), text)


def _csv(archive: zipfile.ZipFile, name: str, table: ExportTable, built: datetime) -> None:
    with archive.open(_member(name, built), "w", force_zip64=True) as member:
        for piece in csv_lines(table, MACHINE):
            member.write(piece.encode("utf-8"))


def _table(contract: Contract, name: str, rows: Iterable[Row]) -> ExportTable:
    names = [row["column_name"] for row in contract.columns_of(name)]
    columns = tuple(Column(column, column) for column in names)
    return ExportTable(columns, (tuple(row[column] for column in names) for row in rows))


# datapackage.json


def descriptor(edition: Edition, contract: Contract, names: Sequence[str]) -> dict[str, Any]:
    """The descriptor of the package, as JSON takes it."""
    context = edition.context
    resources = [_resource(contract, name) for name in names]
    return {
        "profile": "tabular-data-package",
        "name": context.strategy.id,
        "title": context.word(context.strategy.title),
        "description": " ".join(part for part in (edition.made_up, edition.say("package.about")) if part),
        "version": context.release.hash[:12],
        "created": context.release.built.isoformat(timespec="seconds"),
        **({"homepage": edition.site + context.link(context.address.to("overview"))} if edition.site else {}),
        "contributors": [{"title": edition.publisher, "role": "publisher"}],
        "licenses": _package_licences(edition),
        "sources": [_source(s.title_in(context.lang)[0], s.url) for s in context.strategy.sources.values()],
        "resources": [*resources, _status_resource(edition)],
    }


def _package_licences(edition: Edition) -> list[dict[str, str]]:
    """A licence for each that a source states; whose figures it holds for stands in `data/source.csv`."""
    names = dict.fromkeys(s.licence for s in edition.context.strategy.sources.values() if s.licence != "not_stated")
    return [{"name": name.replace(" ", "-"), "title": name} for name in names]


def _source(title: str, url: str | None) -> dict[str, str]:
    return {"title": title, "path": url} if url and safe_link(url) else {"title": title}


def _resource(contract: Contract, name: str) -> dict[str, Any]:
    described = next((row["comment"] for row in contract.tables if row["table_name"] == name), None)
    fields = [_field(row["column_name"], FIELD_TYPES.get(row["data_type"], "string"), row["comment"])
              for row in contract.columns_of(name)]  # fmt: skip
    schema: dict[str, Any] = {
        "fields": fields,
        "missingValues": [""],
        **_keys(contract.keys_of(name), contract.may_be_empty(name)),
    }
    return _file(name, described, schema)


def _file(name: str, described: str | None, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": name.replace("_", "-"),
        "path": f"data/{name}.csv",
        "description": described or "",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "header": True},
        "schema": schema,
    }


def _field(name: str, type_: str, described: str | None) -> dict[str, str]:
    return {"name": name, "type": type_, **({"description": described} if described else {})}


def _keys(keys: Sequence[Row], may_be_empty: set[str]) -> dict[str, Any]:
    """The keys of a table; not a reference of several columns that may be empty in part, which a package would refuse.

    An event of a measure without stages refers to none: to SQL that is no reference, to a data package a broken one.
    """
    primary = [list(k["constraint_column_names"]) for k in keys if k["constraint_type"] == "PRIMARY KEY"]
    foreign = [
        {
            "fields": list(k["constraint_column_names"]),
            "reference": {
                "resource": k["referenced_table"].replace("_", "-"),
                "fields": list(k["referenced_column_names"]),
            },
        }
        for k in keys
        if k["constraint_type"] == "FOREIGN KEY"
        and (len(names := k["constraint_column_names"]) == 1 or not may_be_empty & set(names))
    ]
    return ({"primaryKey": primary[0]} if primary else {}) | ({"foreignKeys": foreign} if foreign else {})


def _status_resource(edition: Edition) -> dict[str, Any]:
    fields = [_field(c.name, STATUS_TYPES.get(c.kind, c.kind), c.head) for c in status_columns(edition.context)]
    key = {"fields": ["measure"], "reference": {"resource": "measure", "fields": ["id"]}}
    schema = {"fields": fields, "missingValues": [""], "primaryKey": ["measure"], "foreignKeys": [key]}
    return _file("status", f"{edition.say('sheet.status')}. {edition.stand}.", schema)


# words


def _readme(edition: Edition, lang: str) -> str:
    context = edition.context
    name = context.settings.publisher
    publisher = say(lang, "frame.publisher", name=name) if name else say(lang, "frame.unofficial")
    lines = [f"# {context.strategy.title.in_(lang)}"]
    if context.strategy.made_up:
        lines.append(f"**{say(lang, 'made_up.title')}** {say(lang, 'made_up.text')}")
    lines += [say(lang, f"exports.package.{key}") for key in ("about", "files", "versions", "status", "licences")]
    lines.append(say(lang, "exports.package.release", hash=context.release.hash, publisher=publisher))
    return "\n\n".join(lines)


def _licences(edition: Edition) -> Iterator[str]:
    """Every source with its publisher, address and licence."""
    context = edition.context
    yield f"# {context.say('sources.licences')}"
    yield ""
    yield context.say("sources.licences_note")
    yield ""
    for source in context.strategy.sources.values():
        by = ", ".join(source.publishers_in(context.lang))
        parts = (source.title_in(context.lang)[0], by, source.table, source.url)
        yield f"- {'. '.join(part for part in parts if part)}. **{licence(context, source)}**"
