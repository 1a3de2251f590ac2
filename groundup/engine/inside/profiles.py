"""What a fork server has imported and warmed before the first submission comes.

Promises: after `warm` the process has one thread, the lazy parts (BLAS, random generators, one SVG figure)
are loaded, and the garbage collector is frozen so that children share the pages.
"""

from __future__ import annotations

import gc
import importlib
import io
import os
import tempfile
from collections.abc import Callable, Iterable
from typing import Any

from .rehearsal import rehearse

REHEARSALS = 16  # the interpreter specialises a function after some calls
ENVIRONMENT = {
    "PYTHONHASHSEED": "0",  # sets are printed in the same order every time
    "MALLOC_ARENA_MAX": "2",  # an arena for each thread would use up the address limit
    "OMP_NUM_THREADS": "1",  # libgomp hangs in a child if the fork server used two threads
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "JOBLIB_MULTIPROCESSING": "0",
    "MPLBACKEND": "agg",
}

ORDINARY = (
    "abc array ast bisect cmath collections copy dataclasses datetime decimal enum fractions "
    "functools hashlib heapq inspect io itertools json linecache math operator random re statistics "
    "string textwrap time traceback types typing"
)
SCIENTIFIC = (
    "scipy.linalg scipy.optimize scipy.special scipy.stats scipy.sparse scipy.spatial.distance "
    "scipy.integrate scipy.interpolate scipy.cluster.hierarchy sklearn.base sklearn.datasets "
    "sklearn.linear_model sklearn.metrics sklearn.model_selection sklearn.preprocessing "
    "sklearn.pipeline sklearn.neighbors sklearn.cluster sklearn.decomposition sklearn.tree "
    "sklearn.ensemble sklearn.neural_network matplotlib.pyplot"
)


def warm(profile: str, further: Iterable[str] = ()) -> None:
    """Import and exercise everything of a profile, import further modules, then freeze."""
    _load(ORDINARY.split())
    _WARMERS[profile]()
    _load(further)
    rehearse(REHEARSALS)
    gc.collect()
    gc.disable()
    gc.freeze()


def _load(names: Iterable[str]) -> None:
    for name in names:
        importlib.import_module(name)


def _numpy() -> None:
    import numpy as np

    rng = np.random.default_rng(0)
    square = rng.normal(size=(8, 8))
    np.linalg.solve(square @ square.T + np.eye(8), rng.normal(size=8))
    np.linalg.svd(square)
    np.random.seed(0)


def _scientific() -> None:
    _numpy()
    os.environ["MPLCONFIGDIR"] = tempfile.mkdtemp(prefix="mpl-")  # for its list of fonts
    _load(SCIENTIFIC.split())
    import matplotlib.pyplot as plt
    from matplotlib import font_manager
    from matplotlib.mathtext import MathTextParser

    from . import figures

    figures.prepare()
    figure, axes = plt.subplots()
    axes.plot([0, 1], [0, 1])
    axes.set_title("$x^2$")
    figure.savefig(io.StringIO(), format="svg")
    figure.savefig(io.BytesIO(), format="png")
    plt.close("all")
    # These caches hold open font files. A child closes all descriptors, and a font that is freed later
    # would close one of the child's own.
    vars(font_manager)["_get_font"].cache_clear()
    vars(MathTextParser)["_parse_cached"].cache_clear()


def _torch() -> None:
    import torch

    _scientific()
    torch.set_num_threads(1)
    weight = torch.ones(2, requires_grad=True)
    for kind in (torch.optim.SGD, torch.optim.Adam):  # the first step imports for a second
        optimizer = kind([weight], lr=0.1)
        loss: Any = (weight * weight).sum()
        loss.backward()
        optimizer.step()


_WARMERS: dict[str, Callable[[], None]] = {"core": _numpy, "sci": _scientific, "torch": _torch}


def thread_count() -> int:
    """Threads of this process; forking with more than one would leave locks held in the child."""
    return len(os.listdir("/proc/self/task")) if os.path.isdir("/proc/self/task") else 1
