"""The ids stand in your tree as 40 characters. In a tree they are 20 raw bytes.

The 40 digits are the way in which ids are shown to people. Inside, two digits are one byte, and nothing
separates an entry from the next: a reader counts 20 bytes and goes on.

Ask yourself: how long is the body of a tree with one file named "hi", and how long is yours?
"""


def written(mode, name, sha):
    if len(bytes.fromhex(sha)) != 20:
        raise ValueError("not an id")
    return f"{mode.lstrip('0')} {name}\0{sha}".encode()
