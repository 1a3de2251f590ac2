"""NumPy reads and groups the table, and the histogram is drawn as bars of heights that were computed."""

import sys

import matplotlib.pyplot as plt
import numpy as np

table = np.genfromtxt("flats.csv", delimiter=",", skip_header=1, dtype=None, encoding="utf-8")
city, size, rent = (table[name] for name in table.dtype.names)
rent = rent.astype(float)
known = rent > 0  # an empty whole number is read as -1
city, size, rent = city[known], size[known], rent[known]
figure = plt.figure(figsize=(5, 4))
ax = figure.add_subplot()

match sys.argv[1]:
    case "bars":
        names, group = np.unique(city, return_inverse=True)
        mean = np.bincount(group, rent) / np.bincount(group)
        order = np.argsort(-mean)
        ax.bar(names[order], mean[order], color="grey")
        ax.set_ylim(0, None)
        ax.set_xlabel("city of the flats")
        ax.set_ylabel("mean rent in EUR")
    case "histogram":
        edges = np.array([0, 400, 800, 1200, 2000, 4000])
        share = np.histogram(rent, edges)[0] / rent.size
        ax.bar(edges[:-1], share / np.diff(edges), width=np.diff(edges), align="edge")
        ax.set_xlabel("rent in EUR")
        ax.set_ylabel("share per EUR")
    case "scatter":
        ax.set_xscale("log")
        ax.set_yscale("log")
        ax.scatter(size, rent, alpha=0.1)
        ax.set_xlabel("size")
        ax.set_ylabel("rent in EUR")
ax.set_title(f"Flats: {sys.argv[1]}")
