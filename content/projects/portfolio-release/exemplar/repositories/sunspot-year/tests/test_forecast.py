import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

import forecast


def test_a_forecast_does_not_see_its_own_year():
    years, counts = forecast.load()
    changed = counts.copy()
    changed[-1] += 500
    _, before, _ = forecast.backtest(years, counts)
    _, after, _ = forecast.backtest(years, changed)
    assert np.array_equal(before[:-1], after[:-1])


def test_a_pure_wave_is_forecast_exactly():
    wave = 50 + 40 * np.sin(2 * np.pi * np.arange(120) / 11)
    assert abs(forecast.forecast(wave[:-1]) - wave[-1]) < 1e-6


def test_a_missing_year_is_refused(tmp_path):
    table = tmp_path / "sunspots.csv"
    table.write_text("YEAR,SUNACTIVITY\n1700,5\n1702,16\n")
    with pytest.raises(ValueError, match="gap"):
        forecast.load(table)


def test_the_interval_holds_the_mean():
    errors = np.random.default_rng(1).gamma(2.0, 8.0, 99)
    low, high = forecast.interval(errors)
    assert low < errors.mean() < high
