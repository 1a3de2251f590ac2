"""The moving figure of the lesson: which mutants of `fee` some tests kill, beside the lines they cover."""

import matplotlib.pyplot as plt
from matplotlib.collections import PolyCollection

INK, MUTED, GRID = "#1b1b1f", "#77777f", "#d9d9de"
BLUE, GREEN, RED = "#2f5fd0", "#2e8b57", "#c93c37"

SOURCE = """def fee(total, member):
    if total < 0:
        raise ValueError("a total is not negative")
    if total >= 50 or member:
        return 0
    return 5
"""
MUTANTS = (  # (kind, line, what is replaced, by what)
    ("comparison", 2, "<", "<="),
    ("number", 2, "0", "1"),
    ("comparison", 4, ">=", ">"),
    ("number", 4, "50", "51"),
    ("and/or", 4, "or", "and"),
    ("number", 5, "0", "1"),
    ("return", 5, "return 0", "return None"),
    ("number", 6, "5", "6"),
    ("return", 6, "return 5", "return None"),
)
TESTS = {  # name -> (arguments, expected, lines that it runs)
    "twenty": ((20, False), 5, {2, 4, 6}),
    "eighty": ((80, False), 0, {2, 4, 5}),
    "negative": ((-1, False), "ValueError", {2, 3}),
    "fifty": ((50, False), 0, {2, 4, 5}),
    "zero": ((0, False), 5, {2, 4, 6}),
    "member": ((20, True), 0, {2, 4, 5}),
}


def mutant_hunt(twenty, eighty, negative, fifty, zero, member, kind):
    """Each toggle enables one test; `kind` chooses which mutants are shown."""
    switches = dict(zip(TESTS, (twenty, eighty, negative, fifty, zero, member), strict=True))
    enabled = [name for name, on in switches.items() if on]
    shown = [mutant for mutant in MUTANTS if kind in ("all", mutant[0])]
    killers = [[name for name in enabled if kills(mutant, name)] for mutant in shown]
    covered = set().union(*(TESTS[name][2] for name in enabled)) if enabled else set()

    fig, (ax, side) = plt.subplots(1, 2, figsize=(6.4, 4), width_ratios=[5, 1])
    fig.subplots_adjust(left=0.27, right=0.97, bottom=0.26, top=0.9, wspace=0.25)
    draw_grid(ax, shown, killers, enabled)
    draw_bars(side, len(covered), sum(map(bool, killers)), len(shown))
    killed = sum(map(bool, killers))
    ax.set_title(f"{killed} of {len(shown)} mutants killed", color=INK)
    return fig, alt_text(enabled, shown, killers, covered)


def run(source, arguments):
    names = {}
    exec(source, names)
    try:
        return names["fee"](*arguments)
    except ValueError:
        return "ValueError"


def mutated(mutant):
    _, line, old, new = mutant
    lines = SOURCE.splitlines()
    lines[line - 1] = lines[line - 1].replace(old, new, 1)
    return "\n".join(lines)


def kills(mutant, name):
    arguments, expected, _ = TESTS[name]
    return run(mutated(mutant), arguments) != expected


def label(mutant):
    kind, line, old, new = mutant
    return f"line {line}: {new}" if kind == "return" else f"line {line}: {old} → {new}"


def draw_grid(ax, shown, killers, enabled):
    columns = list(TESTS)
    ax.set(xlim=(-0.5, len(columns) - 0.5), ylim=(len(MUTANTS) - 0.5, -0.5))
    ax.set_xticks(range(len(columns)), columns, rotation=30)
    ax.set_yticks(range(len(shown)), [label(mutant) for mutant in shown])
    for tick, name in zip(ax.get_xticklabels(), columns, strict=True):
        tick.set_color(INK if name in enabled else MUTED)
    rows = {
        RED: [box(x, row, 0.06) for row, by in enumerate(killers) if not by for x in range(len(columns))],
        GREEN: [box(columns.index(name), row, 0.3) for row, by in enumerate(killers) for name in by],
    }
    for color, boxes in rows.items():
        ax.add_collection(PolyCollection(boxes, facecolors=color, edgecolors="none"))
    ax.set_xlabel("test     (green: kills; red dots: alive)")


def box(column, row, half):
    wide = half * 1.1
    return [
        (column - wide, row - half),
        (column + wide, row - half),
        (column + wide, row + half),
        (column - wide, row + half),
    ]


def draw_bars(ax, lines, killed, total):
    shares = [lines / 5, killed / total]
    ax.bar([0, 1], shares, color=[BLUE, GREEN], width=0.7)
    ax.set(ylim=(0, 1.12), yticks=[])
    ax.set_xticks([0, 1], ["lines", "mutants"], rotation=30)
    for x, (share, text) in enumerate(zip(shares, (f"{lines}/5", f"{killed}/{total}"), strict=True)):
        ax.text(x, share + 0.02, text, ha="center", color=INK)


def alt_text(enabled, shown, killers, covered):
    tests = ", ".join(enabled) or "none"
    alive = [label(mutant) for mutant, by in zip(shown, killers, strict=True) if not by]
    left = f"Alive: {'; '.join(alive)}." if alive else "None is alive."
    killed = len(shown) - len(alive)
    counts = f"They run {len(covered)} of 5 lines and kill {killed} of {len(shown)} mutants."
    return f"Tests enabled: {tests}. {counts} {left}"
