"""The audit of a mini-project: was the question there first, and does the script give answer and figure?

The figure is an SVG file, so that it can be read here as data: its texts, and where its points lie. What
matplotlib writes is understood exactly; of another library's figure only the texts are judged.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from groundup.audit import Inspection, NotThere, criterion, failed, passed
from groundup.audit.probes.figures import numbers_in, shown
from groundup.audit.probes.fresh import built, documented_command, fresh_run
from groundup.audit.probes.post import words_of
from groundup.audit.probes.secrets import SECRETS
from groundup.audit.probes.sections import Section, readme
from groundup.records import Commit, Finding

RUNS = fresh_run("runs", wall_s=60, why="If it does not run for you tomorrow, it never answered anything.")
NO_SECRETS = SECRETS
LONGEST = timedelta(days=2)
LARGEST = 5 * 2**20
MOVED = 0.5  # SVG units that a point may lie elsewhere: fonts differ between machines
SHAPE = ("d", "points", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "width", "height", "transform")
UNIT = re.compile(r"[(\[].+[)\]]|%|\bper\b|\bpercent\b|\bin \w+|/|°|€|\$")
OWN_UNIT = re.compile(
    r"\b(years?|months?|days?|dates?|weeks?|hours?|decades?|counts?|number|share|proportion|fraction|probability"
    r"|rank|index|frequency|density|ratio|score|accuracy|error|times)\b",
    re.IGNORECASE,
)
STARTER = Path("starter")


# --- question and guess -------------------------------------------------------------------------


@dataclass(frozen=True)
class Asked:
    question: str
    guess: str


def question_path(inspection: Inspection) -> str:
    path = inspection.manifest.options.get("question", "question.md")
    if not isinstance(path, str):
        raise NotThere("groundup.toml: question is not a path.", 'Write question = "question.md".')
    return path


def read_asked(text: str) -> Asked:
    """What stands behind "Question:" and "Guess:", or in the next line that is not empty."""
    lines = [re.sub(r"^[\s#>*_-]+", "", line) for line in text.splitlines()]
    found = {"question": "", "guess": ""}
    for n, line in enumerate(lines):
        for name in found:
            match = re.match(rf"{name}\b\W*?(?::|$)[*_]*(.*)", line, re.IGNORECASE)
            if match and not found[name]:
                rest = match[1].strip(" *_") or next((one for one in lines[n + 1 :] if one), "")
                found[name] = (
                    "" if re.match(r"(question|guess)\b.*:", rest, re.IGNORECASE) else rest.strip(" *_")
                )
    return Asked(**found)


def asked_now(inspection: Inspection) -> Asked:
    path = question_path(inspection)
    asked = read_asked(inspection.text(path))
    if not asked.question.endswith("?"):
        raise NotThere(
            f"{path} asks no question: there is no line `Question: ...?`.",
            "Write one question that a number or a word answers, with its question mark.",
        )
    return asked


@criterion("question-first", cheap=True, why="A question found after the answer is a story, not a test.")
def question_first(inspection: Inspection) -> Finding:
    asked, path = asked_now(inspection), question_path(inspection)
    commits = list(reversed(inspection.repository.commits))
    blobs = inspection.repository.blobs
    said = [
        read_asked(blobs[one.files[path]][1].decode(errors="replace"))
        if one.files.get(path) in blobs
        else Asked("", "")
        for one in commits
    ]
    first = next((n for n, one in enumerate(said) if one.question.endswith("?")), len(commits) - 1)
    answered = next((n for n, one in enumerate(commits) if _answers(inspection, one)), len(commits))
    if answered <= first:
        came = f"{commits[first].id[:10]} ({commits[first].at:%Y-%m-%d %H:%M})"
        return failed(
            f"The question came in commit {came}, the answer in {commits[answered].id[:10]}: not after it.",
            "Next time commit question and guess before the first line of code; this one is past.",
        )
    before = said[min(answered, len(said)) - 1]
    for name, then, now in (
        ("question", before.question, asked.question),
        ("guess", before.guess, asked.guess),
    ):
        if then.split() != now.split():
            return failed(
                f"{path}: the {name} was {then!r} before the answer and is {now!r} now.",
                f"Put the first {name} back; write beside it what you would ask or guess today.",
            )
    return passed(f"{path} asked in commit {commits[first].id[:10]}, before the answer: {asked.question}")


def _answers(inspection: Inspection, commit: Commit) -> bool:
    """Whether a commit holds a file that the run makes, or the script that makes it, beyond the starter's."""
    if any(path in commit.files for path in inspection.manifest.outputs.values()):
        return True
    for path in _scripts(inspection):
        if path in commit.files:
            content = inspection.repository.blobs.get(commit.files[path], (0, b""))[1]
            begun = inspection.folder / STARTER / path
            if not begun.is_file() or begun.read_bytes() != content:
                return True
    return False


