"""Question families on backpropagation."""

import itertools

import sympy

from groundup.grading import Choice, Expression, Number, Printed, Question, Steps, Typical, Vector, family


@family("hand-backprop", difficulty=0)
def hand_backprop(rng):
    """Both gradients of a 1-1-1 network with squaring as activation."""
    while True:
        x, w1, w2 = (rng.choice([-3, -2, -1, 1, 2, 3]) for _ in range(3))
        y = rng.randint(-9, 9)
        z = w1 * x
        a = z * z
        out = w2 * a
        error = out - y
        right = [error * w2 * 2 * z * x, error * a]
        no_slope = [error * w2 * x, error * a]
        at_output = [error * w2 * 2 * a * x, error * a]
        sign = [-right[0], -right[1]]
        if (
            abs(z) > 1
            and 0 < abs(error) <= 40
            and max(map(abs, right)) <= 3000
            and no_slope != right != at_output
        ):
            break
    return Question(
        prompt=(
            rf"A network computes $z = w_1 \cdot x$, $a = z^2$, $o = w_2 \cdot a$, and its loss is $L ="
            rf" \tfrac12 (o - y)^2$. "
            rf"Let $x = {x}$, $w_1 = {w1}$, $w_2 = {w2}$, $y = {y}$. Give "
            r"$(\partial L/\partial w_1,\ \partial L/\partial w_2)$."
        ),
        answer=Vector(right),
        typical=[
            Typical(no_slope, "slope_left_out", "On the way back, the activation multiplies by its slope."),
            Typical(
                at_output,
                "slope_at_output",
                "The slope $2z$ is taken at the pre-activation $z$, not at its output.",
            ),
            Typical(sign, "sign", r"The derivative of $\tfrac12 (o - y)^2$ with respect to $o$ is $o - y$."),
        ],
        solution=(
            rf"Forward: $z = {z}$, $a = {a}$, $o = {out}$. Backward: $\partial L/\partial o = {error}$, "
            rf"$\partial L/\partial w_2 = {error} \cdot {a} = {right[1]}$, $\partial L/\partial a = {error}"
            rf" \cdot {factor(w2)} = {error * w2}$, "
            rf"$\partial L/\partial z = {error * w2} \cdot 2 \cdot {factor(z)} = {error * w2 * 2 * z}$, "
            rf"$\partial L/\partial w_1 = {error * w2 * 2 * z} \cdot {factor(x)} = {right[0]}$."
        ),
    )


@family("grad-shapes", difficulty=-1)
def grad_shapes(rng):
    """The shape of one gradient of an affine layer."""
    n, d, h = rng.sample([2, 3, 5, 8, 10, 16, 20, 32, 50, 64, 100, 128], 3)
    what, right, product = rng.choice(
        [("dW", (d, h), "X.T @ dOut"), ("dX", (n, d), "dOut @ W.T"), ("db", (h,), "dOut.sum(axis=0)")]
    )
    if what == "db":
        typical = [
            Typical(f"({n}, {h})", "batch_kept", "One bias serves every row: the rows are summed."),
            Typical(f"({n},)", "wrong_axis", "The sum runs over the batch; one entry for each unit is left."),
        ]
    else:
        typical = [
            Typical(
                f"({right[1]}, {right[0]})",
                "transposed",
                "A gradient has the shape of the thing it belongs to.",
            ),
            Typical(
                f"({n}, {d}, {h})",
                "batch_kept",
                "The contributions of the rows are added up, not kept apart.",
            ),
        ]
    return Question(
        prompt=(
            f"A layer computes `Out = X @ W + b` with `X` of shape `({n}, {d})`, `W` of shape `({d}, {h})`"
            f" and `b` of shape `({h},)`. `dOut` has arrived from behind. What does `{what}.shape` print, if"
            f" `{what}` is the gradient of the loss with respect to `{what[1:]}`?"
        ),
        answer=Printed(str(right)),
        typical=typical,
        solution=f"A gradient has the shape of `{what[1:]}`: `{right}`. It is `{product}`.",
    )


