"""Mutants of a source: single edits of its syntax tree, with names that stay. Pure: nothing is run.

The catalog mutates the solutions of labs, the audit a learner's own project.
"""

from groundup.mutation.mutants import Mutant, Name, mutants, way_of

__all__ = ["Mutant", "Name", "mutants", "way_of"]
