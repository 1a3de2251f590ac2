"""Duplicates are looked for before the texts are trimmed, so "Ada" and "Ada " both stay.

After the run they are equal, and a second run would remove one of them: the script has to be run twice to do
its work, which is how one recognises a wrong order of steps.

Ask yourself: which of your steps can make two records equal, and does the search for duplicates come
after it?
"""

_cleaned = clean


def clean(rows, sentinels, keys):
    once = dedupe(rows, keys)
    tidy, report = [], {"trimmed": 0, "missing": 0, "duplicates": len(rows) - len(once)}
    for row in once:
        (made,), counts = _cleaned([row], sentinels, keys)
        tidy.append(made)
        report["trimmed"] += counts["trimmed"]
        report["missing"] += counts["missing"]
    return tidy, report
