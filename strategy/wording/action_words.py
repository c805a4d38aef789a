"""What is said of actions, and of those who answer for them or for measures."""

from __future__ import annotations

from collections.abc import Mapping

from strategy.model import Action, ActionEvent, Measure, Owner
from strategy.texts import formats, say
from strategy.wording.sentences import status_word


def action_words(event: ActionEvent | None, lang: str) -> str:
    """The state of an action with its day, `done, 20 December 2021`; that nobody has reported of it."""
    if event is None:
        return status_word("not_reported", lang)
    return f"{say(lang, f'common.state.{event.state}')}, {formats.day(event.day, lang)}"


def owner_words(thing: Measure | Action, owners: Mapping[str, Owner], lang: str) -> str:
    """Those who answer for a measure or an action; that we inferred them is said. Empty where nobody is named."""
    names = formats.listed([owners[name].name.in_(lang) for name in thing.owners], lang)
    inferred = bool(names) and thing.owner_evidence == "inferred"
    return f"{names} {say(lang, 'common.inferred')}" if inferred else names


def owner_remarks(thing: Measure | Action, owners: Mapping[str, Owner], lang: str) -> str:
    """What must be known of their names; empty where there is nothing. `Tejo: The source does not ...`"""
    remarks = {owners[name].name.in_(lang): owners[name].remark for name in thing.owners}
    return " ".join(f"{name}: {remark.in_(lang)}" for name, remark in remarks.items() if remark)
