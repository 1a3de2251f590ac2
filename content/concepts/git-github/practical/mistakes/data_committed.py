"""The data went into a commit, and out again in the next one. The repository keeps all of it: whoever
clones the history gets every version of every file that was ever committed.

Data that a script can make need not be stored at all. Data that it cannot make belong elsewhere, with their
hash in the repository.

Ask yourself: how large is the folder `.git`, and how large would it be if the file had never been added?
"""

FILES = build(first={"readings.csv": READINGS})
