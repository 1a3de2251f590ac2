"""Draws one of three plots of the flats in flats.csv: python chart_flats.py bars | histogram | scatter"""

import csv
import sys

import matplotlib.pyplot as plt

EDGES = [0, 400, 800, 1200, 2000, 4000]


def read(path):
    """[(city, size, rent)], without the flats whose rent is missing."""
    with open(path, newline="") as file:
        rows = list(csv.DictReader(file))
    return [(row["city"], float(row["size"]), float(row["rent"])) for row in rows if row["rent"]]


def bars(flats):
    """Task 1: the mean rent of each city, highest first."""
    rents = {}
    for city, _, rent in flats:
        rents.setdefault(city, []).append(rent)
    means = {city: sum(values) / len(values) for city, values in rents.items()}
    cities = sorted(means, key=means.get, reverse=True)
    _, ax = plt.subplots()
    ax.bar(cities, [means[city] for city in cities])
    ax.set(title="Mean rent by city", xlabel="city", ylabel="rent, EUR a month")


def histogram(flats):
    """Task 2: the rents, as densities over the bins of EDGES."""
    _, ax = plt.subplots()
    ax.hist([rent for _, _, rent in flats], bins=EDGES, density=True)
    ax.set(title="Most flats cost less than 1,200 EUR", xlabel="rent, EUR a month", ylabel="density, 1/EUR")


def scatter(flats):
    """Task 3: rent against size, on logarithmic axes, with points that can be seen through."""
    _, ax = plt.subplots()
    ax.scatter([size for _, size, _ in flats], [rent for _, _, rent in flats], alpha=0.3)
    ax.set(title="Rent against size", xlabel="size, square metres", ylabel="rent, EUR a month")
    ax.set(xscale="log", yscale="log")


def main():
    draw = {"bars": bars, "histogram": histogram, "scatter": scatter}[sys.argv[1]]
    draw(read("flats.csv"))


if __name__ == "__main__":
    main()
