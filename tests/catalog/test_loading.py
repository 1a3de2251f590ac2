"""Loading: everything sound is there in roadmap order, and a broken folder takes nothing else down."""

import pytest

from groundup.catalog import Cell, content_roots, load
from groundup.catalog.fields import head_of
from groundup.records import GroundupError
from tests.catalog.breaking import edit


def test_concepts_come_in_roadmap_order_with_the_graph(pack):
    catalog = load([pack])
    assert list(catalog.concepts) == ["counting", "doubling", "halving", "endlessness"]
    assert list(catalog.graph) == list(catalog.concepts)
    assert catalog.graph["halving"].prerequisites == ("doubling",)
    assert catalog.graph["halving"].contains == {"doubling": 0.5}
    assert catalog.problems == []


def test_complete_concepts_have_families_and_outlined_ones_have_none(pack):
    catalog = load([pack])
    assert catalog.concept("counting").complete
    assert catalog.graph["counting"].families == {"next-number": -1, "which-is-more": -1}
    assert not catalog.concept("endlessness").complete
    assert catalog.graph["endlessness"].families == {}
    assert catalog.concept("endlessness").figures[0].wants == ("how far one looks",)


def test_families_declared_are_the_families_defined(pack):
    catalog = load([pack])
    for id in ("counting", "doubling", "halving"):
        defined = {name: family.difficulty for name, family in catalog.families(id).items()}
        assert defined == catalog.graph[id].families


def test_a_lab_is_whole(pack):
    lab = load([pack]).lab("lab-halving")
    assert (lab.module, lab.entry, lab.uses) == (
        "mylib/numbers/halving.py",
        "mylib.numbers.halving",
        ("lab-doubling",),
    )
    assert [check.task for check in lab.checks.checks] == [1, 1]
    assert lab.forbids == ("numpy",)
    doubles = next(mistake for mistake in lab.mistakes if mistake.id == "doubles")
    assert doubles.source.startswith(lab.solution)
    assert "larger instead of smaller" in doubles.explanation
    assert "larger instead of smaller" not in doubles.source
    assert doubles.source.rstrip().endswith("return double(x)")


def test_a_lab_with_only_a_solution_can_be_lent_but_not_built(pack):
    folder = pack / "concepts" / "doubling"
    for name in ("lesson.md", "lab/brief.md", "lab/starter.py", "lab/checks.py"):
        (folder / name).unlink()
    catalog = load([pack])
    assert not catalog.concept("doubling").complete
    assert list(catalog.labs) == ["lab-halving"]
    assert catalog.supplied == {"lab-doubling": "doubling"}
    lent = catalog.lab("lab-doubling")
    assert lent.supplied
    assert "def double" in lent.solution
    assert lent.checks.checks == ()


def test_a_concept_whose_lab_rests_on_nothing_is_outlined(pack):
    (pack / "concepts/doubling/lab/solution.py").unlink()
    catalog = load([pack])
    assert [concept.id for concept in catalog.concepts.values() if concept.complete] == ["counting"]
    assert catalog.graph["halving"].families == {}
    assert "lab-halving" not in catalog.labs
    assert [found.rule for found in catalog.problems] == [
        "A lab under `uses` has a solution: lab-doubling has none."
    ]


def test_credit_for_what_comes_later_is_dropped_and_said(pack):
    edit(pack / "concepts/halving/concept.toml", "doubling = 0.5", "endlessness = 0.5")
    catalog = load([pack])
    assert catalog.graph["halving"].contains == {}
    assert "endlessness is not" in catalog.problems[0].rule


def test_a_broken_outline_leaves_its_concept_out_and_nothing_else(pack):
    (pack / "concepts" / "halving" / "concept.toml").write_text("title = ", encoding="utf-8")
    catalog = load([pack])
    assert list(catalog.concepts) == ["counting", "doubling", "endlessness"]
    assert [found.rule for found in catalog.problems] == ["The file is TOML."]


def test_a_prerequisite_that_is_not_there_is_dropped_and_said(pack):
    edit(pack / "concepts/halving/concept.toml", '["doubling"]', '["doubling", "nothing"]')
    catalog = load([pack])
    assert catalog.graph["halving"].prerequisites == ("doubling",)
    assert "nothing is not" in catalog.problems[0].rule


def test_broken_questions_leave_the_concept_without_families(pack):
    edit(pack / "concepts/counting/questions.py", "import", "import (")
    catalog = load([pack])
    assert catalog.families("counting") == {}
    assert [found.rule for found in catalog.problems] == ["questions.py can be imported."]
    assert catalog.families("doubling")


def test_an_incomplete_folder_is_outlined(pack):
    (pack / "concepts/counting/figures.py").unlink()
    assert not load([pack]).concept("counting").complete


