"""Tests of mylib.core.readings: examples, edges, refusals, and one property on many generated inputs."""

import random

import pytest
from mylib.core.readings import bucket, moving_mean

EDGES = [10, 20, 30]


@pytest.mark.parametrize(
    "x, expected",
    [(-1e9, 0), (9.999, 0), (10, 1), (10.001, 1), (19.999, 1), (20, 2), (29.999, 2), (30, 3), (1e9, 3)],
)
def test_bucket_at_every_edge(x, expected):
    assert bucket(x, EDGES) == expected


def test_bucket_with_few_edges():
    assert bucket(5, []) == 0
    assert bucket(5, [5]) == 1
    assert bucket(4, [5]) == 0


@pytest.mark.parametrize("edges", [[2, 1], [1, 1], [1, 2, 2], [1, 3, 2, 4]])
def test_bucket_refuses_edges_that_do_not_increase(edges):
    with pytest.raises(ValueError):
        bucket(0, edges)


def test_moving_mean_example():
    assert moving_mean([1.0, 2.0, 6.0], 2) == pytest.approx([1.5, 4.0])


@pytest.mark.parametrize("width", [-1, 0, 4])
def test_moving_mean_refuses_widths(width):
    with pytest.raises(ValueError):
        moving_mean([1.0, 2.0, 3.0], width)


def test_moving_mean_of_each_window_by_definition():
    rng = random.Random(0)
    for size in range(1, 51):
        values = [rng.uniform(-100, 100) for _ in range(size)]
        for width in {1, 1 + size // 2, size}:
            expected = [sum(values[i : i + width]) / width for i in range(size - width + 1)]
            assert moving_mean(values, width) == pytest.approx(expected, rel=0, abs=1e-9)