def _scripts(inspection: Inspection) -> list[str]:
    """What the command runs: a file, a module or a package's __main__."""
    words = documented_command(inspection).split()
    if "-m" in words[:-1]:
        place = words[words.index("-m") + 1].replace(".", "/")
        return [f"{place}.py", f"{place}/__main__.py"]
    return [word for word in words if word.endswith((".py", ".ipynb"))]


@criterion("guess-recorded", why="Only against a guess can you see what you did not know.")
def guess_recorded(inspection: Inspection) -> Finding:
    asked = asked_now(inspection)
    if not asked.guess:
        return failed(
            f"{question_path(inspection)} holds no guess.", "Write `Guess:` and one number or word behind it."
        )
    record = built(inspection).record
    guess, result = (record.table.get(name) for name in ("guess", "result"))
    kinds = [_kind(guess), _kind(result)]
    if "" in kinds or kinds[0] != kinds[1]:
        return failed(
            f"{record.path}: guess is {guess!r}, result is {result!r}: not two numbers or words.",
            "Ask so that guess and result can be compared: numbers in one unit, or words of one kind.",
        )
    if not _stands_in(guess, asked.guess):
        return failed(
            f"{record.path} says that the guess is {guess!r}; {question_path(inspection)}: {asked.guess!r}.",
            "Let the script take the guess from the file in which it was written down.",
        )
    return passed(f"Guessed {guess}, found {result}.", guess=guess, result=result)


def _kind(value: object) -> str:
    if isinstance(value, bool) or (isinstance(value, str) and value.strip()):
        return "word"
    return "number" if isinstance(value, int | float) and value == value else ""


def _stands_in(value: object, text: str) -> bool:
    """Whether a number or word is said in a text; a share may be said in percent."""
    if _kind(value) == "number":
        return any(shown(float(value) * k, one) for one in numbers_in(text) for k in (1, 100))
    return str(value).casefold() in text.casefold()


# --- the figure ---------------------------------------------------------------------------------


@criterion("figure-made", why="A figure that no script makes cannot be corrected.")
def figure_made(inspection: Inspection) -> Finding:
    path = inspection.manifest.output("figure")
    if path not in inspection.repository.files:
        return failed(
            f"{path} is not committed, so the README shows nothing.", f"Run the script and commit {path}."
        )
    committed = read_figure(inspection.repository.files[path], path)
    made = read_figure(built(inspection).content(path), path)
    old, new = list(texts(committed)), list(texts(made))
    if old != new:
        gone = [one for one in old if one not in new] or ["(nothing)"]
        came = [one for one in new if one not in old] or ["(nothing)"]
        return failed(
            f"{path} as committed says {gone[0]!r} where the run writes {came[0]!r}.",
            "Run the script once more and commit the figure that it makes.",
        )
    if said := _moved(list(coordinates(committed)), list(coordinates(made))):
        return failed(
            f"{path} as committed and as the run draws it differ: {said}.",
            "Run the script once more and commit the figure; fix the seed where chance is drawn.",
        )
    return passed(
        f"{path} comes out of the run again: {len(new)} texts and {len(list(coordinates(made)))} numbers."
    )


def _moved(old: list[float], new: list[float]) -> str:
    if len(old) != len(new):
        return f"it has {len(old)} numbers there and {len(new)} here"
    most = max((abs(a - b) for a, b in zip(old, new, strict=True)), default=0.0)
    return f"a point lies {most:.1f} units elsewhere" if most > MOVED else ""


@criterion(
    "axes-labelled", why="Without title, labels and units a figure speaks only to the one who drew it."
)
def axes_labelled(inspection: Inspection) -> Finding:
    path = inspection.manifest.output("figure")
    figure = read_figure(built(inspection).content(path), path)
    axes = [one for one in figure.iter() if re.fullmatch(r"axes_\d+", one.get("id", ""))]
    labels = [_labels(one) for one in axes if _group(one, "matplotlib.axis_1") is not None]
    if labels:
        return _judge(path, figure, axes[0], [label for label in labels if label])
    words = list(dict.fromkeys(one for one in texts(figure) if not _is_number(one)))
    if len(words) < 3 or not any(UNIT.search(one) or OWN_UNIT.search(one) for one in words):
        return failed(
            f"{path} says {', '.join(map(repr, words)) or 'no word'}: no title and labels with units.",
            "Give it a title and label both axes, the unit in brackets behind the name.",
        )
    return passed(f"{path} has a title and labels: {', '.join(words[:3])}.")


def _judge(
    path: str, figure: ET.Element, first: ET.Element, labels: list[dict[str, tuple[str, bool]]]
) -> Finding:
    """One axes after the other; outer labels of a grid of axes serve all of them."""
    for axis in ("x", "y"):
        said = [label[axis] for label in labels if label[axis][0]]
        if not said:
            return failed(
                f"{path}: the {axis} axis has no label.", f"Name it: axes.set_{axis}label('name (unit)')."
            )
        for text, is_numeric in said:
            if is_numeric and not UNIT.search(text) and not OWN_UNIT.search(text):
                return failed(
                    f"{path}: the {axis} axis says {text!r} and no unit.",
                    "Write the unit in brackets behind the name, or (no unit) where there is none.",
                )
    if not _title(figure, first):
        return failed(f"{path} has no title.", "Give it a title that says what is seen.")
    return passed(f"{path}: {_title(figure, first)!r}, {labels[0]['x'][0]!r} against {labels[0]['y'][0]!r}.")


