"""A verdict, as text and as the JSON that other tools read."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from groundup.cli import streams
from groundup.cli.wording import plural

if TYPE_CHECKING:
    from rich.console import Console

    from groundup.records import CheckResult, Comparison, Verdict

RUN_SAID = {
    "timeout": "It ran out of time.",
    "memory": "It ran out of memory.",
    "output": "It printed more than is allowed.",
    "refused": "It uses what this lab forbids.",
    "crashed": "It brought the interpreter down.",
}


def as_json(verdict: Verdict) -> dict[str, Any]:
    """Stable: fields may be added, none is renamed or removed."""
    diagnosis = verdict.diagnosis
    run = verdict.run
    return {
        "lab": verdict.lab,
        "passed": verdict.passed,
        "checks": [
            {"name": check.name, "task": check.task, "passed": check.passed, "sentence": check.sentence}
            for check in verdict.checks
        ],
        "diagnosis": diagnosis and {"mistake": diagnosis.mistake, "sentence": diagnosis.sentence},
        "run": {
            "status": run.status,
            "wall_ms": run.wall_ms,
            "cpu_ms": run.cpu_ms,
            "peak_mib": run.peak_mib,
        },
    }


def show(verdict: Verdict, path: str) -> None:
    """Every check by task, the first failing input in full, the named mistake, and the line to read first."""
    console = streams.out()
    passed = sum(check.passed for check in verdict.checks)
    style = "bold green" if verdict.passed else "bold red"
    head = "passed" if verdict.passed else "not passed"
    console.print(f"{verdict.lab}: {head}, {passed} of {plural(len(verdict.checks), 'check')}", style=style)
    console.print(streams.clean(path), style="dim", soft_wrap=True)
    if verdict.sentence and not any(check.sentence == verdict.sentence for check in verdict.checks):
        console.print(streams.clean(verdict.sentence))
    _show_run(console, verdict)
    _show_checks(console, verdict.checks)
    _show_diagnosis(console, verdict)
    _show_rest(console, verdict)


def _show_run(console: Console, verdict: Verdict) -> None:
    fault = verdict.run.fault
    if verdict.run.status in RUN_SAID and not verdict.sentence:
        console.print(RUN_SAID[verdict.run.status])
    if fault is not None and fault.line is not None and f"line {fault.line}" not in verdict.sentence:
        console.print(
            streams.clean(f"{fault.path or 'your file'}, line {fault.line}: {fault.kind}: {fault.message}")
        )
    if verdict.run.stdout.strip():
        console.print("\nIt printed", style="bold")
        console.print(_indented(verdict.run.stdout.rstrip(), "  "), style="dim")


def _show_checks(console: Console, checks: tuple[CheckResult, ...]) -> None:
    shown_in_full = False
    for task, of_task in groupby(checks, key=lambda check: check.task):
        console.print(f"\nTask {task}", style="bold")
        said = ""
        for check in of_task:
            mark, style = ("✓", "green") if check.passed else ("✗", "red")
            console.print(f"  {mark} {streams.clean(check.name)}", style=style)
            if check.passed:
                continue
            if check.sentence and check.sentence != said:  # a task not begun says so once
                console.print(_indented(check.sentence, "      "))
            said = check.sentence
            if check.shown is not None and not shown_in_full:
                _show_comparison(console, check.shown, check.sentence)
                shown_in_full = True


def _show_comparison(console: Console, shown: Comparison, sentence: str) -> None:
    """What the sentence does not say already, line under line: arrays are compared by eye."""
    from rich.padding import Padding
    from rich.table import Table

    table = Table.grid(padding=(0, 2))
    for name, text in (("called", shown.call), ("got", shown.got), ("expected", shown.expected)):
        if text and text not in sentence:
            table.add_row(name, streams.clean(text))
    if shown.difference:
        table.add_row("", streams.clean(shown.difference))
    console.print(Padding(table, (0, 0, 0, 6), expand=False))


def _show_diagnosis(console: Console, verdict: Verdict) -> None:
    diagnosis = verdict.diagnosis
    if diagnosis is None:
        return
    console.print(
        f"\nThis looks like a known mistake: {diagnosis.mistake.replace('_', ' ')}", style="bold yellow"
    )
    console.print(_indented(diagnosis.sentence, "  "))
    if diagnosis.question:
        console.print(_indented(f"Ask yourself: {diagnosis.question}", "  "), style="italic")


def _show_rest(console: Console, verdict: Verdict) -> None:
    run = verdict.run
    if any(lab not in verdict.sentence for lab in verdict.lent):
        console.print(f"\nLent to you until you have built them: {', '.join(verdict.lent)}", style="dim")
    console.print(f"\n{run.wall_ms:.0f} ms, {run.cpu_ms:.0f} ms of CPU, {run.peak_mib:.0f} MiB", style="dim")


def _indented(text: str, margin: str) -> Any:
    """Text with a margin that holds for its wrapped lines too."""
    from rich.padding import Padding

    return Padding(streams.clean(text), (0, 0, 0, len(margin)), expand=False)
