"""Bins as differences of cumulative counts; the box from partitions; the density from NormalDist."""

from statistics import NormalDist, stdev

import numpy as np


def data(x):
    found = np.asarray(x, dtype=np.float64)
    if found.shape[0] < 1:
        raise ValueError("empty")
    return found


def quantile(x, q):
    x = data(x)
    if min(q, 1 - q) < 0:
        raise ValueError("q")
    whole, rest = divmod(q * (x.size - 1), 1)
    k = int(whole)
    parts = np.partition(x, sorted({k, min(k + 1, x.size - 1)}))
    return float((1 - rest) * parts[k] + rest * parts[min(k + 1, x.size - 1)])


def histogram(x, bins=10, density=False):
    x = data(x)
    if isinstance(bins, int):
        if bins < 1:
            raise ValueError("bins")
        half = 0.5 * (np.ptp(x) == 0)
        edges = np.linspace(x.min() - half, x.max() + half, bins + 1)
    else:
        edges = np.array(bins, dtype=float)
        if edges.size < 2 or np.min(np.diff(edges)) <= 0:
            raise ValueError("edges")
    below = (x[None, :] < edges[:, None]).sum(axis=1)  # how many are left of each edge
    below[-1] = np.count_nonzero(x <= edges[-1])
    counts = below[1:] - below[:-1]
    widths = edges[1:] - edges[:-1]
    return (counts / widths / np.sum(counts) if density else counts), edges


def box_stats(x):
    x = data(x)
    box = {"q1": quantile(x, 0.25), "med": quantile(x, 0.5), "q3": quantile(x, 0.75)}
    iqr = box["q3"] - box["q1"]
    is_low, is_high = x < box["q1"] - 1.5 * iqr, x > box["q3"] + 1.5 * iqr
    rest = x[~(is_low | is_high)]
    box["whislo"] = float(np.minimum(rest.min(), box["q1"]))
    box["whishi"] = float(np.maximum(rest.max(), box["q3"]))
    box["fliers"] = np.sort(x[(x < box["whislo"]) + (x > box["whishi"])])
    return box


def kde(x, grid, bw="scott"):
    x = data(x).tolist()
    if isinstance(bw, str):
        if bw != "scott" or len(x) < 2:
            raise ValueError(bw)
        bw = stdev(x) * len(x) ** -0.2
    if bw <= 0:
        raise ValueError(bw)
    bumps = [NormalDist(centre, bw) for centre in x]
    return np.array([np.mean([bump.pdf(t) for bump in bumps]) for t in grid])


def svg_plot(x, y, width=400, height=300, margin=20):
    points = np.stack([data(x), data(y)])  # fails with ValueError where the lengths differ
    low, spread = points.min(axis=1), np.ptp(points, axis=1)
    unit = np.full_like(points, 0.5)
    for axis in np.flatnonzero(spread):
        unit[axis] = (points[axis] - low[axis]) / spread[axis]
    unit[1] = 1 - unit[1]
    places = margin + unit * (np.array([[width], [height]]) - 2 * margin)
    marks = [f'<circle r="1.5" cx="{a:.4f}" cy="{b:.4f}"></circle>' for a, b in places.T]
    return f'<svg width="{width}px" height="{height}px">' + "".join(marks) + "</svg>"
