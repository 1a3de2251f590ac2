"""The first test. It fails until risk/splitting.py holds a split that knows when labels are known."""

from itertools import pairwise

import pandas as pd


def test_parts_follow_one_another_with_the_delay_between_them():
    from risk.splitting import split_by_time

    days = pd.date_range("2025-01-06", periods=90, freq="D")
    frame = pd.DataFrame({"time": days.repeat(3), "is_fraud": [0, 1, 0] * 90})
    parts = split_by_time(frame, delay_days=7)
    assert len(parts) == 3
    for earlier, later in pairwise(parts):
        assert (later["time"].min() - earlier["time"].max()).days > 7
    assert all(len(part) > 0 for part in parts)
