"""How long a moving figure takes to answer, over places of its controls.

Processor time, of the child that draws and of this thread that takes the drawing: what a user waits for on a
machine that does nothing else, and nearly the same on a busy one.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from groundup.catalog.contract.figures import settings
from groundup.catalog.contract.running import Cells, Runner
from groundup.catalog.outline import Concept, Figure
from groundup.records import GroundupError, LearnerError, RunEnded

DRAWINGS = 20  # places of each figure, after one that is not counted
PERCENTILE = 0.95
PASSES = 2
CLOCK = "import time\nprint(time.process_time())"


def figure_p95_ms(concept: Concept, source: str, engine: Runner) -> float:
    """Milliseconds of work from the move of a control to the drawing, 95th percentile; 0 without figures.

    Each place counts with the lesser of two passes: what else the machine does can only add.
    """
    passes = [_all_times(concept, source, engine) for _ in range(PASSES)]
    return _percentile([min(times) for times in zip(*passes, strict=True)]) if all(passes) else 0.0


def _all_times(concept: Concept, source: str, engine: Runner) -> list[float]:
    """In a fresh child, so that nothing is remembered; empty where a figure cannot be drawn."""
    times: list[float] = []
    cells = engine.open("sci")
    try:
        for figure in concept.figures:
            if figure.function:
                times += _times(figure, source, cells)[1:]  # the first one loads the libraries
    except (LearnerError, RunEnded, GroundupError):
        return []  # a figure that cannot be drawn is told by the contract
    finally:
        cells.close()
    return times


def _times(figure: Figure, source: str, cells: Cells) -> list[float]:
    return [_answer_ms(figure, source, cells, controls) for controls in _moves(figure)]


def _answer_ms(figure: Figure, source: str, cells: Cells, controls: Mapping[str, Any]) -> float:
    inside, here = _spent_s(cells), time.thread_time()
    cells.draw(source, figure.function, controls)
    here = time.thread_time() - here
    return 1000 * (_spent_s(cells) - inside + here)


def _spent_s(cells: Cells) -> float:
    """The processor time that the child has used so far, as it says itself."""
    return float(cells.run(CLOCK).outputs[0].content)


def _moves(figure: Figure) -> Iterator[dict[str, Any]]:
    """Defaults and limits, as the contract draws them, then places between them."""
    given = list(settings(figure))[: DRAWINGS + 1]
    yield from given
    chance = random.Random(figure.function)
    for _ in range(DRAWINGS + 1 - len(given)):
        yield {control["name"]: _somewhere(control, chance) for control in figure.controls}


def _somewhere(control: Mapping[str, Any], chance: random.Random) -> Any:
    kind = control["kind"]
    if kind == "choice":
        return chance.choice(control["options"])
    if kind == "toggle":
        return chance.random() < 0.5
    if kind == "point":
        return [round(chance.uniform(a, b), 2) for a, b in zip(control["min"], control["max"], strict=True)]
    steps = int((control["max"] - control["min"]) / control["step"] + 1e-9)
    return control["min"] + control["step"] * chance.randint(0, steps)


def _percentile(times: Sequence[float]) -> float:
    """The value that this share of the times does not exceed."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(PERCENTILE * len(ordered)))] if ordered else 0.0
