import csv
import io
import math
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import numpy as np
from scipy.optimize import minimize

from support import PAYMENT, TABLE, changed, held_out, table, version, version_file
from tollgate import additive, artefact, learning


class Expansion(unittest.TestCase):
    def expanded(self, **fields):
        bends = np.log1p([[10, 50, 90], [1, 5, 9], [1, 5, 9], [100, 500, 900]])
        return dict(zip(additive.terms(), additive.expand(changed(**fields), bends), strict=True))

    def test_a_curve_rises_after_each_bend(self):
        found = self.expanded(amount_eur=60)
        u = math.log1p(60)
        self.assertAlmostEqual(found["amount_eur"], u)
        self.assertAlmostEqual(found["amount_eur+"], u - math.log1p(10))
        self.assertAlmostEqual(found["amount_eur++"], u - math.log1p(50))
        self.assertEqual(found["amount_eur+++"], 0)

    def test_the_amount_has_a_slope_of_its_own_online(self):
        self.assertEqual(self.expanded(channel="chip")["amount_eur online"], 0)
        found = self.expanded(channel="online")
        self.assertAlmostEqual(found["amount_eur online"], math.log1p(42.5))
        self.assertEqual([found["channel=online"], found["channel=chip"]], [1, 0])

    def test_parts_of_the_day_are_of_utc(self):
        for moment, part in (
            ("2026-02-03T05:59:00Z", 0),
            ("2026-02-03T06:00:00Z", 1),
            ("2026-02-03T23:59:00Z", 3),
            ("2026-02-03T05:59:00-02:00", 1),
        ):
            found = self.expanded(occurred_at=moment)
            self.assertEqual([found[f"day part {n}"] for n in range(4)], [float(n == part) for n in range(4)])

    def test_bends_are_quartiles_on_the_log_scale(self):
        rows = [changed(amount_eur=math.expm1(n)) for n in range(1, 6)]
        np.testing.assert_allclose(additive.bends_of(rows)[0], [2, 3, 4])


class Fitting(unittest.TestCase):
    def setUp(self):
        rng = np.random.default_rng(4)
        self.x = rng.normal(size=(300, 3))
        logit = 0.5 + self.x @ [1.0, -2.0, 0.0]
        self.y = (rng.random(300) < 1 / (1 + np.exp(-logit))).astype(int)

    def test_newton_finds_what_another_minimiser_finds(self):
        def loss(b):
            logit = b[0] + self.x @ b[1:]
            return np.sum(np.logaddexp(0, logit) - self.y * logit) + 2.0 * np.sum(b[1:] ** 2) / 2

        expected = minimize(loss, np.zeros(4), tol=1e-12).x
        intercept, weights = additive.fit(self.x, self.y, 2.0)
        np.testing.assert_allclose([intercept, *weights], expected, atol=1e-4)

    def test_what_does_not_settle_is_said(self):
        with self.assertRaisesRegex(additive.NoFit, "do not determine"):
            additive.fit(np.array([[-1.0], [1.0]]), np.array([0, 1]), 1e-30)
        with mock.patch.object(additive, "MOST_STEPS", 3), self.assertRaisesRegex(additive.NoFit, "3 steps"):
            additive.fit(self.x, self.y, 2.0)

    def test_the_penalty_is_the_one_that_foretells_best(self):
        self.assertEqual(additive.best_penalty(self.x, self.y, 0, candidates=(1.0, 1e6)), 1.0)
        noise = np.random.default_rng(5).integers(0, 2, 300)
        self.assertEqual(additive.best_penalty(self.x, noise, 0, candidates=(1e-6, 1e6)), 1e6)

    def test_the_folds_are_dealt_by_the_seed(self):
        close = tuple(np.linspace(1, 6, 40))
        chosen = {additive.best_penalty(self.x, self.y, seed, close, folds=3) for seed in range(4)}
        self.assertGreater(len(chosen), 1)
        again = [additive.best_penalty(self.x, self.y, 1, close, folds=3) for _ in range(2)]
        self.assertEqual(again[0], again[1])

    def test_sigmoid(self):
        self.assertAlmostEqual(additive.sigmoid(math.log(3)), 0.75)
        self.assertEqual([additive.sigmoid(-2000.0), additive.sigmoid(2000.0)], [0, 1])

    def test_log_loss(self):
        found = additive.log_loss(np.array([1, 0]), np.array([0.5, 0.75]))
        self.assertAlmostEqual(found, (math.log(2) + math.log(4)) / 2)
        self.assertAlmostEqual(additive.log_loss(np.array([1]), np.array([0.0])), -math.log(1e-12))


