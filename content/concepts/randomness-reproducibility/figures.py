"""The moving figure of the lesson: successive numbers of a small generator as points in square and cube."""

import matplotlib.pyplot as plt
import numpy as np

INK, MUTED = "#1b1b1f", "#77777f"
BLUE, RED = "#2f5fd0", "#c93c37"


def lattice(multiplier, modulus, view, turn):
    """x <- a x mod m from x = 1. Points (x_n, x_{n+1}) / m, or three in a row, seen from the side."""
    a, m = int(multiplier), int(modulus)
    orbit, dead = orbit_of(a, m)
    in_a_row = 2 if view == "pairs" else 3
    cycle = np.concatenate([orbit, orbit[: in_a_row - 1]]) if not dead else np.append(orbit, [0] * in_a_row)
    count = len(cycle) - in_a_row + 1
    points = np.stack([cycle[k : k + count] for k in range(in_a_row)], axis=1) / m  # (count, 2 or 3)
    normal = shortest_normal(a, m, in_a_row)
    levels = len(np.unique(np.round(points @ normal)))

    fig, ax = plt.subplots(figsize=(6.4, 4))
    fig.subplots_adjust(left=0.09, right=0.97, bottom=0.12, top=0.9)
    if in_a_row == 2:
        draw_pairs(ax, points)
    else:
        draw_triples(ax, points, normal, float(turn))
    noun = "lines" if in_a_row == 2 else "planes"
    title = (
        f"a = {a}, m = {m}: period {len(orbit)}, all {view} on {levels} {noun if levels > 1 else noun[:-1]}"
    )
    if dead:
        title = f"a = {a}, m = {m}: dead at 0 after {len(orbit)} numbers"
    ax.set_title(title, color=RED if dead else INK)
    return fig, description(a, m, orbit, dead, view, noun, levels, float(turn))


def orbit_of(a, m):
    """The numbers from 1 until one comes again, and whether that one is 0."""
    seen, x = [], 1
    while x not in (0, 1) or not seen:
        seen.append(x)
        x = a * x % m
    return np.array(seen), x == 0


def shortest_normal(a, m, length):
    """Whole numbers (s, t) or (s, t, r), the smallest in size, with s + t a + r a^2 = 0 mod m.

    All points lie where s x + t y (+ r z) is a whole number: on parallel lines or planes.
    """
    reach = int(np.ceil(1.3 * m ** (1 / length))) + 1
    span = np.arange(-reach, reach + 1)
    t, r = np.meshgrid(span, span if length == 3 else [0], indexing="ij")
    s = (-(t * a + r * a * a) + m // 2) % m - m // 2
    size = s * s + t * t + r * r
    size[(t == 0) & (r == 0)] = m * m + 1  # the zero vector is no normal; (m, 0, 0) always is one
    best = np.unravel_index(np.argmin(size), size.shape)
    return np.array([s[best], t[best], r[best]][:length])


def draw_pairs(ax, points):
    ax.plot(points[:, 0], points[:, 1], "o", color=BLUE, markersize=2.2)
    ax.set(xlim=(0, 1), ylim=(0, 1), xlabel="one number", ylabel="the next one")


def draw_triples(ax, points, normal, turn):
    """Seen along the planes at turn 0, where they are lines, and turned about the vertical from there."""
    across = normal / np.linalg.norm(normal)
    helper = np.eye(3)[np.argmin(np.abs(across))]
    up = np.cross(across, helper)
    up = up / np.linalg.norm(up)
    depth = np.cross(across, up)
    angle = np.deg2rad(turn)
    sideways = np.cos(angle) * across + np.sin(angle) * depth
    centred = points - 0.5
    ax.plot(centred @ sideways, centred @ up, "o", color=BLUE, markersize=2.2)
    ax.set(xlim=(-0.9, 0.9), ylim=(-0.9, 0.9))
    ax.set_xticks([])
    ax.set_yticks([])
    ax.set_xlabel(f"the cube of three numbers in a row, turned by {turn:g}°", color=MUTED)


def description(a, m, orbit, dead, view, noun, levels, turn):
    if dead:
        return (
            f"The generator x to {a} x mod {m} started at 1 reaches 0 after {len(orbit)} numbers and stays "
            "there: multiplier and modulus have a common factor."
        )
    part = f", seen turned by {turn:g} degrees from the direction of the planes" if noun == "planes" else ""
    quality = "nearly as many as a generator of this size can have"
    if levels < few(m, view):
        quality = "few, with wide empty stretches between them"
    if len(orbit) < m // 4 - 1:
        quality += "; and the period is short"
    return (
        f"The generator x to {a} x mod {m} started at 1 has the period {len(orbit)}. Its {view} of "
        f"successive numbers lie on {levels} parallel {noun}{part}: {quality}."
    )


def few(m, view):
    """Half of what the best multipliers reach: about 1.4 sqrt(m) lines, 1.6 times the cube root in planes."""
    return 0.7 * m ** (1 / 2) if view == "pairs" else 0.8 * m ** (1 / 3)
