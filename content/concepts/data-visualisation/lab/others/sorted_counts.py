"""Binary search in sorted data for the bins, a loop over bumps, and a picture built with an XML library."""

import xml.etree.ElementTree as ET
from itertools import pairwise

import numpy as np


def checked(x):
    x = np.array(x, dtype=float).ravel()
    if not len(x):
        raise ValueError("no data")
    return x


def quantile(x, q):
    x = np.sort(checked(x))
    if q < 0 or q > 1:
        raise ValueError(q)
    return float(np.interp(q * (len(x) - 1), np.arange(len(x)), x))


def histogram(x, bins=10, density=False):
    x = np.sort(checked(x))
    if isinstance(bins, int):
        if bins <= 0:
            raise ValueError("bins")
        a, b = (x[0], x[-1]) if x[0] < x[-1] else (x[0] - 0.5, x[0] + 0.5)
        bins = np.linspace(a, b, bins + 1)
    edges = np.array(bins, dtype=float)
    if edges.size < 2 or any(b <= a for a, b in pairwise(edges)):
        raise ValueError("edges")
    below = np.searchsorted(x, edges, side="left")
    below[-1] = np.searchsorted(x, edges[-1], side="right")
    counts = np.diff(below)
    if not density:
        return counts, edges
    shares = counts / counts.sum()
    return shares / (edges[1:] - edges[:-1]), edges


def box_stats(x):
    x = sorted(checked(x).tolist())
    q1, med, q3 = quantile(x, 0.25), quantile(x, 0.5), quantile(x, 0.75)
    low, high = q1 - 1.5 * (q3 - q1), q3 + 1.5 * (q3 - q1)
    whislo = next(v for v in x if v >= low)
    whishi = next(v for v in reversed(x) if v <= high)
    whislo, whishi = whislo if whislo < q1 else q1, whishi if whishi > q3 else q3
    fliers = [v for v in x if v < whislo] + [v for v in x if v > whishi]
    return {"fliers": np.array(fliers), "q1": q1, "med": med, "q3": q3, "whislo": whislo, "whishi": whishi}


def kde(x, grid, bw="scott"):
    x, grid = checked(x), np.array(grid, dtype=float)
    if bw == "scott":
        if len(x) == 1:
            raise ValueError("scott needs two")
        bw = x.std(ddof=1) / len(x) ** 0.2
    if not isinstance(bw, int | float) or not bw > 0:
        raise ValueError(bw)
    total = np.zeros(len(grid))
    for centre in x:
        total += np.exp(-0.5 * (grid - centre) ** 2 / bw**2)
    return total / (len(x) * bw * np.sqrt(2 * np.pi))


def svg_plot(x, y, width=400, height=300, margin=20):
    x, y = checked(x), checked(y)
    if x.shape != y.shape:
        raise ValueError("lengths")
    root = ET.Element("svg", width=str(width), height=str(height), xmlns="http://www.w3.org/2000/svg")
    for a, b in zip(share(x), share(y), strict=True):
        cx, cy = margin + a * (width - 2 * margin), height - margin - b * (height - 2 * margin)
        ET.SubElement(root, "circle", r="2", cx=str(round(cx, 4)), cy=str(round(cy, 4)), fill="black")
    return ET.tostring(root, encoding="unicode")


def share(v):
    spread = v.max() - v.min()
    return (v - v.min()) / spread if spread else np.full(len(v), 0.5)