class Files(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def rewritten(self, **changes):
        with np.load(version_file()) as file:
            content = {**file, **changes}
        path = self.folder / "changed.npz"
        np.savez(path, **{name: value for name, value in content.items() if value is not None})
        return path

    def assert_unusable(self, path, said):
        with self.assertRaisesRegex(artefact.Unusable, said):
            artefact.load(path)

    def test_the_same_seed_makes_the_same_bytes(self):
        again = self.folder / "deeper" / "again.npz"
        self.assertEqual(learning.train(TABLE, again, 0), 3.0)
        self.assertEqual(again.read_bytes(), version_file().read_bytes())

    def test_the_version_is_named_by_its_bytes(self):
        self.assertRegex(version().name, r"^[0-9a-f]{10}$")
        other = artefact.load(self.rewritten(review_from=np.array(0.4)))
        self.assertNotEqual(other.name, version().name)
        self.assertEqual(other.review_from, 0.4)

    def test_a_score_is_the_sum_of_its_terms(self):
        with np.load(version_file()) as file:
            z = (np.array(additive.expand(PAYMENT, file["bends"])) - file["centre"]) / file["scale"]
            logit = float(file["intercept"]) + float(z @ file["weights"])
        self.assertAlmostEqual(version().score(PAYMENT), 1 / (1 + math.exp(-logit)), places=12)

    def test_risk_goes_where_experience_says(self):
        served = version()
        low = served.score(PAYMENT)
        self.assertGreater(served.score(changed(amount_eur=900.0)), low)
        self.assertGreater(served.score(changed(merchant_category="gifts")), low)
        self.assertLess(served.score(changed(hours_since_last=400.0)), low)

    def test_alone_or_among_others_is_the_same(self):
        rows = table()[0][:40]
        served = version()
        self.assertEqual([served.score(row) for row in rows], list(served.score_all(rows)))

    def test_a_twentieth_of_the_training_payments_is_reviewed(self):
        rows, _ = learning.halves(TABLE)[0]
        served = version()
        self.assertAlmostEqual((served.score_all(rows) >= served.review_from).mean(), 0.05, delta=0.001)

    def test_files_that_are_no_version(self):
        half = self.folder / "half.npz"
        raw = version_file().read_bytes()
        half.write_bytes(raw[: len(raw) // 2])
        text = self.folder / "text.npz"
        text.write_text("weights")
        pickled = io.BytesIO()
        np.save(pickled, np.array([{}], dtype=object), allow_pickle=True)
        objects = self.folder / "objects.npz"
        objects.write_bytes(pickled.getvalue())
        for path in (half, text, objects, self.folder / "absent.npz", self.rewritten(weights=None)):
            with self.subTest(path=path.name):
                self.assert_unusable(path, "cannot be read")

    def test_versions_of_another_form(self):
        weights = np.load(version_file())["weights"]
        self.assert_unusable(self.rewritten(terms=np.array(["amount"])), "other terms")
        self.assert_unusable(self.rewritten(weights=weights * np.nan), "weights is not finite")
        self.assert_unusable(self.rewritten(weights=weights[:, None]), "of another shape")
        self.assert_unusable(self.rewritten(weights=weights[1:]), "one weight for each term")
        self.assert_unusable(self.rewritten(scale=weights[1:]), "one weight for each term")


class Tables(unittest.TestCase):
    def written(self, change):
        with TABLE.open(newline="") as file:
            lines = list(csv.DictReader(file))[:60]
        change(lines)
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        path = Path(folder.name) / "table.csv"
        with path.open("w", newline="") as file:
            out = csv.DictWriter(file, list(lines[0]))
            out.writeheader()
            out.writerows(lines)
        return path

    def test_the_past_is_learned_from_and_the_future_judged_by(self):
        (early, y), (late, z) = learning.halves(TABLE)
        self.assertLessEqual(
            max(row["occurred_at"] for row in early), min(row["occurred_at"] for row in late)
        )
        self.assertEqual([len(early), len(y), len(late), len(z)], [3000, 3000, 1000, 1000])

    def test_the_order_of_the_file_does_not_matter(self):
        path = self.written(lambda lines: lines.reverse())
        (early, y), (late, _) = learning.halves(path)
        rows, labels = table()
        self.assertEqual([early[0], early[-1], late[-1]], [rows[0], rows[44], rows[59]])
        self.assertEqual(list(y), list(labels[:45]))

    def test_a_table_without_labels_can_be_read_and_not_learned_from(self):
        path = self.written(lambda lines: [line.pop("disputed") for line in lines])
        rows, labels = learning.read_table(path)
        self.assertIsNone(labels)
        self.assertEqual(rows, table()[0][:60])
        with self.assertRaisesRegex(learning.BadTable, "no column disputed"):
            learning.halves(path)

    def test_a_bad_line_is_named(self):
        path = self.written(lambda lines: lines[1].update(amount_eur="9511cents"))
        with self.assertRaisesRegex(learning.BadTable, "line 3: amount_eur: must be a number"):
            learning.read_table(path)
        path = self.written(lambda lines: lines[0].update(disputed="maybe"))
        with self.assertRaisesRegex(learning.BadTable, "disputed is 0 or 1"):
            learning.read_table(path)

    def test_a_category_that_never_came_does_no_harm(self):
        def without(lines):
            for line in lines:
                line["channel"] = "chip"

        path = self.written(without)
        model = path.with_suffix(".npz")
        learning.train(path, model, 0)
        p = artefact.load(model).score_all(held_out()[0][:20])
        self.assertTrue(np.all((p > 0) & (p < 1)))


if __name__ == "__main__":
    unittest.main()
