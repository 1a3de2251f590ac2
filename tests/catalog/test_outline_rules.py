"""Rules for outlines: a copy of the pack is broken in one way, and exactly that is said, with its remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from groundup.catalog import check
from groundup.records import GroundupError
from tests.catalog.breaking import edit, said

COUNTING, DOUBLING, HALVING, ENDLESS = (
    f"concepts/{id}/concept.toml" for id in ("counting", "doubling", "halving", "endlessness")
)


def test_the_pack_keeps_the_contract(pack):
    assert check([pack], seeds=2) == []


# (file, text, replacement, what is said: file, rule, remedy)
CASES = {
    "toml syntax": (
        ENDLESS,
        'strand = "math"',
        "strand = math",
        "concept.toml",
        "The file is TOML.",
        "Mend the syntax: Invalid value (at line 3, column 10).",
    ),
    "unknown key": (
        ENDLESS,
        "summary =",
        'sumary = "x"\nsummary =',
        "concept.toml",
        "Every key of the file is known: `sumary` is not.",
        "Did you mean `summary`?",
    ),
    "unknown key without a likely one": (
        ENDLESS,
        "summary =",
        'qqq = "x"\nsummary =',
        "concept.toml",
        "Every key of the file is known: `qqq` is not.",
        "Remove it, or see docs/authoring.md.",
    ),
    "missing key": (
        ENDLESS,
        'title = "Endlessness"\n',
        "",
        "concept.toml",
        "The file has `title`.",
        "Add `title`: a text.",
    ),
    "wrong type": (
        ENDLESS,
        "order = 4",
        'order = "4"',
        "concept.toml",
        "`order` of the file is a whole number.",
        "It is '4': write a whole number.",
    ),
    "wrong type in a list": (
        ENDLESS,
        "objectives =",
        "out_of_scope = [1]\nobjectives =",
        "concept.toml",
        "`out_of_scope` of the file is a list of texts.",
        "It is [1]: write a list of texts.",
    ),
    "unknown strand": (
        ENDLESS,
        'strand = "math"',
        'strand = "maths"',
        "concept.toml",
        "`strand` of the file is one of math, programming, ml, dl, mlops, genai, ethics, career.",
        "Replace 'maths'.",
    ),
    "unknown stage": (
        ENDLESS,
        'stage = "first-steps"',
        'stage = "last-steps"',
        "concept.toml",
        "`stage` is a stage of stages.toml: 'last-steps' is not.",
        "Use one of first-steps.",
    ),
    "unknown resource": (
        ENDLESS,
        '["counting-book"]',
        '["counting-book", "film"]',
        "concept.toml",
        "Every resource is in resources.toml: 'film' is not.",
        "Correct the id, or add it there.",
    ),
    "summary that is no sentence": (
        ENDLESS,
        "There is no last number.",
        "No last number",
        "concept.toml",
        "`summary` is a sentence.",
        "End it with a full stop.",
    ),
    "missing prerequisite": (
        ENDLESS,
        '["doubling"]',
        '["tripling"]',
        "concept.toml",
        "Every prerequisite is a concept: 'tripling' is not.",
        "Correct the id, or add the concept.",
    ),
    "implied prerequisite": (
        ENDLESS,
        '["doubling"]',
        '["doubling", "counting"]',
        "concept.toml",
        "`prerequisites` are direct ones: counting already follows from doubling.",
        "Remove counting.",
    ),
    "cycle": (
        COUNTING,
        "prerequisites = []",
        'prerequisites = ["halving"]',
        "concept.toml",
        "No concept needs itself: counting needs halving needs doubling needs counting.",
        "Remove one of these prerequisites.",
    ),
    "late prerequisite": (
        ENDLESS,
        "order = 4",
        "order = 0",
        "concept.toml",
        "A prerequisite comes earlier in `order`: doubling (2) does not come before 0.",
        "Give this concept a higher `order`, or that one a lower.",
    ),
    "too many minutes": (
        ENDLESS,
        "lesson = 15",
        "lesson = 90",
        "concept.toml",
        "`minutes.lesson` is from 10 to 40: 90 is not.",
        "Estimate again, or split the concept.",
    ),
    "lab minutes without a lab": (
        ENDLESS,
        "lesson = 15",
        "lab = 20\nlesson = 15",
        "concept.toml",
        "`minutes.lab` and [lab] come together.",
        "Give both, or neither.",
    ),
    "two questions with one id": (
        ENDLESS,
        "[[figures]]",
        '[[questions]]\nid = "one-more"\nkind = "choice"\nvaries = "x"\n\n[[figures]]',
        "concept.toml",
        "Question ids are unique within a concept: 'one-more' is there 2 times.",
        "Rename one.",
    ),
    "unknown kind of question": (
        ENDLESS,
        'kind = "choice"',
        'kind = "essay"',
        "concept.toml",
        "`kind` of [[questions]] 1 is one of number, expression, vector, matrix, choice, choices, ordering, "
        "printed, steps.",
        "Replace 'essay'.",
    ),
    "figure that says nothing of how it moves": (
        ENDLESS,
        'wants = ["how far one looks"]',
        "",
        "concept.toml",
        "The figure 'The line goes on' has a function, or says what should move.",
        "Write `function` and [[figures.controls]], or `wants`.",
    ),
    "control without its keys": (
        COUNTING,
        "step = 1\n",
        "",
        "concept.toml",
        "A slider has min, max, step, value.",
        "Add step.",
    ),
    "control out of its range": (
        COUNTING,
        "value = 3",
        "value = 30",
        "concept.toml",
        "The slider n starts between min and max, and its step is positive.",
        "Correct the numbers in concept.toml.",
    ),
    "control of an unknown kind": (
        COUNTING,
        'kind = "slider"',
        'kind = "dial"',
        "concept.toml",
        "`kind` of [[figures.controls]] 1 is one of slider, point, choice, toggle.",
        "Replace 'dial'.",
    ),
    "share of nothing": (
        HALVING,
        "doubling = 0.5",
        "endlessness = 0.5",
        "concept.toml",
        "[contains] gives earlier concepts a share above 0 and up to 1: endlessness = 0.5 does not.",
        "Correct the id or the share.",
    ),
    "unknown lab used": (
        HALVING,
        'uses = ["lab-doubling"]',
        'uses = ["lab-doubling", "lab-thirds"]',
        "concept.toml",
        "Every lab under `uses` exists: 'lab-thirds' does not.",
        "Correct the id.",
    ),
    "later lab used": (
        DOUBLING,
        "uses = []",
        'uses = ["lab-halving"]',
        "concept.toml",
        "Labs under `uses` come earlier on the roadmap: 'lab-halving' does not.",
        "Use an earlier lab, or give this concept a higher `order`.",
    ),
    "module elsewhere": (
        DOUBLING,
        "mylib/numbers/doubling.py",
        "numbers/doubling.py",
        "concept.toml",
        "`module` is a path like mylib/linalg/vectors.py: 'numbers/doubling.py' is not.",
        "Correct it; lower-case names only.",
    ),
    "unknown layer": (
        DOUBLING,
        "layer = 0",
        "layer = 7",
        "concept.toml",
        "`layer` is a layer of library.toml: 7 is not.",
        "Choose the layer it builds on.",
    ),
    "forbidden thing that has no name": (
        DOUBLING,
        'forbids = ["numpy"]',
        'forbids = ["numpy", "a + b"]',
        "concept.toml",
        "`forbids` holds dotted names and @: 'a + b' is neither.",
        "Correct it.",
    ),
    "unknown profile": (
        DOUBLING,
        'profile = "core"',
        'profile = "gpu"',
        "concept.toml",
        "`profile` of [lab] is one of core, sci, torch.",
        "Replace 'gpu'; further packages stand behind a plus sign: sci+networkx.",
    ),
    "limit of an unknown name": (
        HALVING,
        'profile = "core"',
        'profile = "core"\nlimits = { hours = 3 }',
        "concept.toml",
        "`limits` of [lab] holds positive numbers by name.",
        "Use wall_s, memory_mib, output_kib, disk_mib, or leave it out.",
    ),
}


# These make a second thing wrong: what is left out is missed elsewhere.
FOLLOWED = {
    "control without its keys",
    "control out of its range",
    "control of an unknown kind",
    "unknown lab used",
    "later lab used",
    "module elsewhere",
}


@pytest.mark.parametrize("name", CASES)
def test_what_an_outline_says_is_checked(pack, name):
    file, old, new, *expected = CASES[name]
    edit(pack / file, old, new)
    found = said(check([pack], seeds=2))
    assert tuple(expected) in found
    assert name in FOLLOWED or found == [tuple(expected)]


def test_ids_orders_labs_and_modules_are_used_once(pack):
    edit(pack / HALVING, "lab-halving", "lab-doubling")
    edit(pack / HALVING, 'uses = ["lab-doubling"]', "uses = []")
    edit(pack / HALVING, "mylib/numbers/halving.py", "mylib/numbers/doubling.py")
    edit(pack / HALVING, "order = 3", "order = 4")
    rules = [found.rule for found in check([pack], seeds=2) if "used once" in found.rule]
    doubling, endless = pack / "concepts/doubling", pack / "concepts/endlessness"
    assert rules == [
        f"Every lab id is used once: 'lab-doubling' is also that of {doubling}.",
        f"Every module is used once: 'mylib/numbers/doubling.py' is also that of {doubling}.",
        f"Every order is used once: 4 is also that of {endless}.",
    ]


def test_misspelt_files_are_not_passed_over(pack):
    (pack / "concepts/endlessness/question.py").write_text("", encoding="utf-8")
    assert said(check([pack], seeds=2)) == [
        (
            "question.py",
            "Every file of a concept is known: 'question.py' is not.",
            "Rename it (concept.toml, figures.py, lab, lesson.md, practical, questions.py), or move it away.",
        )
    ]


def test_a_lesson_alone_is_not_a_concept(pack):
    (pack / "concepts/counting/figures.py").unlink()
    assert said(check([pack], seeds=2)) == [
        (
            "counting",
            "lesson.md, figures.py, questions.py come together.",
            "Write figures.py; until then the concept is shown as outlined.",
        )
    ]


def test_a_lesson_needs_its_whole_lab(pack):
    (pack / "concepts/halving/lab/brief.md").unlink()
    assert said(check([pack], seeds=2)) == [
        (
            "lab",
            "A concept with a lesson has its whole lab.",
            "Write brief.md; until then the concept is shown as outlined.",
        )
    ]


def test_several_problems_are_all_said_at_once(pack):
    edit(pack / ENDLESS, "lesson = 15", "lesson = 90")
    edit(pack / COUNTING, '["counting-book"]', '["film"]')
    edit(pack / "concepts/doubling/lesson.md", "(concept:halving)", "(concept:thirds)")
    assert len(check([pack], seeds=2)) == 3


def test_only_what_was_asked_for_is_checked(pack):
    edit(pack / ENDLESS, "lesson = 15", "lesson = 90")
    edit(pack / COUNTING, '["counting-book"]', '["film"]')
    for only in (pack / "concepts/counting", pack / "concepts/counting/lesson.md"):
        assert [found.rule for found in check([pack], seeds=2, only=[only])] == [
            "Every resource is in resources.toml: 'film' is not."
        ]
    assert len(check([pack], seeds=2, only=[pack / "concepts"])) == 2


def test_another_pack_is_checked_where_it_is_named(pack, tmp_path):
    empty = tmp_path / "core"
    (empty / "concepts").mkdir(parents=True)
    edit(pack / ENDLESS, "lesson = 15", "lesson = 90")
    for only in (pack, pack / "concepts/endlessness"):
        (found,) = check([empty], seeds=2, only=[only])
        assert found.rule == "`minutes.lesson` is from 10 to 40: 90 is not."


def test_what_holds_no_content_is_not_passed_over_in_silence(pack, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    for only in ("nothing", tmp_path / "elsewhere"):
        with pytest.raises(GroundupError, match="neither a concept nor a path with content"):
            check([pack], seeds=2, only=[Path(only)])


OTHERS = {
    "stage's milestone": (
        "stages.toml",
        'group = "foundations"',
        'group = "x"\nmilestone = "tower"',
        "project",
        "tower",
    ),
    "track's concept": ("tracks/role-counter.toml", '"halving"', '"thirds"', "concept", "thirds"),
    "track's project": (
        "tracks/role-counter.toml",
        "projects = []",
        'projects = ["tower"]',
        "project",
        "tower",
    ),
    "plan's concept": ("plans/two-weeks.toml", '"endlessness"', '"thirds"', "concept", "thirds"),
    "plan's stage": ("plans/two-weeks.toml", '"first-steps"', '"last-steps"', "stage", "last-steps"),
    "plan's ship": ("plans/two-weeks.toml", 'ship = "tally"', 'ship = "tower"', "project", "tower"),
    "project's concept": ("projects/tally/project.toml", '"counting"', '"thirds"', "concept", "thirds"),
    "project's lab": ("projects/tally/project.toml", '"lab-doubling"', '"lab-thirds"', "lab", "lab-thirds"),
    "project's data": ("projects/tally/project.toml", '"marbles"', '"shells"', "dataset", "shells"),
    "project's stage": (
        "projects/tally/project.toml",
        '"first-steps"',
        '"last-steps"',
        "stage",
        "last-steps",
    ),
    "resource's use": ("resources.toml", '"first-steps"', '"last-steps"', "served", "last-steps"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_every_id_leads_somewhere(pack, name):
    file, old, new, kind, id = OTHERS[name]
    edit(pack / file, old, new)
    assert said(check([pack], seeds=2)) == [
        (
            file.rpartition("/")[2],
            f"Every {kind} named here exists: {id!r} does not.",
            "Correct the id, or add it.",
        )
    ]


def test_a_rubric_has_a_gate(pack):
    edit(pack / "projects/tally/project.toml", "gate = true\n", "")
    assert said(check([pack], seeds=2)) == [
        ("project.toml", "A rubric has a gate.", "Mark with `gate = true` what must pass.")
    ]


def test_a_resource_serves_something(pack):
    edit(
        pack / "resources.toml",
        "[[resources]]",
        '[[resources]]\nid = "film"\ntitle = "A film"\nkind = "video"\ncost = "free"\n\n[[resources]]',
    )
    assert said(check([pack], seeds=2)) == [
        (
            "resources.toml",
            "Every resource serves something: film serves nothing.",
            "Name it in a concept.toml, or say in `serves` what it is for.",
        )
    ]


def test_links_of_themes_lead_somewhere(pack):
    edit(pack / "interview/interview-counting.md", "concept:doubling", "concept:thirds")
    assert said(check([pack], seeds=2)) == [
        (
            "interview-counting.md:8",
            "Every concept: link leads to a concept: 'thirds' does not.",
            "Correct the id, or add what it names.",
        )
    ]


def test_links_of_the_notation_lead_somewhere(pack):
    edit(pack / "notation.md", "concept:doubling", "concept:thirds")
    assert said(check([pack], seeds=2)) == [
        (
            "notation.md:9",
            "Every concept: link leads to a concept: 'thirds' does not.",
            "Correct the id, or add what it names.",
        )
    ]


def test_packs_without_a_page_of_symbols_are_told_what_to_write(pack):
    (pack / "notation.md").unlink()
    assert [rule for _, rule, _ in said(check([pack], seeds=2))] == [
        "Content has a page that says what its symbols mean."
    ]
