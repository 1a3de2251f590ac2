"""What content is held to: question families over many seeds, and checks given odd data.

`certify` and `harden` return sentences, one for each thing wrong, and an empty list for none.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

from groundup.grading.alternatives import spellings
from groundup.grading.checks import Check
from groundup.grading.forms import form_from
from groundup.grading.questions import Family, Instance, instance_from, mark
from groundup.grading.reading import LONGEST_STORED
from groundup.grading.verdicts import grade
from groundup.records import Handle, LearnerError, Remote

SPELLINGS_EACH = 3  # other spellings tried on one seed; the seeds take turns through all of them
FEWEST_PROMPTS = 6  # a prompt may come on at most this share of the seeds (and some slack for chance)
TOO_OFTEN = 0.9  # the right answer must not be the same one on more than this share of the seeds
REPEATED = 50  # seeds for which the question is made a second time
MOST_PROBLEMS = 3  # of one kind, before the rest is left out
UGLY = (
    (re.compile(r"\d\.\d{9,}"), "a number with nine decimals or more"),
    (re.compile(r"Fraction\(|np\.(float|int)\d*\("), "a Python repr"),
)
UGLY_MATHS = (
    (re.compile(r"\+\s*[-+]\s*\d|-\s+-\s*\d|--\d"), "two signs in a row"),
    (re.compile(r"(?<![\d.])1\s?[a-z](?![a-z])"), "a factor 1 that is written out"),
)
CODE = re.compile(r"```.*?```|~~~.*?~~~|`[^`]*`", re.DOTALL)
MATHS = re.compile(r"\$\$(.+?)\$\$|\$([^$]+)\$", re.DOTALL)


def certify(family: Family, seeds: int | Iterable[int]) -> list[str]:
    """What is wrong with a family over these seeds (a number n: seeds 0 to n - 1).

    The right answer is accepted in every spelling; each typical answer is wrong and named as itself; none
    coincides with the right one or another; options are distinct; the same seed gives the same instance;
    an instance marks the same after JSON; no prompt comes on more than a sixth of the seeds (give or take
    three standard deviations); the right answer is not always the same.
    """
    problems: list[str] = []
    instances: list[Instance] = []
    for seed in range(seeds) if isinstance(seeds, int) else seeds:
        try:
            instance = instance_from(family, seed)
            instances.append(instance)
            problems += [f"seed {seed}: {problem}" for problem in _of_instance(family, instance)]
        except Exception as error:  # whatever the author's code raises is told, with its seed
            problems.append(f"seed {seed}: {type(error).__name__}: {error}")
    return _fewer(problems) + _of_all(instances)


def _of_instance(family: Family, instance: Instance) -> list[str]:
    question = instance.question
    if instance.seed < REPEATED and family.question(instance.seed).to_json() != question:
        return ["the same seed gives another instance: draw only from the generator that is passed in"]
    back = Instance(**{**vars(instance), "question": json.loads(json.dumps(question))})
    return [*_of_text(question), *_of_right(back), *_of_typical(back)]


def _of_text(question: Mapping[str, Any]) -> list[str]:
    problems = [f"the {part} is empty" for part in ("prompt", "solution") if not question[part].strip()]
    prompt = CODE.sub(" ", question["prompt"]).replace(r"\$", "")
    maths = " ; ".join(one or other for one, other in MATHS.findall(prompt))
    problems += [f"the prompt holds {what}" for pattern, what in UGLY if pattern.search(prompt)]
    problems += [f"the prompt holds {what}" for pattern, what in UGLY_MATHS if pattern.search(maths)]
    if prompt.count("$") % 2:
        problems.append("the prompt holds an odd number of $")
    for typical in question["typical"]:
        if not typical["sentence"].strip() or not re.fullmatch(r"[a-z][a-z0-9_]*", typical["mistake"]):
            problems.append(
                f"the typical answer {typical['mistake']!r} needs an id of a-z, 0-9, _ and a sentence"
            )
    return problems


def _of_right(instance: Instance) -> list[str]:
    texts = spellings(instance.form)
    turns = [texts[(instance.seed * SPELLINGS_EACH + k) % len(texts)] for k in range(SPELLINGS_EACH)]
    problems = []
    for text in dict.fromkeys([instance.form.value, *turns]):
        marked = mark(instance, text)
        if marked.result != "right":
            problems.append(
                f"the right answer written as {text!r} is marked {marked.result}: {marked.sentence}"
            )
    return problems


def _of_typical(instance: Instance) -> list[str]:
    form = instance.form
    right = form.right()
    typical = [
        (one["mistake"], form.read(one["text"], LONGEST_STORED)) for one in instance.question["typical"]
    ]
    problems = [
        f"the typical answer {name!r} is right here" for name, value in typical if form.same(value, right)
    ]
    for (one, value), (other, second) in combinations(typical, 2):
        if one != other and form.same(value, second):
            problems.append(f"the typical answers {one!r} and {other!r} are the same here")
    for one in instance.question["typical"] if not problems else ():
        marked = mark(instance, one["text"])
        if (marked.result, marked.mistake) != ("wrong", one["mistake"]):
            problems.append(
                f"the typical answer {one['mistake']!r} is marked {marked.result} ({marked.mistake})"
            )
    return problems


def _of_all(instances: Sequence[Instance]) -> list[str]:
    count = len(instances)
    if count < 40:
        return []
    problems = []
    prompts = Counter(_identity(instance.question) for instance in instances)
    bound = count / FEWEST_PROMPTS
    (prompt, times), *_ = prompts.most_common(1)
    if times > bound + 3 * bound**0.5:
        problems.append(f"{times} of {count} seeds give the same question: {prompt[0][:80]!r}")
    rights = Counter(_right_text(instance.question["answer"]) for instance in instances)
    (right, times), *_ = rights.most_common(1)
    if times > TOO_OFTEN * count:
        problems.append(f"the right answer is {right[:80]!r} on {times} of {count} seeds")
    letters = Counter(str(instance.question["answer"].get("correct")) for instance in instances)
    (letter, times), *_ = letters.most_common(1)
    if letter != "None" and times > TOO_OFTEN * count:
        problems.append(f"the right option is {letter} on {times} of {count} seeds: shuffle the options")
    return problems


def _identity(question: Mapping[str, Any]) -> tuple[str, ...]:
    answer = question["answer"]
    return (question["prompt"], *sorted(answer.get("options", answer.get("items", ()))))


def _right_text(answer: Mapping[str, Any]) -> str:
    """The right answer as its content: for options their text, whatever their letter."""
    form = form_from(answer)
    if answer["kind"] == "choice":
        return str(answer["options"][form.right()])
    if answer["kind"] == "choices":
        return " / ".join(sorted(answer["options"][i] for i in form.right()))
    if answer["kind"] == "ordering":
        return " / ".join(answer["items"][i] for i in form.right())
    return str(form.value)


def _fewer(problems: list[str]) -> list[str]:
    """The first few of each kind: what differs only in its numbers is one kind."""
    seen: Counter[str] = Counter()
    kept = []
    for problem in problems:
        kind = re.sub(r"'[^']*'|[-\d./]+", "#", problem)[:60]
        seen[kind] += 1
        if seen[kind] <= MOST_PROBLEMS:
            kept.append(problem)
    more = sum(seen.values()) - len(kept)
    return kept + ([f"… and {more} more like these"] if more else [])


# --- checks given odd data ----------------------------------------------------------------------


def harden(
    checks: Sequence[Check], solution: Callable[[], Remote], rng: Callable[[], Any], module: str = ""
) -> list[str]:
    """What is wrong with checks when every function answers with odd data: a bug that flies, or a pass.

    `solution` opens a fresh Remote on the solution, `rng` gives a fresh numpy Generator.
    """
    return [problem for check in checks for problem in _hardened(check, solution, rng, module)]


def _hardened(check: Check, solution: Callable[[], Remote], rng: Callable[[], Any], module: str) -> list[str]:
    problems, passes = [], []
    for name, odd in ODD.items():
        spoiled = _Spoiled(solution(), odd)
        try:
            (result,) = grade("", [check], spoiled, rng(), module)
            passes.append(result.passed and not spoiled.echoed)  # a check of the arguments alone may pass
        except Exception as bug:  # told to the author, with the data that brings it out
            problems.append(
                f"{check.name!r} breaks when every call gives {name}: {type(bug).__name__}: {bug}"
            )
    if passes and all(passes):
        problems.append(f"{check.name!r} passes whatever comes back")
    return problems


ODD: dict[str, Any] = {
    "None": None,
    "a text": "nonsense",
    "nan": float("nan"),
    "an empty list": [],
    "rows of different lengths": [[1.0], [2.0, 3.0]],
    "a very large integer": 10**400,
    "a dict": {"x": None},
}


class _Spoiled:
    """A Remote whose calls are made, and what they give or raise is replaced."""

    def __init__(self, remote: Remote, odd: Any) -> None:
        self._remote = remote
        self._odd = odd
        self.echoed = False

    def get(self, target: Handle | None, name: str) -> Any:
        return self._remote.get(target, name)

    def call(
        self,
        target: Handle | None,
        name: str | None,
        args: Sequence[Any] = (),
        kwargs: Mapping[str, Any] | None = None,
        *,
        echo: bool = False,
    ) -> Any:
        self.echoed |= echo
        try:
            result = self._remote.call(target, name, args, kwargs, echo=echo)
        except LearnerError:
            result = (None, list(args)) if echo else None  # a promised error does not come either
        is_object = isinstance(result[0] if echo else result, Handle)
        if is_object and name is not None and name[:1].isupper():
            return result  # a class gives an object, whatever its author does
        return (self._odd, result[1]) if echo else self._odd
