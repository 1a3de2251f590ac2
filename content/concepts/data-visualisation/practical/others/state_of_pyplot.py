"""No functions and no axes by name: one script from top to bottom, in the commands of pyplot."""

import csv
import sys

import matplotlib.pyplot as plt

word = sys.argv[1]
city, size, rent = [], [], []
with open("flats.csv") as file:
    for row in csv.reader(file):
        if row[2] and row[2] != "rent":
            city.append(row[0])
            size.append(int(row[1]))
            rent.append(int(row[2]))

if word == "bars":
    found = []
    for name in set(city):
        rents = [r for r, c in zip(rent, city, strict=True) if c == name]
        found.append((sum(rents) / len(rents), name))
    found.sort(reverse=True)
    plt.bar(range(len(found)), [mean for mean, _ in found], width=0.6)
    plt.xticks(range(len(found)), [name for _, name in found], rotation=30)
    plt.title("Which city is expensive?")
    plt.xlabel("City")
    plt.ylabel("Mean rent (EUR)")
elif word == "histogram":
    plt.hist(rent, [0, 400, 800, 1200, 2000, 4000], density=True, edgecolor="white")
    plt.title("What flats cost")
    plt.xlabel("Rent (EUR)")
    plt.ylabel("Density (per EUR)")
else:
    plt.scatter(size, rent, s=9, alpha=0.5)
    plt.loglog()
    plt.title("Does rent grow with size?")
    plt.xlabel("Size (square metres)")
    plt.ylabel("Rent (EUR)")
