"""The moving figure of the lesson: a page of cells, the names in its kernel, and those of a clean run."""

import matplotlib.pyplot as plt

INK, MUTED, GRID = "#1b1b1f", "#77777f", "#d9d9de"
BLUE, ORANGE, GREEN, RED = "#2f5fd0", "#d9730d", "#2e8b57", "#c93c37"

CELLS = ("price = 100", "price = price - 10", "total = 3 * price", "print(total)")
ORDERS = {
    "1, 2, 3, 4": (1, 2, 3, 4),
    "1, 2, 2, 3, 4": (1, 2, 2, 3, 4),
    "1, 3, 2, 4": (1, 3, 2, 4),
    "1, 2, 3, 4, 2": (1, 2, 3, 4, 2),
    "3, 1, 2, 4": (3, 1, 2, 4),
}


def hidden_state(order, runs, restart):
    """The first `runs` cells of ORDERS[order] are run; with `restart`, the kernel is restarted after that."""
    done = ORDERS[order][: int(runs)]
    kernel, counts, shown = run(done)
    clean, _, clean_shown = run((1, 2, 3, 4))
    if restart:
        kernel, counts = {}, {}

    fig = plt.figure(figsize=(6.4, 4))
    ax = fig.add_axes((0.02, 0.02, 0.96, 0.86))
    ax.set(xlim=(0, 10), ylim=(0, 10))
    ax.axis("off")
    draw_page(ax, counts, shown)
    draw_names(ax, 9.4, "names in the kernel", kernel, clean, BLUE)
    draw_names(ax, 4.6, "after a clean run, top to bottom", clean, clean, GREEN)
    what = ", ".join(map(str, done)) or "nothing"
    ax.set_title(f"run: {what}" + (", then restarted" if restart else ""), color=INK)
    return fig, alt_text(what, restart, kernel, counts, shown, clean, clean_shown)


def run(order):
    """(names, execution count of each cell, what each cell shows). An error stops its cell alone."""
    names, counts, shown = {}, {}, {}
    for count, cell in enumerate(order, start=1):
        counts[cell] = count
        shown.pop(cell, None)
        needed = {2: "price", 3: "price", 4: "total"}.get(cell)
        if needed and needed not in names:
            shown[cell] = f"NameError: {needed}"
        elif cell == 1:
            names["price"] = 100
        elif cell == 2:
            names["price"] -= 10
        elif cell == 3:
            names["total"] = 3 * names["price"]
        else:
            shown[cell] = str(names["total"])
    return names, counts, shown


def draw_page(ax, counts, shown):
    for place, code in enumerate(CELLS):
        cell, y = place + 1, 8.9 - 2.3 * place
        label = f"[{counts[cell]}]" if cell in counts else "[ ]"
        ax.text(0.1, y, label, color=ORANGE if cell in counts else MUTED, family="monospace", va="center")
        ax.add_patch(plt.Rectangle((0.9, y - 0.55), 4.2, 1.1, facecolor="none", edgecolor=MUTED, linewidth=1))
        ax.text(1.05, y, code, color=INK, family="monospace", va="center")
        if cell in shown:
            wrong = shown[cell].startswith("Name")
            ax.text(
                1.05, y - 1.05, shown[cell], color=RED if wrong else MUTED, family="monospace", va="center"
            )


def draw_names(ax, top, title, names, clean, color):
    ax.text(5.6, top, title, color=color, fontsize=10, va="center")
    for row, name in enumerate(("price", "total")):
        value = f"{name} = {names[name]}" if name in names else f"{name}: no such name"
        stale = names.get(name) != clean.get(name)
        y = top - 1.0 - 0.95 * row
        ax.text(5.9, y, value, color=RED if stale else INK, family="monospace", va="center")


def alt_text(what, restart, kernel, counts, shown, clean, clean_shown):
    held = ", ".join(f"{name} = {value}" for name, value in kernel.items()) or "no names"
    seen = (
        "; ".join(f"cell {cell} shows {text}" for cell, text in sorted(shown.items()))
        or "no cell shows anything"
    )
    numbers = ", ".join(f"cell {cell}: {count}" for cell, count in sorted(counts.items())) or "none"
    same = "It is the state of a clean run." if kernel == clean else "A clean run gives something else."
    return (
        f"Run so far: {what}{', then the kernel was restarted' if restart else ''}. "
        f"Execution counts: {numbers}. The kernel holds {held}; {seen}. A clean run from top to bottom ends "
        f"with price = {clean['price']} and total = {clean['total']}; cell 4 shows {clean_shown[4]}. {same}"
    )
