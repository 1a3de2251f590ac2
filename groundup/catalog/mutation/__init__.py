"""The mutants of a lab's solution, and those of them that are listed as equivalent."""

from groundup.catalog.mutation.equivalents import FILE, matched, read_equivalents, stale, written
from groundup.mutation import Mutant, Name, mutants, way_of

__all__ = ["FILE", "Mutant", "Name", "matched", "mutants", "read_equivalents", "stale", "way_of", "written"]
