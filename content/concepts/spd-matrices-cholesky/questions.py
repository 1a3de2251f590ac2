"""Question families on symmetric matrices: definiteness, Cholesky factors, ellipses, and a proof."""

from fractions import Fraction

import sympy

from groundup.grading import Choice, Expression, Matrix, Number, Question, Steps, Typical, Vector, family, tex

DEFINITE = "Positive definite."
SEMIDEFINITE = "Positive semidefinite, but not definite."
INDEFINITE = "Indefinite: the form takes positive and negative values."
NEGATIVE = "Negative definite."
KINDS = {DEFINITE: "definite", SEMIDEFINITE: "semidefinite", INDEFINITE: "indefinite", NEGATIVE: "negative"}


@family("definiteness", difficulty=0)
def definiteness(rng):
    """Tell from a symmetric matrix, or from how it was made, whether it is positive definite."""
    return rng.choice([from_entries, from_entries, from_factor, from_parameter])(rng)


def from_entries(rng):
    """A = M D M^T with ones on the diagonal of M: the diagonal of D holds the pivots."""
    right, n = rng.choice(list(KINDS)), rng.choice([2, 3])
    while True:
        M = [[rng.randint(-2, 2) if j < i else int(i == j) for j in range(n)] for i in range(n)]
        D = [rng.choice([-3, -2, -1, 1, 2, 3, 4]) for _ in range(n)]
        if right == SEMIDEFINITE:
            D[-1] = 0
        A = [[sum(M[i][k] * D[k] * M[j][k] for k in range(n)) for j in range(n)] for i in range(n)]
        if kind_of(D) == right and A[0][1] and A[-1][-2] and trap(A, right):
            break
    diagonal = all(A[i][i] > 0 for i in range(n))
    look = (
        "All entries of the diagonal are positive. That is necessary: is it enough?"
        if diagonal
        else "Put $e_1, e_2, \\dots$ into the form: the diagonal already says something."
    )
    zero = "Does a pivot become 0? Then some nonzero vector gives the form the value 0."
    typical = [
        Typical(one, f"{KINDS[right]}_read_as_{KINDS[one]}", zero if SEMIDEFINITE in (one, right) else look)
        for one in KINDS
        if one != right
    ]
    pivots = ", ".join(f"${d}$" for d in D[:-1]) + f" and ${D[-1]}$"
    return Question(
        prompt=f"What is $A = {tex(A)}$?",
        answer=Choice.shuffled(rng, right, [one for one in KINDS if one != right]),
        typical=typical,
        solution=f"Elimination without row exchanges gives the pivots {pivots}. {REASONS[right]}",
    )


REASONS = {
    DEFINITE: "All are positive, so the matrix is positive definite.",
    SEMIDEFINITE: "None is negative and one is 0: the form is a sum of fewer squares than there are "
    "variables, so it is never negative, and zero for some nonzero vector.",
    INDEFINITE: "There are positive and negative ones among them, and the form takes both signs.",
    NEGATIVE: "All are negative, so the form is negative for every nonzero vector.",
}


def kind_of(pivots):
    """Only the last pivot may be zero: then the signs of the pivots are those of the eigenvalues."""
    if min(pivots) > 0:
        return DEFINITE
    if min(pivots) == 0:
        return SEMIDEFINITE
    return NEGATIVE if max(pivots) < 0 else INDEFINITE


def trap(A, right):
    """Whether the signs of the entries do not give the answer away too cheaply."""
    flat = [x for row in A for x in row]
    if right == INDEFINITE:
        return all(A[i][i] > 0 for i in range(len(A)))
    return min(flat) < 0 or right == SEMIDEFINITE


