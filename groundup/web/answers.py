"""What was filled in to answer a question, as the text that grading reads.

Each form of answer has its own fields on the page; on the wire it is one text. Nothing is judged here: what
is missing or doubled is left for grading to refuse.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.datastructures import FormData

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def answer_text(sent: FormData, public: Mapping[str, Any]) -> str:
    """The answer to the question that `public` describes."""
    kind = public["kind"]
    if kind == "choices":
        return ", ".join(str(letter) for letter in sent.getlist("choice")) or "none"
    if kind == "ordering":
        return _order(sent, len(public["items"]))
    if kind == "steps":
        return "\n".join(" ".join(_one(sent, f"step-{n}").split()) for n in range(len(public["steps"])))
    return _one(sent, "choice" if kind == "choice" else "answer")


def _one(sent: FormData, name: str) -> str:
    return str(sent.get(name, "")).strip()


def _order(sent: FormData, items: int) -> str:
    """Letters by the place that each was given; a place given twice makes a letter appear beside another."""
    letters = LETTERS[:items]
    places = {letter: _one(sent, f"place-{letter}") for letter in letters}
    ordered = sorted(
        letters, key=lambda letter: int(places[letter]) if places[letter].isdecimal() else items + 1
    )
    taken = list(places.values())
    return ", ".join(letter for letter in ordered if taken.count(places[letter]) == 1)


def duration_s(sent: FormData, now_s: float) -> float:
    """Seconds since the page was made, as it says; 0 where it does not."""
    try:
        return max(now_s - float(_one(sent, "since")), 0.0)
    except ValueError:
        return 0.0
