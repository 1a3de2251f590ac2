"""Answers the question of question.md: writes result.json and figure.svg."""

from __future__ import annotations

import json
from pathlib import Path

import matplotlib

matplotlib.use("svg")
matplotlib.rcParams["svg.hashsalt"] = "one"  # the same figure from the same data
import matplotlib.pyplot as plt  # noqa: E402  (after the backend)

HERE = Path(__file__).parent


def question_and_guess() -> tuple[str, str]:
    """What stands in question.md."""
    said = dict(line.split(":", 1) for line in (HERE / "question.md").read_text().splitlines() if ":" in line)
    return said["Question"].strip(), said["Guess"].strip()


def answer() -> float | str:
    """Load, count, compare. Return the one number or word that answers the question."""
    raise NotImplementedError("Commit question and guess first; then write this.")


def draw() -> None:
    """One figure: a title that says what is seen, both axes labelled, with units."""
    figure, axes = plt.subplots()
    axes.set(title="", xlabel="", ylabel="")
    figure.savefig(HERE / "figure.svg", metadata={"Date": None})


def main() -> None:
    question, guess = question_and_guess()
    result = answer()
    draw()
    record = {"question": question, "guess": guess, "result": result}
    (HERE / "result.json").write_text(json.dumps(record, indent=2) + "\n")
    print(f"{question} Guess: {guess}. Result: {result}.")


if __name__ == "__main__":
    main()
