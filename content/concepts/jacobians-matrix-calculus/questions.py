"""Question families on Jacobians: entries, chains of shapes, matrix gradients, modes, softmax."""

from fractions import Fraction

import sympy

from groundup.grading import (
    Choice,
    Expression,
    Matrix,
    Printed,
    Question,
    Steps,
    Typical,
    Vector,
    family,
    tex,
)

x, y, a, b, c = sympy.symbols("x y a b c")


@family("jac-entries", difficulty=-1)
def jac_entries(rng):
    """The Jacobian of a map from the plane to space, at a point."""
    while True:
        p, q, r = some(rng), some(rng), some(rng)
        outputs = [
            rng.choice([p * x * y, p * x**2 * y, x * y**2 + p * x]),
            rng.choice([q * x + r * y, q * x**2 + y, x + q * y**2]),
            rng.choice([p * x**2 + r * y**2, r * x * y + q * y, x**3 + r * y]),
        ]
        rng.shuffle(outputs)
        point = {x: some(rng, -3, 3), y: some(rng, -3, 3)}
        symbolic = [[sympy.diff(f, v) for v in (x, y)] for f in outputs]
        right = [[int(e.subs(point)) for e in row] for row in symbolic]
        exchanged = [row[::-1] for row in right]
        values = [[int(f.subs(point)) for f in outputs]]
        if exchanged != right and max(abs(e) for row in right for e in row) <= 60 and not zero_row(right):
            break
    return Question(
        prompt=(
            rf"Let $f(x, y) = \bigl({', '.join(map(tex, outputs))}\bigr)$, a map from $\mathbb{{R}}^2$ "
            rf"to $\mathbb{{R}}^3$. "
            f"What is its Jacobian at $({point[x]}, {point[y]})$?"
        ),
        answer=Matrix(right),
        typical=[
            Typical(
                turned(right),
                "transposed",
                "Outputs are rows and inputs are columns; yours lies on its side.",
            ),
            Typical(exchanged, "inputs_exchanged", "The first column belongs to the first input."),
            Typical(
                values,
                "values",
                "Those are the values of the three outputs at the point, not their derivatives.",
            ),
        ],
        solution=(
            f"One row for each output, differentiated by $x$ and by $y$: $$J = {tex(symbolic)} = "
            f"{tex(right)}.$$"
        ),
    )


@family("shape-chain", difficulty=0)
def shape_chain(rng):
    """Shapes of products of the Jacobians of a chain of three maps."""
    n, h, k, m = rng.sample([2, 3, 4, 5, 6, 8, 10, 16, 20], 4)
    setting = (
        rf"Let $f_1 : \mathbb{{R}}^{{{n}}} \to \mathbb{{R}}^{{{h}}}$, $f_2 : \mathbb{{R}}^{{{h}}} \to "
        rf"\mathbb{{R}}^{{{k}}}$ and "
        rf"$f_3 : \mathbb{{R}}^{{{k}}} \to \mathbb{{R}}^{{{m}}}$. `J1`, `J2`, `J3` are their Jacobians "
        rf"as arrays, at the points that "
        "arise on the way."
    )
    code, shape, wrongs, why = rng.choice(
        [
            (
                "J3 @ J2 @ J1",
                (m, n),
                [((n, m), "order_reversed"), ("error", "thinks_error")],
                "It is the Jacobian of the whole",
            ),
            (
                "J2 @ J1",
                (k, n),
                [((n, k), "order_reversed"), ("error", "thinks_error")],
                "It is the Jacobian of the first two",
            ),
            (
                "J3 @ J2",
                (m, h),
                [((h, m), "order_reversed"), ("error", "thinks_error")],
                "It is the Jacobian of the last two",
            ),
            ("J1 @ J2 @ J3", None, [((n, m), "order_reversed"), ((m, n), "order_ignored")], ""),
            (
                "u @ J3 @ J2 @ J1",
                (n,),
                [((m,), "output_side"), ((m, n), "whole_jacobian")],
                "A VJP ends at the inputs",
            ),
            (
                "u @ J3 @ J2",
                (h,),
                [((n,), "went_too_far"), ((m,), "output_side")],
                "The VJP has come back as far as the input of $f_2$",
            ),
            (
                "J3 @ (J2 @ (J1 @ v))",
                (m,),
                [((n,), "input_side"), ((m, n), "whole_jacobian")],
                "A JVP ends at the outputs",
            ),
            (
                "J1.T @ J2.T @ J3.T",
                (n, m),
                [((m, n), "transpose_ignored"), ("error", "thinks_error")],
                "It is the transpose of the whole",
            ),
        ]
    )
    extra = (
        f" `u` has shape `({m},)`."
        if code.startswith("u")
        else f" `v` has shape `({n},)`."
        if "v" in code
        else ""
    )
    typical = [Typical(str(value), name, SHAPE_WORDS[name]) for value, name in wrongs]
    if shape is None:
        answer = Printed("ValueError", error=True)
        solution = f"`J1` has shape ({h}, {n}) and `J2` has ({k}, {h}): {n} columns meet {k} rows, an error."
    else:
        answer = Printed(str(shape))
        shapes = f"({h}, {n}), ({k}, {h}) and ({m}, {k})"
        solution = f"The shapes are {shapes} for `J1`, `J2`, `J3`. {why}, so the printed shape is `{shape}`."
    return Question(
        prompt=f"{setting}{extra} What does Python print?\n\n```python\nprint(({code}).shape)\n```",
        answer=answer,
        typical=typical,
        solution=solution,
    )


