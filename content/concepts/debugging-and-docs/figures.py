"""The moving figure of the lesson: every test that shrinking makes, one row each, up to a chosen step."""

import matplotlib.pyplot as plt
from matplotlib.collections import PolyCollection

INK, MUTED = "#1b1b1f", "#77777f"
ORANGE, GREEN, RED = "#d9730d", "#2e8b57", "#c93c37"


def shrinking(n, first, second, step):
    """n items, of which `first` and `second` (counted from 1, at most n) are needed for the failure."""
    n = int(n)
    needed = sorted({min(int(first), n), min(int(second), n)})
    tests = every_test(list(range(1, n + 1)), needed)
    shown = tests[: int(step)]
    kept = next((part for part, fails in reversed(shown) if fails), list(range(1, n + 1)))

    fig, ax = plt.subplots(figsize=(6.4, 4))
    fig.subplots_adjust(left=0.12, right=0.97, bottom=0.13, top=0.88)
    ax.set(xlim=(0.3, n + 0.7), ylim=(max(12, len(tests)) + 0.7, -1.2), ylabel="test")
    ax.set_xlabel("item     (grey: kept so far; red: still fails; green and thin: passes)")
    ax.set_xticks(range(1, n + 1, 1 + n // 12))
    ax.set_yticks(range(0, len(tests) + 1, 5), ["kept", *range(5, len(tests) + 1, 5)])
    for verdict, color, half in ((True, RED, 0.4), (False, GREEN, 0.2)):
        bars = [
            box(run, row, half)
            for row, (part, fails) in enumerate(shown, start=1)
            for run in runs(part)
            if fails == verdict
        ]
        ax.add_collection(PolyCollection(bars, facecolors=color, edgecolors="none"))
    ax.add_collection(
        PolyCollection([box(run, 0, 0.4) for run in runs(kept)], facecolors=MUTED, edgecolors="none")
    )
    for item in needed:
        ax.axvline(item, color=ORANGE, linewidth=1, zorder=0)
        ax.plot([item], [-0.8], "v", color=ORANGE, markersize=8)
    done = len(shown) == len(tests)
    title = f"{len(shown)} of {len(tests)} tests: {n} items shrunk to {len(kept)}"
    ax.set_title(title + (", done" if done else ""), color=INK)
    return fig, alt_text(n, needed, tests, shown, kept)


def every_test(items, needed):
    """(part, whether it fails) for each test, in the order in which shrinking makes them."""
    tests = [(items, True)]
    size = len(items)
    while True:
        before, start = len(items), 0
        while start < len(items):
            rest = items[:start] + items[start + size :]
            fails = all(one in rest for one in needed)
            tests.append((rest, fails))
            if fails:
                items = rest
            else:
                start += size
        if len(items) == before and size == 1:
            return tests
        if len(items) == before:
            size = size // 2


def runs(part):
    """Neighbouring items as (first, last), so that each makes one bar."""
    found = []
    for item in part:
        if found and found[-1][1] == item - 1:
            found[-1] = (found[-1][0], item)
        else:
            found.append((item, item))
    return found


def box(run, row, half):
    left, right = run[0] - 0.45, run[1] + 0.45
    return [(left, row - half), (right, row - half), (right, row + half), (left, row + half)]


def alt_text(n, needed, tests, shown, kept):
    who = " and ".join(map(str, needed))
    last = ""
    if shown:
        part, fails = shown[-1]
        last = f" Test {len(shown)} runs {spelled(part)}, which {'still fails' if fails else 'passes'}."
    end = "No test is left: no single item can go." if len(shown) == len(tests) else ""
    return (
        f"An input of {n} items fails when it holds item{'s' if len(needed) > 1 else ''} {who}. "
        f"{len(shown)} of {len(tests)} tests are shown.{last} What is kept so far: {spelled(kept)}. {end}"
    ).strip()


def spelled(part):
    if not part:
        return "no item"
    texts = [str(a) if a == b else f"{a} to {b}" for a, b in runs(part)]
    return ("item " if len(part) == 1 else "items ") + ", ".join(texts)
