"""Answers that are letters: one option, several, or an order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import factorial
from typing import Any, ClassVar

from groundup.grading.form import Form
from groundup.grading.reading import LONGEST, Unreadable

LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Choice(Form):
    """One of `options`; `correct` is its index."""

    kind: ClassVar[str] = "choice"
    value: Any  # the letter
    options: tuple[str, ...]

    def __init__(self, options: Sequence[str], correct: Any) -> None:
        self._set(options=tuple(options))
        check_options(self.options)
        self._set(value=self.spelled(correct))

    @classmethod
    def shuffled(cls, rng: Any, right: str, wrongs: Iterable[str]) -> Choice:
        """The options in an order drawn from rng; a Typical then names its option by its text."""
        options = [right, *wrongs]
        rng.shuffle(options)
        return cls(options, options.index(right))

    def to_json(self) -> dict[str, Any]:
        return {"kind": self.kind, "options": list(self.options), "correct": self.value}

    def public(self) -> dict[str, Any]:
        return super().public() | {"options": list(self.options)}

    def spelled(self, value: Any) -> str:
        return LETTERS[index_of(value, self.options)]

    def read(self, text: str, longest: int = LONGEST) -> int:
        return option_in(text, self.options)

    def same(self, given: int, right: int) -> bool:
        return given == right

    def hint(self) -> str:
        return f"One letter, {LETTERS[0]} to {LETTERS[len(self.options) - 1]}."

    def guess(self) -> float:
        return 1 / len(self.options)


@dataclass(frozen=True)
class Choices(Form):
    """All of `options` that are right; `correct` holds their indices."""

    kind: ClassVar[str] = "choices"
    value: Any
    options: tuple[str, ...]

    def __init__(self, options: Sequence[str], correct: Any) -> None:
        self._set(options=tuple(options))
        check_options(self.options)
        self._set(value=self.spelled(correct))

    def to_json(self) -> dict[str, Any]:
        return {"kind": self.kind, "options": list(self.options), "correct": self.value}

    def public(self) -> dict[str, Any]:
        return super().public() | {"options": list(self.options)}

    def spelled(self, value: Any) -> str:
        if isinstance(value, str):
            return value
        return ", ".join(LETTERS[i] for i in sorted({index_of(v, self.options) for v in value})) or "none"

    def read(self, text: str, longest: int = LONGEST) -> frozenset[int]:
        if text.strip().lower() in ("none", "-", "none of them"):
            return frozenset()
        return frozenset(letters_in(text, self.options, longest))

    def same(self, given: frozenset[int], right: frozenset[int]) -> bool:
        return given == right

    def hint(self) -> str:
        return "All letters that fit, such as a, c; or none."

    def guess(self) -> float:
        return float(0.5 ** len(self.options))


@dataclass(frozen=True)
class Ordering(Form):
    """`items` to be put in order; `order` lists their indices, first to last."""

    kind: ClassVar[str] = "ordering"
    value: Any
    items: tuple[str, ...]

    def __init__(self, items: Sequence[str], order: Any) -> None:
        self._set(items=tuple(items))
        check_options(self.items)
        self._set(value=self.spelled(order))
        self.right()

    def to_json(self) -> dict[str, Any]:
        return {"kind": self.kind, "items": list(self.items), "order": self.value}

    def public(self) -> dict[str, Any]:
        return super().public() | {"items": list(self.items)}

    def spelled(self, value: Any) -> str:
        return value if isinstance(value, str) else ", ".join(LETTERS[index_of(v, self.items)] for v in value)

    def read(self, text: str, longest: int = LONGEST) -> tuple[int, ...]:
        order = tuple(letters_in(text, self.items, longest))
        if sorted(order) != list(range(len(self.items))):
            raise Unreadable(f"Each of the {len(self.items)} letters must stand there once.")
        return order

    def same(self, given: tuple[int, ...], right: tuple[int, ...]) -> bool:
        return given == right

    def hint(self) -> str:
        return f"The letters in order, such as {', '.join(reversed(LETTERS[: len(self.items)]))}."

    def guess(self) -> float:
        return 1 / factorial(len(self.items))


# --- letters ---


def check_options(options: tuple[str, ...]) -> None:
    if not 2 <= len(options) <= len(LETTERS):
        raise ValueError(f"There must be 2 to {len(LETTERS)} options, not {len(options)}.")
    if len(set(options)) < len(options) or not all(option.strip() for option in options):
        raise ValueError(f"Options must be distinct and not empty: {list(options)}")


def index_of(value: Any, options: tuple[str, ...]) -> int:
    """An index, the text of an option, or its letter."""
    if isinstance(value, str):
        if value in options:
            return options.index(value)
        if len(value) == 1 and value in LETTERS[: len(options)]:
            return LETTERS.index(value)
        raise ValueError(f"{value!r} is none of the options {list(options)}.")
    if isinstance(value, bool) or not 0 <= int(value) < len(options):
        raise ValueError(f"{value!r} is not the index of one of {len(options)} options.")
    return int(value)


def option_in(text: str, options: tuple[str, ...]) -> int:
    plain = " ".join(text.split())
    if not plain:
        raise Unreadable("There is no answer yet.")
    same = [n for n, option in enumerate(options) if " ".join(option.split()).lower() == plain.lower()]
    found = re.fullmatch(r"(?:option\s+)?\(?([a-z])[).:]?", plain.lower())
    if len(same) == 1 and not found:
        return same[0]
    if found and found[1] in LETTERS[: len(options)]:
        return LETTERS.index(found[1])
    raise Unreadable(f"Answer with one letter, {LETTERS[0]} to {LETTERS[len(options) - 1]}.")


def letters_in(text: str, options: tuple[str, ...], longest: int) -> list[int]:
    known = LETTERS[: len(options)]
    plain = text.lower()
    if len(plain) > longest or not re.fullmatch(
        rf"[\s(\[]*[{known}](?:[\s,;><→()\]-]*(?:and\s+)?[{known}])*[\s).\]]*", plain
    ):
        raise Unreadable(f"Answer with letters from {known[0]} to {known[-1]}, separated by commas.")
    return [known.index(c) for c in re.sub(r"\band\b", " ", plain) if c in known]
