import unittest

import numpy as np
from scipy.stats import chi2, power_divergence

from support import PAYMENT, changed, table, version
from tollgate import drift


class Counting(unittest.TestCase):
    def setUp(self):
        rows = [changed(amount_eur=float(n), channel="chip" if n < 4 else "online") for n in range(1, 12)]
        self.reference = drift.reference_of(rows, np.linspace(0, 1, 11))

    def test_numbers_are_cut_at_quintiles(self):
        np.testing.assert_allclose(self.reference["amount_eur cuts"], [3, 5, 7, 9])
        np.testing.assert_allclose(self.reference["predicted_risk cuts"], [0.2, 0.4, 0.6, 0.8])

    def test_every_training_row_is_counted(self):
        self.assertEqual(list(self.reference["amount_eur counts"]), [2, 2, 2, 2, 3])
        self.assertEqual(list(self.reference["channel counts"]), [3, 0, 8])
        self.assertEqual(list(self.reference["merchant_category counts"]), [0, 11, 0, 0, 0, 0])

    def test_the_cells_of_a_payment(self):
        cells = drift.cells_of(changed(amount_eur=6.0, channel="online"), 0.95, self.reference)
        found = dict(zip(drift.WATCHED, cells, strict=True))
        self.assertEqual(found["amount_eur"], 2)
        self.assertEqual(found["predicted_risk"], 4)
        self.assertEqual([found["merchant_category"], found["channel"]], [1, 2])

    def test_sizes(self):
        self.assertEqual(
            [drift.size_of(n) for n in ("channel", "merchant_category", "amount_eur")], [3, 6, 5]
        )


class Testing(unittest.TestCase):
    def test_it_is_the_g_test(self):
        trained, seen = np.array([60, 40, 0]), np.array([10, 30, 0])
        table = np.array([trained[:2], seen[:2]])
        expected = np.outer(table.sum(1), table.sum(0)) / table.sum()
        g = power_divergence(table, expected, lambda_="log-likelihood", axis=None).statistic
        self.assertAlmostEqual(drift.p_value(trained, seen), chi2.sf(g, 1), places=12)

    def test_a_cell_that_only_one_side_has_counts(self):
        self.assertLess(drift.p_value([100, 100, 0], [50, 50, 50]), 1e-9)
        self.assertGreater(drift.p_value([100, 100, 0], [50, 50, 0]), 0.9)


class Watching(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.version = version()
        cls.rows = table()[0]

    def setUp(self):
        self.lookout = drift.Lookout(self.version.reference)

    def feed(self, rows):
        """Payments until the first alarm; None without one."""
        for n, row in enumerate(rows, 1):
            if self.lookout.feed(row, self.version.score(row)) and self.lookout.drifted:
                return n
        return None

    def test_the_training_payments_and_those_after_them_are_quiet(self):
        self.assertIsNone(self.feed(self.rows))
        self.assertEqual(self.lookout.drifted, ())

    def test_half_a_deviation_is_seen(self):
        for field, sd in (("amount_eur", 0.9), ("hours_since_last", 1.1)):
            with self.subTest(field=field):
                self.setUp()
                moved = [{**row, field: row[field] * np.exp(sd / 2)} for row in self.rows[3300:]]
                self.assertLessEqual(self.feed(self.rows[3000:3300] + moved), 700)
                self.assertIn(field, self.lookout.drifted)

    def test_another_mix_is_seen(self):
        moved = [
            {**row, "merchant_category": "travel"} if n % 4 == 0 else row
            for n, row in enumerate(self.rows[3000:])
        ]
        self.assertEqual(self.feed(moved), 300)
        self.assertEqual(self.lookout.drifted, ("merchant_category",))

    def test_a_model_that_answers_otherwise_is_seen(self):
        for row in self.rows[3000:3300]:
            self.lookout.feed(row, 0.9)
        self.assertEqual(self.lookout.drifted, ("predicted_risk",))

    def test_it_looks_every_hundred_payments_once_there_are_three_hundred(self):
        looks = [n for n in range(1, 621) if self.lookout.feed(PAYMENT, 0.05)]
        self.assertEqual(looks, [300, 400, 500, 600])

    def test_before_the_first_look_nothing_has_drifted(self):
        for _ in range(299):
            self.lookout.feed(PAYMENT, 0.05)
        self.assertEqual(self.lookout.p_values, dict.fromkeys(drift.WATCHED, 1.0))
        self.assertEqual(self.lookout.drifted, ())

    def test_the_alarm_ends_with_the_drift(self):
        self.feed([PAYMENT] * 300)
        self.assertIn("channel", self.lookout.drifted)
        for row in self.rows[3000:3300]:
            self.lookout.feed(row, self.version.score(row))
        self.assertEqual(self.lookout.drifted, ())


if __name__ == "__main__":
    unittest.main()
