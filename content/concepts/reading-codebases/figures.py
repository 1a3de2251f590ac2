"""The moving figure of the lesson: the modules of the small package, who imports whom, who uses a name."""

import matplotlib.pyplot as plt
import numpy as np

INK, MUTED, GRID = "#1b1b1f", "#77777f", "#d9d9de"
BLUE, ORANGE, GREEN = "#2f5fd0", "#d9730d", "#2e8b57"

# Module: its place in the drawing, its lines, and where its label stands (offset, alignment).
MODULES = {
    "cli": ((4.8, 8.9), 9, (0.5, 0, "left")),
    "source.files": ((1.4, 6.3), 4, (-0.4, 0.95, "center")),
    "source.clean": ((4.1, 6.3), 5, (-0.4, 0, "right")),
    "count.shares": ((6.0, 6.3), 6, (0.4, 0, "left")),
    "output.table": ((8.7, 6.3), 4, (0.2, 0.95, "center")),
    "count.totals": ((6.5, 4.1), 7, (0.45, 0, "left")),
    "output.page": ((9.2, 1.4), 5, (0, -1.0, "center")),
    "records": ((3.0, 1.4), 6, (0, -1.0, "center")),
    "text": ((7.2, 1.4), 2, (0, -1.0, "center")),
}
IMPORTS = {
    "cli": ("source.files", "source.clean", "count.shares", "output.table"),
    "source.files": ("records",),
    "source.clean": ("records", "text"),
    "count.shares": ("count.totals", "records"),
    "output.table": ("text",),
    "count.totals": ("records",),
    "output.page": ("output.table", "text"),
}
USES = {  # in which modules a name is written down
    "none": (),
    "Answer": ("records", "source.files", "source.clean", "count.totals", "count.shares"),
    "tidy": ("text", "source.clean", "output.table", "output.page"),
    "shares": ("count.shares", "cli"),
    "table": ("output.table", "output.page", "cli"),
}
FOLDERS = ("all", "source", "count", "output")


def repository(depth, folder, name):
    """Modules up to `depth` imports away from cli, of one folder and what it touches; users of a name."""
    near = within(int(depth))
    edges = [
        (one, other)
        for one in IMPORTS
        for other in IMPORTS[one]
        if {one, other} <= near and (folder == "all" or one.startswith(folder) or other.startswith(folder))
    ]
    shown = (
        near if folder == "all" else {m for m in near if m.startswith(folder)} | {m for e in edges for m in e}
    )
    lit = [module for module in USES[name] if module in shown]

    fig = plt.figure(figsize=(6.4, 4))
    ax = fig.add_axes((0.02, 0.02, 0.96, 0.88))
    ax.set(xlim=(0, 10), ylim=(-0.2, 9.8))
    ax.axis("off")
    for wanted in (False, True):
        chosen = [edge for edge in edges if set(edge).issubset(lit) == wanted]
        draw_arrows(ax, chosen, ORANGE if wanted else MUTED, 0.006 if wanted else 0.003)
    for module in sorted(shown):
        (x, y), lines, (right, up, side) = MODULES[module]
        color = ORANGE if module in lit else GREEN if module == "cli" else BLUE
        ax.plot(x, y, "o", color=color, markersize=7 + 2.2 * lines, alpha=0.85)
        label = f"{module} ({fan_in(module)})"
        ax.text(x + right, y + up, label, color=INK, fontsize=9, ha=side, va="center")
    count = len(shown)
    ax.set_title(
        f"{count} module{'s' * (count != 1)}, {len(edges)} import{'s' * (len(edges) != 1)}", color=INK
    )
    return fig, alt_text(depth, folder, name, shown, edges, lit)


def within(depth):
    """What is reached from cli in at most `depth` imports; at depth 3 also what cli does not reach."""
    reached = {"cli"}
    for _ in range(depth):
        reached |= {other for one in reached for other in IMPORTS.get(one, ())}
    return set(MODULES) if depth >= 3 else reached


def fan_in(module):
    return sum(module in needed for needed in IMPORTS.values())


def draw_arrows(ax, edges, color, width):
    """From importer to imported, in one artist, with a gap for the circles at both ends."""
    if edges:
        start = np.array([MODULES[one][0] for one, _ in edges])
        way = np.array([MODULES[other][0] for _, other in edges]) - start
        gap = 0.45 * way / np.hypot(way[:, 0], way[:, 1])[:, None]
        begin, along = start + gap, way - 2 * gap
        ax.quiver(*begin.T, *along.T, angles="xy", scale_units="xy", scale=1, color=color, width=width)


def alt_text(depth, folder, name, shown, edges, lit):
    where = "" if folder == "all" else f", of the folder {folder} and what it touches"
    if not shown:
        return f"Nothing of the folder {folder} is at most {int(depth)} imports away from cli."
    drawn = "; ".join(f"{one} imports {other}" for one, other in edges) or "no import between them"
    central = sorted(shown, key=lambda module: (-fan_in(module), module))[:3]
    fans = ", ".join(f"{module} ({fan_in(module)})" for module in central)
    path = f" The name {name} occurs in {', '.join(lit) or 'none of these'}." if name != "none" else ""
    return (
        f"Modules at most {int(depth)} imports away from cli{where}: {', '.join(sorted(shown))}. {drawn}. "
        f"Most imported in the whole package, of those shown: {fans}.{path}"
    )
