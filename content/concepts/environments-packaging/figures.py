"""The moving figure of the lesson: the tree of choices that a resolver walks through, up to the lock."""

import matplotlib.pyplot as plt
from matplotlib.collections import LineCollection

INK, MUTED, GRID = "#1b1b1f", "#77777f", "#d9d9de"
GREEN, RED = "#2e8b57", "#c93c37"

VERSIONS = {"app": ("2.0", "1.0"), "tool": ("1.1", "1.0"), "lib": ("3.0", "2.0", "1.0")}
ROWS = ("", "app", "tool", "lib")


def resolver(app_needs, tool_needs, order):
    """app 2.0 needs `lib` as `app_needs` says, tool 1.1 as `tool_needs` says; their old versions any."""
    needs = {("app", "2.0"): app_needs, ("tool", "1.1"): tool_needs}
    visited, lock = walk(needs, order)
    places = layout(order)

    fig = plt.figure(figsize=(6.4, 4))
    ax = fig.add_axes((0.1, 0.04, 0.88, 0.84))
    ax.set(xlim=(-0.6, 11.6), ylim=(3.75, -0.35))
    ax.axis("off")
    lines, colors = [], []
    for path, (x, y) in places.items():
        if path:
            lines.append([places[path[:-1]], (x, y)])
            colors.append(color_of(path, visited, lock))
    ax.add_collection(LineCollection(lines, colors=colors, linewidths=2, zorder=1))
    for color in (GRID, RED, GREEN):
        dots = [place for path, place in places.items() if color_of(path, visited, lock) == color]
        ax.plot([x for x, _ in dots], [y for _, y in dots], "o", color=color, markersize=8, zorder=2)
    for path, (x, y) in places.items():
        ink = INK if path in visited else MUTED
        if 0 < len(path) < 3:
            ax.text(x + 0.28, y - 0.05, path[-1], va="center", color=ink)
        if len(path) == 3:
            ax.text(x, y + 0.17, path[-1], ha="center", va="top", color=ink)
    for number, path in enumerate(tried(visited), start=1):
        color = color_of(path, visited, lock)
        ax.text(places[path][0], 3.45, str(number), ha="center", va="top", color=color)
    for y, name in enumerate(ROWS):
        ax.text(-1.55, y, name, color=INK, va="center", clip_on=False)
    count = len(tried(visited))
    ax.set_title(f"{said(lock)}, after {count} of 12 combinations", color=INK)
    return fig, alt_text(app_needs, tool_needs, order, lock, count)


def ordered(name, order):
    return VERSIONS[name] if order == "newest first" else VERSIONS[name][::-1]


def walk(needs, order):
    """The paths in the order in which they are visited, and the first whole one that fits."""
    visited = [()]
    for app in ordered("app", order):
        visited.append((app,))
        for tool in ordered("tool", order):
            visited.append((app, tool))
            for lib in ordered("lib", order):
                visited.append((app, tool, lib))
                wanted = (needs.get(("app", app), "any"), needs.get(("tool", tool), "any"))
                if all(fits(lib, spec) for spec in wanted):
                    return visited, (app, tool, lib)
    return visited, None


def fits(version, spec):
    major = int(version[0])
    if spec.startswith(">="):
        return major >= int(spec[2:])
    return spec == "any" or major < int(spec[1:])


def layout(order):
    """A place for every node: the leaves side by side, each other node above the middle of its own."""
    places, x = {}, 0
    for app in ordered("app", order):
        for tool in ordered("tool", order):
            for lib in ordered("lib", order):
                places[app, tool, lib] = (x, 3)
                x += 1
            places[app, tool] = (x - 2, 2)
        places[(app,)] = (x - 3.5, 1)
    places[()] = (5.5, 0)
    return dict(sorted(places.items(), key=lambda item: item[1][1]))


def color_of(path, visited, lock):
    if lock is not None and path == lock[: len(path)]:
        return GREEN
    return RED if path in visited else GRID


def tried(visited):
    return [path for path in visited if len(path) == 3]


def said(lock):
    return "Nothing fits" if lock is None else f"app {lock[0]}, tool {lock[1]}, lib {lock[2]}"


def alt_text(app_needs, tool_needs, order, lock, count):
    wants = f"app 2.0 needs lib {app_needs}, tool 1.1 needs lib {tool_needs}"
    end = "no combination fits" if lock is None else f"the lock is {said(lock)}"
    return f"A tree of 12 combinations, {order}: {wants}. After {count} of them, {end}."
