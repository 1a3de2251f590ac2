"""What every form of answer can do.

A form holds its right value as text in the very form a person would type, so that a question is plain
JSON and survives a later change of its generator. `read` raises Unreadable for what cannot be read, and
nothing else whatever is typed; `same` compares two things that were read.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, ClassVar

from groundup.grading.reading import LONGEST, LONGEST_STORED


@dataclass(frozen=True)
class Form:
    """What all forms share. A subclass names its kind and stores only what JSON holds."""

    kind: ClassVar[str]
    value: Any

    def to_json(self) -> dict[str, Any]:
        stored = {f.name: getattr(self, f.name) for f in fields(self)}
        return {"kind": self.kind} | {k: list(v) if isinstance(v, tuple) else v for k, v in stored.items()}

    def public(self) -> dict[str, Any]:
        """What a page may know before the answer: never the value."""
        return {"kind": self.kind, "hint": self.hint()}

    def spelled(self, value: Any) -> str:
        """A value of this form (right or typical) as the text a person would type."""
        raise NotImplementedError

    def read(self, text: str, longest: int = LONGEST) -> Any:
        raise NotImplementedError

    def same(self, given: Any, right: Any) -> bool:
        raise NotImplementedError

    def resembles(self, given: Any, typical: Any) -> bool:
        """Whether a wrong answer is this typical one; an author's float need not be exact for that."""
        return self.same(given, typical)

    def hint(self) -> str:
        """How to write the answer, with an example that is not this answer."""
        raise NotImplementedError

    def remark(self, given: Any, right: Any) -> str:
        """What to say of a wrong answer that is no known mistake; empty for nothing in particular."""
        return ""

    def is_rounded(self, given: Any, right: Any) -> bool:
        """Whether a wrong answer is the right one rounded to the digits that were typed."""
        return False

    def guess(self) -> float:
        """The chance of being right without knowing anything."""
        return 0.0

    def right(self) -> Any:
        return self.read(self.value, LONGEST_STORED)

    def _set(self, **values: Any) -> None:
        for name, value in values.items():
            object.__setattr__(self, name, value)

    def accepts(self, value: Any) -> bool:
        """Whether this value (in the form of the right one, or as text) would be marked right."""
        return self.same(self.read(self.spelled(value), LONGEST_STORED), self.right())
