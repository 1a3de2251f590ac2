"""No arrays inside: lists, loops and the math module; a bin is found by walking along the edges."""

import math
from itertools import pairwise

import numpy as np


def quantile(x, q):
    values = sorted(float(v) for v in x)
    if not values or not 0 <= q <= 1:
        raise ValueError("quantile of nothing, or no share")
    place = q * (len(values) - 1)
    k = int(place)
    if k + 1 == len(values):
        return values[k]
    return values[k] * (k + 1 - place) + values[k + 1] * (place - k)


def histogram(x, bins=10, density=False):
    values = [float(v) for v in x]
    if not values:
        raise ValueError("no data")
    if isinstance(bins, int):
        if bins < 1:
            raise ValueError("no bins")
        low, high = min(values), max(values)
        if low == high:
            low, high = low - 0.5, low + 0.5
        step = (high - low) / bins
        edges = [low + i * step for i in range(bins)] + [high]
    else:
        edges = [float(e) for e in bins]
    if len(edges) < 2:
        raise ValueError("two edges at least")
    for a, b in pairwise(edges):
        if a >= b:
            raise ValueError("edges must increase")
    counts = [0] * (len(edges) - 1)
    for v in values:
        if edges[0] <= v <= edges[-1]:
            k = 0
            while k < len(counts) - 1 and v >= edges[k + 1]:
                k += 1
            counts[k] += 1
    if density:
        inside = sum(counts)
        counts = [c / inside / (edges[k + 1] - edges[k]) for k, c in enumerate(counts)]
    return np.array(counts), np.array(edges)


def box_stats(x):
    q1, med, q3 = [quantile(x, k / 4) for k in (1, 2, 3)]
    far = 1.5 * (q3 - q1)
    near = [v for v in x if not (q1 - v > far or v - q3 > far)]
    low, high = min([*near, q1]), max([*near, q3])
    beyond = sorted(v for v in x if v < low or v > high)
    fliers = np.array(beyond, dtype=float)
    return {"q1": q1, "med": med, "q3": q3, "whislo": low, "whishi": high, "fliers": fliers}


def kde(x, grid, bw="scott"):
    n = len(x)
    if n == 0:
        raise ValueError("no data")
    x, grid = [float(v) for v in x], [float(t) for t in grid]
    if bw == "scott":
        if n < 2:
            raise ValueError("too few")
        mean = math.fsum(x) / n
        bw = (math.fsum((v - mean) ** 2 for v in x) / (n - 1)) ** 0.5 * n**-0.2
    elif isinstance(bw, str) or bw <= 0:
        raise ValueError("bandwidth")

    def bump(z):
        return math.exp(-z * z / 2) / math.sqrt(2 * math.pi)

    return np.array([sum(bump((t - v) / bw) for v in x) / n / bw for t in grid])


def svg_plot(x, y, width=400, height=300, margin=20):
    if not len(x) or len(x) != len(y):
        raise ValueError("points")
    lines = [f"<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}'>"]
    for a, b in zip(x, y, strict=True):
        cx = margin + part(a, x) * (width - 2 * margin)
        cy = margin + (1 - part(b, y)) * (height - 2 * margin)
        lines.append(f"  <circle cx='{cx}' cy='{cy}' r='4' />")
    return "\n".join([*lines, "</svg>"])


def part(value, values):
    low, high = min(values), max(values)
    return 0.5 if low == high else (value - low) / (high - low)
