"""Only what you ask for yourself is chosen, and what that needs directly. What those packages need in
turn is forgotten, and the first import fails.

Ask yourself: whose requirements do you look at after a package has been chosen?
"""


def search(index, root, chosen):
    asked = [*root.items()]
    for name, version in chosen.items():
        if name in root:
            asked += index[name][version].items()
    if any(name in chosen and not satisfies(chosen[name], spec) for name, spec in asked):
        return None
    missing = {name for name, _ in asked} - chosen.keys()
    if not missing:
        return chosen
    name = next((name for name in root if name in missing), min(missing))
    for version in sorted(index.get(name, {}), key=parse, reverse=True):
        if all(satisfies(version, spec) for other, spec in asked if other == name):
            found = search(index, root, {**chosen, name: version})
            if found is not None:
                return found
    return None