def from_factor(rng):
    """A = X^T X: definite exactly if the columns of X are independent."""
    dependent = rng.random() < 0.6
    while True:
        wide = dependent and rng.random() < 0.4
        rows, columns = (2, 3) if wide else (3, 2)
        X = [[rng.randint(-3, 4) for _ in range(columns)] for _ in range(rows)]
        if dependent and not wide:
            factor = rng.choice([-2, -1, 2, 3])
            X = [[row[0], factor * row[0]] for row in X]
        rank = sympy.Matrix(X).rank()
        if rank == (min(rows, columns) if wide or not dependent else 1) and all(any(row) for row in X):
            break
    always = r"Positive definite, since $X^\top X$ always is."
    columns_free = "Positive definite, since the columns of $X$ are independent."
    semi = "Positive semidefinite only, since the columns of $X$ are dependent."
    unknown = "That depends on the signs of the entries of $X$."
    right, other = (semi, columns_free) if dependent else (columns_free, semi)
    options = [other, always, unknown]
    say = {
        always: "The form is $\\lVert Xv \\rVert^2$. When is that 0 for a nonzero $v$?",
        columns_free: "Look for weights, not all 0, with which the columns of $X$ add up to 0.",
        semi: "Is there really a nonzero $v$ with $Xv = 0$?",
        unknown: "The form is the squared length of $Xv$. Can it be negative?",
    }
    names = {
        always: "gram_always_definite",
        columns_free: "overlooks_dependence",
        semi: "sees_dependence",
        unknown: "signs_of_entries",
    }
    if dependent:
        why = (
            "More columns than rows are always dependent."
            if wide
            else f"The second column is ${factor}$ times the first."
        )
        solution = f"{why} So some $v \\neq 0$ has $Xv = 0$, and there the form $\\lVert Xv \\rVert^2$ is 0."
    else:
        solution = (
            "Neither column is a multiple of the other, so $Xv \\neq 0$ for $v \\neq 0$, and $\\lVert Xv "
            "\\rVert^2 > 0$."
        )
    return Question(
        prompt=rf"Let $A = X^\top X$ with $X = {tex(X)}$. What is $A$, and why?",
        answer=Choice.shuffled(rng, right, options),
        typical=[Typical(one, names[one], say[one]) for one in options],
        solution=solution,
    )


def from_parameter(rng):
    """[[a, t], [t, c]] with a c a square."""
    while True:
        k, p, q = rng.choice([1, 2, 3]), rng.randint(1, 5), rng.randint(1, 5)
        a, c, root = k * p * p, k * q * q, k * p * q
        if root not in (a, c) and a <= 40 and c <= 40:
            break
    right = f"Exactly for $-{root} < t < {root}$."
    closed = rf"Exactly for $-{root} \le t \le {root}$."
    one_sided = "Exactly for $t > 0$."
    below = f"Exactly for $t < {root}$."
    always = "For every $t$, since the diagonal is positive."
    said = [
        (
            closed,
            "includes_singular",
            "At the ends the determinant is 0. Is the form still positive everywhere?",
        ),
        (one_sided, "signs_of_entries", "The sign of $t$ can be changed by turning one axis round."),
        (below, "one_side_only", "The determinant holds $t^2$. What of a large negative $t$?"),
        (always, "diagonal_only", "Try a large $t$ and the vector $(1, -1)$."),
    ]
    wrong = [said[0], *rng.sample(said[1:], 2)]
    return Question(
        prompt=f"For which numbers $t$ is ${tex([[a, 't'], ['t', c]])}$ positive definite?",
        answer=Choice.shuffled(rng, right, [text for text, _, _ in wrong]),
        typical=[Typical(*one) for one in wrong],
        solution=(
            f"The first pivot is ${a} > 0$. The second is ${c} - t^2/{a}$, which is positive for $t^2 < "
            f"{a * c} = {root}^2$."
        ),
    )


