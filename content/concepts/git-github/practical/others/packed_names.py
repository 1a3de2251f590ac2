"""Names of branches lie packed in one file, two branches are merged one after the other, a tag is there."""

from inside.benches.making import Repository

repo = Repository()
ignore = {".gitignore": "/readings.csv\n/.env\n", "README.md": "Readings\n"}
mean = "def mean(values):\n    return sum(values) / len(values)\n"
bad = mean.replace("len(values)", "len(values) + 1")
spread = mean + "\n\ndef spread(values):\n    return max(values) - min(values)\n"
both = spread + "\n\ndef median(values):\n    return sorted(values)[len(values) // 2]\n"

start = repo.commit("Ignore data and secrets", ignore)
first = repo.commit("Add the mean", {**ignore, "summary.py": mean}, start)
broken = repo.commit("Correct the mean for bias", {**ignore, "summary.py": bad}, first)
mended = repo.commit(
    f'Revert "Correct the mean for bias"\n\nThis reverts commit {broken}.',
    {**ignore, "summary.py": mean},
    broken,
)
wide = repo.commit("Add the spread", {**ignore, "summary.py": spread}, mended)
joined = repo.commit("Merge branch 'spread'", {**ignore, "summary.py": spread}, mended, wide)
draft = repo.commit("Draft the median", {**ignore, "summary.py": both + "# draft\n"}, joined)
final = repo.commit("Finish the median", {**ignore, "summary.py": both}, draft)
top = repo.commit("Merge branch 'median' into main", {**ignore, "summary.py": both}, joined, final)
FILES = repo.files({})
FILES[".git/packed-refs"] = (
    f"# pack-refs with: peeled fully-peeled sorted \n{top} refs/heads/main\n{first} refs/tags/v0.1\n"
).encode()
