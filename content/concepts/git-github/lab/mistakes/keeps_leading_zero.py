"""The mode of a folder is written as it came, `040000`. Git shows it so, but stores it without the zero in
front, and compares folders by that.

Ask yourself: how many bytes does your tree spend on the mode of a folder, and how many does Git's?
"""


def place(entry):
    mode, name, _ = entry
    return (name + "/" if mode == "40000" else name).encode()


def written(mode, name, sha):
    raw = bytes.fromhex(sha)
    if len(raw) != 20:
        raise ValueError("not an id")
    return f"{mode} {name}\0".encode() + raw
