"""Verdicts, targets and changes in words, in three languages."""

from strategy.wording.action_words import action_words, owner_remarks, owner_words
from strategy.wording.change_words import (
    cause_words,
    decision_words,
    event_line,
    figure_line,
    statement_line,
    statement_parts,
    status_line,
    target_line,
)
from strategy.wording.key_figures import LargeFigure, large_figures
from strategy.wording.phrases import unrounded
from strategy.wording.sentences import calculation, flag_word, group_word, missing_word, sentence, status_word
from strategy.wording.statement_words import comment_words, decided_words, in_one, language_words, until_words
from strategy.wording.target_words import Speech, counted_unit, dated_target_words, speech, target_words, value_words

__all__ = [
    "LargeFigure",
    "Speech",
    "action_words",
    "calculation",
    "cause_words",
    "comment_words",
    "counted_unit",
    "dated_target_words",
    "decided_words",
    "decision_words",
    "event_line",
    "figure_line",
    "flag_word",
    "group_word",
    "in_one",
    "language_words",
    "large_figures",
    "missing_word",
    "owner_remarks",
    "owner_words",
    "sentence",
    "speech",
    "statement_line",
    "statement_parts",
    "status_line",
    "status_word",
    "target_line",
    "target_words",
    "unrounded",
    "until_words",
    "value_words",
]
