"""Question families, their instances, and the marking of an answer.

A family is a function of a random generator. An instance is what it returned for one seed, as JSON: it
can be stored, and is marked the same however its family changes later. Invalid (could not be read) is
kept apart from wrong; a right value that was rounded where an exact one is asked for is not wrong either.
Marking takes bounded time whatever is typed.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from groundup.grading.form import Form
from groundup.grading.forms import form_from
from groundup.grading.reading import LONGEST_STORED, Unreadable
from groundup.records import Marked

WRONG = "That is not right."
ROUNDED = "That is rounded. The exact value is asked for: give it as a fraction, or with a root."


@dataclass(frozen=True)
class Typical:
    """A typical wrong answer, in the form of the right one (or as text), and what to say of it."""

    value: Any
    mistake: str
    sentence: str


@dataclass(frozen=True)
class Question:
    """Prompt and worked solution are Markdown with $mathematics$."""

    prompt: str
    answer: Form
    typical: Sequence[Typical] = ()
    solution: str = ""

    def to_json(self) -> dict[str, Any]:
        return {
            "prompt": self.prompt,
            "answer": self.answer.to_json(),
            "typical": [
                {"text": self.answer.spelled(one.value), "mistake": one.mistake, "sentence": one.sentence}
                for one in self.typical
            ],
            "solution": self.solution,
        }


@dataclass(frozen=True)
class Family:
    """A named generator of questions. `difficulty`: -1 easy, 0, 1 hard; `tests`: what it asks for."""

    id: str
    make: Callable[[random.Random], Question]
    difficulty: int = 0
    tests: str = ""

    def question(self, seed: int) -> Question:
        """The question of this seed, the same each time."""
        return self.make(random.Random(f"{self.id}:{seed}"))

    def __call__(self, rng: random.Random) -> Question:
        return self.make(rng)


def family(id: str, *, difficulty: int = 0) -> Callable[[Callable[[random.Random], Question]], Family]:
    """Make a function of a random.Random a question family. Its docstring's first line says what it tests."""
    if difficulty not in (-1, 0, 1):
        raise ValueError(f"difficulty is -1, 0 or 1, not {difficulty}.")

    def made(function: Callable[[random.Random], Question]) -> Family:
        lines = (function.__doc__ or "").strip().splitlines()
        return Family(id, function, difficulty, lines[0] if lines else "")

    return made


def load_families(namespace: Mapping[str, Any]) -> dict[str, Family]:
    """The families of a questions.py, in the order of the file. Raises ValueError on an id used twice."""
    found: dict[str, Family] = {}
    for value in namespace.values():
        if isinstance(value, Family) and found.setdefault(value.id, value) is not value:
            raise ValueError(f"Two question families have the id {value.id!r}.")
    return found


@dataclass(frozen=True)
class Instance:
    """One question as it was asked. `question` is JSON: prompt, answer, typical, solution."""

    id: str
    family: str
    concept: str
    seed: int
    version: str
    question: Mapping[str, Any] = field(compare=False)

    @property
    def kind(self) -> str:
        """The form of the answer: number, vector, choice, ..."""
        return str(self.question["answer"]["kind"])

    @property
    def guess(self) -> float:
        """The chance of a right answer without any knowledge."""
        return self.form.guess()

    @property
    def form(self) -> Form:
        return form_from(self.question["answer"])


def instance_from(
    family: Family, seed: int, *, concept: str = "", version: str = "", id: str | None = None
) -> Instance:
    """The instance of this seed. The same seed and version give the same id unless one is given."""
    if id is None:
        mark = f"{concept}/{family.id}/{seed}/{version}"
        id = hashlib.sha256(mark.encode()).hexdigest()[:20]
    return Instance(id, family.id, concept, seed, version, family.question(seed).to_json())


def public(instance: Instance) -> dict[str, Any]:
    """The instance without its answer, typical mistakes and solution."""
    return {
        "id": instance.id,
        "family": f"{instance.concept}/{instance.family}" if instance.concept else instance.family,
        "concept": instance.concept,
        "seed": instance.seed,
        "version": instance.version,
        "prompt": instance.question["prompt"],
        **instance.form.public(),
    }


def mark(instance: Instance, text: str) -> Marked:
    """Right, wrong with the typical mistake named, or invalid with what could not be read."""
    form, solution = instance.form, str(instance.question["solution"])
    try:
        given = form.read(text)
    except Unreadable as error:
        return Marked("invalid", None, f"{error} {form.hint()}")
    right = form.right()
    if form.same(given, right):
        return Marked("right", None, "Right.", solution)
    for typical in instance.question["typical"]:
        if form.resembles(given, form.read(typical["text"], LONGEST_STORED)):
            return Marked("wrong", typical["mistake"], typical["sentence"], solution)
    if form.is_rounded(given, right):
        return Marked("invalid", None, ROUNDED)
    return Marked("wrong", None, " ".join(filter(None, [WRONG, form.remark(given, right)])), solution)


def give_up(instance: Instance) -> Marked:
    """ "I don't know": the worked solution, and no mistake."""
    return Marked("wrong", None, "Here is how it goes.", str(instance.question["solution"]))
