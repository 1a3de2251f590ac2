"""The moving figure of the lesson on backpropagation."""

import matplotlib.pyplot as plt

INK, MUTED, GRID, BLUE, ORANGE = "#1b1b1f", "#77777f", "#d9d9de", "#2f5fd0", "#d9730d"

# Fixed: the second hidden unit and its weight onwards.
W_LOWER, V_LOWER = 1.0, 1.5
X_AT, H_AT, O_AT, L_AT = 0.0, 3.0, 6.0, 8.2
UPPER, MIDDLE, LOWER = 3.0, 1.5, 0.0


def blame_flowing_back(x, w1, v1, target, stage):
    """x -> two ReLU units -> output -> squared loss. Stages 1 to 3 go forward, 4 to 6 back."""
    z1, z2 = w1 * x, W_LOWER * x
    a1, a2 = max(z1, 0.0), max(z2, 0.0)
    out = v1 * a1 + V_LOWER * a2
    loss = 0.5 * (out - target) ** 2
    d_out = out - target
    d_v1, d_v2 = d_out * a1, d_out * a2
    d_a1, d_a2 = d_out * v1, d_out * V_LOWER
    d_z1, d_z2 = d_a1 * (z1 > 0), d_a2 * (z2 > 0)
    d_w1, d_w2 = d_z1 * x, d_z2 * x

    fig, ax = plt.subplots(figsize=(6.8, 3.9))
    ax.set(xlim=(-0.7, 9.1), ylim=(-1.1, 4.1))
    ax.axis("off")

    def node(at, y, name, value, back, shown, shown_back):
        ax.plot(at, y, "o", markersize=30, markerfacecolor="none", markeredgecolor=INK, zorder=3)
        ax.text(at, y, name, ha="center", va="center", zorder=4)
        if shown:
            ax.text(at, y + 0.52, f"{value:.2f}", ha="center", color=BLUE)
        if shown_back:
            ax.text(at, y - 0.78, f"{back:.2f}", ha="center", color=ORANGE)

    def edge(x0, y0, x1, y1, weight, back, shown_back):
        ax.plot([x0 + 0.45, x1 - 0.45], [y0, y1], color=MUTED, linewidth=1)
        middle, height = (x0 + x1) / 2, (y0 + y1) / 2
        rising = y1 > y0  # a label stands above the edge, on the side where the edge is lower
        above, below = ("right", "left") if rising else ("left", "right")
        ax.text(middle, height + 0.14, weight, ha=above, color=INK, fontsize=10)
        if shown_back:
            ax.text(middle, height - 0.14, f"{back:.2f}", ha=below, va="top", color=ORANGE, fontsize=10)

    edge(X_AT, MIDDLE, H_AT, UPPER, f"$w_1$ = {w1:.1f}", d_w1, stage >= 6)
    edge(X_AT, MIDDLE, H_AT, LOWER, f"$w_2$ = {W_LOWER:.1f}", d_w2, stage >= 6)
    edge(H_AT, UPPER, O_AT, MIDDLE, f"$v_1$ = {v1:.1f}", d_v1, stage >= 5)
    edge(H_AT, LOWER, O_AT, MIDDLE, f"$v_2$ = {V_LOWER:.1f}", d_v2, stage >= 5)
    ax.plot([O_AT + 0.45, L_AT - 0.45], [MIDDLE, MIDDLE], color=MUTED, linewidth=1)

    node(X_AT, MIDDLE, "$x$", x, 0, True, False)
    node(H_AT, UPPER, "$a_1$", a1, d_a1, stage >= 1, stage >= 5)
    node(H_AT, LOWER, "$a_2$", a2, d_a2, stage >= 1, stage >= 5)
    node(O_AT, MIDDLE, "$o$", out, d_out, stage >= 2, stage >= 4)
    node(L_AT, MIDDLE, "$L$", loss, 1.0, stage >= 3, stage >= 4)
    ax.text(L_AT, MIDDLE - 1.35, f"target {target:.1f}", ha="center", color=MUTED, fontsize=10)

    given = f"x = {x:.1f}, w1 = {w1:.1f}, v1 = {v1:.1f}, target {target:.1f}."
    return fig, f"{given} " + _in_words(
        stage, (a1, a2), out, loss, (d_out, d_a1, d_a2, d_v1, d_v2, d_w1, d_w2)
    )


def _in_words(stage, a, out, loss, back):
    d_out, d_a1, d_a2, d_v1, d_v2, d_w1, d_w2 = back
    said = [
        f"Hidden units: a1 = {a[0]:.2f}, a2 = {a[1]:.2f}.",
        f"Output: o = {out:.2f}.",
        f"Loss: L = {loss:.2f}.",
        f"Back: dL/do = {d_out:.2f}.",
        f"dL/dv1 = {d_v1:.2f}, dL/dv2 = {d_v2:.2f}, dL/da1 = {d_a1:.2f}, dL/da2 = {d_a2:.2f}.",
        f"dL/dw1 = {d_w1:.2f}, dL/dw2 = {d_w2:.2f}.",
    ]
    return " ".join(["Stage " + str(stage) + ".", *said[:stage]])
