"""The tests are never run on the program as it is. If they fail there, they fail on nearly every mutant too,
and the score is close to 100 %: the worst tests look best.

A test that fails kills a mutant only if it passes without the edit.

Ask yourself: which score does a suite get whose only test is `assert False`?
"""


def mutation_score(source, tests, steps=10_000):
    everything = mutants(source)
    return sum(not passes(mutant, tests, steps) for _, mutant in everything), len(everything)
