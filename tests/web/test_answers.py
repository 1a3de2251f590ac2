"""What was filled in becomes the text that grading reads."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.datastructures import FormData

from groundup.web.answers import answer_text, duration_s


def sent(*fields: tuple[str, str]) -> FormData:
    return FormData(list(fields))


ITEMS = {"kind": "ordering", "items": ["first", "second", "third"]}


@pytest.mark.parametrize(
    ("public", "fields", "text"),
    [
        ({"kind": "number"}, [("answer", " 1/2 ")], "1/2"),
        ({"kind": "matrix"}, [("answer", "1 2\r\n3 4")], "1 2\r\n3 4"),
        ({"kind": "choice", "options": ["x", "y"]}, [("choice", "b")], "b"),
        ({"kind": "choices", "options": ["x", "y", "z"]}, [("choice", "a"), ("choice", "c")], "a, c"),
        ({"kind": "choices", "options": ["x", "y"]}, [], "none"),
        (ITEMS, [("place-a", "3"), ("place-b", "1"), ("place-c", "2")], "b, c, a"),
        (ITEMS, [("place-a", "1"), ("place-b", "1"), ("place-c", "2")], "c"),
        (ITEMS, [], ""),
        ({"kind": "steps", "steps": [{}, {}]}, [("step-0", "2*x"), ("step-1", "2")], "2*x\n2"),
        ({"kind": "steps", "steps": [{}, {}]}, [("step-0", "a\nb"), ("step-1", "2")], "a b\n2"),
    ],
)
def test_each_form_of_answer_becomes_one_text(
    public: dict[str, Any], fields: list[tuple[str, str]], text: str
) -> None:
    assert answer_text(sent(*fields), public) == text


def test_an_answer_that_is_missing_is_empty() -> None:
    assert answer_text(sent(), {"kind": "expression"}) == ""


@pytest.mark.parametrize(("since", "seconds"), [("90", 10.0), ("200", 0.0), ("", 0.0), ("soon", 0.0)])
def test_the_time_since_the_page_was_made_is_never_negative(since: str, seconds: float) -> None:
    assert duration_s(sent(("since", since)), 100.0) == seconds