SHAPE_WORDS = {
    "order_reversed": "What acts first stands on the right, and a Jacobian has as many rows as outputs.",
    "order_ignored": "Write the shapes under the factors, in this order.",
    "thinks_error": "Write the shapes under the factors: outputs are rows, inputs are columns.",
    "output_side": "That is the shape in which it starts. Where has it come to after these factors?",
    "input_side": "That is the shape in which it starts. Where has it come to after these factors?",
    "went_too_far": "It has not passed through all three maps.",
    "whole_jacobian": "A vector takes part, so one of the axes is summed away.",
    "transpose_ignored": "Every factor is transposed.",
}


@family("matrix-grad", difficulty=0)
def matrix_grad(rng):
    """The gradient of a scalar expression of matrices, in entries or among formulas."""
    return rng.choice([by_entries, by_formula])(rng)


def by_entries(rng):
    while True:
        A = [[rng.randint(-4, 5) for _ in range(2)] for _ in range(2)]
        v = [rng.randint(-5, 5) for _ in range(2)]
        both = [[A[0][0] * 2, A[0][1] + A[1][0]], [A[0][1] + A[1][0], A[1][1] * 2]]
        right = linear(both, v)
        doubled = linear([[2 * e for e in row] for row in A], v)
        once = linear(A, v)
        other = linear(turned(A), v)
        plain = linear(both, [0, 0])
        told = [right, doubled, once, other] + ([plain] if any(v) else [])
        if all(A[0] + A[1]) and all(v) and len({str(g) for g in told}) == len(told):
            break
    return Question(
        prompt=(
            rf"Let $f(z) = z^\top A z + b^\top z$ with $z = (x, y)$, $A = {tex(A)}$ and $b = {tex(v)}$. "
            rf"Give the gradient of $f$ as a "
            "vector, in $x$ and $y$."
        ),
        answer=Vector(right, variables=("x", "y")),
        typical=[
            Typical(
                doubled, "symmetry_assumed", "The matrix is not symmetric: what do its columns contribute?"
            ),
            Typical(
                once,
                "one_side_only",
                "The vector occurs twice in the quadratic part; one of the two was held still.",
            ),
            Typical(
                other,
                "one_side_transposed",
                "The vector occurs twice in the quadratic part; one of the two was held still.",
            ),
            Typical(plain, "linear_part_lost", "The linear part has a gradient too."),
        ],
        solution=(
            rf"$\nabla f = (A + A^\top) z + b$, with $A + A^\top = {tex(both)}$: $$\nabla f = {tex(right)}.$$"
        ),
    )


