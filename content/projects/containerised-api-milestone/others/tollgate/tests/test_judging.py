import unittest
from dataclasses import replace

import numpy as np

from support import held_out, version
from tollgate import judging

GOOD = {
    "model_version": "abc",
    "n": 1000,
    "disputes": 97,
    "metric": {"name": "auroc", "value": 0.9, "low": 0.85, "high": 0.95},
    "baseline": {"name": "amount alone", "value": 0.778},
    "log_loss": 0.2,
    "log_loss_of_base_rate": 0.3,
    "reviewed": 0.05,
    "disputes_reviewed": 0.3,
    "floors": [],
}


def with_value(value, **more):
    return {**GOOD, "metric": {**GOOD["metric"], "value": value}, **more}


class Auroc(unittest.TestCase):
    def test_it_counts_pairs_and_ties_half(self):
        rng = np.random.default_rng(0)
        y, p = rng.integers(0, 2, 60), rng.integers(0, 8, 60) / 8
        pairs = [(a > b) + 0.5 * (a == b) for a in p[y == 1] for b in p[y == 0]]
        self.assertAlmostEqual(judging.auroc(y, p)[0], np.mean(pairs))

    def test_its_error_is_delongs(self):
        rng = np.random.default_rng(1)
        y, p = rng.integers(0, 2, 50), rng.integers(0, 9, 50) / 9
        wins = np.array([[(a > b) + 0.5 * (a == b) for b in p[y == 0]] for a in p[y == 1]])
        m, n = wins.shape
        expected = np.sqrt(wins.mean(1).var(ddof=1) / m + wins.mean(0).var(ddof=1) / n)
        self.assertAlmostEqual(judging.auroc(y, p)[1], expected)

    def test_the_interval_covers_what_it_says(self):
        rng = np.random.default_rng(2)
        inside = 0
        for _ in range(200):
            y = np.repeat([0, 1], [150, 50])
            found = judging.with_interval(y, rng.normal(size=200) + y)
            inside += found["low"] <= 0.7602 <= found["high"]  # Phi(1 / sqrt 2)
        self.assertTrue(182 <= inside <= 198, inside)

    def test_the_interval_stays_inside_and_is_symmetric(self):
        y, p = np.array([0, 0, 1, 0, 1, 1]), np.arange(6.0)
        found = judging.with_interval(y, p, level=0.5)
        self.assertAlmostEqual(found["high"] - found["value"], found["value"] - found["low"])
        self.assertEqual(judging.with_interval(y, p)["high"], 1.0)
        self.assertEqual(judging.with_interval(1 - y, p)["low"], 0.0)


