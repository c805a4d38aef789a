"""Words for what is said beside a status: how long a deviation is accepted, by whom it was decided. Decides nothing."""

from __future__ import annotations

from strategy.model import Statement, Words
from strategy.texts import formats, say


def until_words(accepted: Statement, lang: str) -> str:
    """`hyväksytty 31.12.2022 asti`: what stands beside a status in a list."""
    return say(lang, "statements.until", day=formats.day(accepted.until, lang) if accepted.until else "")


def decided_words(accepted: Statement, lang: str) -> str:
    """`Kaupunginhallitus 22.11.2021, § 112`: the body in the language it has, the day and the paragraph."""
    body = accepted.body.in_(lang)[0] if accepted.body else ""
    day = formats.day(accepted.decided, lang) if accepted.decided else ""
    return ", ".join(filter(None, (f"{body} {day}".strip(), accepted.paragraph)))


def comment_words(comment: Statement, lang: str) -> str:
    """`Sivistysjohtaja 30.11.2021`: whose words a comment is, and of which day."""
    return f"{formats.sentence_case(comment.role)} {formats.day(comment.day, lang)}"


def language_words(of: str, lang: str) -> str:
    """In which language a text is, where it is not the reader's (`ruotsiksi`); empty where it is."""
    return "" if of == lang else say(lang, f"statements.language.{of}")


def in_one(words: Words, lang: str) -> str:
    """Somebody's words where no markup can name their language: it stands behind them, if it is not the reader's."""
    text, own = words.in_(lang)
    other = language_words(own, lang)
    return f"{text} ({other})" if other else text
