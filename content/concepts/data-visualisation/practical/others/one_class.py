"""A class holds the table; each plot is a method found by its name, and the bars are added one by one."""

import csv
import sys
from statistics import fmean

import matplotlib.pyplot as plt


class Flats:
    edges = (0, 400, 800, 1200, 2000, 4000)

    def __init__(self, path):
        with open(path) as file:
            self.rows = [row for row in csv.DictReader(file) if row["rent"].strip() != ""]

    def column(self, name):
        return [float(row[name]) for row in self.rows]

    def axes(self, title, x, y):
        _, ax = plt.subplots(layout="constrained")
        ax.set_title(title)
        ax.set_xlabel(x)
        ax.set_ylabel(y)
        return ax

    def bars(self):
        ax = self.axes("Rents of cities", "city", "EUR a month, mean")
        cities = {row["city"] for row in self.rows}
        mean = {c: fmean(float(row["rent"]) for row in self.rows if row["city"] == c) for c in cities}
        for city, height in sorted(mean.items(), key=lambda pair: -pair[1]):
            ax.bar([city], [height], color="#2f5fd0")

    def histogram(self):
        ax = self.axes("Rents", "EUR a month", "density, 1/EUR")
        ax.hist(self.column("rent"), bins=self.edges, density=1, color="#2e8b57")

    def scatter(self):
        ax = self.axes("Rents by size", "square metres", "EUR a month")
        ax.scatter(self.column("size"), self.column("rent"), c="black", alpha=0.25, marker=".")
        ax.loglog()


getattr(Flats("flats.csv"), sys.argv[1])()
