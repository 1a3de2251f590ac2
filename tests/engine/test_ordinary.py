"""Ordinary code works inside: what guards the lists of allowed calls, files and packages."""

from __future__ import annotations

from textwrap import dedent

import pytest

from groundup.records import Limits, Submission, uuid7

ROOMY = Limits(wall_s=20.0, memory_mib=1024)

CORE = {
    "a dataclass": """
        from dataclasses import dataclass
        @dataclass
        class P: x: int
        def f(): return P(3).x == 3
    """,
    "threads": """
        from concurrent.futures import ThreadPoolExecutor
        def f():
            with ThreadPoolExecutor(8) as pool: return sum(pool.map(abs, range(-5, 0))) == 15
    """,
    "a lock and an event": """
        import threading
        def f():
            done = threading.Event()
            t = threading.Thread(target=done.set)
            t.start()
            t.join()
            return done.is_set()
    """,
    "asyncio": """
        import asyncio
        async def one():
            await asyncio.sleep(0.001)
            return True
        def f(): return asyncio.run(one())
    """,
    "a temporary file": """
        import tempfile
        def f():
            with tempfile.TemporaryFile("w+") as file:
                file.write("a")
                file.seek(0)
                return file.read() == "a"
    """,
    "a temporary folder": """
        import tempfile, pathlib
        def f():
            with tempfile.TemporaryDirectory() as folder:
                path = pathlib.Path(folder, "x.txt")
                path.write_text("a")
                return path.read_text() == "a" and [p.name for p in path.parent.iterdir()] == ["x.txt"]
    """,
    "copying a file": """
        import shutil
        def f():
            open("a", "w").write("x")
            shutil.copy("a", "b")
            shutil.move("b", "c")
            return open("c").read() == "x"
    """,
    "csv and json": """
        import csv, io, json
        def f():
            rows = list(csv.reader(io.StringIO("a,b\\n1,2")))
            return json.loads(json.dumps(rows)) == rows
    """,
    "sqlite in memory": """
        import sqlite3
        def f():
            with sqlite3.connect(":memory:") as db: return db.execute("select 1").fetchone() == (1,)
    """,
    "sqlite in a file": """
        import sqlite3
        def f():
            db = sqlite3.connect("x.db")
            db.execute("create table t (a)")
            db.commit()
            db.close()
            return True
    """,
    "pickle": """
        import pickle
        def f(): return pickle.loads(pickle.dumps({1: [2]})) == {1: [2]}
    """,
    "a memory map": """
        import numpy as np
        def f():
            m = np.memmap("m", dtype="f8", mode="w+", shape=3)
            m[:] = 1
            m.flush()
            return m.sum() == 3
    """,
    "saving arrays": """
        import numpy as np
        def f():
            np.savez("a.npz", x=np.arange(3))
            return np.load("a.npz")["x"].tolist() == [0, 1, 2]
    """,
    "dates and zones": """
        import datetime as d
        def f(): return d.datetime.now(d.UTC) > d.datetime(2020, 1, 1, tzinfo=d.UTC)
    """,
    "the clock": """
        import time
        def f():
            a = time.perf_counter()
            time.sleep(0.001)
            return time.perf_counter() > a
    """,
    "random numbers": """
        import random, secrets, os
        def f(): return len(os.urandom(3) + secrets.token_bytes(3)) == 6
    """,
    "logging": """
        import logging
        def f():
            logging.warning('w')
            return True
    """,
    "warnings": """
        import warnings
        def f():
            warnings.warn('w')
            return True
    """,
    "a decorator with lru_cache": """
        import functools
        @functools.lru_cache
        def g(x): return x
        def f(): return g(1) == 1
    """,
    "own source": """
        import inspect
        def f(): return inspect.getsource(f).startswith('def f')
    """,
    "own signature": """
        import inspect
        def f(a=1): return str(inspect.signature(f)) == '(a=1)'
    """,
    "typing with names": """
        import typing
        class A:
            x: int
        def f(): return typing.get_type_hints(A) == {'x': int}
    """,
    "doctest": """
        import doctest, sys
        def f():
            '''
            >>> 1 + 1
            2
            '''
            return doctest.testmod(sys.modules[__name__]).failed == 0
    """,
    "a traceback": """
        import traceback
        def f():
            try: 1 / 0
            except ZeroDivisionError: return 'attempt.py' in traceback.format_exc()
    """,
    "hashes and compression": """
        import hashlib, zlib
        def f(): return len(hashlib.sha256(zlib.compress(b'x')).digest()) == 32
    """,
    "subnormal and big numbers": """
        import decimal, fractions
        def f(): return decimal.Decimal('0.1') * 10 == 1
    """,
    "linear algebra": """
        import numpy as np
        def f():
            a = np.random.default_rng(0).normal(size=(200, 200))
            return np.allclose(np.linalg.inv(a) @ a, np.eye(200)) and np.linalg.svd(a)[1].shape == (200,)
    """,
    "fft": """
        import numpy as np
        def f(): return np.allclose(np.fft.ifft(np.fft.fft([1, 2, 3])), [1, 2, 3])
    """,
    "numpy testing": """
        import numpy.testing as t
        def f():
            t.assert_allclose([1], [1])
            return True
    """,
    "pathlib and os": """
        import os, pathlib
        def f(): return pathlib.Path.cwd().is_dir() and os.cpu_count() >= 1
    """,
    "platform": """
        import platform, sys
        def f(): return platform.python_version() == sys.version.split()[0]
    """,
    "signals of one's own": """
        import signal
        def f():
            got = []
            signal.signal(signal.SIGUSR1, lambda *a: got.append(1))
            signal.raise_signal(signal.SIGUSR1)
            return got == [1]
    """,
    "a deep recursion": """
        def g(n): return n and g(n - 1)
        def f(): return g(900) == 0
    """,
    "relative imports": """
        from . import attempt
        from .attempt import __name__ as name
        def f(): return name == 'mylib.attempt'
    """,
    "a circular name": """
        import statistics
        def f(): return statistics.mean([1, 2, 3]) == 2
    """,
}
SCIENCE = {
    "KMeans": """
        from sklearn.cluster import KMeans
        def f():
            found = KMeans(2, n_init=2, random_state=0).fit_predict([[0.], [0.1], [9.], [9.1]])
            return len(set(found)) == 2
    """,
    "gradient boosting": """
        import numpy as np
        from sklearn.ensemble import HistGradientBoostingClassifier as H
        def f():
            X = np.arange(100.).reshape(-1, 1)
            return H(max_iter=5).fit(X, X[:, 0] > 50).score(X, X[:, 0] > 50) > 0.9
    """,
    "nearest neighbours by brute force": """
        import numpy as np
        from sklearn.neighbors import KNeighborsClassifier as K
        def f():
            X = np.random.default_rng(0).normal(size=(300, 5))
            return K(algorithm="brute").fit(X, X[:, 0] > 0).score(X, X[:, 0] > 0) > 0.8
    """,
    "a forest in two jobs": """
        from sklearn.ensemble import RandomForestClassifier as R
        from sklearn.datasets import load_iris
        def f():
            X, y = load_iris(return_X_y=True)
            return R(10, n_jobs=2, random_state=0).fit(X, y).score(X, y) > 0.9
    """,
    "cross validation": """
        from sklearn.datasets import load_digits
        from sklearn.linear_model import LogisticRegression
        from sklearn.model_selection import cross_val_score
        def f():
            X, y = load_digits(return_X_y=True)
            model = LogisticRegression(max_iter=50)
            return cross_val_score(model, X[:200] / 16, y[:200], cv=2, n_jobs=2).mean() > 0.7
    """,
    "optimisation": """
        from scipy.optimize import minimize
        def f(): return abs(minimize(lambda x: (x[0] - 2) ** 2, [0.0]).x[0] - 2) < 1e-4
    """,
    "statistics": """
        from scipy import stats
        def f(): return abs(stats.norm.cdf(0) - 0.5) < 1e-12
    """,
    "a plot in a file": """
        import os, matplotlib.pyplot as plt
        def f():
            plt.plot([1, 2])
            plt.title("$x$")
            plt.savefig("p.png")
            plt.savefig("p.pdf")
            return os.path.getsize("p.png") > 0
    """,
    "a plot in three dimensions": """
        import io, numpy as np, matplotlib.pyplot as plt
        def f():
            ax = plt.figure().add_subplot(projection="3d")
            ax.plot_surface(*np.mgrid[0:3, 0:3], np.ones((3, 3)))
            plt.savefig(io.BytesIO())
            return True
    """,
}


@pytest.mark.parametrize("name", CORE)
def test_ordinary_code(attempt, name) -> None:
    run = attempt(CORE[name])
    assert (run.status, attempt.value) == ("ok", True), run.fault


@pytest.mark.parametrize("name", SCIENCE)
def test_ordinary_science(engine, name) -> None:
    seen = []
    submission = Submission(uuid7(), "m", {"m.py": dedent(SCIENCE[name])}, profile="sci", limits=ROOMY)
    run = engine.run(submission, lambda remote: seen.append(remote.call(None, "f")))
    assert (run.status, [bool(value) for value in seen]) == ("ok", [True]), run.fault