@family("chol-2x2", difficulty=0)
def chol_2x2(rng):
    """Factor a positive definite 2 x 2 matrix, with exact roots."""
    while True:
        if rng.random() < 0.5:
            p, q, r = rng.randint(1, 4), rng.choice([-4, -3, -2, -1, 1, 2, 3, 4]), rng.randint(1, 11)
            a, b, c = p * p, p * q, q * q + r
        else:
            a, q, r = rng.choice([2, 3, 5, 6]), rng.choice([-3, -2, -1, 1, 2, 3]), rng.randint(1, 9)
            b, c = a * q, a * q * q + r
        top, low, last = sympy.sqrt(a), b / sympy.sqrt(a), sympy.sqrt(c - sympy.Rational(b * b, a))
        right = [[top, 0], [low, last]]
        wrong = [
            (
                [[top, low], [0, last]],
                "upper_factor",
                "That one is upper triangular. Which of the two is $L$?",
            ),
            (
                [[1, 0], [sympy.Rational(b, a), 1]],
                "elimination_factor",
                "That is the factor with ones on the diagonal, of $A = LU$. Multiply yours by its transpose.",
            ),
            (
                [[a, 0], [b, c - sympy.Rational(b * b, a)]],
                "no_roots",
                "Multiply by the transpose: what comes out in the first corner?",
            ),
            (
                [[top, 0], [low, sympy.sqrt(c)]],
                "nothing_subtracted",
                "The last corner of $LL^\\top$ has two terms. What must be taken off $A_{22}$ first?",
            ),
            (
                [[top, 0], [b, last]],
                "not_divided",
                "The first column of $L$, times $L_{11}$, must be the first column of $A$.",
            ),
        ]
        if a == 1:  # without a division, and with ones, several of these are the same
            continue
        shown = [str(right), *(str(value) for value, _, _ in wrong)]
        if len(set(shown)) == len(shown) and c <= 40:
            break
    return Question(
        prompt=(
            r"Find the lower triangular $L$ with positive diagonal and "
            rf"$LL^\top = {tex([[a, b], [b, c]])}$."
        ),
        answer=Matrix(right),
        typical=[Typical(*one) for one in wrong],
        solution=(
            rf"$L_{{11}} = \sqrt{{{a}}}{shorter(a, top)}$. $L_{{21}} = {b} / L_{{11}} = {tex(low)}$. The "
            f"second pivot is ${c} - {tex(low**2)} = {tex(last**2)}$, so $L_{{22}} = {tex(last)}$: $$L = "
            f"{tex(right)}.$$"
        ),
    )


def shorter(number, root):
    return "" if sympy.sqrt(number, evaluate=False) == root or not root.is_integer else f" = {root}"


@family("through-factor", difficulty=0)
def through_factor(rng):
    """Solve a system, or compute a determinant, from the Cholesky factor alone."""
    return rng.choice([solved, solved, determinant])(rng)


def solved(rng):
    while True:
        p, q, r = rng.randint(2, 4), rng.choice([-3, -2, -1, 1, 2, 3]), rng.randint(2, 4)
        x = [rng.choice([-3, -2, -1, 1, 2, 3, 4]) for _ in range(2)]
        y = [p * x[0] + q * x[1], r * x[1]]  # L^T x
        b = [p * y[0], q * y[0] + r * y[1]]
        first = Fraction(y[0], p)
        twice = [first, (y[1] - q * first) / r]  # L x = y in place of L^T x = y
        wrong = [y, twice, x[::-1]]
        if p != r and 0 not in y and len({tuple(map(Fraction, one)) for one in [x, *wrong]}) == 4:
            break
    turned = r"The second system has $L^\top$, and starts with its last row."
    return Question(
        prompt=rf"Let $L = {tex([[p, 0], [q, r]])}$ and $A = LL^\top$. Solve $Ax = {tex(b)}$.",
        answer=Vector(x),
        typical=[
            Typical(y, "stops_half_way", "That solves $Ly = b$. One triangular system is left."),
            Typical(twice, "transpose_forgotten", turned),
            Typical(x[::-1], "swapped", "Put it back in: which unknown belongs to which column?"),
        ],
        solution=(
            rf"$Ly = b$ from the top: ${p}\,y_1 = {b[0]}$, so $y_1 = {y[0]}$; then ${r}\,y_2 = {b[1]} - "
            rf"{bracketed(q)} \cdot {bracketed(y[0])}$, so $y_2 = {y[1]}$. $L^\top x = y$ from the "
            rf"bottom: ${r}\,x_2 = {y[1]}$, so $x_2 = {x[1]}$; then ${p}\,x_1 = {y[0]} - {bracketed(q)} "
            rf"\cdot {bracketed(x[1])}$, so $x_1 = {x[0]}$."
        ),
    )


