"""Mutants of a solution: single edits of its syntax tree, their names, and those listed as equivalent."""

from groundup.catalog.mutation.equivalents import FILE, matched, read_equivalents, stale, written
from groundup.catalog.mutation.mutants import Mutant, Name, mutants, way_of

__all__ = ["FILE", "Mutant", "Name", "matched", "mutants", "read_equivalents", "stale", "way_of", "written"]
