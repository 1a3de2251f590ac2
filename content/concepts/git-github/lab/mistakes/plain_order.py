"""The entries are sorted by their plain names. Git compares the name of a folder as if it ended in "/".

Most folders come out the same. A folder `a` beside a file `a.txt` does not, and the id of the tree, and of
everything above it, is another one.

Ask yourself: which of the characters "." and "/" has the smaller code, and what stands behind the "a" in
each of the two names?
"""


def place(entry):
    return entry[1].encode()
