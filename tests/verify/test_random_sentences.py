"""Sentences read back, of many more random verdicts than every run of the tests can have."""

from __future__ import annotations

import pytest

from strategy.model.vocabulary import LANGUAGES
from tests.strategy.sentence_reader.cases import verdicts
from tests.strategy.wording.test_sentence_reader import SEEDS, misread


@pytest.mark.parametrize("first", range(SEEDS.stop, SEEDS.stop + 6_000, 1_500))
def test_a_sentence_says_what_the_verdict_says(first: int) -> None:
    judged = verdicts(range(first, first + 1_500))
    assert [fault for seed, verdict in judged for lang in LANGUAGES for fault in misread(seed, verdict, lang)] == []
