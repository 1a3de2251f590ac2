"""A post has length, number, interval, baseline, a figure of the run, and an honest failure."""

from __future__ import annotations

import pytest

from groundup.audit import replaced
from groundup.audit.probes.post import POST, words_of
from tests.audit.small import look

WORDS = "We measured people and wrote down what we saw on each of the days. " * 48
TEXT = f"""---
title: tall
---
# Who is tall

AUROC is 0.873 (0.841 to 0.902); the rule of thumb reaches 0.761.

![Curve](../results/figure.png)

{WORDS}

It fails on people who sit: of the forty seated ones it called thirty small,
which no feature in the data can mend.
"""


def says(text: str):
    return look(POST, files={"posts__2026-tall.md": text})


def test_a_sound_post_passes() -> None:
    found = says(TEXT)
    assert found.passed, found.seen


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (WORDS, "Short.", "words; it takes 600 to 900"),
        (WORDS, WORDS * 2, "words; it takes 600 to 900"),
        ("![Curve](../results/figure.png)", "", "shows no figure"),
        ("results/figure.png", "results/other.png", "does not make"),
        ("0.873", "0.883", "does not say auroc 0.8731"),
        ("0.902", "0.912", "upper end 0.902"),
        ("0.761", "0.7", "the baseline rule of thumb 0.761"),
        ("It fails", "It shines", "no paragraph on what failed"),
    ],
)
def test_what_is_missing_is_said(old: str, new: str, said: str) -> None:
    found = says(TEXT.replace(old, new))
    assert found.passed is False and said in found.seen, found.seen


def test_code_addresses_and_pictures_are_no_words() -> None:
    assert words_of("One two [three](https://x.org/a b)\n\n```\nfour\n```\n![five](six.png) - `seven` 8") == 5


def test_without_a_post_or_a_run_it_says_so() -> None:
    assert "no post" in look(POST).seen
    broken = look(POST, replaced("run.py", 'print("done")', "1 / 0"), files={"post.md": TEXT})
    assert broken.passed is False and "ZeroDivisionError" in broken.seen
