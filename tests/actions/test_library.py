"""The learner's library: what stands, what was changed since, and how fast it is beside the oracle."""

from __future__ import annotations

from groundup import actions
from groundup.actions import Piece, Speed
from groundup.actions.library import laps
from groundup.workspace import Workspace
from tests.actions.conftest import PACK, refusal

DOUBLING = (PACK / "concepts/doubling/lab/solution.py").read_text()


def piece(w: Workspace, id: str = "lab-doubling") -> Piece:
    return next(piece for piece in actions.library(w).pieces if piece.id == id)


def put(w: Workspace, source: str) -> None:
    actions.save_lab(w, "lab-doubling", source)


def test_a_module_stands_when_its_very_text_has_passed(w: Workspace) -> None:
    assert piece(w).state == "open"
    actions.start_lab(w, "lab-doubling")
    assert piece(w).state == "open"
    put(w, "def double(x):\n    return x\n")
    assert piece(w).state == "begun"
    put(w, DOUBLING)
    actions.check_lab(w, "lab-doubling")
    found = piece(w)
    assert (found.state, found.builds, found.oracle) == ("built", ("double",), ("numpy.multiply",))
    assert found.lines == len([line for line in DOUBLING.splitlines() if line.strip()])
    put(w, DOUBLING + "\n# later\n")
    assert piece(w).state == "changed"
    (w.root / found.module).unlink()
    assert piece(w).state == "gone"


def test_what_stands_is_timed_and_kept_for_that_text(w: Workspace) -> None:
    put(w, DOUBLING)
    actions.check_lab(w, "lab-doubling")
    (speed,) = actions.time_lab(w, "lab-doubling")
    assert (speed.name, speed.against) == ("Doubling a number", "numpy.multiply")
    assert speed.yours_ms > 0 and speed.theirs_ms > 0
    assert piece(w).speeds == (speed,)
    put(w, DOUBLING + "\n# later\n")
    assert piece(w).speeds == ()


def test_what_takes_longer_is_seen_to_take_longer(w: Workspace) -> None:
    slow = DOUBLING.replace("    return x + x", "    for _ in range(20_000):\n        pass\n    return x + x")
    times = []
    for source in (DOUBLING, slow):
        put(w, source)
        assert actions.check_lab(w, "lab-doubling").verdict.passed
        times.append(actions.time_lab(w, "lab-doubling")[0].yours_ms)
    assert times[1] > 2 * times[0]


def test_only_what_has_passed_is_timed(w: Workspace) -> None:
    put(w, "def double(x):\n    return x\n")
    message = refusal("conflict", lambda: actions.time_lab(w, "lab-doubling"))
    assert "groundup check lab-doubling" in message


def test_a_ratio_is_said_to_two_digits_and_not_where_there_is_none() -> None:
    def beside(yours_ms: float, theirs_ms: float) -> str:
        return Speed("it", "np.f", "", yours_ms, theirs_ms).beside

    assert beside(41.3, 1.0) == "41 times as long as np.f"
    assert beside(1234.0, 1.0) == "1,200 times as long as np.f"
    assert beside(1.2, 1.0) == beside(0.8, 1.0) == "about as long as np.f"
    assert beside(1.0, 3.0) == "3 times as fast as np.f"


def test_at_least_one_lap_is_made_and_none_where_none_is_wanted() -> None:
    called: list[int] = []
    assert laps(lambda: called.append(1), 1) == 1 and called == [1]
    assert laps(lambda: called.append(1), 0) == 0 and called == [1]