def _labels(axes: ET.Element) -> dict[str, tuple[str, bool]]:
    """For x and y the label, and whether the ticks are numbers."""
    found = {}
    for axis, name in (("x", "matplotlib.axis_1"), ("y", "matplotlib.axis_2")):
        group = _group(axes, name)
        inner = list(group) if group is not None else []
        ticks = [t for one in inner if "tick" in one.get("id", "") for t in texts(one)]
        label = " ".join(t for one in inner if one.get("id", "").startswith("text") for t in texts(one))
        found[axis] = (label, all(_is_number(tick) for tick in ticks))
    return found


def _title(figure: ET.Element, axes: ET.Element) -> str:
    """A text of two words or more that belongs to the axes or to the whole figure and not to an axis."""
    groups = [*axes, *(one for top in figure for one in top)]
    said = (" ".join(texts(one)) for one in groups if one.get("id", "").startswith("text"))
    return next((one for one in said if len(one.split()) >= 2), "")


def _group(parent: ET.Element, id: str) -> ET.Element | None:
    return next((one for one in parent if one.get("id") == id), None)


def _is_number(text: str) -> bool:
    bare = re.sub(r"\\[a-z]+|[${}^\s]", "", text)  # matplotlib writes powers as formulas
    return bool(re.fullmatch(r"[\d.,+\-\u2212\u2013%×eE]+", bare)) and any(c.isdigit() for c in bare)


def read_figure(content: bytes, path: str) -> ET.Element:
    """Raises NotThere where it is no SVG file."""
    if len(content) > LARGEST or b"<!ENTITY" in content:
        raise NotThere(
            f"{path} is too large to be a figure.", "Draw fewer points, or rasterise the cloud of them."
        )
    try:
        figure = ET.fromstring(content, ET.XMLParser(target=ET.TreeBuilder(insert_comments=True)))
    except ET.ParseError as error:
        raise NotThere(
            f"{path} is no SVG file: {error}.",
            'Save it as SVG: figure.savefig("figure.svg"), named in groundup.toml.',
        ) from error
    if not str(figure.tag).endswith("svg"):
        raise NotThere(f"{path} is no SVG file.", 'Save the figure as SVG: figure.savefig("figure.svg").')
    return figure


def texts(element: ET.Element) -> Iterator[str]:
    """What is written, in order; where matplotlib draws letters as paths, its comment says which."""
    for one in element.iter():
        if one.tag is ET.Comment or str(one.tag).endswith("}text"):
            said = " ".join((one.text or "" if one.tag is ET.Comment else "".join(one.itertext())).split())
            if said:
                yield said


def coordinates(figure: ET.Element) -> Iterator[float]:
    for one in figure.iter():
        for name in SHAPE:
            for number in (
                re.findall(r"-?\d+\.?\d*(?:e-?\d+)?", one.get(name, "")) if one.tag is not ET.Comment else ()
            ):
                yield float(number)


# --- text and time ------------------------------------------------------------------------------


@criterion("write-up", why="Five lines that say what came out are what others will read.")
def write_up(inspection: Inspection) -> Finding:
    section = _answer(inspection)
    count = words_of(section.text)
    if not 40 <= count <= 200:
        return failed(
            f"README.md, {section.title} (line {section.line}) has {count} words; it takes 40 to 200.",
            "Say what you asked, what you guessed, what came out, and why; then stop.",
            words=count,
        )
    result = built(inspection).record.table.get("result")
    if not _stands_in(result, section.text):
        return failed(
            f"README.md, {section.title} (line {section.line}) does not say the result, {result!r}.",
            "Write the number as the run gives it.",
        )
    return passed(f"{count} words, with the result {result}.", words=count)


def _answer(inspection: Inspection) -> Section:
    page = readme(inspection)
    names = ("Answer", "Result", "Write-up", "What came out")
    section = next(filter(None, (page.section(name) for name in names)), None)
    if section is None:
        raise NotThere(f"{page.path} has no section Answer.", "Add `## Answer` with 40 to 200 words.")
    return section


@criterion(
    "small", cheap=True, why="A small thing that is finished teaches more than a large one that is not."
)
def small(inspection: Inspection) -> Finding:
    times = sorted(one.at for one in inspection.repository.commits)
    taken = times[-1] - times[0]
    hours = taken.total_seconds() / 3600
    if taken > LONGEST:
        return failed(
            f"From the first to the last commit it took {hours / 24:.1f} days; the time box is two.",
            "Stop where it stands. Next time ask what fits into one evening.",
            hours=round(hours, 1),
        )
    made = "1 commit" if len(times) == 1 else f"{len(times)} commits"
    return passed(f"{made} within {hours:.0f} hours.", hours=round(hours, 1))
