"""What a reader of a month's project looks for: was it scoped, shipped early, made better, and understood?

The question is the learner's own, so the audit supplies no data. It takes the rows from the learner's
loader, cuts
them itself (forward in time, or in folds that keep groups whole), and runs the version of the first week
and the last one on the same rows. The outcome is 0 or 1: a decision is a yes or a no.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from groundup.audit import Inspection, NotThere, criterion, failed, passed
from groundup.audit.probes import licence as licences
from groundup.audit.probes.fresh import FRESH
from groundup.audit.probes.leakage import beside_others, other_rows, single_feature
from groundup.audit.probes.metric import METRICS, auroc, paired_bootstrap
from groundup.audit.probes.predicting import fitted, last_words, probabilities
from groundup.audit.probes.readme import README
from groundup.audit.probes.secrets import SECRETS
from groundup.audit.probes.sections import read_markdown
from groundup.audit.probes.table import Table, read_table
from groundup.records import Commit

LONGEST = timedelta(days=31)
FIRST_WEEK = timedelta(days=8)
SMALLER_IS_BETTER = ("brier", "log_loss", "ece")
WINDOWS = ((0.5, 0.75), (0.75, 1.0))  # fitted on all before the first share, scored up to the second
FOLDS = 3
OFF = 0.3  # spent hours this far from the planned ones ask for a new plan
OUT = "groundup-audit/table.csv"
DAY = re.compile(r"20\d\d-\d\d-\d\d")


# --- the history ---------------------------------------------------------------------------------


def _tagged(inspection: Inspection, tag: str) -> Commit:
    repository = inspection.repository
    id = repository.tags.get(tag)
    found = next((one for one in repository.commits if one.id == id), None)
    if found is None:
        tags = ", ".join(sorted(repository.tags)) or "none"
        raise NotThere(
            f"There is no tag {tag!r}; the tags are: {tags}.", f"Tag that commit: git tag {tag} HASH"
        )
    return found


@criterion(
    "time-box",
    cheap=True,
    why="A project without an end is never shown. One month is enough for one question.",
)
def time_box(inspection: Inspection):
    first = min(inspection.repository.commits, key=lambda one: one.at)
    final = _tagged(inspection, "final")
    days = (final.at - first.at) / timedelta(days=1)
    if final.at - first.at > LONGEST:
        return failed(
            f"From the first commit ({first.at:%Y-%m-%d}) to the tag final ({final.at:%Y-%m-%d}) there "
            f"are {days:.0f} days.",
            "Tag as final what stood after a month, and move what came later to a project of its own.",
            days=days,
        )
    return passed(f"{days:.0f} days from the first commit to the tag final.", days=days)


SCOPE = ("Decision", "User", "Metric", "Baseline", "Data licence", "Risks", "Stop rule")


@criterion(
    "scope", cheap=True, why="What is written before the first line of code cannot bend to what came out."
)
def scope(inspection: Inspection):
    missing = _missing(inspection.text("scope.md"))
    if missing:
        return failed(
            f"scope.md says nothing under {', '.join(missing)}.",
            "Write a sentence or two under each: " + ", ".join(f"## {name}" for name in SCOPE) + ".",
        )
    if not re.search(r"\d", _under(inspection.text("scope.md"), "Metric")):
        return failed(
            "scope.md names a metric without a threshold.", "Say from which number on the answer is of use."
        )
    commits = sorted(inspection.repository.commits, key=lambda one: one.at)
    start = _code(commits[0])
    for commit in commits:
        if not _missing(_text_at(inspection, commit, "scope.md")):
            return passed(f"scope.md answers all {len(SCOPE)} questions, from {commit.at:%Y-%m-%d} on.")
        if changed := sorted(path for path, id in _code(commit).items() if start.get(path) != id):
            return failed(
                f"The commit of {commit.at:%Y-%m-%d} ({commit.message.splitlines()[0]!r}) changes "
                f"{changed[0]}, and "
                "scope.md was not complete by then.",
                "Commit the scope first. In this project it is too late: say so in the retrospective.",
            )
    raise AssertionError("The newest commit has a complete scope: it was looked at above.")


def _missing(text: str) -> list[str]:
    return [name for name in SCOPE if len(re.findall(r"\w+", _under(text, name))) < 4]


def _under(text: str, title: str) -> str:
    section = read_markdown(re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL), "scope.md").section(title)
    return section.text if section else ""


def _code(commit: Commit) -> dict[str, str]:
    return {path: id for path, id in commit.files.items() if path.endswith((".py", ".ipynb"))}


def _text_at(inspection: Inspection, commit: Commit, path: str) -> str:
    blob = inspection.repository.blobs.get(commit.files.get(path, ""))
    return blob[1].decode("utf-8", errors="replace") if blob else ""


# --- what is written down ------------------------------------------------------------------------


def _written(inspection: Inspection, path: str) -> str:
    text = inspection.text(path)
    if not text.strip():
        raise NotThere(f"There is no {path}.", f"The brief says what belongs into {path}; keep it as you go.")
    return text


def _rows(text: str, *columns: str) -> list[dict[str, str]]:
    """The first Markdown table whose header has all these columns (lower case)."""
    lines = [line.strip() for line in text.splitlines()]
    for n, line in enumerate(lines[:-1]):
        header = [cell.strip().lower() for cell in line.strip("|").split("|")]
        if line.startswith("|") and set(columns) <= set(header) and re.fullmatch(r"[|:\s-]+", lines[n + 1]):
            body = lines[n + 2 :]
            end = next((k for k, one in enumerate(body) if not one.startswith("|")), len(body))
            cells = [[cell.strip() for cell in one.strip("|").split("|")] for one in body[:end]]
            return [dict(zip(header, row, strict=False)) for row in cells]
    raise NotThere(f"There is no table with the columns {', '.join(columns)}.", "The brief shows its form.")


@criterion(
    "three-ideas",
    cheap=True,
    why="With three ideas side by side the choice takes an evening; without, two weeks.",
)
def three_ideas(inspection: Inspection):
    text = _written(inspection, "ideas.md")
    rows = _rows(text, "idea", "interest", "source", "data", "score")
    if len(rows) < 3:
        return failed(f"ideas.md compares {len(rows)} ideas.", "Write down three before choosing.")
    for row in rows:
        for name in ("interest", "source", "data"):
            if not re.search(r"\w", row.get(name, "")):
                return failed(
                    f"ideas.md: {row['idea']!r} has no {name}.",
                    "Where did it come from, what is it about, and which open data?",
                )
    rule, chosen = (
        re.search(rf"^\W*{word}\W*:\W*(.+)$", text, re.MULTILINE | re.IGNORECASE)
        for word in ("rule", "chosen")
    )
    if not rule or not chosen:
        return failed(
            f"ideas.md states no {'choice' if rule else 'rule'}.",
            "Add a line `Rule: ...` and a line `Chosen: ...`.",
        )
    scores = {row["idea"].strip("*` "): _number(row["score"], "ideas.md") for row in rows}
    wins = [idea for idea in scores if idea.lower() in chosen[1].lower()]
    if not wins or scores[wins[0]] < max(scores.values()):
        best = max(scores, key=lambda idea: scores[idea])
        return failed(
            f"ideas.md chose {chosen[1].strip()!r}, and the highest score is {scores[best]:g} for {best!r}.",
            "Choose by the rule, or write down the better rule and score by it.",
        )
    return passed(f"{len(rows)} ideas were compared; {wins[0]!r} has the highest score, {scores[wins[0]]:g}.")


def _number(cell: str, path: str) -> float:
    found = re.search(r"-?\d+(\.\d+)?", cell)
    if not found:
        raise NotThere(f"{path}: {cell!r} is no number.", "Numbers only in that column.")
    return float(found[0])


PARTS = ("Symptom", "Hypothesis", "Source", "Outcome")


@criterion("debug-log", cheap=True, why="How someone looks for a fault tells more than the faults they made.")
def debug_log(inspection: Inspection):
    text = _written(inspection, "debug-log.md")
    entries = re.split(r"^##\s+", text, flags=re.MULTILINE)[1:]
    first = min(one.at for one in inspection.repository.commits).date()
    last = max(one.at for one in inspection.repository.commits).date()
    whole = []
    for entry in entries:
        title = entry.splitlines()[0].strip()
        lacking = [part for part in PARTS if len(re.findall(r"\w+", _part(entry, part))) < 3]
        if lacking:
            return failed(
                f"debug-log.md, {title!r}: no {lacking[0].lower()}.",
                "Each entry has " + ", ".join(PARTS) + ".",
            )
        if not re.search(r"https?://\S+\.\S+", _part(entry, "Source")):
            return failed(
                f"debug-log.md, {title!r}: the source has no link.",
                "Link what you read: documentation, an issue, a paper.",
            )
        day = DAY.search(title)
        if not day or not first - timedelta(days=1) <= _day(day[0]) <= last + timedelta(days=1):
            return failed(
                f"debug-log.md, {title!r}: "
                f"{'outside the commits, ' + f'{first} to {last}' if day else 'no date'}.",
                "Begin each entry with its date: ## 2026-03-09 What happened",
            )
        whole.append(entry.lower())
    if len(whole) < 6:
        return failed(
            f"debug-log.md has {len(whole)} entries.",
            "Six at least: write one whenever something surprised you.",
        )
    for topic, words in (
        ("over- or underfitting", r"overfit|underfit|over-fit|under-fit"),
        ("generalisation", r"generali[sz]"),
    ):
        if not any(re.search(words, entry) for entry in whole):
            return failed(
                f"No entry of debug-log.md is about {topic}.",
                "Compare training and held-out score, and note what it says.",
            )
    return passed(
        f"{len(whole)} dated entries with symptom, hypothesis, source and outcome.", entries=len(whole)
    )


def _part(entry: str, name: str) -> str:
    """What follows `Name:` up to the next such word."""
    found = re.search(
        rf"^\W*{name}\W*:(.*?)(?=^\W*(?:{'|'.join(PARTS)})\W*:|\Z)",
        entry,
        re.DOTALL | re.MULTILINE | re.IGNORECASE,
    )
    return found[1] if found else ""


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise NotThere(f"{text} is no day of the calendar.", "Write dates as 2026-03-09.") from error


@criterion(
    "tracking", cheap=True, why="Whoever compares plan and hours a few times can promise a date and keep it."
)
def tracking(inspection: Inspection):
    text = _written(inspection, "plan.md")
    rows = _rows(text, "increment", "planned", "spent")
    planned = [_number(row["planned"], "plan.md") for row in rows]
    spent = [_number(row["spent"], "plan.md") for row in rows]
    if len(rows) < 3 or not all(planned):
        return failed(f"plan.md has {len(rows)} increments.", "Plan at least three, each with hours above 0.")
    off = [
        row["increment"]
        for row, p, s in zip(rows, planned, spent, strict=True)
        if abs(s - p) > OFF * p + 1e-9
    ]
    replan = re.search(r"re-?plan", re.sub(r"^\|.*$", "", text, flags=re.MULTILINE), re.IGNORECASE)
    if off and not (replan and DAY.search(text[replan.start() :] if replan else "")):
        return failed(
            f"plan.md: {off[0]!r} took more or less than planned by over {OFF:.0%}, and no dated "
            f"re-plan is recorded.",
            "Add `## Re-plan 2026-03-16`: what moved, what was dropped.",
        )
    return passed(
        f"{sum(spent):g} hours spent of {sum(planned):g} planned, in {len(rows)} increments; "
        f"{len(off)} were off by 30 %."
    )


@criterion(
    "gap-list", cheap=True, why="A ranked list of what you could not do is the plan of what to learn next."
)
def gap_list(inspection: Inspection):
    text = _written(inspection, "retrospective.md")
    section = read_markdown(text, "retrospective.md").section("Gaps")
    if section is None:
        raise NotThere("retrospective.md has no section Gaps.", "Add `## Gaps`, a numbered list.")
    items = [
        " ".join(one.split()) for one in re.split(r"^\s*\d+[.)]\s+", section.text, flags=re.MULTILINE)[1:]
    ]
    if len(items) < 5:
        return failed(
            f"retrospective.md ranks {len(items)} gaps.", "Name five, the one that held you back most first."
        )
    short = [n for n, one in enumerate(items, 1) if len(re.findall(r"\w+", one)) < 8]
    if short:
        return failed(
            f"Gap {short[0]} has no reason: {items[short[0] - 1]!r}.", "Say what it cost you in this project."
        )
    scheduled = [
        n for n, one in enumerate(items, 1) if re.search(r"scheduled", one, re.IGNORECASE) and DAY.search(one)
    ]
    if scheduled != [1]:
        told = ", ".join(map(str, scheduled)) or "none"
        return failed(
            f"Scheduled are the gaps: {told}.", "Schedule the first and no other: (scheduled: 2026-04-06)."
        )
    return passed(f"{len(items)} gaps are ranked, and only the first is scheduled.", gaps=len(items))


# --- two versions on the same rows ---------------------------------------------------------------


@dataclass(frozen=True)
class Form:
    """What [table] in groundup.toml says of the columns that the loader writes."""

    target: str
    metric: str
    id: str = "id"
    group: str = ""
    time: str = ""


def _form(inspection: Inspection) -> Form:
    said = inspection.manifest.options.get("table", {})
    if (
        not isinstance(said, dict)
        or not isinstance(said.get("target"), str)
        or said.get("metric") not in METRICS
    ):
        raise NotThere(
            "groundup.toml has no [table] with target and metric.",
            f'Add: [table] target = "...", metric = one of {", ".join(METRICS)}; '
            "where there are any, group = and time = as well.",
        )
    names = ("target", "metric", "id", "group", "time")
    return Form(**{name: str(said[name]) for name in names if name in said})


def _version(inspection: Inspection, tag: str) -> Inspection:
    """The repository as it was at a tag. Kept, with what was made there."""

    def make() -> Inspection:
        commit = _tagged(inspection, tag)
        blobs = inspection.repository.blobs
        files = {path: blobs[id][1] for path, id in commit.files.items() if id in blobs}
        return replace(inspection, repository=replace(inspection.repository, files=files), kept={})

    return inspection.once(f"version {tag}", make)


def _rows_of(version: Inspection) -> Table:
    """All rows, from the loader of this version. Raises NotThere."""

    def make() -> Table:
        form = _form(version)
        command = version.manifest.command("load", out=OUT)
        with version.room() as room:
            room.write("groundup-audit/README", b"files of the audit")
            ran = room.run(command)
            content = room.read(OUT)
        if not ran.ok or content is None:
            said = last_words(ran) if not ran.ok else "it wrote no file"
            raise NotThere(
                f"`{command}` gave no rows: {said}", "Let the loader write all rows as CSV to {out}."
            )
        try:
            table = read_table(content, "What the loader wrote")
        except ValueError as error:
            raise NotThere(str(error), "Write CSV with one header line.") from error
        wanted = filter(None, (form.target, form.id, form.group, form.time))
        if missing := [name for name in wanted if name not in table.columns]:
            raise NotThere(
                f"The loader writes no column {missing[0]!r}.",
                "groundup.toml, [table], names columns of the loader.",
            )
        if set(table.numbers(form.target).tolist()) != {0.0, 1.0}:
            raise NotThere(
                f"The column {form.target!r} holds other values than 0 and 1.",
                "Ask a question with yes or no.",
            )
        return table

    return version.once("rows", make)


def _parts(table: Table, form: Form) -> list[tuple[list[int], list[int]]]:
    """(rows to learn from, rows to score) of each part, by the ids of the table alone."""
    n = len(table)
    if form.time:
        order = sorted(range(n), key=lambda i: (table.column(form.time)[i], table.column(form.id)[i]))
        return [(order[: int(a * n)], order[int(a * n) : int(b * n)]) for a, b in WINDOWS]
    keys = table.column(form.group or form.id)
    names = sorted(set(keys))
    place = dict(zip(names, np.random.default_rng(5).permutation(len(names)) % FOLDS, strict=True))
    fold = [place[key] for key in keys]
    return [
        ([i for i in range(n) if fold[i] != k], [i for i in range(n) if fold[i] == k]) for k in range(FOLDS)
    ]


@dataclass(frozen=True)
class Scored:
    """Predictions of one version on rows it was not fitted on."""

    ids: list[str]
    y: np.ndarray
    p: np.ndarray


def _scored(version: Inspection, ids: set[str]) -> Scored:
    """The version trained and scored part by part, on the rows with these ids."""
    form, table = _form(version), _rows_of(version)
    table = table.take(i for i, id in enumerate(table.column(form.id)) if id in ids)
    found: list[tuple[str, float, float]] = []
    for k, (learn, score) in enumerate(_parts(table, form)):
        later = table.take(score)
        rows = {"scored": later.without(form.target)}
        p = fitted(version, f"part-{k}-{len(ids)}", table.take(learn), rows).get("scored")
        found += zip(later.column(form.id), later.numbers(form.target).tolist(), p.tolist(), strict=True)
    found.sort()
    return Scored(
        [one[0] for one in found], np.array([one[1] for one in found]), np.array([one[2] for one in found])
    )


def _both(inspection: Inspection) -> tuple[Scored, Scored, np.ndarray]:
    """v0, final and the rule on the same rows."""

    def make():
        old, new = _version(inspection, "v0"), _version(inspection, "final")
        form = _form(new)
        shared = set(_rows_of(old).column(_form(old).id)) & set(_rows_of(new).column(form.id))
        if len(shared) < 40:
            raise NotThere(
                f"The loaders of v0 and final share {len(shared)} ids.",
                "Keep the column id the same in both versions: it says which row is which.",
            )
        first, final = _scored(old, shared), _scored(new, shared)
        if first.ids != final.ids or (first.y != final.y).any():
            raise NotThere(
                "The outcomes or ids of v0 and final differ, so that they answer different questions.",
                "Keep id and target from the first version on; if the question changed, tag v0 anew "
                "and say why.",
            )
        return first, final, _rule(new, final.ids)

    return inspection.once("both versions", make)


def _rule(version: Inspection, ids: list[str]) -> np.ndarray:
    """What the rule of the learner says of each of these rows."""
    form, table = _form(version), _rows_of(version)
    place = {id: i for i, id in enumerate(table.column(form.id))}
    rows = table.take(place[id] for id in ids).without(form.target)
    command = version.manifest.command("rule", data="groundup-audit/rows.csv", out="groundup-audit/rule.csv")
    with version.room() as room:
        room.write("groundup-audit/rows.csv", rows.to_csv())
        ran = room.run(command)
        content = room.read("groundup-audit/rule.csv")
    if not ran.ok or content is None:
        raise NotThere(
            f"`{command}` gave no answers: {last_words(ran)}",
            "The rule has the interface of predict, without a model.",
        )
    return probabilities(content, len(rows))


@criterion(
    "first-version", why="A poor version that runs end to end shows after a week what the month is about."
)
def first_version(inspection: Inspection):
    first = min(inspection.repository.commits, key=lambda one: one.at)
    v0 = _tagged(inspection, "v0")
    days = (v0.at - first.at) / timedelta(days=1)
    if v0.at - first.at > FIRST_WEEK:
        return failed(
            f"The tag v0 came after {days:.0f} days; 8 are asked for.",
            "Next time ship the rule with a loader first. Here, tag the first commit that ran end to end.",
            days=days,
        )
    old = _version(inspection, "v0")
    scored = _scored(old, set(_rows_of(old).column(_form(old).id)))
    metric = _form(inspection).metric
    value = METRICS[metric](scored.y, scored.p)
    return passed(
        f"v0, after {days:.0f} days, runs end to end: {metric} {value:.3f} on {len(scored.y)} rows.",
        value=value,
        days=days,
    )


@criterion(
    "improvement",
    why="Better than last week and better than no model at all: otherwise the month was practice.",
)
def improvement(inspection: Inspection):
    name = _form(inspection).metric
    sign = -1 if name in SMALLER_IS_BETTER else 1

    def better(y, p):
        return sign * METRICS[name](y, p)

    first, final, rule = _both(inspection)
    blocks = _blocks(inspection, final.ids)
    gains = {
        "v0": paired_bootstrap(better, final.y, final.p, first.p, seed=0, times=500, groups=blocks),
        "the rule": paired_bootstrap(better, final.y, final.p, rule, seed=0, times=500, groups=blocks),
    }
    value, old, plain = (METRICS[name](final.y, p) for p in (final.p, first.p, rule))
    numbers = {
        "final": value,
        "v0": old,
        "rule": plain,
        "gain_low": gains["v0"].low,
        "gain_high": gains["v0"].high,
    }
    seen = (
        f"{name} on {len(final.y)} held-out rows: final {value:.3f}, v0 {old:.3f}, the rule "
        f"{plain:.3f}. Better than v0 "
        f"by {gains['v0']}, than the rule by {gains['the rule']}"
    )
    if all(gain.low > 0 for gain in gains.values()):
        return passed(f"{seen}.", **numbers)
    told = _null_result(inspection, value, old)
    if gains["the rule"].low > 0 and not told:
        return passed(
            f"{seen}. The interval against v0 holds 0, and the retrospective explains it with numbers.",
            **numbers,
        )
    which = "the rule" if gains["the rule"].low <= 0 else "v0"
    return failed(
        f"{seen}: the interval against {which} holds 0.{f' {told}' if told else ''}",
        "A null result passes where final beats the rule and retrospective.md has `## Null result`: "
        "both values, the "
        "interval of their difference, and what you looked at to find out why."
        if which == "v0"
        else "A model that does not beat the rule should not be used: say so, and make the rule the product.",
        **numbers,
    )


def _blocks(inspection: Inspection, ids: list[str]) -> list[str]:
    """What is drawn together: groups, or ten neighbours in time, or single rows."""
    new = _version(inspection, "final")
    form, table = _form(new), _rows_of(new)
    if form.time:
        order = sorted(zip(table.column(form.time), table.column(form.id), strict=True))
        place = {id: str(n // 10) for n, (_, id) in enumerate(order)}
    else:
        place = dict(zip(table.column(form.id), table.column(form.group or form.id), strict=True))
    return [place[id] for id in ids]


def _null_result(inspection: Inspection, value: float, old: float) -> str:
    """What the retrospective lacks to explain a null result; empty if nothing."""
    section = read_markdown(_written(inspection, "retrospective.md"), "retrospective.md").section(
        "Null result"
    )
    if section is None:
        return "retrospective.md has no section Null result."
    decimals = [float(one) for one in re.findall(r"-?\d+\.\d+", section.text)]
    if len(re.findall(r"\w+", section.text)) < 60 or len(decimals) < 4:
        return (
            "Its section Null result gives too little: values of both versions, interval, and what "
            "was looked at."
        )
    if any(min(abs(one - number) for one in decimals) > 0.03 for number in (value, old)):
        return (
            f"Its section Null result does not have the values {value:.2f} and {old:.2f} that the "
            "audit found."
        )
    return ""


@criterion(
    "leakage-probe",
    why="A score that rests on what is known only afterwards is gone on the first day of use.",
)
def leakage(inspection: Inspection):
    new = _version(inspection, "final")
    form, table = _form(new), _rows_of(new)
    learn, score = _parts(table, form)[-1]
    keep = [name for name in (form.id, form.group, form.time) if name and name != form.target]
    alone = single_feature(table.without(*dict.fromkeys(keep)), form.target, inspection.text("README.md"))
    if alone.passed is False:
        return alone
    if copies := _copies(table.without(*dict.fromkeys([form.id])), learn, score):
        return failed(
            f"{copies} of {len(score)} rows to score are exact copies of rows to learn from.",
            "Drop copies in the loader, or name what belongs together as group in [table].",
        )
    rows = table.take(score).without(form.target)
    part, places = beside_others(rows)
    model = fitted(new, "leakage", table.take(learn), {"whole": rows, "part": part})
    together = other_rows(model, "whole", "part", places)
    return together if together.passed is False else _shuffled(new, form, table, learn, score)


def _copies(table: Table, learn: list[int], score: list[int]) -> int:
    known = {table.rows[i] for i in learn}
    copies = sum(table.rows[i] in known for i in score)
    return copies if copies > 0.02 * len(score) else 0


def _shuffled(version: Inspection, form: Form, table: Table, learn: list[int], score: list[int]):
    """Trained on shuffled outcomes, held-out rows must not be ordered as they really were: three draws."""
    y = table.take(score).numbers(form.target)
    positives = y.sum()
    spread = np.sqrt((len(y) + 1) / (12 * positives * (len(y) - positives)))
    values = []
    for draw in range(3):
        rng = np.random.default_rng([version.seed, draw])
        known = table.take(learn)
        known = known.with_column(form.target, rng.permutation(known.column(form.target)).tolist())
        p = fitted(version, f"shuffled-{draw}", known, {"rows": table.take(score).without(form.target)}).get(
            "rows"
        )
        values.append(auroc(y, p))
        if (
            values[-1] - 0.5 < 4 * spread
        ):  # a shuffled model still has a direction, so it spreads more than a coin
            return passed(
                f"Trained on shuffled outcomes it orders held-out rows with AUROC {values[-1]:.3f}; a "
                f"row's prediction "
                "does not depend on others; no column tells the outcome alone.",
                shuffled_auroc=values[-1],
            )
    return failed(
        f"Trained on shuffled outcomes it still orders held-out rows: AUROC "
        f"{', '.join(f'{v:.3f}' for v in values)}.",
        "train or predict takes outcomes from elsewhere than {data}. Learn from the rows given and "
        "nothing else.",
        shuffled_auroc=min(values),
    )


# --- what may be used ----------------------------------------------------------------------------

PERMITS = {  # licence or terms: purposes; any other is the learner's to explain, and is not guessed
    "public-domain": ("learning", "research", "commercial"),
    "CC0-1.0": ("learning", "research", "commercial"),
    "PDDL-1.0": ("learning", "research", "commercial"),
    "CC-BY-4.0": ("learning", "research", "commercial"),
    "CC-BY-SA-4.0": ("learning", "research", "commercial"),
    "ODbL-1.0": ("learning", "research", "commercial"),
    "BSD-3-Clause": ("learning", "research", "commercial"),
    "MIT": ("learning", "research", "commercial"),
    "Apache-2.0": ("learning", "research", "commercial"),
    "CC-BY-NC-4.0": ("learning", "research"),
    "CC-BY-NC-SA-4.0": ("learning", "research"),
    "own": ("learning", "research", "commercial"),
}


@criterion(
    "licence",
    cheap=True,
    why="Code without a licence may not be used, and data without one may not be shown.",
)
def licence(inspection: Inspection):
    code = licences.LICENCE.look(inspection)
    if code.passed is False:
        return code
    said = inspection.manifest.options.get("data", {})
    lacking = [
        name for name in ("source", "licence", "purpose") if not isinstance(said, dict) or not said.get(name)
    ]
    if lacking:
        return failed(
            f"groundup.toml, [data], does not say the {lacking[0]} of the data.",
            'Add: [data] source = "https://...", licence = "CC-BY-4.0", purpose = "learning".',
        )
    terms, purpose = str(said["licence"]), str(said["purpose"])
    if terms not in PERMITS:
        return failed(
            f"The data licence {terms!r} is none of {', '.join(PERMITS)}.",
            "Use its SPDX identifier, public-domain, or own.",
        )
    if purpose not in PERMITS[terms]:
        return failed(
            f"Data under {terms} may not be used for {purpose!r}.",
            f"Allowed: {', '.join(PERMITS[terms])}. Or take other data.",
        )
    return passed(f"{code.seen} The data ({terms}) may be used for {purpose}.", licence=terms)


CRITERIA = [FRESH, README, SECRETS]
