"""What is still to come: the periods that are late, the day on which a value is due, and what excuses one."""

from __future__ import annotations

import pytest

from tests.strategy.drawing import Row, day, judged, table


@pytest.mark.parametrize("row", table("coming"), ids=lambda r: f"{r['measure']} {r['rows']} {r['on']}")
def test_what_is_late_and_when_it_is_due(row: Row) -> None:
    it = judged(row["measure"], row["rows"], row["on"])
    assert (it.status, it.reason, " ".join(map(str, it.late))) == (row["status"], row["reason"], row["late"])
    assert it.due == (day(row["due"]) if row["due"] else None)