@family("memory", difficulty=0)
def memory(rng):
    """Bytes that the cache holds between the passes."""
    sizes = [
        rng.choice([16, 32, 64, 100]),
        *(rng.choice([32, 50, 64, 128]) for _ in range(rng.choice([1, 2]))),
        10,
    ]
    n = rng.choice([50, 100, 128, 200, 256])
    kind, width = rng.choice([("float64", 8), ("float32", 4)])
    pairs = list(itertools.pairwise(sizes))
    numbers = sum(n * (d + h) for d, h in pairs)
    right = width * numbers
    parameters = width * sum((d + 1) * h for d, h in pairs)
    inputs_only = width * n * sum(d for d, _ in pairs)
    arrows = r" \to ".join(map(str, sizes))
    terms = " + ".join(f"({d} + {h})" for d, h in pairs)
    return Question(
        prompt=(
            rf"A network ${arrows}$ processes a batch of {n} rows in {kind} ({width} bytes a number). Its "
            "cache holds, for every layer, the layer's input and its pre-activation, each as an array of its"
            " own. How many bytes is that?"
        ),
        answer=Number(right),
        typical=[
            Typical(
                parameters,
                "parameters_counted",
                "Those are the bytes of the parameters. They do not depend on the batch.",
            ),
            Typical(inputs_only, "inputs_only", "The pre-activations are kept as well."),
            Typical(right // n, "one_row", "That is the cache for a single row."),
            Typical(numbers, "numbers", f"That is how many numbers there are; each takes {width} bytes."),
        ],
        solution=(
            rf"A layer from $d$ to $h$ keeps $n(d + h)$ numbers: ${n} \cdot ({terms}) = {numbers}$, times"
            rf" {width} bytes is {right}."
        ),
    )


LINES = [
    "Z1 = X @ W1 + b1",
    "A1 = np.tanh(Z1)",
    "out = A1 @ W2 + b2",
    "dout = (out - y) / len(X)",
    "dW2 = A1.T @ dout",
    "db2 = dout.sum(axis=0)",
    "dA1 = dout @ W2.T",
    "dZ1 = dA1 * (1 - np.tanh(Z1) ** 2)",
    "dW1 = X.T @ dZ1",
    "db1 = dZ1.sum(axis=0)",
]

# line index -> (broken line, what is wrong with it)
BUGS = {
    3: (
        "dout = (y - out) / len(X)",
        "The derivative of the squared error with respect to `out` is `out - y`; here the sign is turned.",
    ),
    4: ("dW2 = Z1.T @ dout", "`W2` is multiplied by `A1` in the forward pass, so `A1` belongs here."),
    5: ("db2 = dout.sum(axis=1)", "The bias serves every row: the sum runs over the rows, axis 0."),
    6: ("dA1 = dout @ W2", "The shapes need the transpose: `(n, k) @ (k, h)`."),
    7: ("dZ1 = dA1 * (1 - np.tanh(A1) ** 2)", "The slope is taken at the pre-activation `Z1`, not at `A1`."),
    8: ("dW1 = X.T @ dA1", "The gradient must have passed through the activation: `dZ1`."),
    9: ("db1 = dA1.sum(axis=0)", "The gradient must have passed through the activation: `dZ1`."),
}


@family("wrong-line", difficulty=0)
def wrong_line(rng):
    """Find the one wrong line of a backward pass."""
    at = rng.choice(list(BUGS))
    lines = list(LINES)
    lines[at], why = BUGS[at]
    forward = rng.choice([0, 2])
    shown = sorted([*rng.sample([i for i in range(3, 10) if i != at], 3), at, forward])
    options = [f"`{lines[i]}`" for i in shown]
    code = "\n".join(lines)
    return Question(
        prompt=(
            "Rows are examples; the loss is half the squared error, summed over the outputs and averaged"
            " over the rows. Exactly one line of this backward pass is wrong. Which"
            f" one?\n\n```python\n{code}\n```"
        ),
        answer=Choice(options, shown.index(at)),
        typical=[
            Typical(
                shown.index(forward), "forward_line", "That is a line of the forward pass, and it is right."
            )
        ],
        solution=f"`{lines[at]}` should read `{LINES[at]}`. {why}",
    )


@family("derive-affine-grads", difficulty=1)
def derive_affine_grads(rng):
    """The gradients of a small affine layer, entry by entry, in symbols."""
    rows = rng.choice([2, 3, 4])
    p_name, q_name, g_name = rng.choice(
        [("p", "q", "g"), ("a", "c", "g"), ("r", "s", "u"), ("p", "t", "d"), ("s", "t", "u")]
    )
    v_name, w_name = rng.choice([("v", "w"), ("m", "w"), ("k", "w")])
    convention = rng.choice(["rows", "columns"])
    x = (
        sympy.symbols(f"{p_name}1:{rows + 1}"),
        sympy.symbols(f"{q_name}1:{rows + 1}"),
    )  # two features an example
    g = sympy.symbols(f"{g_name}1:{rows + 1}")
    v, w = sympy.symbols(f"{v_name} {w_name}")
    names = tuple(str(s) for s in (*x[0], *x[1], *g, v, w))
    dv = sum(gi * pi for gi, pi in zip(g, x[0], strict=True))
    dw = sum(gi * qi for gi, qi in zip(g, x[1], strict=True))
    db = sum(g)
    which = rng.randrange(rows)
    dp = g[which] * v
    features = ", ".join(f"({p_name}_{i}, {q_name}_{i})" for i in range(1, rows + 1))
    story = (
        rf"The rows of $X$ are the examples ${features}$; the layer is $O = XW + b$ with $W = ({v_name},"
        rf" {w_name})^\top$ and one unit."
        if convention == "rows"
        else (
            rf"The columns of $X$ are the examples ${features}$; the layer is $O = WX + b$ with $W ="
            rf" ({v_name}, {w_name})$ and one unit."
        )
    )
    typical = [
        Typical(
            [g[0] * x[0][0], g[0] * x[1][0], g[0], dp],
            "first_example_only",
            "Every example contributes to the gradients of the shared parameters: sum over all of them.",
        ),
        Typical(
            [dv, dw, sympy.Integer(rows), dp],
            "bias_without_upstream",
            "The factor 1 of the bias multiplies what arrived from behind.",
        ),
    ]
    if rows == 2:
        swapped = [g[0] * x[0][0] + g[1] * x[1][0], g[0] * x[0][1] + g[1] * x[1][1], db, dp]
        typical.append(
            Typical(
                swapped,
                "transposed",
                f"The transpose was guessed: ${v_name}$ meets the first feature of every example, not both"
                " features of one.",
            )
        )
    return Question(
        prompt=(
            f"{story} From behind, $\\partial L/\\partial O_i = {g_name}_i$ has arrived for example $i = 1,"
            f" \\dots, {rows}$. Fill in the gradients with `{p_name}1`, `{q_name}1`, `{g_name}1`, ... ,"
            f" `{v_name}` and `{w_name}`."
        ),
        answer=Steps(
            [
                (rf"$\partial L/\partial {v_name}$", Expression(dv, variables=names)),
                (rf"$\partial L/\partial {w_name}$", Expression(dw, variables=names)),
                (r"$\partial L/\partial b$", Expression(db, variables=names)),
                (rf"$\partial L/\partial {p_name}_{which + 1}$", Expression(dp, variables=names)),
            ]
        ),
        typical=typical,
        solution=(
            rf"$O_i = {p_name}_i\,{v_name} + {q_name}_i\,{w_name} + b$. The weight ${v_name}$ is in every"
            r" $O_i$ with factor "
            rf"${p_name}_i$, so $\partial L/\partial {v_name} = {sympy.latex(dv)}$ and in the same way "
            rf"$\partial L/\partial {w_name} = {sympy.latex(dw)}$. The bias has factor 1: $\partial"
            rf" L/\partial b = {sympy.latex(db)}$. "
            rf"And ${p_name}_{which + 1}$ is in $O_{which + 1}$ alone, with factor ${v_name}$:"
            rf" ${sympy.latex(dp)}$."
        ),
    )


def factor(number):
    """A number as a factor: negative ones in brackets."""
    return f"({number})" if number < 0 else str(number)