class Reports(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.report = judging.judge(version(), held_out())
        cls.rows, cls.y = held_out()
        cls.p = version().score_all(cls.rows)

    def test_headline(self):
        self.assertEqual([self.report["n"], self.report["disputes"]], [1000, 97])
        self.assertEqual(self.report["model_version"], version().name)
        self.assertAlmostEqual(self.report["metric"]["value"], 0.871, places=3)
        self.assertAlmostEqual(self.report["baseline"]["value"], 0.778, places=3)
        self.assertEqual(self.report["floors"], [])

    def test_losses(self):
        told = np.where(self.y == 1, self.p, 1 - self.p)
        self.assertAlmostEqual(self.report["log_loss"], -np.log(told).mean())
        self.assertAlmostEqual(
            self.report["log_loss_of_base_rate"], -(0.097 * np.log(0.097) + 0.903 * np.log(0.903))
        )

    def test_reviews(self):
        reviewed = self.p >= version().review_from
        self.assertAlmostEqual(self.report["reviewed"], reviewed.mean())
        self.assertAlmostEqual(self.report["disputes_reviewed"], self.y[reviewed].sum() / 97)

    def test_at_the_threshold_is_reviewed(self):
        served = version()
        highest = self.p.max()
        at = replace(served, arrays={**served.arrays, "review_from": np.array(highest)})
        self.assertAlmostEqual(judging.judge(at, held_out())["reviewed"], 1 / 1000)

    def test_slices_add_up(self):
        found = {one["name"]: one for one in self.report["slices"]}
        self.assertEqual(len(found), 9)
        for field in ("channel", "merchant_category"):
            inside = [one for name, one in found.items() if name.startswith(field)]
            self.assertEqual(sum(one["n"] for one in inside), 1000)
            self.assertEqual(sum(one["disputes"] for one in inside), 97)
        online = np.array([row["channel"] == "online" for row in self.rows])
        value, _ = judging.auroc(self.y[online], self.p[online])
        self.assertAlmostEqual(found["channel=online"]["value"], value)

    def test_a_slice_with_few_of_a_kind_is_only_counted(self):
        rows = [{"channel": "chip", "merchant_category": "fuel"}] * 40
        p = np.linspace(0, 1, 40)
        for disputes, told in ((9, False), (10, True), (30, True), (31, False)):
            y = (np.arange(40) < disputes).astype(int)
            found = {one["name"]: one for one in judging.slices(rows, y, p)}
            self.assertEqual("value" in found["channel=chip"], told, disputes)
            self.assertEqual(found["channel=chip"]["disputes"], disputes)
            self.assertNotIn("value", found["channel=online"])

    def test_reliability_goes_up_in_ten_bins(self):
        bins = self.report["reliability"]
        self.assertEqual([one["n"] for one in bins], [100] * 10)
        self.assertAlmostEqual(sum(one["observed"] for one in bins), 0.97)
        predicted = [one["predicted"] for one in bins]
        self.assertEqual(predicted, sorted(predicted))
        self.assertLess(max(abs(one["predicted"] - one["observed"]) for one in bins), 0.07)


class Floors(unittest.TestCase):
    def test_a_good_one_clears_all(self):
        self.assertEqual(judging.broken_floors(GOOD), [])
        self.assertEqual(judging.broken_floors(with_value(0.81)), [])

    def test_each_floor_is_named(self):
        (said,) = judging.broken_floors(with_value(0.79, baseline={"value": 0.7}))
        self.assertEqual(said, "AUROC 0.790 is below 0.8")
        (said,) = judging.broken_floors(with_value(0.805))
        self.assertEqual(said, "AUROC 0.805 is not 0.03 above the amount's 0.778")
        (said,) = judging.broken_floors({**GOOD, "log_loss": 0.28})
        self.assertEqual(said, "log loss 0.280 is over 0.9 of the base rate's 0.300")
        self.assertEqual(judging.broken_floors(with_value(0.8, baseline={"value": 0.7})), [])
        self.assertEqual(judging.broken_floors({**GOOD, "log_loss": 0.269}), [])

    def test_a_model_that_shouts_is_kept_out_though_it_ranks_well(self):
        served = version()
        loud = replace(served, arrays={**served.arrays, "intercept": served.arrays["intercept"] + 4})
        report = judging.judge(loud, held_out())
        self.assertAlmostEqual(report["metric"]["value"], 0.871, places=3)
        self.assertEqual(len(report["floors"]), 1)
        self.assertIn("log loss", report["floors"][0])

    def test_two_percent_back_is_a_step_back(self):
        self.assertFalse(judging.is_step_back({"log_loss": 0.2039}, {"log_loss": 0.2}))
        self.assertTrue(judging.is_step_back({"log_loss": 0.2041}, {"log_loss": 0.2}))


class ForPeople(unittest.TestCase):
    def test_the_page_says_the_numbers(self):
        page = judging.as_markdown(GOOD)
        self.assertEqual(
            page,
            "# Version abc\n\n1000 payments held out, 97 disputed.\n\n"
            "- AUROC 0.900 (95 % interval 0.850 to 0.950)\n- by amount alone 0.778\n"
            "- log loss 0.200, base rate 0.300\n- 5.0% reviewed, among them 30.0% of all disputes\n",
        )

    def test_the_page_says_what_is_not_good_enough(self):
        page = judging.as_markdown({**GOOD, "floors": ["AUROC 0.5 is below 0.8"]})
        self.assertTrue(page.endswith("\n\n**Not good enough**: AUROC 0.5 is below 0.8.\n"))


if __name__ == "__main__":
    unittest.main()
