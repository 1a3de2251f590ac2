import contextlib
import http.client
import io
import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

import numpy as np

import manage
from support import PAYMENT, ROOT, TABLE, table, version, version_file


class Commands(unittest.TestCase):
    """Each command in a folder of its own, as somebody types it."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.addCleanup(os.chdir, Path.cwd())
        os.chdir(folder.name)

    def call(self, *words):
        self.out, self.err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(self.out), contextlib.redirect_stderr(self.err):
            return manage.main([str(one) for one in words])

    def shuffled(self):
        head, *lines = TABLE.read_text().splitlines()
        labels = [line[-1] for line in lines]
        random.Random(0).shuffle(labels)
        path = Path("shuffled.csv")
        path.write_text("\n".join([head, *(a[:-1] + b for a, b in zip(lines, labels, strict=True))]) + "\n")
        return path

    def test_run_makes_everything_the_readme_names(self):
        self.assertEqual(self.call("run", "--data", TABLE, "--seed", 0), 0)
        self.assertEqual(Path("models/served.npz").read_bytes(), version_file().read_bytes())
        self.assertTrue(Path("models/journal.jsonl").exists())
        report = json.loads(Path("reports/evaluation.json").read_text())
        record = json.loads(Path("reports/record.json").read_text())
        self.assertEqual(list(record), ["seed", "metric", "baseline", "slices", "model_version"])
        self.assertEqual(record["seed"], 0)
        for name in ("metric", "baseline", "slices", "model_version"):
            self.assertEqual(record[name], report[name])
        self.assertIn("trained with penalty 3", self.out.getvalue())
        self.assertIn("AUROC 0.871", self.out.getvalue())

    def test_run_stops_at_a_floor_and_serves_nothing(self):
        self.assertEqual(self.call("run", "--data", self.shuffled()), 1)
        self.assertFalse(Path("models").exists())
        self.assertIn("Not good enough", self.out.getvalue())

    def test_train_writes_where_it_is_told(self):
        self.assertEqual(self.call("train", "--data", TABLE, "--model", "a/b.npz", "--seed", 0), 0)
        self.assertEqual(Path("a/b.npz").read_bytes(), version_file().read_bytes())

    def test_evaluate_ends_with_1_below_a_floor(self):
        words = ("evaluate", "--model", version_file(), "--report", "r/e.json", "--data")
        self.assertEqual(self.call(*words, TABLE), 0)
        self.assertEqual(json.loads(Path("r/e.json").read_text())["floors"], [])
        self.assertEqual(self.call(*words, self.shuffled()), 1)
        self.assertTrue(json.loads(Path("r/e.json").read_text())["floors"])

    def test_predict_gives_each_row_its_probability(self):
        self.assertEqual(
            self.call("predict", "--model", version_file(), "--data", TABLE, "--out", "out.csv"), 0
        )
        head, *lines = Path("out.csv").read_text().splitlines()
        self.assertEqual(head, "probability")
        self.assertEqual([float(line) for line in lines], list(version().score_all(table()[0])))

    def test_deploy_and_rollback(self):
        self.assertEqual(self.call("rollback"), 1)
        self.assertEqual(self.err.getvalue(), "Refused: there is no version before this one.\n")
        self.assertEqual(self.call("deploy", version_file(), "--data", TABLE), 0)
        self.assertIn(version().name, self.out.getvalue())
        self.call("train", "--data", TABLE, "--model", "other.npz", "--seed", 0)
        other = Path("other.npz")
        self.assertEqual(self.call("deploy", other, "--data", TABLE), 0)
        other.write_bytes(b"no model")
        self.assertEqual(self.call("deploy", other, "--data", TABLE), 1)
        self.assertIn("cannot be read", self.err.getvalue())
        self.assertEqual(Path("models/served.npz").read_bytes(), version_file().read_bytes())

    def test_rollback_brings_back_the_version_before(self):
        other = Path("other.npz")
        with np.load(version_file()) as file:
            np.savez(other, **{**file, "review_from": np.array(0.5)})
        self.call("deploy", version_file(), "--data", TABLE)
        self.call("deploy", other, "--data", TABLE)
        self.assertEqual(self.call("rollback"), 0)
        self.assertIn(f"{version().name} is in place again", self.out.getvalue())
        self.assertEqual(Path("models/served.npz").read_bytes(), version_file().read_bytes())

    def test_what_is_wrong_is_said_in_one_line(self):
        Path("bad.csv").write_text("occurred_at,amount_eur\nnow,5\n")
        self.assertEqual(self.call("train", "--data", "bad.csv", "--model", "m.npz"), 1)
        self.assertTrue(self.err.getvalue().startswith("Refused: bad.csv, line 2: "))
        with self.assertRaises(SystemExit) as ended:
            self.call("train", "--data", TABLE)
        self.assertEqual(ended.exception.code, 2)

    def test_what_is_not_said_is_as_the_readme_says(self):
        serve = manage.parser().parse_args(["serve"])
        self.assertEqual([serve.host, serve.port], ["127.0.0.1", 8080])
        self.assertEqual(serve.model, Path("models/served.npz"))
        run = manage.parser().parse_args(["run"])
        self.assertEqual([run.seed, run.data], [0, Path("data/transactions.csv")])


class Served(unittest.TestCase):
    def test_a_served_version_answers_over_http(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        words = [sys.executable, "manage.py", "serve", "--port", str(port), "--model", str(version_file())]
        server = subprocess.Popen(words, cwd=ROOT, stderr=subprocess.PIPE)
        try:
            self.assertEqual(self.ask(port, "GET", "/ready")["model_version"], version().name)
            found = self.ask(port, "POST", "/predictions", json.dumps(PAYMENT))
            self.assertEqual(found["probability"], version().score(PAYMENT))
        finally:
            server.terminate()
            server.communicate(timeout=10)

    def ask(self, port, method, path, body=None):
        for _ in range(100):
            link = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            try:
                link.request(method, path, body, {"content-type": "application/json"})
                return json.loads(link.getresponse().read())
            except ConnectionRefusedError:
                time.sleep(0.1)
            finally:
                link.close()
        raise self.failureException("the server did not answer within ten seconds")


if __name__ == "__main__":
    unittest.main()
