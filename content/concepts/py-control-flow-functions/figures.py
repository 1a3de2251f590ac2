"""The moving figure of the lesson: names on the left, objects on the right, one statement after another."""

import matplotlib.pyplot as plt
from matplotlib.patches import FancyArrowPatch

INK, MUTED, GRID = "#1b1b1f", "#77777f", "#d9d9de"
BLUE, ORANGE, GREEN, RED = "#2f5fd0", "#d9730d", "#2e8b57", "#c93c37"

VALUES = {"list": ("[1, 2]", "[3]", "[3]"), "tuple": ("(1, 2)", "(3,)", "(3,)"), "number": ("5", "1", "1")}
PLACES = {"a": 2.75, "b": 1.25}  # the height of each name
FOUND = (2.75, 1.25)  # the heights of the first and the second object


def names_and_objects(step, value, change):
    """The first `step` of four statements are carried out, by Python itself."""
    lines = program(value, change)
    states, error = carried_out(lines, int(step))
    now = states[-1]
    before = now if error or len(states) == 1 else states[-2]  # what failed has changed nothing

    fig, ax = plt.subplots(figsize=(6.4, 3.3))
    fig.subplots_adjust(left=0.02, right=0.98, bottom=0.03, top=0.97)
    ax.set(xlim=(0, 10), ylim=(0.1, 4))
    ax.axis("off")
    draw_lines(ax, lines, len(states) - 1, error)
    ax.text(4.65, 3.7, "names", color=MUTED, ha="center")
    ax.text(8.1, 3.7, "objects", color=MUTED, ha="center")
    for i, (_, text) in enumerate(now["objects"]):
        color, width = look(i, before, now)
        boxed(ax, 8.1, FOUND[i], text, color, width)
        if i not in now["names"].values():
            ax.text(8.1, FOUND[i] - 0.62, "no name leads here any more", color=MUTED, ha="center", size=9)
    for name, i in now["names"].items():
        moved = before["names"].get(name) != i
        boxed(ax, 4.65, PLACES[name], name, BLUE, 1.4)
        ax.add_patch(
            FancyArrowPatch(
                (5.05, PLACES[name]),
                (7.0, FOUND[i]),
                arrowstyle="-|>",
                mutation_scale=15,
                linewidth=2.4 if moved else 1.4,
                color=ORANGE if moved else BLUE,
            )
        )
    if error:
        ax.text(0.25, 0.3, error, color=RED, family="monospace", size=9)
    return fig, told(lines, now, len(states) - 1, error)


def program(value, change):
    whole, more, one = VALUES[value]
    third = {
        "b += ...": f"b += {more}",
        "b = b + ...": f"b = b + {more}",
        "b.append(...)": f"b.append({one.strip('[](),')})",
    }[change]
    return [f"a = {whole}", "b = a", third, "a = b"]


def carried_out(lines, step):
    """The state after each statement: objects as (object, text), and which of them each name has."""
    space = {}
    kept = []
    states = [{"objects": [], "names": {}}]
    for line in lines[:step]:
        try:
            exec(line, {}, space)
        except AttributeError as error:
            return states, f"AttributeError: {error}"
        for thing in space.values():
            if not any(thing is other for other in kept):
                kept.append(thing)
        states.append(
            {
                "objects": [(thing, repr(thing)) for thing in kept],
                "names": {n: next(i for i, o in enumerate(kept) if o is thing) for n, thing in space.items()},
            }
        )
    return states, ""


def look(i, before, now):
    """Colour and width of an object's box: new, changed in place, left alone, or lost."""
    if i not in now["names"].values():
        return GRID, 1.2
    if i >= len(before["objects"]):
        return GREEN, 2.6
    return (ORANGE, 2.6) if before["objects"][i][1] != now["objects"][i][1] else (INK, 1.4)


def draw_lines(ax, lines, done, error):
    for k, line in enumerate(lines):
        height = 2.95 - 0.6 * k
        last = k == done - 1 and not error
        color = RED if error and k == done else INK if k < done else MUTED
        ax.text(0.55, height, line, color=color, family="monospace", size=11, weight="bold" if last else None)
        if last or (error and k == done):
            ax.plot(0.3, height + 0.09, ">", color=color, markersize=6)


def boxed(ax, x, y, text, color, width):
    ax.text(
        x,
        y,
        text,
        color=MUTED if color == GRID else INK,
        family="monospace",
        size=12,
        ha="center",
        va="center",
        bbox={"boxstyle": "round,pad=0.45", "facecolor": "none", "edgecolor": color, "linewidth": width},
    )


def told(lines, now, done, error):
    if error:
        return f"After {done} of 4 statements, the statement {lines[done]} fails: {error}."
    if not done:
        return "Nothing has been carried out yet: no names, no objects."
    groups = {}
    for name, i in now["names"].items():
        groups.setdefault(i, []).append(name)
    seen = [
        f"{' and '.join(names)} name{'s' * (len(names) == 1)} {now['objects'][i][1]}"
        for i, names in groups.items()
    ]
    lost = [text for i, (_, text) in enumerate(now["objects"]) if i not in groups]
    more = f" No name leads to {lost[0]} any more." if lost else ""
    same = " It is one object with two names." if len(now["names"]) == 2 and len(groups) == 1 else ""
    return f"After the statement {lines[done - 1]}: {'; '.join(seen)}.{same}{more}"
