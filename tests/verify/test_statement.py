"""The accessibility statement was looked at within a year: it fails by itself when nobody has."""

from __future__ import annotations

from datetime import date, timedelta

from dashboard.context.accessibility import STATEMENT

OLDEST = timedelta(days=365)


def test_the_statement_is_of_this_year() -> None:
    """Read what is not met again, change `dashboard/context/accessibility.toml` where it is wrong, and set its day."""
    assert timedelta(0) <= date.today() - STATEMENT.day < OLDEST
