"""Prints how many marbles there are."""

from pathlib import Path

print(len(Path("marbles.txt").read_text().split()))
