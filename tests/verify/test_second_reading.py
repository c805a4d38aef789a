"""The two readings of the rules, on many more random cases than every run of the tests can have."""

from __future__ import annotations

import pytest

from tests.strategy.judging.test_second_reading import BLOCK, SEEDS, disagreement


@pytest.mark.parametrize("first", range(SEEDS, SEEDS + 30_000, 10 * BLOCK))
def test_both_readings_agree(first: int) -> None:
    assert [told for seed in range(first, first + 10 * BLOCK) if (told := disagreement(seed))] == []
