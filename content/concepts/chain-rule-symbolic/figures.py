"""The moving figure of the chain rule: a formula as a tree, with values, local slopes and their products."""

import math

import matplotlib.pyplot as plt

INK, MUTED, GRID = "#1b1b1f", "#77777f", "#d9d9de"
BLUE, ORANGE, GREEN = "#2f5fd0", "#d9730d", "#2e8b57"

FORMULAS = {  # nested: (operation, children...), "x", or a number
    "x (x² - 3)³": ("mul", "x", ("cube", ("add", ("square", "x"), -3))),
    "exp(sin 3x)": ("exp", ("sin", ("mul", 3, "x"))),
    "x² sin 3x": ("mul", ("square", "x"), ("sin", ("mul", 3, "x"))),
    "ln(1 + x²)": ("ln", ("add", 1, ("square", "x"))),
}
SHOWN = {"square": "( )²", "cube": "( )³"}

# For each operation of one argument: its value, its slope there.
FUNCTIONS = {
    "square": (lambda u: u * u, lambda u: 2 * u),
    "cube": (lambda u: u**3, lambda u: 3 * u * u),
    "exp": (math.exp, math.exp),
    "sin": (math.sin, math.cos),
    "ln": (math.log, lambda u: 1 / u),
}


def tree_walker(formula, x, step):
    nodes = laid_out(FORMULAS[formula], x)
    edges = [node for node in nodes if node["parent"] is not None and node["depends"]]
    walked = edges[: int(step)]
    for node in walked:
        node["product"] = node["parent"]["product"] * node["slope"]
    ends = [node for node in edges if node["label"] == "x"]
    products = [node["product"] for node in ends if node in walked]
    done = len(walked) == len(edges)

    fig, ax = plt.subplots(figsize=(6.4, 4))
    fig.subplots_adjust(left=0.02, right=0.98, bottom=0.03, top=0.87)
    ax.axis("off")
    width = max(node["x"] for node in nodes)
    depth = max(node["depth"] for node in nodes)
    ax.set(xlim=(-1.1, width + 1.1), ylim=(-depth - 0.45, 0.45))
    for node in nodes:
        draw(ax, node, node in walked)
    if done:
        parts = [f"({p:.3g})" if p < 0 and i else f"{p:.3g}" for i, p in enumerate(products)]
        total = " + ".join(parts)
        slope = f"slope {total}" + (f" = {sum(products):.3g}" if len(products) > 1 else "")
    else:
        slope = f"{len(walked)} of {len(edges)} edges walked"
    ax.set_title(f"f(x) = {formula} at x = {x:g}:  {slope}", color=INK, fontsize=11)

    story = "; ".join(
        f"slope {node['slope']:.3g} on the edge from {name(node['parent'])} down to {name(node)}, "
        f"product so far {node['product']:.3g}"
        for node in walked
    )
    alt = f"The tree of f(x) = {formula} at x = {x:g}. At the root, the value {nodes[0]['value']:.4g}. "
    alt += f"Walked: {story}. " if walked else "No edge has been walked yet. "
    if done:
        alt += f"The products that arrived at x add up to the slope {sum(products):.4g}."
    return fig, alt


def laid_out(formula, x):
    """All nodes as dicts, level by level: value, local slope to the parent, place. Leaves stand side by
    side.
    """
    leaves = []

    def place(part, parent, depth):
        node = {"parent": parent, "depth": depth, "depends": False, "product": 1.0, "slope": 0.0}
        if not isinstance(part, tuple):
            node |= {"label": str(part), "depends": part == "x", "value": x if part == "x" else part}
            node |= {"x": 1.5 * len(leaves), "children": []}
            leaves.append(node)
            return node
        children = [place(child, node, depth + 1) for child in part[1:]]
        node |= {"label": part[0], "children": children, "depends": any(c["depends"] for c in children)}
        node["x"] = sum(c["x"] for c in children) / len(children)
        node["value"] = computed(part[0], children)
        return node

    level, found = [place(formula, None, 0)], []
    while level:
        found += level
        level = [child for node in level for child in node["children"]]
    return found


def computed(operation, children):
    """The value of a node; writes to each child the slope of the edge above it."""
    values = [child["value"] for child in children]
    if operation == "add":
        for child in children:
            child["slope"] = 1.0
        return sum(values)
    if operation == "mul":
        children[0]["slope"], children[1]["slope"] = values[1], values[0]
        return values[0] * values[1]
    value, slope = FUNCTIONS[operation]
    children[0]["slope"] = slope(values[0])
    return value(values[0])


def draw(ax, node, walked):
    at, height = node["x"], -node["depth"]
    strong = walked or node["parent"] is None
    color = INK if node["depends"] else MUTED
    ax.text(
        at, height, SHOWN.get(node["label"], node["label"]),
        ha="center", va="center", color=color, fontsize=12,
    )  # fmt: skip
    if node["label"] != str(node["value"]):
        ax.text(at + 0.3, height, f"{node['value'] + 0.0:.3g}", va="center", color=BLUE, fontsize=11)
    if strong and node["depends"]:
        product = f"{node['product'] + 0.0:.3g}"
        ax.text(at - 0.3, height, product, ha="right", va="center", color=GREEN, fontsize=11, weight="bold")
    if node["parent"] is None:
        return
    above = node["parent"]
    dx, dy = at - above["x"], -1.0
    ax.plot(
        [above["x"] + 0.25 * dx, above["x"] + 0.75 * dx],
        [-above["depth"] + 0.25 * dy, -above["depth"] + 0.75 * dy],
        color=ORANGE if walked else (MUTED if node["depends"] else GRID),
        linewidth=2.4 if walked else 1.2,
    )
    if walked:
        side = -1 if dx < 0 else 1
        ax.text(
            above["x"] + 0.5 * dx + 0.16 * side, -above["depth"] + 0.5 * dy, f"× {node['slope'] + 0.0:.3g}",
            ha="left" if side > 0 else "right", va="center", color=ORANGE, fontsize=11,
        )  # fmt: skip


def name(node):
    return {"mul": "the product", "add": "the sum"}.get(node["label"], node["label"])
