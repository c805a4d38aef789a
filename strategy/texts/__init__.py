"""What the program says: texts by key and language, and how numbers, days, periods and counted things are written."""

from strategy.texts import formats
from strategy.texts.arguments import chosen_language, translate_argparse
from strategy.texts.escaping import safe_text
from strategy.texts.formats import EN_DASH, day, listed, number, period, sentence_case, shortest
from strategy.texts.lookup import TEXTS, everywhere, known_key, say
from strategy.texts.plurals import count

__all__ = [
    "EN_DASH",
    "TEXTS",
    "chosen_language",
    "count",
    "day",
    "everywhere",
    "formats",
    "known_key",
    "listed",
    "number",
    "period",
    "safe_text",
    "say",
    "sentence_case",
    "shortest",
    "translate_argparse",
]
