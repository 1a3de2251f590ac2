"""Planted faults of the exemplar: each one fault, and the criterion that has to name it."""

from groundup.audit import Fault, added, only_once, removed, replaced, squashed, stretched

FAULTS = (
    Fault(
        "forgets-to-ship-a-module",
        "runs",
        (replaced("answer.py", "import json\n", "import json\nimport palette\n"),),
    ),
    Fault("asks-after-answering", "question-first", (squashed("Question and answer"),)),
    Fault(
        "moves-the-guess-afterwards",
        "question-first",
        (
            added(
                "question.md",
                "Question: How much more ink does a handwritten 8 take than a handwritten 1, in percent?\n"
                "Guess: 6\n",
            ),
        ),
    ),
    Fault("guesses-nothing", "guess-recorded", (replaced("question.md", "Guess: 80", "Guess:"),)),
    Fault(
        "compares-a-word-with-a-number",
        "guess-recorded",
        (replaced("answer.py", '"guess": float(said["Guess"])', '"guess": "much more"'),),
    ),
    Fault("commits-no-figure", "figure-made", (removed("figure.svg"),)),
    Fault(
        "shows-an-old-figure",
        "figure-made",
        (replaced("answer.py", "1.96 * sample.std(ddof=1)", "3.92 * sample.std(ddof=1)"),),
    ),
    Fault(
        "leaves-the-unit-out",
        "axes-labelled",
        (
            replaced(
                "answer.py",
                "mean ink of an image (sum of pixels of 0 to 16), with 95 % interval",
                "ink",
            ),
        ),
    ),
    Fault(
        "leaves-the-title-out",
        "axes-labelled",
        (replaced("answer.py", "An 8 takes hardly more ink than a 1", ""),),
    ),
    Fault(
        "writes-an-older-number",
        "write-up",
        (replaced("README.md", "It is 5.3 percent (95 %\ninterval 2.7 to 8.0)", "It is 12 percent"),),
    ),
    Fault("grows-into-a-week", "small", (stretched(7.0),)),
    Fault(
        "commits-a-key",
        "no-secrets",
        (only_once("upload.py", 'TOKEN = "hf' + "_qWm7LxRz2NcKd9TbYpEs4HgUv8JaFo3MiQ" + '"\n'),),
    ),
)
