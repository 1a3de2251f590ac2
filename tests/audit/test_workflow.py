"""Workflows are read safely, linted like a reviewer would, and replayed."""

import pytest

from groundup.audit import NotThere
from groundup.audit.drafts import BEGAN, Draft, Step
from groundup.audit.probes.actions import problems, read_workflow
from groundup.audit.probes.replays import replay
from groundup.audit.probes.workflow import ci_evaluates, ci_workflow, shuffled_labels
from tests.audit.rooms import inspect, local_room

PIN = "actions/checkout@" + "a" * 40
CI = f"""
name: ci
on: [push, pull_request]
permissions: {{contents: read}}
env: {{SUITE: suite.py}}
jobs:
  lint:
    runs-on: ubuntu-24.04
    steps:
      - uses: {PIN}
      - run: python -m pip install ruff==1
      - run: |
          pip install -r requirements.lock
          python -m ruff check .
  test:
    needs: lint
    runs-on: ubuntu-24.04
    strategy: {{matrix: {{python: ["3.11", "3.12"]}}}}
    steps:
      - run: echo ${{{{ matrix.python }}}} ${{{{ env.SUITE }}}} > seen.txt
      - run: python suite.py
      - run: docker build .
  evaluate:
    needs: [test]
    runs-on: ubuntu-24.04
    steps:
      - run: python evaluate.py
      - uses: actions/upload-artifact@{"b" * 40}
        with: {{name: report, path: out/}}
"""
FILES = {
    "groundup.toml": '[commands]\ntest = "python suite.py"\n[outputs]\nevaluation = "out/report.json"\n',
    ".github/workflows/ci.yml": CI,
    # a lint that is there for certain: the name stands for ruff, and it looks for undefined names
    "ruff.py": "import ast, sys\nt = open('model.py').read()\nsys.exit('undefined_name' in t)\n",
    "model.py": "def twice(x):\n    return 2 * x\n",
    "suite.py": "from model import twice\nassert twice(2) == 4\n",
    "evaluate.py": "import os\nos.makedirs('out', exist_ok=True)\nrows = open('t.csv').read().split()[1:]\n"
    "good = sum(r.split(',')[0] == r.split(',')[1] for r in rows) / len(rows)\n"
    "open('out/report.json', 'w').write(str(good))\nassert good > 0.9\n",
    "t.csv": "x,y\n" + "1,1\n0,0\n" * 20,
}


def repository(**changes):
    files = {path: content.encode() for path, content in {**FILES, **changes}.items() if content}
    return inspect(Draft((Step("all", BEGAN, files),)))


def with_ci(old, new):
    assert CI.count(old) == 1
    return repository(**{".github/workflows/ci.yml": CI.replace(old, new)})


def regress(inspection):
    return {"t.csv": shuffled_labels(inspection.repository.files["t.csv"], "y", 0)}


EVALUATES = ci_evaluates(lambda inspection: inspection.manifest.output("evaluation"), regress)


def test_a_sound_workflow_passes_and_says_what_was_passed_over():
    found = ci_workflow().look(repository())
    assert found.passed, found.seen
    assert found.numbers["passed_over"] == [PIN, "python -m pip install ruff==1", "docker build ."]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("python suite.py", "python suite.py || true", "test stays green with an exception"),
        ("python suite.py", "python suite.py | cat", "test stays green with an exception"),
        ("          python -m ruff check .", "          python -m ruff check . || :", "lint stays green"),
        ("    needs: lint\n", "", "test does not need lint"),
        (PIN, "actions/checkout@main", "not pinned"),
        (PIN, "somebody/thing@v3", "not pinned"),
        ("permissions: {contents: read}\n", "", "permissions"),
        ("permissions: {contents: read}", "permissions: write-all", "every permission"),
        ("docker build .", "echo ${{ github.event.issue.title }}", "a stranger writes that text"),
        ("on: [push, pull_request]", "on: [push, pull_request", "is not YAML"),
    ],
)
def test_what_is_wrong_is_named(old, new, said):
    inspection = with_ci(old, new)
    try:
        found = ci_workflow().look(inspection)
    except NotThere as missing:
        assert said in missing.seen
    else:
        assert found.passed is False
        assert said in found.seen


def test_a_step_that_fails_on_the_commit_is_quoted_with_its_last_words():
    found = ci_workflow().look(repository(**{"suite.py": "import model\nassert 1 == 2, 'sums are off'\n"}))
    assert found.passed is False
    assert "python suite.py" in found.seen and "sums are off" in found.seen


def test_a_tool_that_only_the_workflow_installs_is_not_held_against_it():
    found = ci_workflow().look(repository(**{"ruff.py": "raise SystemExit(\"No module named 'ruff'\")"}))
    assert found.passed is None
    assert "Pin ruff" in found.seen


