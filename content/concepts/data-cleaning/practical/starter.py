"""Cleans patients.csv: writes clean.csv, and prints how many cells and rows it changed."""

import csv

with open("patients.csv", newline="") as file:
    rows = list(csv.DictReader(file))

raise NotImplementedError("task 1")