def test_what_is_not_there_is_a_request_that_cannot_be_done(pack):
    catalog = load([pack])
    for ask in (
        lambda: catalog.concept("nothing"),
        lambda: catalog.lesson("endlessness"),
        lambda: catalog.lab("lab-nothing"),
        lambda: catalog.figure_source("endlessness"),
    ):
        with pytest.raises(GroundupError) as error:
            ask()
        assert error.value.code == "not-found"


def test_hashes_change_with_what_matters_and_with_nothing_else(pack):
    parts = ("lesson", "questions", "lab", "figures")
    before = {part: load([pack]).hash("halving", part) for part in parts}
    edit(pack / "concepts/halving/lab/brief.md", "# ", "# Again: ")
    edit(pack / "concepts/halving/lesson.md", "Halving", "Halving ")
    after = {part: load([pack]).hash("halving", part) for part in parts}
    assert [part for part in parts if before[part] != after[part]] == ["lesson"]
    edit(pack / "concepts/halving/concept.toml", 'forbids = ["numpy"]', 'forbids = ["numpy", "math"]')
    assert load([pack]).hash("halving", "lab") != before["lab"]


def test_the_version_changes_with_the_outlines(pack):
    before = load([pack]).version
    assert load([pack]).version == before
    edit(pack / "concepts/halving/concept.toml", "practice = 10", "practice = 15")
    assert load([pack]).version != before


def test_shelves(pack):
    catalog = load([pack])
    assert [stage.id for stage in catalog.stages] == ["first-steps"]
    assert catalog.layers[0].modules == ("mylib.numbers",)
    assert catalog.tracks["role-counter"].concepts == ("halving", "endlessness")
    assert catalog.plans["two-weeks"].tables["ships"][0]["ship"] == "tally"
    assert catalog.projects["tally"].rubric[0].passes == "The same total"
    assert catalog.projects["tally"].hours == 1
    assert catalog.resources["counting-book"].note == "the first chapter"
    assert catalog.datasets["marbles"].verified
    prompt = catalog.interview["interview-counting"].prompts[0]
    assert prompt.concepts == ("counting", "doubling")
    assert len(prompt.rubric) == 2
    assert [resource.id for resource in catalog.serving("first-steps")] == ["counting-book"]
    assert [resource.id for resource in catalog.serving("counting")] == ["counting-book"]


def test_a_second_pack_adds_and_the_first_wins(pack, tmp_path):
    other = tmp_path / "other" / "concepts"
    for id, title in (("counting", "Other counting"), ("tripling", "Tripling")):
        (other / id).mkdir(parents=True)
        text = (pack / "concepts/endlessness/concept.toml").read_text(encoding="utf-8")
        (other / id / "concept.toml").write_text(text.replace("Endlessness", title), encoding="utf-8")
    catalog = load([pack, other.parent])
    assert catalog.concept("counting").title == "Counting"
    assert catalog.concept("tripling").title == "Tripling"


def test_content_is_found_beside_the_package_and_can_be_replaced(pack, tmp_path, monkeypatch):
    monkeypatch.delenv("GROUNDUP_CONTENT", raising=False)
    monkeypatch.delenv("GROUNDUP_PACKS", raising=False)
    (core,) = content_roots()
    assert (core / "stages.toml").is_file()
    monkeypatch.setenv("GROUNDUP_PACKS", str(pack))
    assert content_roots() == (core, pack)
    monkeypatch.setenv("GROUNDUP_CONTENT", str(pack))
    monkeypatch.delenv("GROUNDUP_PACKS")
    assert content_roots() == (pack,)
    monkeypatch.setenv("GROUNDUP_CONTENT", str(tmp_path / "nowhere"))
    with pytest.raises(GroundupError, match="nowhere"):
        content_roots()


def test_the_lesson_is_parsed_when_asked_for(pack):
    lesson = load([pack]).lesson("doubling")
    assert lesson.title == "Doubling"
    assert [block.expected for block in lesson.blocks if isinstance(block, Cell)] == ["1024"]


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("a = 1\n[b]\nc = 2\n\n[[d]]\ne = 3\n", "a = 1\n[b]\nc = 2\n\n"),
        ("a = 1\n[[d]]\ne = 3\n[late]\nf = 4\n", "a = 1\n[[d]]\ne = 3\n[late]\nf = 4\n"),
        ('a = """\n[[d]]\n"""\n[[d]]\n', 'a = """\n[[d]]\n"""\n[[d]]\n'),
        ("a = 1\n", "a = 1\n"),
    ],
)
def test_only_what_stands_before_the_first_array_table_is_parsed_at_first(text, head):
    assert head_of(text) == head


def test_details_after_a_late_table_are_still_found(pack):
    path = pack / "concepts/endlessness/concept.toml"
    text = path.read_text(encoding="utf-8").replace("[minutes]\nlesson = 15\npractice = 10\n", "")
    path.write_text(text + "\n[minutes]\nlesson = 15\npractice = 10\n", encoding="utf-8")
    concept = load([pack]).concept("endlessness")
    assert concept.node.minutes.lesson == 15
    assert concept.questions[0].id == "one-more"
