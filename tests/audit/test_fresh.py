"""The documented command is found, run once in a fresh room, and what it makes is kept."""

from __future__ import annotations

from contextlib import contextmanager

import pytest

from groundup.audit import Inspection, NotThere, added, replaced
from groundup.audit.probes.fresh import FRESH, attempt, built, documented_command, fresh_run, named_outputs
from groundup.records import GroundupError, Ran
from tests.audit.small import FILES, MANIFEST, README, inspection, look

RUN = "$ python run.py  # half a second"


def test_a_sound_project_passes_and_its_outputs_are_named() -> None:
    found = look(FRESH)
    assert found.passed, found.seen
    assert "results/figure.png" in found.seen and "requirements.lock" in found.seen


def test_the_run_is_made_once_and_kept() -> None:
    one = inspection()
    first = built(one)
    assert built(one) is first
    assert first.outputs["results/model.bin"] == b"weights"
    assert first.record.number("metric.value") == 0.87312
    assert FRESH.look(one).passed


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (RUN, "$ python other.py", "groundup.toml runs `python run.py`"),
        (RUN, "$ python run.py > log.txt", "needs a shell"),
        (RUN, "$ python run.py && echo done", "needs a shell"),
        (RUN + "\n", "", "prepares and runs nothing"),
        ("```", "", "no fenced block"),
        ("## Run", "## Walk", "no section Run"),
    ],
)
def test_a_command_that_a_stranger_cannot_use_is_said(old: str, new: str, said: str) -> None:
    found = look(FRESH, files={"README.md": README.replace(old, new)})
    assert found.passed is False and said in found.seen, found.seen
    assert found.todo


@pytest.mark.parametrize(
    "block",
    [
        "```bash\ngit clone https://x.org/x && cd x\nuv venv\n. .venv/bin/activate\npython3 run.py\n```",
        "```\npython -m pip install -r requirements.lock\n# then\npython \\\n   run.py\n```",
        "```powershell\n> .venv\\Scripts\\activate\n> python run.py\n```",
        "```\n(.venv) $ .venv/bin/python run.py\n```\n\nTests:\n\n```\npytest\n```",
    ],
)
def test_many_ways_to_write_it_are_understood(block: str) -> None:
    before, _, rest = README.partition("```console")
    after = rest.partition("```")[2]
    assert "run.py" in documented_command(inspection(files={"README.md": before + block + after}))


def test_a_crash_is_told_with_its_last_line() -> None:
    found = look(FRESH, replaced("run.py", 'print("done")', 'raise KeyError("age")'))
    assert found.passed is False
    assert "exit status 1" in found.seen and "KeyError: 'age'" in found.seen


def test_a_committed_copy_of_an_output_proves_nothing() -> None:
    edit = replaced("run.py", '(out / "figure.png").write_bytes(b"PNG")\n', "")
    found = look(FRESH, edit, added("results/figure.png", b"PNG"))
    assert found.passed is False and "there is no results/figure.png" in found.seen


def test_an_empty_output_is_said() -> None:
    found = look(FRESH, replaced("run.py", 'b"weights"', 'b""'))
    assert found.passed is False and "results/model.bin is empty" in found.seen


def test_an_output_that_only_the_readme_names_has_to_be_there() -> None:
    found = look(FRESH, replaced("README.md", "`results/figure.png`", "`results/curve.svg`"))
    assert found.passed is False and "results/curve.svg" in found.seen


def test_inputs_and_commands_of_the_readme_are_no_outputs() -> None:
    text = README.replace("It makes", "It reads `data/rows.csv`, `run.py` and `requirements.lock`; it makes")
    named = named_outputs(inspection(files={"README.md": text}))
    assert set(named) == {"results/record.json", "results/model.bin", "results/figure.png"}


def test_a_card_that_was_written_by_hand_may_stay() -> None:
    manifest = MANIFEST + 'card = "CARD.md"\n'
    one = inspection(files={"groundup.toml": manifest, "CARD.md": "# Card"})
    assert FRESH.look(one).passed
    assert built(one).outputs["CARD.md"] == b"# Card"


@pytest.mark.parametrize("line", ["numpy", "numpy>=2", "numpy==2.4.6\n-r more.txt", "git+https://x.org/y"])
def test_a_line_that_pins_nothing_is_said_with_its_number(line: str) -> None:
    found = look(FRESH, files={"requirements.lock": f"# first\n{line}\n"})
    assert found.passed is False and "requirements.lock, line" in found.seen


def test_a_missing_lock_is_said() -> None:
    found = look(FRESH, files={"requirements.lock": None})
    assert found.passed is False and "requirements.lock" in found.seen


@pytest.mark.parametrize(
    "lock",
    [
        "",
        "a==1\nb==2.0.1  # why\nc[x,y]==1.0 ; python_version < '3.12'\n",
        "a==1 \\\n  --hash=sha256:ab \\\n  --hash=sha256:cd\n",
    ],
)
def test_pins_are_understood(lock: str) -> None:
    assert look(FRESH, files={"requirements.lock": lock}).passed


def ended(ran: Ran) -> Inspection:
    """The small project, whose command ends as it is told to."""

    class Room:
        def run(self, command, *, wall_s=300.0, env=None):
            return ran

        def paths(self):
            return ()

    @contextmanager
    def opens(files):
        yield Room()

    one = inspection()
    return Inspection(one.repository, opens, one.folder)


@pytest.mark.parametrize(
    ("ran", "said"),
    [
        (Ran("timeout", None, wall_s=300), "not done after 300 s"),
        (Ran("memory", None), "more memory"),
        (Ran("output", None), "wrote more"),
        (Ran("error", 1), "it said nothing"),
    ],
)
def test_each_bad_end_has_its_sentence(ran: Ran, said: str) -> None:
    found = FRESH.look(ended(ran))
    assert found.passed is False and said in found.seen
    with pytest.raises(NotThere, match="Nothing to look at"):
        built(ended(ran))
    assert attempt(ended(ran)).ran is ran


def test_our_own_breakdown_is_no_fault_of_the_project() -> None:
    assert FRESH.look(ended(Ran("crashed", None, ours=True))).passed is None


def test_a_project_may_have_a_shorter_limit() -> None:
    found = fresh_run("runs", 60).look(ended(Ran("ok", 0, wall_s=75)))
    assert found.passed is False and "60 s" in found.seen


def test_the_readme_is_needed() -> None:
    assert "README.md" in FILES
    with pytest.raises(NotThere, match="no README"):
        documented_command(inspection(files={"README.md": None}))


def test_what_a_broken_run_left_behind_does_not_hide_why_it_broke() -> None:
    one = inspection(files={"run.py": 'open("big.bin", "w").write("x")\nraise OSError("No space left")\n'})
    opens = one.opens

    @contextmanager
    def with_a_file_too_large(files):  # type: ignore[no-untyped-def]
        with opens(files) as room:

            def read(path: str) -> bytes:
                raise GroundupError("invalid", f"{path} has 1024 MiB")

            room.read = read  # type: ignore[method-assign]
            yield room

    one.opens = with_a_file_too_large
    found = FRESH.look(one)
    assert found.passed is False and "No space left" in found.seen, found.seen
