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
    "zones": """
        import datetime as d, zoneinfo
        def f():
            berlin = zoneinfo.ZoneInfo("Europe/Berlin")
            night = d.datetime(2026, 10, 25, 2, 30, tzinfo=berlin, fold=1)
            return night.utcoffset() == d.timedelta(hours=1) and "UTC" in zoneinfo.available_timezones()
    """,
    "generators": """
        import itertools as it
        def primes():
            found = []
            for n in it.count(2):
                if all(n % p for p in found):
                    found.append(n)
                    yield n
        def f(): return list(it.islice(primes(), 5)) == [2, 3, 5, 7, 11]
    """,
    "collections": """
        import bisect, collections, heapq
        def f():
            heap = [3, 1, 2]
            heapq.heapify(heap)
            d = collections.deque([1, 2], maxlen=2)
            d.append(3)
            return heapq.heappop(heap) == 1 and list(d) == [2, 3] and bisect.bisect([1, 3], 2) == 1
    """,
    "classes": """
        import abc, enum, functools
        class Colour(enum.Enum): RED = 1
        class Shape(abc.ABC):
            @abc.abstractmethod
            def area(self): ...
        class Square(Shape):
            __slots__ = ("side",)
            def __init__(self, side): self.side = side
            @property
            def area(self): return self.side ** 2
        def f(): return Square(3).area == 9 and Colour["RED"] is Colour.RED
    """,
    "matching": """
        def kind(x):
            match x:
                case {"a": [first, *_]}: return first
                case (1 | 2) as n: return n
                case _: return None
        def f(): return kind({"a": [7, 8]}) == 7 and kind(2) == 2 and kind("") is None
    """,
    "contexts": """
        import contextlib
        @contextlib.contextmanager
        def inside(log):
            log.append("in")
            try: yield
            finally: log.append("out")
        def f():
            log = []
            with contextlib.suppress(ValueError), inside(log): raise ValueError
            return log == ["in", "out"]
    """,
    "big numbers": """
        import math
        def f(): return 2**4096 % 10 == 6 and math.factorial(500) // math.factorial(499) == 500
    """,
    "unicode": """
        import unicodedata
        def f():
            größe = "e\\u0301\\U0001F600"
            return unicodedata.normalize("NFC", größe)[0] == "é" and len(größe.encode()) == 7
    """,
    "regular expressions and text": """
        import re, string, textwrap
        def f():
            words = re.findall(r"(?P<w>\\w+)", textwrap.fill("some words here", 6))
            return len(words) == 3 and string.Template("$x").substitute(x=1) == "1"
    """,
    "bytes": """
        import array, base64, struct
        def f():
            text = base64.b64encode(array.array("d", [1.5]).tobytes())
            return struct.unpack("<d", base64.b64decode(text)) == (1.5,)
    """,
    "copies": """
        import copy, weakref
        class Node:
            def __init__(self): self.next = self
        def f():
            one = Node()
            two = copy.deepcopy(one)
            return two.next is two and weakref.ref(one)() is one
    """,
    "a queue between threads": """
        import queue, threading
        def f():
            q = queue.Queue()
            t = threading.Thread(target=lambda: [q.put(n) for n in range(100)])
            t.start()
            found = [q.get(timeout=5) for _ in range(100)]
            t.join()
            return found == list(range(100))
    """,
    "a timer and a barrier": """
        import threading
        def f():
            barrier, seen = threading.Barrier(2), []
            threading.Timer(0.001, lambda: seen.append(barrier.wait(5))).start()
            return barrier.wait(5) in (0, 1)
    """,
    "archives": """
        import gzip, io, tarfile, zipfile
        def f():
            with gzip.open("a.gz", "wb") as file: file.write(b"x")
            with zipfile.ZipFile("a.zip", "w") as z: z.writestr("n", "x")
            with tarfile.open("a.tar", "w") as t: t.add("a.gz")
            return gzip.open("a.gz").read() == b"x" and zipfile.ZipFile("a.zip").read("n") == b"x"
    """,
    "logging to a file": """
        import logging
        def f():
            logging.basicConfig(filename="log.txt", level="INFO", force=True)
            logging.info("hello")
            logging.shutdown()
            return "INFO:root:hello" in open("log.txt").read()
    """,
    "arguments and settings": """
        import argparse, configparser
        def f():
            parser = argparse.ArgumentParser()
            parser.add_argument("--n", type=int)
            config = configparser.ConfigParser()
            config.read_string("[a]\\nb = 1")
            return parser.parse_args(["--n", "3"]).n == 3 and config["a"].getint("b") == 1
    """,
    "tests of one's own": """
        import io, unittest
        class T(unittest.TestCase):
            def test(self): self.assertEqual(1, 1)
        def f():
            suite = unittest.defaultTestLoader.loadTestsFromTestCase(T)
            return unittest.TextTestRunner(stream=io.StringIO()).run(suite).wasSuccessful()
    """,
    "measuring": """
        import cProfile, gc, io, pstats, timeit, tracemalloc
        def f():
            tracemalloc.start()
            profile = cProfile.Profile()
            profile.runcall(sorted, [3, 1])
            pstats.Stats(profile, stream=io.StringIO()).print_stats()
            gc.collect()
            return timeit.timeit("1 + 1", number=10) >= 0 and tracemalloc.get_traced_memory()[1] > 0
    """,
    "saving and loading": """
        import json, numpy as np, pickle, shelve
        def f():
            np.save("a.npy", np.eye(2))
            np.savetxt("a.txt", np.eye(2))
            with shelve.open("s") as shelf: shelf["k"] = [1]
            with open("a.json", "w", encoding="utf-8") as file: json.dump({"ä": 1}, file)
            same = np.array_equal(np.load("a.npy"), np.loadtxt("a.txt"))
            return same and json.load(open("a.json", encoding="utf-8")) == {"ä": 1}
    """,
    "a place of one's own": """
        import glob, os, pathlib, tempfile
        def f():
            with tempfile.NamedTemporaryFile(mode="w", suffix=".csv", delete=False) as file: file.write("a")
            path = pathlib.Path(file.name)
            os.makedirs("x/y")
            (pathlib.Path("x/y") / "z.txt").touch()
            os.rename("x/y/z.txt", "z.txt")
            os.symlink("z.txt", "link")
            names = glob.glob("*.txt")
            return path.read_text() == "a" and names == ["z.txt"] and os.stat("link").st_size == 0
    """,
    "markup and addresses": """
        import html, urllib.parse, uuid, xml.etree.ElementTree as E
        def f():
            query = urllib.parse.urlparse("http://a/b?c=1").query
            return (E.fromstring("<a><b>1</b></a>")[0].text == "1" and html.escape("<") == "&lt;"
                    and query == "c=1" and len(str(uuid.uuid4())) == 36)
    """,
    "random choices": """
        import random
        import numpy as np
        def f():
            random.seed(1)
            a = random.sample(range(100), 5)
            random.seed(1)
            rng = np.random.default_rng(0)
            rng.shuffle(x := np.arange(5))
            return a == random.sample(range(100), 5) and sorted(x) == [0, 1, 2, 3, 4]
    """,
    "a RecursionError of one's own": """
        def g(n): return g(n + 1)
        def f():
            try: g(0)
            except RecursionError as error: return "recursion" in str(error)
    """,
    "a memory error that is caught": """
        def f():
            try: bytearray(2**40)
            except MemoryError: return True
    """,
    "numpy of many kinds": """
        import numpy as np
        def f():
            a = np.ma.masked_invalid([1.0, np.nan])
            r = np.rec.array([(1, "x")], dtype=[("n", int), ("s", "U1")])
            p = np.polynomial.Polynomial([1, 2])
            return a.sum() == 1 and r.n[0] == 1 and p(2) == 5 and np.einsum("ij->", np.eye(2)) == 2
    """,
    "nothing on standard input": """
        import sys
        def f(): return sys.stdin.read() == "" and not sys.stdin.isatty()
    """,
}
POLITE = {  # what cannot be had, and the exception that says so
    "input": ("input('name? ')", "EOFError"),
    "a program": ("__import__('subprocess').run(['ls'])", "PermissionError"),
    "a process": ("__import__('multiprocessing').Process(target=print).start()", "PermissionError"),
    "a pool of processes": (
        "__import__('concurrent.futures').futures.ProcessPoolExecutor(2).submit(abs, 1).result()",
        "PermissionError",
    ),
    "a pool": ("__import__('multiprocessing').Pool(2)", "PermissionError"),
    "a page of the web": ("__import__('urllib.request').request.urlopen('http://example.org')", "URLError"),
    "a socket": ("__import__('socket').create_connection(('127.0.0.1', 80))", "OSError PermissionError"),
    "a host's file": ("open('/etc/passwd')", "FileNotFoundError PermissionError"),
    "a home": ("__import__('os').listdir('/home')", "FileNotFoundError PermissionError"),
    "writing elsewhere": ("open('/usr/x', 'w')", "OSError PermissionError"),
    "ending the program": ("exit()", "NameError SystemExit"),
    "a debugger": ("breakpoint()", "BdbQuit"),
    "a missing package": ("__import__('pandas')", "ModuleNotFoundError"),
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
    "a pipeline": """
        import numpy as np
        from sklearn.datasets import load_iris
        from sklearn.linear_model import LogisticRegression
        from sklearn.model_selection import GridSearchCV
        from sklearn.pipeline import make_pipeline
        from sklearn.preprocessing import StandardScaler
        def f():
            X, y = load_iris(return_X_y=True)
            model = make_pipeline(StandardScaler(), LogisticRegression())
            search = GridSearchCV(model, {"logisticregression__C": [0.1, 1]}, cv=2, n_jobs=2).fit(X, y)
            return search.best_score_ > 0.9
    """,
    "sparse matrices and signals": """
        import numpy as np, scipy.fft, scipy.ndimage, scipy.signal, scipy.sparse as sp
        from scipy.sparse.linalg import spsolve
        def f():
            A = sp.diags([2.0, 3.0]).tocsc()
            smooth = scipy.ndimage.gaussian_filter(np.eye(5), 1)
            return (np.allclose(spsolve(A, [2.0, 3.0]), 1) and smooth.shape == (5, 5)
                    and len(scipy.signal.find_peaks([0, 1, 0])[0]) == 1 and scipy.fft.fft([1, 0])[0] == 1)
    """,
    "a differential equation": """
        from scipy.integrate import quad, solve_ivp
        def f():
            found = solve_ivp(lambda t, y: -y, (0, 1), [1.0])
            return abs(found.y[0, -1] - 0.3679) < 1e-2 and abs(quad(lambda x: x, 0, 1)[0] - 0.5) < 1e-9
    """,
    "a support vector machine": """
        from sklearn.datasets import make_moons
        from sklearn.svm import SVC
        def f():
            X, y = make_moons(100, noise=0.1, random_state=0)
            return SVC().fit(X, y).score(X, y) > 0.8
    """,
    "a file in PNG": """
        import matplotlib.pyplot as plt, numpy as np
        def f():
            fig, axes = plt.subplots(2, 2)
            axes[0, 0].imshow(np.eye(4))
            axes[0, 1].hist(np.arange(10))
            axes[1, 0].bar(["a", "ä"], [1, 2])
            axes[1, 1].scatter([1], [2], label="x")
            axes[1, 1].legend()
            fig.tight_layout()
            fig.savefig("p.png", dpi=80)
            return plt.imread("p.png").shape[2] == 4 and open("p.png", "rb").read(4) == b"\\x89PNG"
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


HANGS = {  # in a child whose fork server has used two threads of OpenMP or BLAS, these never answer
    "KMeans": """
        import numpy as np
        from sklearn.cluster import KMeans, MiniBatchKMeans
        def f():
            X = np.random.default_rng(0).normal(size=(3000, 8))
            return len(KMeans(8, n_init=1).fit(X).labels_) == len(MiniBatchKMeans(8, n_init=1).fit(X).labels_)
    """,
    "gradient boosting": """
        import numpy as np
        from sklearn.ensemble import HistGradientBoostingRegressor as H
        def f():
            X = np.random.default_rng(0).normal(size=(3000, 8))
            return H(max_iter=10).fit(X, X[:, 0]).score(X, X[:, 0]) > 0.5
    """,
    "neighbours by brute force": """
        import numpy as np
        from sklearn.metrics import pairwise_distances_argmin
        from sklearn.neighbors import NearestNeighbors as N
        def f():
            X = np.random.default_rng(0).normal(size=(2000, 20))
            near = N(n_neighbors=2, algorithm="brute", n_jobs=2).fit(X).kneighbors(X, return_distance=False)
            return (near[:, 0] == np.arange(2000)).all() and len(pairwise_distances_argmin(X, X)) == 2000
    """,
    "BLAS in threads": """
        import numpy as np
        from concurrent.futures import ThreadPoolExecutor
        def f():
            A = np.random.default_rng(0).normal(size=(300, 300))
            with ThreadPoolExecutor(4) as pool:
                found = list(pool.map(lambda _: np.linalg.svd(A @ A.T)[1][0], range(8)))
            return np.allclose(found, found[0])
    """,
    "threads of BLAS and OpenMP raised": """
        import numpy as np
        from sklearn.cluster import KMeans
        from threadpoolctl import threadpool_limits
        def f():
            A = np.random.default_rng(0).normal(size=(400, 400))
            with threadpool_limits(4):
                return np.isfinite(A @ A).all() and KMeans(4, n_init=1).fit(A).n_iter_ > 0
    """,
    "a forest in threads": """
        import numpy as np
        from sklearn.ensemble import ExtraTreesClassifier as T, IsolationForest
        def f():
            X = np.random.default_rng(0).normal(size=(500, 5))
            IsolationForest(n_estimators=20, n_jobs=2).fit(X)
            return T(20, n_jobs=4).fit(X, X[:, 0] > 0).score(X, X[:, 0] > 0) > 0.9
    """,
}


@pytest.mark.parametrize("name", CORE)
def test_ordinary_code(attacker, name) -> None:
    run = attacker(CORE[name])
    assert (run.status, attacker.value) == ("ok", True), run.fault


@pytest.mark.parametrize("name", POLITE)
def test_what_cannot_be_had_is_refused_politely(attacker, name) -> None:
    """An ordinary exception that names what was refused, at once, in the learner's own line."""
    attempt, kinds = POLITE[name]
    run = attacker(f"def f():\n    {attempt}")
    assert run.status == "error", run
    assert run.fault.kind in kinds.split()
    if name != "a debugger":  # it leaves when the line after it would have run
        assert (run.fault.path, run.fault.line) == ("mylib/attempt.py", 2)
        assert run.fault.message


@pytest.mark.parametrize("name", SCIENCE)
def test_ordinary_science(engine, name) -> None:
    assert_answers(engine, SCIENCE[name])


@pytest.mark.parametrize("name", HANGS)
def test_what_is_not_safe_after_a_fork_answers(engine, name) -> None:
    assert_answers(engine, HANGS[name])


def assert_answers(engine, source: str) -> None:
    seen = []
    submission = Submission(uuid7(), "m", {"m.py": dedent(source)}, profile="sci", limits=ROOMY)
    run = engine.run(submission, lambda remote: seen.append(remote.call(None, "f")))
    assert (run.status, [bool(value) for value in seen]) == ("ok", [True]), run.fault
