"""A history that keeps the rules: small commits, a branch merged, a mistake reverted, no secret, no data.

Here the commits are made by a program; a learner makes them with Git.
"""

from inside.benches.making import Repository

README = "# Readings\n\n`summary.py` computes what a column of readings says.\n"
IGNORE = ".env\nreadings.csv\n__pycache__/\n"
MEAN = '"""What a column of readings says."""\n\n\ndef mean(values):\n    return sum(values) / len(values)\n'
HALF = MEAN.replace("len(values)", "2")
MEDIAN = "\n\ndef median(values):\n    ordered = sorted(values)\n    return ordered[len(ordered) // 2]\n"
EVEN = MEDIAN.replace(
    "ordered[len(ordered) // 2]", "(ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2"
)
MAKE = "import random\n\nrng = random.Random(7)\n"
ENV = "WEATHER_KEY=wk-7f3a91c04be2d8865a10\n"
READINGS = "".join(f"{number},{number * 7919 % 100003}\n" for number in range(120_000))  # more than 1 MiB


def reverts(id, subject):
    return f'Revert "{subject}"\n\nThis reverts commit {id}.'


def build(first=None, extra=None, late=None):
    """The repository. `first`: more files of the first commit; `extra`: of each; `late`: of the last."""
    repo, more, last = Repository(), extra or {}, late or {}
    base = {"README.md": README, ".gitignore": IGNORE}
    begun = repo.commit("Begin with a README and what Git ignores", {**base, **(first or {}), **more})
    mean = repo.commit("Compute the mean of readings", {**base, "summary.py": MEAN, **more}, begun)
    odd = repo.commit("Compute the median of readings", {**base, "summary.py": MEAN + MEDIAN, **more}, mean)
    even = repo.commit("Handle an even number of readings", {**base, "summary.py": MEAN + EVEN, **more}, odd)
    make = repo.commit(
        "Make readings to try it on", {**base, "summary.py": MEAN, "make.py": MAKE, **more}, mean
    )
    base["make.py"] = MAKE
    merged = repo.commit("Merge branch 'median'", {**base, "summary.py": MEAN + EVEN, **more}, make, even)
    halved = repo.commit("Divide the sum by two", {**base, "summary.py": HALF + EVEN, **more}, merged)
    undone = repo.commit(
        reverts(halved, "Divide the sum by two"), {**base, "summary.py": MEAN + EVEN, **more, **last}, halved
    )
    return repo.files({"main": undone})


FILES = build()
