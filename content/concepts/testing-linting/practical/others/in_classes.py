"""Classes of tests with a setup, a model of each function in the test file, and arguments given by name."""

import math
import random

import pytest
from mylib.core import readings


class TestBucket:
    def setup_method(self):
        self.rng = random.Random(5)

    def model(self, x, edges):
        place = 0
        while place < len(edges) and x >= edges[place]:
            place += 1
        return place

    def test_against_the_model(self):
        for _ in range(15):
            edges = sorted({self.rng.randrange(-9, 9) for _ in range(self.rng.randrange(6))})
            for x in [*edges, -10, 0, 9.5, *(edge + 0.1 for edge in edges)]:
                assert readings.bucket(x=x, edges=edges) == self.model(x, edges)

    @pytest.mark.parametrize("edges", [[1, 0], [0, 0]])
    def test_refusal(self, edges):
        with pytest.raises(ValueError):
            readings.bucket(5, edges)


class TestMovingMean:
    @pytest.mark.parametrize("size", range(1, 42))
    def test_against_the_model(self, size):
        rng = random.Random(size)
        values = [math.sin(rng.random() * 9) * 75 for _ in range(size)]
        for width in (1, size, (size + 2) // 2):
            found = readings.moving_mean(values=values, width=width)
            wanted = []
            for i in range(0, size - width + 1):
                total = 0.0
                for value in values[i : i + width]:
                    total = total + value
                wanted.append(pytest.approx(total / width, rel=1e-9, abs=1e-9))
            assert found == wanted

    def test_refusal(self):
        for width in (-3, 0, 3):
            with pytest.raises(ValueError) as caught:
                readings.moving_mean([1, 2], width)
            assert caught.value is not None
