"""Material of portfolios: none, one and five projects, names of every script, figures made here."""

from __future__ import annotations

import json
import struct
import zlib
from datetime import UTC, date, datetime, timedelta
from typing import Any

from groundup import portfolio
from groundup.portfolio import (
    Achievement,
    Area,
    Author,
    Concept,
    Credential,
    Key,
    Material,
    Module,
    Picture,
    Race,
    Shown,
    Text,
    Work,
)
from groundup.records import Activity, Evidence, Outcome

AT = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)
KEY, OTHER = Key(bytes(range(32))), Key(bytes(range(1, 33)))
HOME = "/".join(["", "home", "ada"])  # a folder of some machine, spelled so that no file names one
COMMIT = "3f1c9a7be2d40586917cc0a4b1d2e3f405162738"
VERSION = "b7e23ec29af22b0b4e41da31e868d57226121c84b0f1e8e2a3b4c5d6e7f80910"
TITLES = (
    "Heart disease from thirteen measurements of four clinics",
    "قراءة الخط العربي بشبكة صغيرة",
    "手書き数字を見分ける小さな畳み込みネットワーク",
    "A title that goes on and on, through "
    "Donaudampfschifffahrtsgesellschaftskapitänspatentprüfungsausschuss, to its end",
    "Spam, filtered",
)
SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200" width="320" height="200">
<rect width="320" height="200" fill="#ffffff"/><path d="M30 170L90 120L150 90L210 60L290 40" fill="none"
stroke="#2f5fd0" stroke-width="3"/><path d="M30 20V170H300" fill="none" stroke="#1b1b1f"/>
<text x="160" y="192" font-size="12" text-anchor="middle">False positive rate</text></svg>"""


def png(width: int = 320, height: int = 180, *extra: tuple[bytes, bytes]) -> bytes:
    """A gradient, with the further chunks given before its end."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    rows = b"".join(
        b"\0" + bytes((20 + 200 * x // width) if x % 2 else 90 for x in range(width)) for _ in range(height)
    )
    parts = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)), *extra]
    parts += [(b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(kind, content) for kind, content in parts)


def figure(content: bytes) -> Picture:
    found = portfolio.picture(content)
    assert found is not None
    return found


def findings(passed: bool = True) -> list[dict[str, Any]]:
    return [
        {
            "criterion": "held-out-metric",
            "passed": passed,
            "gate": True,
            "seen": "On 230 rows that it never had, the model reaches an AUROC of 0.891 (0.848 to 0.928).",
            "why": "A number on rows that the model has seen says little.",
            "numbers": {"auroc": 0.891, "low": 0.848, "high": 0.928, "baseline": 0.823, "rows": 230},
        },
        {
            "criterion": "leakage-probe",
            "passed": True,
            "gate": True,
            "seen": "With the target shuffled it is at chance: 0.507.",
            "numbers": {"shuffled": 0.507, "p": 0.62},
        },
        {
            "criterion": "tests-mutation",
            "passed": True,
            "seen": "The tests notice 24 of 30 planted bugs.",
            "numbers": {"killed": 24, "mutants": 30},
        },
        {
            "criterion": "dockerfile",
            "passed": None,
            "seen": "There is no container engine on this machine.",
            "numbers": {},
        },
    ]


def audit(project: str = "heart", *, passed: bool = True, days: int = 0, **changes: Any) -> Evidence:
    """An audit as it is kept."""
    detail = {"findings": findings(passed), "tier": "A", "path": f"{HOME}/groundup/projects/heart"}
    return Evidence(
        f"0192a000-0000-7000-8000-{days:012d}",
        "0192a000-0000-7000-8000-00000000000a",
        Activity("audit", project, COMMIT, VERSION),
        Outcome("passed" if passed else "failed", detail=detail | changes),
        183.4,
        AT - timedelta(days=days),
    )


STORY = """# The clinic that was different

A model for heart disease was asked for, and everyone had one that scored **0.90**. I wanted to know whether
it would hold in a clinic that it had never seen.

![ROC curve of the held-out rows](figures/roc.svg)

I left out one clinic at a time. Three agreed; the fourth fell to 0.72. The lesson: *split by what will be
new*, not by row.
"""
CARD = """# Model card

## Intended use

Teaching. **Not** for patients.

## Numbers

| slice | n | AUROC |
| --- | ---: | ---: |
| Cleveland | 303 | 0.89 |
| Hungary | 294 | 0.91 |
| Switzerland | 123 | 0.72 |

The loss is $-\\sum_i y_i \\log p_i$.

```python
from survival.predict import predict  # one row in, one probability out

print(predict("rows.csv")[:3])
```
"""


REPORT = """# What was tried

| model | AUROC |
| --- | ---: |
| baseline | 0.823 |
| boosting | 0.891 |

## Errors

The worst slice is the smallest.

| slice | n |
| --- | ---: |
| Switzerland | 123 |
"""


def work(n: int = 0) -> Work:
    """One project; each number another title, the third without figures, the fourth without texts."""
    audits = (audit(f"project-{n}"), audit(f"project-{n}", passed=False, days=9))
    figures = {"figures/roc.svg": figure(SVG), "figures/calibration.png": figure(png())} if n != 2 else {}
    texts = {"story": Text("story", STORY, "", figures), "card": Text("card", CARD)}
    return Work(
        f"project-{n}",
        TITLES[n % len(TITLES)],
        "milestone",
        portfolio.audits(audits)[f"project-{n}"],
        {
            "story": Text("story", STORY, "", figures),
            "card": Text("card", CARD),
            "report": Text("report", REPORT),
        }
        if texts
        else {},
        figures,
    )


def concepts(count: int) -> tuple[Concept, ...]:
    states = ("mastered", "mastered", "fading", "learning")
    return tuple(
        Concept(f"c{n}", f"Concept {n}", states[n % 4], 0.95 - n / 40, date(2026, 11, 1 + n), ("ab" * 32,))
        for n in range(count)
    )


MODULES = (
    Module(
        "mylib/linalg/vectors.py",
        "Vectors",
        "Linear algebra",
        ("dot", "norm", "cosine_similarity"),
        ("numpy.dot", "numpy.linalg.norm"),
        64,
        (Race("dot of 10,000", "about as long as numpy.dot", "It calls it.", 0.0123, 0.0119),),
    ),
    Module("mylib/autograd/engine.py", "Autograd", "Deep learning", ("Value",), ("torch.autograd",), 212),
)


def material(count: int = 1, author: Author | None = None) -> Material:
    """A portfolio of so many projects; with none there is nothing else either."""
    named = author or Author(
        "Ada Lovelace",
        "Machine learning from the ground up: small models, honest numbers.",
        "I build things *from scratch* to see how they work, then use what the industry uses.",
        (("Code", "https://example.org/ada"), ("Write", "mailto:ada@example.org")),
    )
    if not count:
        return Material(Author(), (), (), (), (), "Mastered means that it ran.", (), _shown())
    areas = (
        Area("Mathematics", 24, concepts(9)),
        Area("Machine learning", 40, concepts(5)),
        Area("Ethics", 6, ()),
    )
    facts = [audit(f"project-{n}") for n in range(count)]
    records = tuple({**portfolio.shown(fact), "sha256": portfolio.hash_of(fact)} for fact in facts)
    post = "# Why splits lie\n\nA post about *splits*.\n\n## And then\n\nMore."
    posts = (Text("2026-03-why-splits-lie", post),)
    meaning = (
        "Mastered means that its lab passed, or that three different questions were right at the first try."
    )
    return Material(
        named, tuple(work(n) for n in range(count)), posts, MODULES, areas, meaning, records, _shown()
    )


def issued(key: Key = KEY, until: datetime | None = None) -> tuple[bytes, bytes]:
    """A credential for the audit of project 0, and the evidence beside it."""
    fact = audit("project-0")
    evidence = {"audit": {**portfolio.shown(fact), "sha256": portfolio.hash_of(fact)}}
    made = Achievement(
        "project-project-0", "Project", "Audited project: Heart", "Heart", "All of it.", (("AUROC", "0.891"),)
    )
    document = portfolio.credential(made, evidence, key, AT, learner="Ada Lovelace", until=until)
    return json.dumps(document, indent=2).encode() + b"\n", portfolio.evidence_bytes(evidence)


def _shown() -> Shown:
    badge = Credential("project-project-0", "Audited: heart disease", *issued())
    return Shown(AT, "groundup 0.1", KEY.did, (badge,), ())


def site(count: int = 1, author: Author | None = None) -> dict[str, bytes]:
    """Built and signed."""
    return portfolio.with_manifest(portfolio.build(material(count, author)), KEY, AT, "groundup 0.1")
