"""Hardly an example: sums and neighbours on generated inputs, with a tolerance that is written out."""

from random import Random

from mylib.core.readings import bucket, moving_mean


def near(a, b):
    return abs(a - b) <= 1e-9 * max(1.0, abs(a), abs(b))


def refuses(function, *args):
    try:
        function(*args)
    except ValueError:
        return True
    return False


def test_an_edge_lies_in_the_interval_that_begins_with_it():
    rng = Random(1)
    for size in range(6):
        edges = sorted(rng.sample(range(-50, 50), size))
        assert bucket(-1000, edges) == 0 and bucket(1000, edges) == size
        for i, edge in enumerate(edges):
            assert bucket(edge, edges) == i + 1
            assert bucket(edge - 0.5, edges) == i


def test_only_increasing_edges():
    assert refuses(bucket, 0, [3, 3]) and refuses(bucket, 0, [1, 5, 4]) and not refuses(bucket, 0, [1])


def test_neighbouring_windows_differ_by_two_values():
    rng = Random(2)
    for size in range(1, 42):
        values = [rng.gauss(0, 60) for _ in range(size)]
        for width in {1, 1 + size // 3, size}:
            means = moving_mean(values, width)
            assert len(means) == size - width + 1
            assert near(means[0], sum(values[:width]) / width)
            for i in range(1, len(means)):
                assert near(means[i] - means[i - 1], (values[i + width - 1] - values[i - 1]) / width)


def test_widths():
    assert refuses(moving_mean, [1.0], 0) and refuses(moving_mean, [1.0], 2) and refuses(moving_mean, [], 1)
