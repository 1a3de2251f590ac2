"""The bad commit is not in the history any more, and neither is a revert. `git reset` (or `--amend`) moved
the branch back and left it behind.

As long as nobody else has the commit, that is a clean way. Once it was pushed, others still have it: their
next push brings it back, or yours is refused. A revert adds a commit, and nobody's history breaks.

Ask yourself: what would a colleague's `git log` show who pulled while the bad commit was there?
"""

repo, base = Repository(), {"README.md": README, ".gitignore": IGNORE}
begun = repo.commit("Begin with a README and what Git ignores", base)
mean = repo.commit("Compute the mean of readings", {**base, "summary.py": MEAN}, begun)
odd = repo.commit("Compute the median of readings", {**base, "summary.py": MEAN + MEDIAN}, mean)
even = repo.commit("Handle an even number of readings", {**base, "summary.py": MEAN + EVEN}, odd)
make = repo.commit("Make readings to try it on", {**base, "summary.py": MEAN, "make.py": MAKE}, mean)
merged = repo.commit(
    "Merge branch 'median'", {**base, "summary.py": MEAN + EVEN, "make.py": MAKE}, make, even
)
noted = repo.commit(
    "Say how the readings are made",
    {**base, "README.md": README + "\nMade by make.py.\n", "summary.py": MEAN + EVEN, "make.py": MAKE},
    merged,
)
FILES = repo.files({"main": noted})
