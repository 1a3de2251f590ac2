"""Keeps two branches, uses folders below the top and a body in a message, and reverts before it merges."""

from inside.benches.making import Repository

repo = Repository()
base = {
    "README.md": "# Readings\n",
    ".gitignore": "# secrets\n.env*\n\n# data\n*.csv\n",
    "tests/__init__.py": "",
    "docs/notes/first.md": "Where the readings come from.\n",
}
MEAN = "def mean(values):\n    return sum(values) / len(values)\n"
MEDIAN = MEAN + "\n\ndef median(values):\n    return sorted(values)[len(values) // 2]\n"

a = repo.commit("Say what this is\n\nThe folder docs holds what is not code.", {**base, "summary.py": MEAN})
b = repo.commit("Note the units", {**base, "summary.py": MEAN, "docs/units.md": "Degrees.\n"}, a)
c = repo.commit("Round the mean", {**base, "summary.py": "round = 1\n", "docs/units.md": "Degrees.\n"}, b)
d = repo.commit(
    f'Revert "Round the mean"\n\nThis reverts commit {c}.',
    {**base, "summary.py": MEAN, "docs/units.md": "Degrees.\n"},
    c,
)
e = repo.commit("Add the median", {**base, "summary.py": MEDIAN, "docs/units.md": "Degrees.\n"}, d)
f = repo.commit(
    "Test the median of three",
    {**base, "summary.py": MEDIAN, "docs/units.md": "Degrees.\n", "tests/test_median.py": "pass\n"},
    e,
)
g = repo.commit(
    "Merge the median",
    {**base, "summary.py": MEDIAN, "docs/units.md": "Degrees.\n", "tests/test_median.py": "pass\n"},
    d,
    f,
)
FILES = repo.files({"main": g, "median": f, "unfinished": b}, head="median")
