"""Both sides changed summary.py, the merge commit settles it in a third way, and the revert comes last."""

from inside.benches.making import Repository

repo = Repository()
kept = {"README.md": "Readings\n", ".gitignore": "__pycache__/\nreadings.*\n.env\n"}
one = "def mean(values):\n    return sum(values) / len(values)\n"
ours = one.replace("values", "numbers")
theirs = one + "\n\ndef median(values):\n    return sorted(values)[len(values) // 2]\n"
settled = theirs.replace("values", "numbers")

a = repo.commit("Begin with the README", kept)
b = repo.commit("Write the mean", {**kept, "summary.py": one}, a)
c = repo.commit("Call them numbers", {**kept, "summary.py": ours}, b)
d = repo.commit("Begin the median", {**kept, "summary.py": theirs + "# to be tested\n"}, b)
e = repo.commit("Finish the median", {**kept, "summary.py": theirs}, d)
f = repo.commit("Merge branch 'median'\n\nBoth call them numbers now.", {**kept, "summary.py": settled}, c, e)
g = repo.commit("Promise too much", {**kept, "README.md": "Weather\n", "summary.py": settled}, f)
h = repo.commit(f"Take the promise back\n\nThis reverts commit {g}.", {**kept, "summary.py": settled}, g)
FILES = repo.files({"main": h})
