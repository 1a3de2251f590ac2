"""Draws one of three plots of the flats in flats.csv: python chart_flats.py bars | histogram | scatter"""

import csv
import sys

EDGES = [0, 400, 800, 1200, 2000, 4000]


def read(path):
    """[(city, size, rent)]. Flats whose rent is missing are still to be left out (all tasks)."""
    with open(path, newline="") as file:
        return [(row["city"], row["size"], row["rent"]) for row in csv.DictReader(file)]


def bars(flats):
    """The mean rent of each city, highest first."""
    raise NotImplementedError("task 1")


def histogram(flats):
    """The rents, as densities over the bins of EDGES."""
    raise NotImplementedError("task 2")


def scatter(flats):
    """Rent against size, on logarithmic axes, with points that can be seen through."""
    raise NotImplementedError("task 3")


def main():
    draw = {"bars": bars, "histogram": histogram, "scatter": scatter}[sys.argv[1]]
    draw(read("flats.csv"))


if __name__ == "__main__":
    main()
