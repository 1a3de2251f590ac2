"""A unittest.TestCase with subtests and assertAlmostEqual; sums of windows, for every length up to 44."""

import unittest

from mylib.core.readings import bucket, moving_mean


class Bucket(unittest.TestCase):
    def test_places(self):
        edges = [-1.5, 0, 2.5]
        for x, place in [(-2, 0), (-1.5, 1), (-1, 1), (0, 2), (1, 2), (2.5, 3), (3, 3)]:
            with self.subTest(x=x):
                self.assertEqual(bucket(x, edges), place)
        self.assertEqual(bucket(0, []), 0)

    def test_refused(self):
        for edges in ([1, 0], [0, 0], [0, 1, 1, 2]):
            self.assertRaises(ValueError, bucket, 0, edges)


class MovingMean(unittest.TestCase):
    def check(self, values, width):
        found = moving_mean(values, width)
        self.assertEqual(len(found), len(values) - width + 1)
        for i, mean in enumerate(found):
            window = values[i : i + width]
            self.assertAlmostEqual(mean * width, sum(window), places=7)

    def test_many(self):
        for size in range(1, 45):
            values = [((37 * i * i + 11 * i) % 101) - 50.25 for i in range(size)]
            for width in {1, min(3, size), size}:
                self.check(values, width)

    def test_refused(self):
        for width in (0, -2, 5):
            self.assertRaises(ValueError, moving_mean, [1.0, 2.0, 3.0, 4.0], width)