def by_formula(rng):
    f = rng.choice([2, 3, 4, 5, 6])
    g = 2 * f
    subject, right, wrongs, why = rng.choice(
        [
            (
                rf"$f(w) = {f}\,\lVert Xw - y \rVert^2$ with $X$ of shape $m \times n$, by $w$",
                rf"${g}\,X^\top (Xw - y)$",
                [
                    (rf"${g}\,X (Xw - y)$", "missing_transpose", SHAPE),
                    (rf"${f}\,X^\top (Xw - y)$", "two_missing", TWO),
                    (rf"${g}\,(Xw - y)$", "inner_missing", INNER),
                ],
                r"The residual $r = Xw - y$ has Jacobian $X$, and $\lVert r \rVert^2$ has gradient $2r$: "
                r"pull $2r$ back with $X^\top$.",
            ),
            (
                rf"$f(w) = {f}\,\lVert y - Xw \rVert^2$ with $X$ of shape $m \times n$, by $w$",
                rf"${g}\,X^\top (Xw - y)$",
                [
                    (
                        rf"${g}\,X^\top (y - Xw)$",
                        "inner_sign",
                        "The inner map has a minus sign, and so has its Jacobian.",
                    ),
                    (rf"${g}\,(Xw - y) X$", "missing_transpose", SHAPE),
                    (rf"${g}\,(y - Xw)$", "inner_missing", INNER),
                ],
                rf"The inner Jacobian is $-X$, so the gradient is $-{g}\,X^\top (y - Xw)$, which is the "
                rf"stated one.",
            ),
            (
                rf"$f(x) = {f}\,x^\top A x$ with any square $A$, by $x$",
                rf"${f}\,(A + A^\top) x$",
                [
                    (
                        rf"${g}\,A x$",
                        "symmetry_assumed",
                        "That needs a symmetric matrix, which was not said.",
                    ),
                    (rf"${f}\,A x$", "one_side_only", "The vector occurs twice, and both move."),
                    (
                        rf"${f}\,x^\top A$",
                        "row",
                        "A gradient has the shape of what one differentiates by, and the vector occurs "
                        "twice.",
                    ),
                ],
                "Each of the two factors moves once: by the first one gets $Ax$, by the second $A^\\top x$.",
            ),
            (
                rf"$f(x) = {f}\,a^\top x + \lVert x \rVert^2$, by $x$",
                rf"${f}\,a + 2x$",
                [
                    (
                        rf"${f}\,a + 2\lVert x \rVert$",
                        "norm_kept",
                        "A vector and a number cannot be added like this.",
                    ),
                    (rf"${f}\,a^\top x + 2x$", "linear_kept", "The first part was not differentiated."),
                    (
                        rf"${f}\,x + 2x$",
                        "wrong_factor",
                        "By which of the two factors of the dot product was differentiated?",
                    ),
                ],
                "$a^\\top x$ has the gradient $a$, and $x^\\top x$ has $2x$.",
            ),
            (
                rf"$f(x) = u^\top A x$ with $u \in \mathbb{{R}}^{f}$, $x \in \mathbb{{R}}^{g}$ and $A$ "
                rf"of shape ${f} \times {g}$, by $x$",
                r"$A^\top u$",
                [
                    (r"$A u$", "missing_transpose", SHAPE),
                    (r"$A x$", "wrong_factor", "That is the gradient by the other vector."),
                    (
                        r"$u^\top A$ as a matrix of shape $" + rf"{f} \times {g}$",
                        "matrix_kept",
                        "One gradient entry for each input.",
                    ),
                ],
                r"$u^\top A x = (A^\top u)^\top x$ is of the form $a^\top x$.",
            ),
            (
                rf"$f(w) = \lVert Xw - y \rVert^2 + {f}\,\lVert w \rVert^2$ with $X$ of shape $m \times "
                rf"n$, by $w$",
                rf"$2X^\top (Xw - y) + {g}\,w$",
                [
                    (rf"$2X(Xw - y) + {g}\,w$", "missing_transpose", SHAPE),
                    (rf"$2X^\top (Xw - y) + {f}\,w$", "two_missing", TWO),
                    (
                        rf"$2X^\top (Xw - y) + {g}\,\lVert w \rVert$",
                        "norm_kept",
                        "A vector and a number cannot be added like this.",
                    ),
                ],
                rf"The first part has the gradient $2X^\top(Xw - y)$, the second ${g}\,w$.",
            ),
        ]
    )
    return Question(
        prompt=f"What is the gradient of {subject}?",
        answer=Choice.shuffled(rng, right, [w for w, _, _ in wrongs]),
        typical=[Typical(*w) for w in wrongs],
        solution=f"{why} So the gradient is {right}.",
    )


SHAPE = "Write the shapes under the factors: does this product exist, and has it one entry for each variable?"
TWO = "The square brings a factor of its own."
INNER = "The inner map has a Jacobian too."


@family("mode-choice", difficulty=-1)
def mode_choice(rng):
    """Which products build the whole Jacobian with fewer passes, and how many."""
    while True:
        n, m = (rng.choice([1, 2, 3, 5, 10, 20, 50, 100, 500, 1000, 20000]) for _ in range(2))
        if n >= 5 * m or m >= 5 * n:
            break
    passes = {k: f"{k} pass" if k == 1 else f"{k} passes" for k in (n, m)}
    forwards = f"JVPs (forwards): {passes[n]}, one for each column."
    backwards = f"VJPs (backwards): {passes[m]}, one for each row."
    forwards_wrong = f"JVPs (forwards): {passes[m]}, one for each output."
    backwards_wrong = f"VJPs (backwards): {passes[n]}, one for each input."
    right, dear = (backwards, forwards) if m < n else (forwards, backwards)
    what = rng.choice(["A program computes", "A simulation is a map", "A network is a map"])
    what += rf" $f : \mathbb{{R}}^{{{n}}} \to \mathbb{{R}}^{{{m}}}$"
    what += " with numbers in and numbers out" if what.startswith("A program") else ""
    return Question(
        prompt=(
            f"{what}. One product of its Jacobian with a vector costs about as much from either side. "
            f"You need the whole Jacobian. "
            "Which way is cheaper, and how many passes does it take?"
        ),
        answer=Choice.shuffled(rng, right, [dear, forwards_wrong, backwards_wrong]),
        typical=[
            Typical(
                dear,
                "dearer_mode",
                "This does give the whole Jacobian. Compare its number of passes with the other way's.",
            ),
            Typical(
                forwards_wrong,
                "forwards_by_outputs",
                "A JVP takes one direction of the inputs. What of the Jacobian does it give?",
            ),
            Typical(
                backwards_wrong,
                "backwards_by_inputs",
                "A VJP takes one weighting of the outputs. What of the Jacobian does it give?",
            ),
        ],
        solution=(
            rf"The Jacobian has ${m}$ rows and ${n}$ columns. $J e_j$ is a column, so JVPs need "
            rf"{passes[n]}; $J^\top e_i$ is a row, so "
            f"VJPs need {passes[m]}. {right}"
        ),
    )