def determinant(rng):
    n = rng.choice([2, 3])
    while True:
        L = [[rng.choice([-2, -1, 1, 2, 3]) if j < i else 0 for j in range(n)] for i in range(n)]
        for i in range(n):
            L[i][i] = rng.randint(1, 5)
        diagonal = [L[i][i] for i in range(n)]
        half = 1
        for entry in diagonal:
            half *= entry
        wrong = [half, 2 * half, sum(x * x for x in diagonal), sum(diagonal) ** 2]
        if half > 1 and len({half**2, *wrong}) == 5:
            break
    product = r" \cdot ".join(map(str, diagonal))
    return Question(
        prompt=rf"Let $L = {tex(L)}$. What is the determinant of $A = LL^\top$?",
        answer=Number(half * half),
        typical=[
            Typical(
                wrong[0],
                "one_factor_only",
                "That is the determinant of $L$. $A$ is a product of two factors.",
            ),
            Typical(wrong[1], "doubled", "The logarithm is doubled. And the determinant itself?"),
            Typical(wrong[2], "sum_of_squares", "The determinant of a triangular matrix is a product."),
            Typical(wrong[3], "sum_for_product", "The determinant of a triangular matrix is a product."),
        ],
        solution=(
            rf"$\det L = {product} = {half}$, and $\det A = \det L \cdot \det L^\top = {half}^2 = "
            rf"{half * half}$."
        ),
    )


