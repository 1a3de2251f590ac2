"""The moving figure of the lesson: whom Python asks for `left + right`, one method after the other."""

import matplotlib.pyplot as plt
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

INK, MUTED, GRID = "#1b1b1f", "#77777f", "#d9d9de"
BLUE, ORANGE, GREEN, RED = "#2f5fd0", "#d9730d", "#2e8b57", "#c93c37"

MISSING, DECLINES, GIVES = "missing", "returns NotImplemented", "returns a value"
SUBCLASS, SAME = "Right inherits from Left", "one class for both"


def operator_dispatch(left, right, relation):
    """Two classes with the chosen methods are made and added by Python itself; the calls are written down."""
    steps, ending = added(left, right, relation)
    operands = ("left", "Left"), ("right", "Left" if relation == SAME else "Right")

    fig, ax = plt.subplots(figsize=(6.4, 3.5))
    fig.subplots_adjust(left=0.02, right=0.98, bottom=0.03, top=0.97)
    ax.set(xlim=(0, 10), ylim=(1.1, 6.3))
    ax.axis("off")
    for x, (name, kind) in zip((2.4, 7.6), operands, strict=True):
        ax.text(x, 5.95, f"{name}, of class {kind}", color=INK, ha="center", size=11, weight="bold")
    ax.text(5, 5.95, "+", color=INK, ha="center", size=14)

    names = [name for name, _ in steps]
    never = [one for one in possible(left, right, relation) if one[0] not in names]
    height, last = 4.9, None
    for k, (name, answer) in enumerate(steps):
        x = 2.4 if name.endswith("__add__") else 7.6
        text = f"{k + 1}.  {name}"
        boxed(ax, x, height, text, answer, BLUE if answer == DECLINES else GREEN)
        if last:
            ax.add_patch(
                FancyArrowPatch(
                    last, (x, height + 0.5), arrowstyle="-|>", mutation_scale=15, color=ORANGE, linewidth=1.8
                )
            )
        last, height = (x, height - 0.5), height - 1.55
    for name, why in never:
        boxed(ax, 2.4 if name.endswith("__add__") else 7.6, 4.9, name, why, GRID)
    ax.text(5, 1.7, ending, color=RED if "TypeError" in ending else GREEN, ha="center", size=12)
    return fig, told(steps, ending)


def added(left, right, relation):
    """[(method, what it answered)] in the order of the calls, and what becomes of left + right."""
    asked = []

    def method(name, answer):
        def called(self, other):
            asked.append((name, answer))
            return NotImplemented if answer == DECLINES else "a value"

        return called

    of_left = {} if left == MISSING else {"__add__": method("Left.__add__", left)}
    owner = "Left" if relation == SAME else "Right"
    of_right = {} if right == MISSING else {"__radd__": method(f"{owner}.__radd__", right)}
    if relation == SAME:
        first = second = type("Left", (), of_left | of_right)
    else:
        first = type("Left", (), of_left)
        second = type("Right", (first,) if relation == SUBCLASS else (), of_right)
    try:
        result = first() + second()
    except TypeError:
        return asked, "TypeError: nobody gave a result"
    return asked, f"left + right is {result}, from {asked[-1][0]}"


def possible(left, right, relation):
    """Both methods, with the reason why each might not be asked."""
    owner = "Left" if relation == SAME else "Right"
    same = "not asked: the same class" if relation == SAME else "not asked any more"
    return [
        ("Left.__add__", "not defined" if left == MISSING else "not asked any more"),
        (f"{owner}.__radd__", "not defined" if right == MISSING else same),
    ]


def boxed(ax, x, y, text, answer, color):
    ax.add_patch(
        FancyBboxPatch(
            (x - 2.0, y - 0.45),
            4.0,
            0.9,
            boxstyle="round,pad=0.05",
            facecolor="none",
            edgecolor=color,
            linewidth=1 if color == GRID else 2,
        )
    )
    shade = MUTED if color == GRID else INK
    ax.text(x, y + 0.14, text, color=shade, ha="center", va="center", family="monospace", size=10)
    ax.text(x, y - 0.22, answer, color=shade, ha="center", va="center", size=9)


def told(steps, ending):
    if not steps:
        return f"Neither method is there to be asked. {ending}."
    calls = ", then ".join(f"{name}, which {answer}" for name, answer in steps)
    return f"Python asks {calls}. {ending}."
