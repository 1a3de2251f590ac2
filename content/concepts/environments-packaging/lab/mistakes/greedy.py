"""The newest version of each package is taken, and if that leads nowhere, the resolver gives up. It says
that nothing fits where an older version of one package would do.

A choice that looked best may have to be taken back when its consequences are known.

Ask yourself: what should happen when the newest version of a package needs something that does not
exist?
"""


def search(index, root, chosen):
    asked = [*root.items()]
    for name, version in chosen.items():
        asked += index[name][version].items()
    if any(name in chosen and not satisfies(chosen[name], spec) for name, spec in asked):
        return None
    missing = {name for name, _ in asked} - chosen.keys()
    if not missing:
        return chosen
    name = next((name for name in root if name in missing), min(missing))
    for version in sorted(index.get(name, {}), key=parse, reverse=True):
        if all(satisfies(version, spec) for other, spec in asked if other == name):
            return search(index, root, {**chosen, name: version})
    return None