@family("ellipse-axes", difficulty=0)
def ellipse_axes(rng):
    """Give a semi-axis of the ellipse x^T A x = 1."""
    while True:
        low, high = sorted(rng.sample([1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 16, 25], 2))
        if high - low in (2, 4, 6, 8, 10, 12, 14) or (high - low) % 5 == 0:
            break
    if (high - low) % 5 == 0:  # axes along (2, 1) and (-1, 2)
        gap = (high - low) // 5
        rows, ways = [[low + 4 * gap, 2 * gap], [2 * gap, low + gap]], ("(2, 1)", "(-1, 2)")
    else:
        rows, ways = [[(low + high) // 2, (high - low) // 2]] * 2, ("(1, 1)", "(-1, 1)")
        rows = [rows[0], rows[0][::-1]]
    if rng.random() < 0.5:
        rows[0][1], rows[1][0] = -rows[0][1], -rows[1][0]
        ways = tuple(
            {"(2, 1)": "(2, -1)", "(-1, 2)": "(1, 2)", "(1, 1)": "(1, -1)", "(-1, 1)": "(1, 1)"}[w]
            for w in ways
        )
    longer = rng.random() < 0.6
    mine, other = (low, high) if longer else (high, low)
    right = 1 / sympy.sqrt(mine)
    wrong = [
        (sympy.sqrt(mine), "root_itself", "Put that length into the form, along the eigenvector: is it 1?"),
        (
            sympy.Rational(1, mine),
            "no_root",
            "Along the eigenvector the form is $\\lambda$ times the length *squared*.",
        ),
        (
            1 / sympy.sqrt(other),
            "other_axis",
            "Where the form rises fast, it reaches 1 soon. Which axis is that?",
        ),
        (sympy.Integer(mine), "eigenvalue_itself", "That is an eigenvalue. At which distance is the form 1?"),
        (2 / sympy.sqrt(mine), "whole_axis", "That is the whole axis, from end to end."),
    ]
    kept, seen = [], {right}
    for value, name, sentence in wrong:
        if value not in seen:
            kept.append(Typical(value, name, sentence))
            seen.add(value)
    return Question(
        prompt=(
            rf"The points with $x^\top A x = 1$, $A = {tex(rows)}$, form an ellipse. How long is its "
            f"{'longer' if longer else 'shorter'} semi-axis, from the centre to the curve?"
        ),
        answer=Number(right),
        typical=kept,
        solution=(
            f"The eigenvalues are ${low}$ and ${high}$, with eigenvectors ${ways[1]}$ and ${ways[0]}$. "
            r"Along a unit eigenvector the form at distance $r$ is $\lambda r^2$, so it is 1 at $r = "
            rf"1/\sqrt\lambda$. The {'smaller' if longer else 'larger'} eigenvalue, ${mine}$, belongs to "
            f"this axis: $r = {tex(right)}$."
        ),
    )


@family("prove-definite", difficulty=1)
def prove_definite(rng):
    """Show that X^T X is semidefinite, and what adding eps I changes."""
    while True:
        p, q = rng.choice([1, 1, 2]), rng.choice([-3, -2, -1, 2, 3])
        if p != abs(q) and sympy.gcd(p, q) == 1:
            break
    while True:
        multiples = rng.sample([-2, -1, 1, 2, 3], rng.choice([2, 3]))
        if 1 in multiples or -1 in multiples:
            break
    X = [[m * p, m * q] for m in multiples]
    total = sum(m * m for m in multiples)
    null, size = [q, -p], p * p + q * q
    top = total * size
    inner = signed([(p, "x"), (q, "y")])
    squares = " + ".join(rf"({signed([(m * p, 'x'), (m * q, 'y')])})^2" for m in multiples)
    right = [f"{total}*({inner})^2", null, "eps", ["eps", f"eps + {top}"], 0]
    mixed = r"In the first step, square each entry of $Xv$ as a whole: $(a + b)^2$ has a mixed term."
    plain = (
        r"In the first step: $v^\top X^\top X v$ is the dot product of $Xv$ with itself, a sum of squares."
    )
    unit = r"In the third step: what is $v^\top (\varepsilon I) v$ for a $v$ that is one long?"
    both = "A matrix is positive definite if *all* its eigenvalues are positive. Which is the critical one?"
    typical = [
        Typical([f"{total * p * p}*x^2 + {total * q * q}*y^2", *right[1:]], "no_mixed_terms", mixed),
        Typical(
            [right[0], [p, q], *right[2:]], "row_for_null_vector", "Put your vector of step 2 into the form."
        ),
        Typical([*right[:2], "0", *right[3:]], "eps_without_effect", unit),
        Typical([*right[:2], f"{size}*eps", *right[3:]], "vector_not_unit", unit),
        Typical([*right[:4], -top], "largest_eigenvalue_decides", both),
    ]
    if sum(multiples) not in (0, total):
        typical.append(Typical([f"{sum(multiples)}*({inner})", *right[1:]], "not_squared", plain))
    eps = ("eps",)
    return Question(
        prompt=(
            rf"Let $X = {tex(X)}$ and $A = X^\top X + \varepsilon I$. Show for which numbers "
            r"$\varepsilon$ the matrix $A$ is positive definite. Write `eps` for $\varepsilon$."
        ),
        answer=Steps(
            [
                (r"For $v = (x, y)$, $v^\top X^\top X v =$", Expression(right[0], variables=("x", "y"))),
                ("This is 0 for the nonzero vector $v =$", Vector(null, up_to="scale")),
                (r"For a multiple of it that is one long, $v^\top A v =$", Expression("eps", variables=eps)),
                ("The eigenvalues of $A$, the smaller one first, are", Vector(right[3], variables=eps)),
                (r"So $A$ is positive definite exactly for $\varepsilon$ larger than", Number(0)),
            ]
        ),
        typical=typical,
        solution=(
            rf"$\lVert Xv \rVert^2 = {squares} = {total}({inner})^2 \geq 0$, and it is 0 where ${inner} = "
            rf"0$, for example at ${tex(tuple(null))}$: $X^\top X$ alone is only semidefinite. For $v$ of "
            r"length 1 along it $v^\top A v = 0 + \varepsilon \lVert v \rVert^2 = \varepsilon$. The "
            rf"eigenvalues of $X^\top X$ are $0$ and its trace, ${top}$; those of $A$ are $\varepsilon$ "
            rf"and $\varepsilon + {top}$. Both are positive exactly for $\varepsilon > 0$."
        ),
    )


# --- notation ----------------------------------------------------------------------------------


def bracketed(number):
    return f"({number})" if number < 0 else str(number)


def signed(terms):
    """`2x - y`: from (number, name) pairs; no coefficient 1, no plus before a minus, zeros left out."""
    shown = [(c, ("" if abs(c) == 1 else str(abs(c))) + name) for c, name in terms if c]
    (first, start), *rest = shown
    more = "".join((" - " if c < 0 else " + ") + term for c, term in rest)
    return ("-" if first < 0 else "") + start + more