@family("derive-softmax-jacobian", difficulty=1)
def derive_softmax_jacobian(rng):
    """Both cases of the quotient rule, and the whole matrix from the probabilities."""
    k = rng.choice([2, 3, 3])
    letters = (a, b, c)[:k]
    total = sum(letters)
    i, j = rng.sample(range(k), 2)
    weights = rng.choice(WEIGHTS[k])
    weights = rng.sample(weights, k)
    p = [Fraction(w, sum(weights)) for w in weights]
    same = letters[i] * (total - letters[i]) / total**2
    cross = -letters[i] * letters[j] / total**2
    J = [[(p[r] if r == s else 0) - p[r] * p[s] for s in range(k)] for r in range(k)]
    diagonal = [[J[r][s] if r == s else Fraction(0) for s in range(k)] for r in range(k)]
    positive = [[J[r][s] if r == s else -J[r][s] for s in range(k)] for r in range(k)]
    names = ", ".join(rf"{letter} = e^{{z_{n}}}" for n, letter in enumerate(letters, 1))
    probabilities = ", ".join(map(tex, p))
    return Question(
        prompt=(
            rf"Softmax of ${k}$ scores: write ${names}$, so that $p_1 = a / ({tex(total)})$ and so on, "
            rf"and the derivative of "
            rf"each letter by its own score is the letter itself. Derive two entries of the Jacobian in "
            rf"these letters. Then give the whole Jacobian "
            rf"for $p = ({probabilities})$."
        ),
        answer=Steps(
            [
                (
                    rf"$\partial p_{i + 1} / \partial z_{i + 1}$",
                    Expression(same, variables=tuple(map(str, letters))),
                ),
                (
                    rf"$\partial p_{i + 1} / \partial z_{j + 1}$",
                    Expression(cross, variables=tuple(map(str, letters))),
                ),
                ("the Jacobian", Matrix(J)),
            ]
        ),
        typical=[
            Typical(
                [same, sympy.Integer(0), diagonal],
                "off_diagonal_omitted",
                "The other scores stand in the denominator: does the probability not notice them?",
            ),
            Typical(
                [same, -cross, positive],
                "off_diagonal_sign",
                "Raise one score: do the other probabilities grow or shrink?",
            ),
            Typical(
                [letters[i] / total, cross, J],
                "denominator_held",
                "The denominator contains this score too, so the quotient rule has a second term.",
            ),
        ],
        solution=(
            rf"With $s = {tex(total)}$, the quotient rule gives $\partial p_{i + 1}/\partial z_{i + 1} = "
            rf"({letters[i]} s - "
            rf"{letters[i]}^2)/s^2 = p_{i + 1}(1 - p_{i + 1})$ and $\partial p_{i + 1}/\partial "
            rf"z_{j + 1} = -{letters[i]} {letters[j]}/s^2 "
            rf"= -p_{i + 1} p_{j + 1}$. In one formula, $J = \operatorname{{diag}}(p) - p p^\top = "
            rf"{tex(J)}$. Each row sums to 0."
        ),
    )


WEIGHTS = {
    2: [(1, 2), (1, 3), (1, 4), (2, 3), (1, 5), (3, 7), (1, 9), (2, 5)],
    3: [(1, 2, 3), (1, 1, 2), (1, 2, 5), (1, 3, 4), (2, 3, 5), (1, 4, 5), (1, 1, 3), (1, 2, 7)],
}


# --- arithmetic -----------------------------------------------------------------------------------


def some(rng, low=-4, high=4):
    return rng.choice([n for n in range(low, high + 1) if n])


def turned(A):
    return [list(row) for row in zip(*A, strict=True)]


def zero_row(A):
    return not all(any(row) for row in A)


def linear(A, v):
    """A (x, y) + v, as expressions."""
    return [row[0] * x + row[1] * y + shift for row, shift in zip(A, v, strict=True)]
