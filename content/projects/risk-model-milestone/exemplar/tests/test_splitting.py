import numpy as np
import pandas as pd
from risk.payments import LABEL_DELAY_DAYS
from risk.splitting import days, rolling_folds, split_by_time


def test_parts_follow_one_another_with_the_delay_between(payments):
    parts = split_by_time(payments)
    start = payments["time"].dt.normalize().min()
    spans = [
        ((part["time"].min().normalize() - start).days, (part["time"].max().normalize() - start).days)
        for part in (parts.train, parts.validation, parts.test)
    ]
    assert spans == [(0, 46), (54, 67), (75, 89)]


def test_only_the_gaps_are_lost(payments):
    parts = split_by_time(payments)
    kept = len(parts.train) + len(parts.validation) + len(parts.test)
    gone = np.isin(days(payments), [*range(47, 54), *range(68, 75)])
    assert kept == (~gone).sum()


def test_a_fold_is_scored_by_what_was_labelled_before_it(payments):
    folds = list(rolling_folds(payments))
    day = days(payments)
    assert len(folds) == 3
    for earlier, later in folds:
        assert day[later].min() - day[earlier].max() == LABEL_DELAY_DAYS + 1
        assert day[earlier].min() == 0
    assert [(day[later].min(), day[later].max()) for _, later in folds] == [(36, 53), (54, 71), (72, 89)]


def test_days_are_whole_and_counted_from_the_first():
    times = pd.DataFrame(
        {"time": pd.to_datetime(["2025-01-06T23:59", "2025-01-07T00:00", "2025-01-16T12:00"])}
    )
    assert days(times).tolist() == [0, 1, 10]
