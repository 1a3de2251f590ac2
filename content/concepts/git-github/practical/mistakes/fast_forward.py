"""The branch was merged, and the history does not show it: `main` was only moved forward, since nothing had
happened on it in the meantime. All commits lie in one row.

That is not wrong, and many teams want it so. Here a merge commit is asked for, which keeps the two lines
visible: one that says what was worked on together, and which can be undone as a whole.

Ask yourself: which option of `git merge` makes a commit even where moving the branch would do?
"""

repo, base = Repository(), {"README.md": README, ".gitignore": IGNORE}
begun = repo.commit("Begin with a README and what Git ignores", base)
mean = repo.commit("Compute the mean of readings", {**base, "summary.py": MEAN}, begun)
odd = repo.commit("Compute the median of readings", {**base, "summary.py": MEAN + MEDIAN}, mean)
even = repo.commit("Handle an even number of readings", {**base, "summary.py": MEAN + EVEN}, odd)
halved = repo.commit("Divide the sum by two", {**base, "summary.py": HALF + EVEN}, even)
undone = repo.commit(reverts(halved, "Divide the sum by two"), {**base, "summary.py": MEAN + EVEN}, halved)
FILES = repo.files({"main": undone})
