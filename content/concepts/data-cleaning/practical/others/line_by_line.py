"""One pass without the csv module: each line is read, cleaned, counted and written before the next."""

import re

report = {"clinic": 0, "height": 0, "chol": 0, "duplicates": 0}
seen = set()
with open("patients.csv") as source, open("clean.csv", "w") as target:
    target.write(source.readline().strip() + "\n")
    for line in source:
        id, *old = line.rstrip("\r\n").split(",")
        clinic = old[0].strip()[:1].upper() + old[0].strip()[1:].lower()
        height = ""
        if old[1].strip():
            found = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*(m|cm)?\s*", old[1])
            if found is None:
                raise ValueError(f"height {old[1]}")
            number = float(found[1])
            if found[2] == "m" or (found[2] is None and number < 3):
                number *= 100
            height = f"{number:.0f}"
        chol = old[2].strip()
        if chol in {"0", "-999", "n/a"}:
            chol = ""
        for name, before, after in zip(report, old, (clinic, height, chol), strict=False):
            report[name] += before != after
        if id in seen:
            report["duplicates"] += 1
        else:
            seen.add(id)
            target.write(f"{id},{clinic},{height},{chol}\n")
for name, n in report.items():
    print(f"{name}: {n}")
