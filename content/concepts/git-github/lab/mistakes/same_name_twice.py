"""Two entries with the same name are written one after the other. A folder cannot hold two files of one
name: whoever reads this tree will see one of them, and which one is chance.

Ask yourself: what would a checkout of your tree write to the disk, and in which order?
"""


def write_tree(entries):
    for _, name, _ in entries:
        if not name or "/" in name or "\0" in name:
            raise ValueError("not a name")
    return b"".join(written(*entry) for entry in sorted(entries, key=place))
