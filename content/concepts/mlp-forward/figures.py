"""The moving figure of the lesson on the forward pass."""

import matplotlib.pyplot as plt
import numpy as np

INK, MUTED, GRID, BLUE, ORANGE = "#1b1b1f", "#77777f", "#d9d9de", "#2f5fd0", "#d9730d"
ACTIVATIONS = {"ReLU": lambda z: np.maximum(z, 0), "tanh": np.tanh, "identity": lambda z: z}

_rng = np.random.default_rng(4)
CENTRES = np.array([[-1, -1], [1, 1], [-1, 1], [1, -1]])
POINTS = np.repeat(CENTRES, 12, axis=0) + 0.16 * _rng.normal(size=(48, 2))  # (48, 2)
SIGN = np.repeat([1, 1, -1, -1], 12)  # (48,)


def folding_space(units, activation, angle, bias):
    """Left: the input plane and the network's regions. Right: the points in the plane of hidden units 1
    and 2.

    Unit 1 looks along 45 degrees, unit 2 along `angle` with `bias`, unit 3 along 135 degrees.
    """
    f = ACTIVATIONS[activation]
    angles = np.radians([45, angle, 135])[:units]
    W = np.array([np.cos(angles), np.sin(angles)])  # (2, units)
    b = np.array([0.0, bias, 0.0])[:units]

    H = f(POINTS @ W + b)  # (48, units)
    design = np.column_stack([H, np.ones(len(H))])
    v = np.linalg.solve(design.T @ design + 1e-6 * np.eye(units + 1), design.T @ SIGN)  # (units + 1,)
    right_ones = float((np.sign(design @ v) == SIGN).mean())

    side = np.linspace(-2, 2, 81)
    x1, x2 = np.meshgrid(side, side)
    plane = np.stack([x1, x2], axis=-1)  # (81, 81, 2)
    output = f(plane @ W + b) @ v[:-1] + v[-1]

    fig, (left, hidden) = plt.subplots(1, 2, figsize=(6.8, 3.6))
    fig.subplots_adjust(left=0.11, right=0.98, bottom=0.16, top=0.9, wspace=0.3)
    if output.min() < 0 < output.max():
        left.contourf(x1, x2, output, levels=[-1e9, 0, 1e9], colors=[ORANGE, BLUE], alpha=0.16)
    for ax, P in ((left, POINTS), (hidden, np.column_stack([H, np.zeros(len(H))])[:, :2])):
        ax.plot(*P[SIGN > 0].T, "o", color=BLUE, markersize=4)
        ax.plot(*P[SIGN < 0].T, "s", color=ORANGE, markersize=4)
    for (w1, w2), c in zip(W.T, b, strict=True):  # where each unit's pre-activation is zero
        foot = (
            -c * w1,
            -c * w2,
        )  # the weights are one long: the point of the line that is nearest to the origin
        left.axline(foot, (foot[0] - w2, foot[1] + w1), color=MUTED, linewidth=1, linestyle=":")
    left.set(xlim=(-2, 2), ylim=(-2, 2), xlabel="$x_1$", ylabel="$x_2$", title="input")
    _line(hidden, v, units)
    hidden.set(xlabel="unit 1", ylabel="unit 2" if units > 1 else "", title="as the hidden units see it")
    for ax in (left, hidden):
        ax.title.set_fontsize(11)
        ax.spines[["top", "right"]].set_visible(False)

    alt = (
        f"{units} hidden {'unit' if units == 1 else 'units'}, {activation}; unit 2 at {angle:.0f} degrees"
        f" with bias {bias:.1f}. The fitted output layer gets {right_ones:.0%} of the points right."
    )
    return fig, alt


def _line(ax, v, units):
    """The output layer's boundary in the plane of units 1 and 2; with three units there is no single line."""
    (x0, x1), (y0, y1) = ax.get_xlim(), ax.get_ylim()
    if units == 1 and abs(v[0]) > 1e-9:
        ax.axvline(-v[1] / v[0], color=INK, linewidth=1)
    elif units == 2 and np.abs(v[:2]).max() > 1e-9:
        square = v[0] ** 2 + v[1] ** 2
        foot = (-v[2] * v[0] / square, -v[2] * v[1] / square)
        ax.axline(foot, (foot[0] - v[1], foot[1] + v[0]), color=INK, linewidth=1)
    ax.set(xlim=(x0, x1), ylim=(y0, y1))
