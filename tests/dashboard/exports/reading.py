"""How the tests of the files ask for one and read it back."""

from __future__ import annotations

import csv
import io

from flask.testing import FlaskClient
from werkzeug.http import parse_options_header
from werkzeug.test import TestResponse

from dashboard.context.context import Context
from dashboard.context.urls import Address
from dashboard.exports.addresses import MEASURE_FORMS, WHOLE
from dashboard.pages import Services
from strategy.wording.sentences import sentence

WITH_FIGURES, WITH_PEERS, MILESTONE = "3.3-a", "2.1-t1", "2.5-a"
ALL = (
    *(f"{measure}.{form}" for measure in (WITH_FIGURES, WITH_PEERS, MILESTONE) for form in MEASURE_FORMS),
    *(f"{name}.{form}" for name, forms in WHOLE.items() for form in forms),
    "focus-area-3.pptx",
)  # fmt: skip


def address_of(file: str, lang: str) -> str:
    """Where a file is had in a language. A paper is printed slowly: of the selection one measure stands for all."""
    return f"{file}?lang={lang}{'&q=3.3-a' if file == 'selection.pdf' else ''}"


def get(client: FlaskClient, address: str, status: int = 200) -> TestResponse:
    response = client.get(f"/download/{address}")
    assert response.status_code == status, (address, response.status_code)
    return response


def rows(response: TestResponse, delimiter: str = ",") -> list[dict[str, str]]:
    text = response.get_data().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def file_name(response: TestResponse) -> str:
    (header,) = response.headers.get_all("Content-Disposition")
    kind, options = parse_options_header(header)
    assert kind == "attachment"
    return options["filename"]


def the_sentence(services: Services, lang: str) -> str:
    """What the page says of the measure with figures."""
    context = Context.of(
        Address(lang, "measure", WITH_FIGURES), services.store.release(), services.settings, services.today()
    )
    return sentence(context.verdicts[WITH_FIGURES], context.strategy.units, lang)