def test_no_workflow_and_no_test_job_are_named():
    with pytest.raises(NotThere, match="no workflow"):
        ci_workflow().look(repository(**{".github/workflows/ci.yml": ""}))
    with pytest.raises(NotThere, match="tests"):
        ci_workflow().look(with_ci("python suite.py", "true"))


def test_installing_a_test_tool_is_not_testing():
    with pytest.raises(NotThere, match="tests"):
        ci_workflow().look(with_ci("      - run: python suite.py", "      - run: pip install pytest"))


def test_an_evaluation_that_fails_on_shuffled_labels_passes():
    found = EVALUATES.look(repository())
    assert found.passed, found.seen


def test_an_evaluation_that_never_fails_is_named():
    idle = FILES["evaluate.py"].replace("assert good > 0.9\n", "")
    found = EVALUATES.look(repository(**{"evaluate.py": idle}))
    assert found.passed is False
    assert "evaluate stays green though the labels were shuffled" in found.seen


def test_an_evaluation_that_is_not_made_or_not_uploaded_is_named():
    found = EVALUATES.look(repository(**{"evaluate.py": "print('all is well')"}))
    assert found.passed is False
    assert "do not make it" in found.seen
    with pytest.raises(NotThere, match="No job uploads out"):
        EVALUATES.look(with_ci("path: out/", "path: other/"))


def test_expressions_of_matrix_and_environment_are_filled_in():
    workflow = read_workflow("ci.yml", CI)
    with local_room({path: content.encode() for path, content in FILES.items()}) as room:
        assert replay(room, workflow.jobs["test"]).failed == ""
        assert room.read("seen.txt") == b"3.11 suite.py\n"


def test_steps_begin_in_the_folder_that_the_defaults_name():
    steps = "[{run: ls}, {run: ls, working-directory: b}]"
    text = f"defaults: {{run: {{working-directory: a}}}}\njobs: {{t: {{steps: {steps}}}}}"
    assert [step.folder for step in read_workflow("ci.yml", text).jobs["t"].steps] == ["a", "b"]


def test_the_shell_of_the_defaults_is_that_of_every_step():
    steps = "[{run: ls}, {run: ls, shell: sh}]"
    text = f"jobs: {{t: {{defaults: {{run: {{shell: bash}}}}, steps: {steps}}}}}"
    assert [step.shell for step in read_workflow("ci.yml", text).jobs["t"].steps] == ["bash", "sh"]


@pytest.mark.parametrize("script", ["pre-commit run --all-files", "git fetch --tags", "npm test"])
def test_what_needs_a_network_is_passed_over_and_said(script):
    found = ci_workflow().look(with_ci("python suite.py", f"{script}\n      - run: python suite.py"))
    assert found.passed
    assert script in found.numbers["passed_over"]


def test_needs_are_followed_through_other_jobs():
    assert set(read_workflow("ci.yml", CI).before("evaluate")) == {"test", "lint"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("jobs: {a: {needs: b}}", "no such job"),
        ("jobs: {a: {needs: b}, b: {needs: a}}", "needs itself"),
        ("name: x", "no jobs"),
        ("- 1", "no table"),
        ("a: &x [1]\nb: [*x, *x]", "aliases"),
        ("!!python/object/apply:os.system ['true']", "is not YAML"),
    ],
)
def test_a_workflow_that_cannot_be_meant_is_refused(text, said):
    with pytest.raises(NotThere, match=said):
        read_workflow("ci.yml", text)


def test_a_workflow_that_runs_a_strangers_head_with_your_token_is_named():
    text = (
        "on: pull_request_target\npermissions: {}\njobs: {a: {steps: [{uses: 'actions/checkout@v4', "
        "with: {ref: '${{ github.event.pull_request.head.sha }}'}}]}}"
    )
    assert any("stranger's code" in said for said in problems(read_workflow("ci.yml", text)))


def test_shuffled_labels_keep_their_number_and_everything_else():
    table = b"x,y\n1,0\n2,1\n3,0\n4,1\n"
    found = shuffled_labels(table, "y", 1).decode().splitlines()
    assert [line.split(",")[0] for line in found] == ["x", "1", "2", "3", "4"]
    assert sorted(line.split(",")[1] for line in found[1:]) == ["0", "0", "1", "1"]
    with pytest.raises(NotThere, match="no column 'z'"):
        shuffled_labels(table, "z", 1)
    with pytest.raises(NotThere, match="not 2 values"):
        shuffled_labels(table + b"5\n", "y", 1)
    with pytest.raises(NotThere):
        shuffled_labels(b"\xff", "y", 1)


def test_long_rubbish_is_read_in_time():
    rubbish = "${{" * 10_000 + " " * 20_000
    workflow = read_workflow("ci.yml", "jobs: {a: {steps: [{run: '" + rubbish + "'}]}}")
    assert problems(workflow) == [
        "ci.yml does not say `permissions:`, so its token may have more than it needs"
    ]
