"""Three thousand requests that no page makes, by a seed of the day: the failing one's number finds it again."""

from __future__ import annotations

import random

import pytest
from flask.testing import FlaskClient

from tests.dashboard.strange import weather


def test_three_thousand_random_requests(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    seed = random.SystemRandom().randrange(10**6)
    print(f"seed {seed}")
    weather(client, seed, 3_000, caplog)
