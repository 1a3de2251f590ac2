"""A model card is complete, its slices are those of the run, and it is about this model."""

from __future__ import annotations

import hashlib

import pytest

from groundup.audit import replaced
from groundup.audit.probes.card import CARD
from tests.audit.small import look

DIGEST = hashlib.sha256(b"weights").hexdigest()
TEXT = f"""# Model card

SHA-256 `{DIGEST}`

## Intended use

Sorting coats.

## Out of scope

Hiring.

## Training data

Drawn.

## Metrics by slice

| slice | n | auroc | 95 % interval |
| --- | --- | --- | --- |
| tall | 40 | 0.881 | 0.801 to 0.944 |
| small | 60 | 0.853 | 0.772 to 0.921 |

## Limitations

Feet.

## Ethical considerations

Height is no merit.

## Maintenance

Nobody.
"""


def says(text: str):
    return look(CARD, files={"MODEL_CARD.md": text})


def test_a_sound_card_passes() -> None:
    found = says(TEXT)
    assert found.passed, found.seen


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("## Out of scope", "## Elsewhere", "no section on out-of-scope"),
        ("Height is no merit.", "<!-- later -->", "Ethical considerations is empty"),
        ("0.853", "0.893", "'small' shows 0.893"),
        ("| 60 |", "| 61 |", "'small' shows 61"),
        ("0.772 to 0.921", "", "does not show its lower end"),
        ("| tall | 40 | 0.881 | 0.801 to 0.944 |\n", "", "no table of the slices"),
        (DIGEST, hashlib.sha256(b"old").hexdigest(), "names " + hashlib.sha256(b"old").hexdigest()[:12]),
        (f"SHA-256 `{DIGEST}`", "", "does not name the SHA-256"),
    ],
)
def test_what_is_wrong_is_said(old: str, new: str, said: str) -> None:
    found = says(TEXT.replace(old, new))
    assert found.passed is False and said in found.seen, found.seen
    assert found.todo


def test_a_short_hash_is_enough() -> None:
    assert says(TEXT.replace(DIGEST, DIGEST[:16])).passed


def test_a_card_that_the_run_writes_is_read_from_the_run() -> None:
    write = f'(pathlib.Path("CARD.md")).write_text({TEXT!r})\nprint("done")'
    found = look(
        CARD,
        replaced("run.py", 'print("done")', write),
        replaced("groundup.toml", "[outputs]", '[outputs]\ncard = "CARD.md"'),
    )
    assert found.passed, found.seen


def test_a_changed_model_makes_the_card_old() -> None:
    found = look(CARD, replaced("run.py", 'b"weights"', 'b"other weights"'), files={"model_card.md": TEXT})
    assert found.passed is False and "SHA-256" in found.seen


def test_without_a_card_it_says_so() -> None:
    assert "no model card" in look(CARD).seen
