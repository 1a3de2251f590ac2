"""The two sums that the answer rests on, with numbers that can be done by hand."""

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from answer import half_width, ink_by_digit, more_in_percent


def test_every_image_is_counted_once():
    assert sum(len(sample) for sample in ink_by_digit()) == 1797


def test_the_difference_is_in_percent_of_the_ones():
    result, low, high = more_in_percent(np.full(50, 300.0), np.full(40, 200.0))
    assert (result, low, high) == (50.0, 50.0, 50.0)


def test_the_interval_narrows_with_the_root_of_n():
    sample = np.tile([1.0, 3.0], 200)
    assert np.isclose(half_width(np.tile(sample, 4)) / half_width(sample), 0.5, rtol=0.01)
