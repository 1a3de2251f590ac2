"""All forms of answer by their kind, derivations in steps, and the way back from JSON."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from groundup.grading.form import Form
from groundup.grading.options import Choice, Choices, Ordering
from groundup.grading.printed import Printed
from groundup.grading.quantities import Expression, Matrix, Number, Vector
from groundup.grading.reading import LONGEST, Unreadable


@dataclass(frozen=True)
class Steps(Form):
    """A derivation in steps, each with a label (Markdown) and a form of its own."""

    kind: ClassVar[str] = "steps"
    value: Any
    labels: tuple[str, ...]
    forms: tuple[Form, ...]

    def __init__(self, steps: Sequence[tuple[str, Form]]) -> None:
        self._set(labels=tuple(label for label, _ in steps), forms=tuple(form for _, form in steps))
        self._set(value="\n".join(form.value for form in self.forms))

    def to_json(self) -> dict[str, Any]:
        steps = [[label, form.to_json()] for label, form in zip(self.labels, self.forms, strict=True)]
        return {"kind": self.kind, "steps": steps}

    def public(self) -> dict[str, Any]:
        parts = [
            {"label": label} | form.public() for label, form in zip(self.labels, self.forms, strict=True)
        ]
        return super().public() | {"steps": parts}

    def spelled(self, value: Any) -> str:
        if isinstance(value, str):
            return value
        return "\n".join(form.spelled(item) for form, item in zip(self.forms, value, strict=True))

    def read(self, text: str, longest: int = LONGEST) -> list[Any]:
        if len(text) > longest * len(self.forms):
            raise Unreadable(f"That is longer than {longest * len(self.forms)} characters.")
        lines = [line for line in re.split(r"\n|\s\|\s", text.strip()) if line.strip()]
        if len(lines) != len(self.forms):
            raise Unreadable(f"{len(self.forms)} lines are asked for, one for each step; {len(lines)} came.")
        return [self._line(n, line, longest) for n, line in enumerate(lines)]

    def _line(self, n: int, line: str, longest: int) -> Any:
        try:
            return self.forms[n].read(line, longest)
        except Unreadable as error:
            raise Unreadable(f"Step {n + 1}: {error}") from None

    def same(self, given: list[Any], right: list[Any]) -> bool:
        return self._first_wrong(given, right) is None

    def _first_wrong(self, given: list[Any], right: list[Any]) -> int | None:
        pairs = enumerate(zip(self.forms, given, right, strict=True))
        return next((n for n, (form, one, other) in pairs if not form.same(one, other)), None)

    def hint(self) -> str:
        return "One line for each step. " + " ".join(
            f"{n}: {form.hint()}" for n, form in enumerate(self.forms, 1)
        )

    def remark(self, given: list[Any], right: list[Any]) -> str:
        n = self._first_wrong(given, right)
        if n is None:
            return ""
        more = self.forms[n].remark(given[n], right[n])
        return f"Step {n + 1} is not right." + (f" {more}" if more else "")


FORMS: dict[str, type[Form]] = {
    form.kind: form
    for form in (Number, Vector, Matrix, Expression, Choice, Choices, Ordering, Printed, Steps)
}


def form_from(stored: Mapping[str, Any]) -> Form:
    """The form that `to_json` wrote."""
    given = dict(stored)
    kind = given.pop("kind")
    if kind == "steps":
        return Steps([(label, form_from(form)) for label, form in given["steps"]])
    return FORMS[kind](**given)
