import json
import tempfile
import unittest
from pathlib import Path

import numpy as np

from support import TABLE, version, version_file
from tollgate import artefact, shelf


class ShelfCase(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.shelf = shelf.Shelf(self.folder / "models", TABLE)

    def candidate(self, name="candidate", **changes):
        """The trained version with some arrays changed, as a file."""
        with np.load(version_file()) as file:
            content = {**file, **changes}
        path = self.folder / f"{name}.npz"
        np.savez(path, **content)
        return path

    def reviewing_from(self, value):
        return self.candidate(f"from-{value}", review_from=np.array(value))

    def assert_refused(self, path, said):
        before = self.state()
        with self.assertRaisesRegex(shelf.Refused, said):
            self.shelf.deploy(path)
        self.assertEqual(self.state(), before)

    def state(self):
        files = sorted(one for one in self.shelf.folder.rglob("*") if one.is_file())
        return {str(one): one.read_bytes() for one in files}


class Deploy(ShelfCase):
    def test_a_good_version_is_served_and_noted(self):
        name = self.shelf.deploy(version_file())
        self.assertEqual(name, version().name)
        self.assertEqual(self.shelf.served.read_bytes(), version_file().read_bytes())
        self.assertEqual(self.shelf.stack(), [name])
        (line,) = map(json.loads, self.shelf.journal.read_text().splitlines())
        self.assertEqual([line["event"], line["version"]], ["deploy", name])
        self.assertAlmostEqual(line["auroc"], 0.871, places=3)
        self.assertRegex(line["at"], r"^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$")

    def test_the_same_version_again_changes_nothing(self):
        self.shelf.deploy(version_file())
        before = self.state()
        self.assertEqual(self.shelf.deploy(version_file()), version().name)
        self.assertEqual(self.state(), before)

    def test_no_half_written_file_is_left(self):
        self.shelf.deploy(version_file())
        self.assertEqual(
            sorted(Path(one).name for one in self.state()),
            sorted(["served.npz", "journal.jsonl", f"{version().name}.npz"]),
        )

    def test_files_that_cannot_be_loaded_are_refused(self):
        self.shelf.deploy(version_file())
        path = self.folder / "half.npz"
        path.write_bytes(version_file().read_bytes()[:4000])
        self.assert_refused(path, "cannot be read")

    def test_versions_below_a_floor_are_refused_also_where_none_is_served(self):
        weights = version().arrays["weights"]
        self.assert_refused(self.candidate(weights=-weights), "is below 0.8")
        self.assertFalse(self.shelf.served.exists())

    def test_a_step_back_is_refused(self):
        weights = version().arrays["weights"]
        worse = self.candidate(weights=weights * 0.6)
        self.shelf.deploy(worse)  # alone it is good enough
        self.shelf.deploy(version_file())
        self.assert_refused(worse, r"log loss 0\.2\d+ against 0\.2\d+ of the served")


class Rollback(ShelfCase):
    def test_there_is_no_way_back_from_the_first(self):
        with self.assertRaisesRegex(shelf.Refused, "no version before"):
            self.shelf.rollback()
        self.shelf.deploy(version_file())
        with self.assertRaisesRegex(shelf.Refused, "no version before"):
            self.shelf.rollback()
        self.assertEqual(self.shelf.stack(), [version().name])

    def test_each_release_is_taken_back_once(self):
        paths = [version_file(), self.reviewing_from(0.3), self.reviewing_from(0.4)]
        names = [self.shelf.deploy(path) for path in paths]
        self.assertEqual(self.shelf.stack(), names)
        for back in (1, 0):
            self.assertEqual(self.shelf.rollback(), names[back])
            self.assertEqual(self.shelf.served.read_bytes(), paths[back].read_bytes())
            self.assertEqual(artefact.load(self.shelf.served).name, names[back])
        with self.assertRaises(shelf.Refused):
            self.shelf.rollback()

    def test_after_a_way_back_the_next_release_comes_on_top(self):
        first = self.shelf.deploy(version_file())
        self.shelf.deploy(self.reviewing_from(0.3))
        self.shelf.rollback()
        third = self.shelf.deploy(self.reviewing_from(0.4))
        self.assertEqual(self.shelf.stack(), [first, third])
        events = [json.loads(line)["event"] for line in self.shelf.journal.read_text().splitlines()]
        self.assertEqual(events, ["deploy", "deploy", "rollback", "deploy"])
        self.assertEqual(self.shelf.rollback(), first)


if __name__ == "__main__":
    unittest.main()
