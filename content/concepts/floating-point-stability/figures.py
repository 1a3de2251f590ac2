"""The moving figure of the lesson: all numbers of a tiny floating-point format, and how well they round."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.collections import LineCollection

INK, MUTED = "#1b1b1f", "#77777f"
BLUE, ORANGE, RED = "#2f5fd0", "#d9730d", "#c93c37"

BEYOND = 1.12  # how far the line goes on beyond the point from which numbers are rounded to infinity


def tiny_float(exponent_bits, fraction_bits, zoom):
    """As in IEEE 754: the lowest exponent code is kept for subnormal numbers, the highest for inf and nan."""
    exponent_bits, fraction_bits, zoom = int(exponent_bits), int(fraction_bits), int(zoom)
    top = 2 ** (exponent_bits - 1) - 1  # the largest exponent; the smallest of a normal number is 1 - top
    small = 2.0 ** (1 - top)
    codes = np.arange(2**fraction_bits) / 2**fraction_bits  # the fractions 0, ..., 1 - 2^-f
    subnormal = small * codes
    normal = np.concatenate([2.0**e * (1 + codes) for e in range(1 - top, top + 1)])
    values = np.concatenate([subnormal, normal])
    limit = normal[-1] + (normal[-1] - normal[-2]) / 2  # from here on numbers are rounded to infinity
    end = max(BEYOND * limit / 2**zoom, 2.2 * small)  # the subnormal numbers and a few more stay in sight

    fig = plt.figure(figsize=(6.4, 4))
    line = fig.add_axes((0.09, 0.56, 0.89, 0.3))
    error = fig.add_axes((0.09, 0.11, 0.89, 0.3))
    draw_line(line, subnormal, normal, limit, end)
    draw_error(error, values, fraction_bits, end)
    line.set_title(
        f"{exponent_bits} exponent bits, {fraction_bits} fraction bits: {len(values)} numbers from 0 to "
        f"{normal[-1]:g}",
        color=INK,
    )
    return fig, description(subnormal, normal, fraction_bits, end)


def draw_line(ax, subnormal, normal, limit, end):
    for numbers, color in ((subnormal, ORANGE), (normal, BLUE)):
        powers = np.log2(numbers, out=np.full_like(numbers, 0.5), where=numbers > 0) % 1 == 0
        tall = powers & (color == BLUE)
        marks = [((x, 0), (x, 1 if t else 0.6)) for x, t in zip(numbers, tall, strict=True) if x <= end]
        ax.add_collection(LineCollection(marks, colors=color, linewidths=1.4))
    ax.axhline(0, color=INK, linewidth=1)
    if limit < end:
        ax.axvspan(limit, end, color=RED, alpha=0.18, linewidth=0)
        ax.text((limit + end) / 2, 0.8, "inf", color=RED, ha="center", fontsize=10)
    ax.set(xlim=(-0.01 * end, end), ylim=(0, 1.15))
    ax.set_yticks([])


def draw_error(ax, values, fraction_bits, end):
    """Half a gap divided by the number itself bounds the relative error of rounding."""
    unit = 2.0 ** -(fraction_bits + 1)
    share = np.linspace(0, 1, 5)
    xs = (values[:-1, None] + np.diff(values)[:, None] * share).ravel()[1:]  # five points in each gap, no 0
    half_gap = np.repeat(np.diff(values) / 2, len(share))[1:]
    ax.plot(xs, half_gap / xs, color=BLUE, linewidth=1.4)
    ax.axhline(unit, color=MUTED, linestyle="--", linewidth=1)
    ax.text(end, 1.08 * unit, f"u = {unit:g}", color=MUTED, ha="right", fontsize=10)
    ax.set(xlim=(-0.01 * end, end), ylim=(0, 3 * unit))
    ax.set_title("half a gap, relative to the number: the bound on rounding errors", fontsize=10, color=INK)


def description(subnormal, normal, fraction_bits, end):
    shown = np.concatenate([subnormal, normal])
    shown = shown[shown <= end]
    gaps = np.diff(shown)
    spread = f"all {gaps[0]:g} apart" if gaps[0] == gaps[-1] else f"{gaps[0]:g} to {gaps[-1]:g} apart"
    beyond = " What lies far enough beyond the largest is rounded to infinity." if end > normal[-1] else ""
    return (
        f"A float with {fraction_bits + 1} significant bits. Smallest number above 0: {subnormal[1]:g}; "
        f"smallest normal number: {normal[0]:g}; next above 1: {1 + 2.0**-fraction_bits:g}; largest: "
        f"{normal[-1]:g}. From 0 to {end:.3g} there are {len(shown)} numbers, {spread}.{beyond} "
        f"Half a gap, relative to the number, is at most {2.0 ** -(fraction_bits + 1):g} from "
        f"{normal[0]:g} upwards, "
        f"and grows without bound towards 0."
    )
