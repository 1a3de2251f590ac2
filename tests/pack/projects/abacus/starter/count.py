"""Prints how many marbles there are."""

print(2)
