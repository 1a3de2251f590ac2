"""The moving figure of the lesson: a circle turned, stretched and turned again, with the singular vectors."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.patches import FancyArrowPatch

INK, MUTED, GRID = "#1b1b1f", "#77777f", "#d9d9de"
BLUE, ORANGE, GREEN = "#2f5fd0", "#d9730d", "#2e8b57"

STAGES = ("before", "after V^T", "after diag(s)", "after U")
VIEW = 3.4
TURN = np.linspace(0, 2 * np.pi, 121)


def three_steps(angle_v, s1, s2, angle_u, stage):
    """A = U diag(s1, s2) V^T. The first column of V is at angle_v degrees, the first of U at angle_u."""
    stage = int(stage)
    V, U, S = rotation(angle_v), rotation(angle_u), np.diag([s1, s2])
    A = np.round(U @ S @ V.T, 9) + 0.0
    so_far = [np.eye(2), V.T, S @ V.T, A][stage]

    fig = plt.figure(figsize=(6.4, 4))
    start = fig.add_axes((0.05, 0.1, 0.27, 0.72))
    now = fig.add_axes((0.41, 0.1, 0.56, 0.72))
    draw(start, np.eye(2), V, 1.5, ("$v_1$", "$v_2$"))
    draw(now, so_far, V, VIEW, images(stage, s1, s2))
    start.set_title("the unit circle", fontsize=11)
    now.set_title(f"{STAGES[stage].replace('V^T', '$V^T$')}: matrix {rows(so_far)}", fontsize=11)
    fig.suptitle(f"A = {rows(A)}", fontsize=11, y=0.97)
    return fig, alt_text(V, U, s1, s2, A, stage, so_far)


def rotation(degrees):
    t = np.radians(degrees)
    return np.array([[np.cos(t), -np.sin(t)], [np.sin(t), np.cos(t)]])


def images(stage, s1, s2):
    if stage < 2:
        return ("$v_1$", "$v_2$") if stage == 0 else ("$e_1$", "$e_2$")
    name = "e" if stage == 2 else "u"
    return tuple(f"${'' if s == 1 else f'{s:g}'} {name}_{i}$" for i, s in ((1, s1), (2, s2)))


def draw(ax, M, V, view, labels):
    """The image under M of the unit circle, of a grid of points on it, and of the two columns of V."""
    ticks = [-int(view), 0, int(view)]  # few: each costs time
    ax.set(xlim=(-view, view), ylim=(-view, view), aspect="equal", xticks=ticks, yticks=ticks)
    ax.axhline(0, color=GRID, linewidth=1, zorder=0)
    ax.axvline(0, color=GRID, linewidth=1, zorder=0)
    curve = M @ np.array([np.cos(TURN), np.sin(TURN)])
    twelve = np.arange(12) * np.pi / 6
    spokes = M @ V @ np.array([np.cos(twelve), np.sin(twelve)])
    ax.add_collection(LineCollection([[(0, 0), tip] for tip in spokes.T], colors=GRID, linewidths=0.8))
    ax.plot(curve[0], curve[1], color=GREEN, linewidth=1.8)
    for tip, color, label in zip((M @ V).T, (BLUE, ORANGE), labels, strict=True):
        if np.hypot(*tip) > 1e-9:
            style = {"arrowstyle": "-|>", "mutation_scale": 14, "linewidth": 2.4, "shrinkA": 0, "shrinkB": 0}
            ax.add_patch(FancyArrowPatch((0, 0), tuple(tip), color=color, zorder=4, **style))
            ax.annotate(label, xy=tip, xytext=(5, 5), textcoords="offset points", color=color, fontsize=11)


def rows(M):
    return ", ".join("(" + ", ".join(f"{round(float(x), 2) + 0.0:g}" for x in row) + ")" for row in M)


def alt_text(V, U, s1, s2, A, stage, so_far):
    if s1 == s2 == 0:
        shape = "Everything is sent to the origin."
    elif 0 in (s1, s2):
        shape = f"The circle is flattened to a segment of half-length {max(s1, s2):g}: the rank is 1."
    elif s1 == s2:
        shape = f"The circle becomes a circle of radius {s1:g}, and every direction is as good as v1."
    else:
        shape = f"The circle becomes an ellipse with the semi-axes {max(s1, s2):g} and {min(s1, s2):g}."
    return (
        f"A has the rows {rows(A)}. v1 = {rows([V[:, 0]])} is sent to {s1:g} u1 with u1 = {rows([U[:, 0]])}, "
        f"and v2 = {rows([V[:, 1]])} to {s2:g} u2 with u2 = {rows([U[:, 1]])}. {shape} Shown is the plane "
        f"{STAGES[stage]}, where the matrix so far has the rows {rows(so_far)}."
    )
