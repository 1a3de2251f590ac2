"""Families on orthogonality: Gram-Schmidt, projections, entries of R, projectors, loss of orthogonality."""

from fractions import Fraction

import sympy

from groundup.grading import Choice, Matrix, Number, Question, Typical, Vector, family, tex

t = sympy.symbols("t")

FRAMES = [  # whole vectors at right angles, all of the same whole length
    (5, [(3, 4), (4, -3)]),
    (13, [(5, 12), (12, -5)]),
    (3, [(1, 2, 2), (2, 1, -2), (2, -2, 1)]),
    (7, [(2, 3, 6), (3, -6, 2), (6, 2, -3)]),
    (2, [(1, 1, 1, 1), (1, 1, -1, -1), (1, -1, 1, -1)]),
]


def frame(rng, smallest=2):
    """(length, vectors): one of the frames with its vectors, entries and signs in another order."""
    while True:
        size, vectors = rng.choice(FRAMES)
        if len(vectors) >= smallest:
            break
    places = rng.sample(range(len(vectors[0])), len(vectors[0]))
    signs = [rng.choice([-1, 1]) for _ in places]
    shuffled = [[signs[i] * v[i] for i in places] for v in vectors]
    rng.shuffle(shuffled)
    return size, shuffled


@family("gram-schmidt", difficulty=0)
def gram_schmidt(rng):
    """The last direction that Gram-Schmidt finds for two or three whole vectors."""
    return rng.choice([second_direction, second_direction, third_direction])(rng)


def second_direction(rng):
    while True:
        size, vectors = frame(rng)
        k, a, b = rng.choice([1, 1, 2]), rng.choice([-2, -1, 1, 2]), rng.choice([-2, -1, 1, 2])
        u, v = combined([k], vectors[:1]), combined([a, b], vectors[:2])
        right = [Fraction(x, size) for x in vectors[1]]
        whole = unit(v)
        divisor = unit([x - sympy.Rational(dot(u, v), k * size) * y for x, y in zip(v, u, strict=True)])
        not_unit = combined([b], vectors[1:2])
        added = unit(combined([2 * a, b], vectors[:2]))
        wrong = [whole, divisor, not_unit, added]
        if max(map(abs, u + v)) <= 15 and apart(right, wrong):
            break
    share = Fraction(dot(u, v), dot(u, u))
    return Question(
        prompt=(
            f"Gram–Schmidt is applied to $u = {tex(u)}$ and $v = {tex(v)}$, in this order. Give the second "
            "orthonormal vector, $q_2$."
        ),
        answer=Vector(right, up_to="sign"),
        typical=[
            Typical(whole, "nothing_subtracted", "That is $v$ at length 1. What of it lies along $u$?"),
            Typical(
                divisor, "wrong_divisor", "You divided by the length of $u$. By what, if $u$ itself is used?"
            ),
            Typical(not_unit, "not_normalised", "The direction is right. What is its length?"),
            Typical(added, "added", "The part along $u$ was added once more. It has to go."),
        ],
        solution=(
            f"The part of $v$ along $u$ is $\\frac{{u \\cdot v}}{{u \\cdot u}}\\,u$ with the factor "
            f"$\\frac{{{dot(u, v)}}}{{{dot(u, u)}}} = {tex(share)}$. What is left is "
            f"${tex(tuple(not_unit))}$, of length ${abs(b) * size}$, and divided by it "
            f"$q_2 = {tex([x if b > 0 else -x for x in right])}$."
        ),
    )


def third_direction(rng):
    while True:
        size, vectors = frame(rng, smallest=3)
        a, b, c = (rng.choice([-2, -1, 1, 2]) for _ in range(3))
        d = rng.choice([-1, 1])
        u, v, w = vectors[0], combined([d, 1], vectors[:2]), combined([a, b, c], vectors[:3])
        right = [Fraction(x, size) for x in vectors[2]]
        first_left = unit(combined([a, c], [vectors[0], vectors[2]]))
        second_left = unit(combined([b, c], vectors[1:3]))
        not_unit = combined([c], vectors[2:3])
        skew = unit([x - y for x, y in zip(w, sum_of_shadows(w, [u, v]), strict=True)])
        wrong = [first_left, second_left, not_unit, skew]
        if max(map(abs, v + w)) <= 12 and apart(right, wrong):
            break
    return Question(
        prompt=(
            f"Gram–Schmidt is applied to $u = {tex(u)}$, $v = {tex(v)}$ and $w = {tex(w)}$, in this order. "
            "Give the third orthonormal vector, $q_3$."
        ),
        answer=Vector(right, up_to="sign"),
        typical=[
            Typical(first_left, "first_direction_left", "Compute $q_1 \\cdot q_3$: it should be 0."),
            Typical(second_left, "second_direction_left", "Compute $q_2 \\cdot q_3$: it should be 0."),
            Typical(not_unit, "not_normalised", "The direction is right. What is its length?"),
            Typical(
                skew,
                "projected_on_originals",
                "You subtracted the shadows on $u$ and $v$ themselves. Are these two at a right angle?",
            ),
        ],
        solution=(
            f"$q_1 = \\frac{{1}}{{{size}}} {tex(u)}$. Taking it out of $v$ leaves "
            f"${tex(tuple(vectors[1]))}$, so $q_2 = \\frac{{1}}{{{size}}} {tex(vectors[1])}$. The dot "
            f"products $q_1 \\cdot w = {a * size}$ and $q_2 \\cdot w = {b * size}$ leave of $w$ the vector "
            f"${tex(tuple(not_unit))}$, and at length 1 that is "
            f"$q_3 = {tex([x if c > 0 else -x for x in right])}$."
        ),
    )


@family("project-plane", difficulty=0)
def project_plane(rng):
    """The projection of a point on the plane of two slanted vectors, or the residual."""
    while True:
        u, v = ([rng.randint(-2, 3) for _ in range(3)] for _ in range(2))
        normal = cross(u, v)
        divisor = sympy.igcd(*normal) if any(normal) else 0
        a, b, c = (rng.choice([-2, -1, 1, 2, 3]) for _ in range(3))
        if not divisor or dot(u, v) == 0 or max(map(abs, normal)) // divisor > 3:
            continue
        fitted, rest = combined([a, b], [u, v]), combined([c], [[x // int(divisor) for x in normal]])
        x = combined([1, 1], [fitted, rest])
        asked = rng.choice(["fitted", "fitted", "residual"])
        right, other = (fitted, rest) if asked == "fitted" else (rest, fitted)
        sum_ = sum_of_shadows(x, [u, v])
        skew = sum_ if asked == "fitted" else [p - q for p, q in zip(x, sum_, strict=True)]
        first = sum_of_shadows(x, [u])
        wrong = [skew, other, first]
        if max(map(abs, x)) <= 12 and all_differ(right, x, *wrong):
            break
    name = "projection" if asked == "fitted" else "residual, what the projection leaves over,"
    gram = [[dot(u, u), dot(u, v)], [dot(u, v), dot(v, v)]]
    return Question(
        prompt=(
            f"Project $x = {tex(x)}$ on the plane spanned by $u = {tex(u)}$ and $v = {tex(v)}$. Give the "
            f"{name} as a vector."
        ),
        answer=Vector(right),
        typical=[
            Typical(
                skew,
                "shadows_added",
                "The shadows on $u$ and on $v$ were added. Compute $u \\cdot v$: may that be done here?",
            ),
            Typical(other, "other_part", "That is the other of the two parts into which $x$ is split."),
            Typical(first, "first_vector_only", "That is the shadow on the line along $u$. What of $v$?"),
        ],
        solution=(
            f"The residual $x - c_1\\,u - c_2\\,v$ is at a right angle to $u$ and to $v$: "
            f"$${tex(gram)} {tex(['c_1', 'c_2'])} = {tex([dot(u, x), dot(v, x)])},$$ so $c_1 = {a}$ and "
            f"$c_2 = {b}$. The projection is ${tex(tuple(fitted))}$, the residual ${tex(tuple(rest))}$."
        ),
    )


@family("qr-entry", difficulty=-1)
def qr_entry(rng):
    """One entry of R, when Q is known."""
    while True:
        size, vectors = frame(rng)
        n = len(vectors)
        if n < len(vectors[0]):
            continue  # a row of Q could not meet a column of A
        upper = [[rng.choice([-2, -1, 1, 2]) if j > i else 0 for j in range(n)] for i in range(n)]
        for i in range(n):
            upper[i][i] = rng.choice([1, 2])
        columns = [combined([upper[i][j] for i in range(n)], vectors) for j in range(n)]
        i, j = rng.choice([(p, q) for p in range(n) for q in range(p, n)])
        right = size * upper[i][j]
        dots = dot(columns[i], columns[j])
        rows = Fraction(dot([v[i] for v in vectors], columns[j]), size)
        wrong = [dots, rows, 0] if i != j else [dots, rows]
        if max(map(abs, flat(columns))) <= 20 and len({Fraction(x) for x in [right, *wrong]}) == 1 + len(
            wrong
        ):
            break
    typical = [
        Typical(dots, "columns_of_a", f"That is $a_{i + 1} \\cdot a_{j + 1}$. Is $a_{i + 1}$ a unit vector?"),
        Typical(
            rows, "row_of_q", "A row of $Q$ was used. Which of $Q$ and $Q^\\top$ is multiplied with $A$?"
        ),
    ]
    if i != j:
        typical.append(
            Typical(0, "index_transposed", f"That is $q_{j + 1} \\cdot a_{i + 1}$, below the diagonal.")
        )
    entry = f"r_{{{i + 1}{j + 1}}}"
    Q = f"\\frac{{1}}{{{size}}} {tex(turned(vectors))}"
    return Question(
        prompt=f"$A = QR$ with $$A = {tex(turned(columns))}, \\qquad Q = {Q}.$$ What is ${entry}$?",
        answer=Number(right),
        typical=typical,
        solution=(
            f"Since $Q^\\top Q = I$, $R = Q^\\top A$, so ${entry} = q_{i + 1} \\cdot a_{j + 1} = "
            f"\\frac{{1}}{{{size}}} {tex(tuple(vectors[i]))} \\cdot {tex(tuple(columns[j]))} = {right}$."
        ),
    )


@family("projector-symbolic", difficulty=0)
def projector_symbolic(rng):
    """The projector on a line whose angle is a symbol, or on the line at a right angle to it."""
    k = rng.choice([1, 2, 3])
    c, s = sympy.cos(k * t), sympy.sin(k * t)
    v = rng.choice([[c, s], [s, c], [c, -s], [-s, c], [s, -c]])
    across = rng.random() < 0.35
    along = [[a * b for b in v] for a in v]
    other = [[int(i == j) - x for j, x in enumerate(row)] for i, row in enumerate(along)]
    right, wrong = (other, along) if across else (along, other)
    mirror = [[2 * x - int(i == j) for j, x in enumerate(row)] for i, row in enumerate(right)]
    diagonal = [[right[0][0], 0], [0, right[1][1]]]
    where = "on the line at a right angle to" if across else "on the line along"
    return Question(
        prompt=f"Which matrix projects the plane {where} the unit vector $v = {tex(v)}$? Answer in `t`.",
        answer=Matrix(right, variables=("t",)),
        typical=[
            Typical(
                [[1]],
                "scalar",
                "That is $v^\\top v$, a number. In which order is it a matrix?",
            ),
            Typical(wrong, "other_line", "Where does your matrix send $v$ itself?"),
            Typical(mirror, "reflection", "Applied twice, your matrix is the identity: it reflects."),
            Typical(
                diagonal,
                "off_diagonal_lost",
                "The first entry of $x$ has a share in the second of $Px$.",
            ),
        ],
        solution=(
            f"On the line along $v$ the projection is $(v \\cdot x)\\,v = v v^\\top x$, with $v v^\\top = "
            f"{tex(along)}$."
            + (
                f" What is left over is $x - v v^\\top x$, so $I - v v^\\top = {tex(other)}$."
                if across
                else ""
            )
        ),
    )


ALL = "All three."
STABLE = "Modified Gram–Schmidt and Householder."
MIRRORS = "Householder only."
NONE = "None: the condition number is too large for every method."


@family("orthogonality-loss", difficulty=0)
def orthogonality_loss(rng):
    """Which methods keep Q orthonormal well enough, at a given condition number."""
    while True:
        k, d = rng.choice([2, 3, 4, 5, 6, 8, 9, 10]), rng.choice([4, 5, 6, 8, 9, 10, 11])
        margins = [16 - 2 * k - d, 16 - k - d]  # in powers of ten; far enough from 0 to be no matter of taste
        if min(map(abs, margins)) >= 2 and k + d > 5:
            break
    right = ALL if margins[0] > 0 else STABLE if margins[1] > 0 else MIRRORS
    typical = [
        Typical(option, f"{name}_chosen", sentence)
        for option, name, sentence in (
            (ALL, "all", "Classical Gram–Schmidt loses with the square of the condition number."),
            (
                STABLE,
                "stable",
                "Estimate the losses of both Gram–Schmidt variants, and compare with the limit.",
            ),
            (MIRRORS, "mirrors", "Estimate what modified Gram–Schmidt loses: is it too much here?"),
            (NONE, "none", "Does a product of reflections depend on how the columns lie?"),
        )
        if option != right
    ]
    return Question(
        prompt=(
            f"$A$ has the condition number $10^{{{k}}}$, and $Q^\\top Q$ may differ from $I$ by at most "
            f"$10^{{-{d}}}$. Of classical Gram–Schmidt, modified Gram–Schmidt and Householder reflections, "
            "in double precision, on which can you rely?"
        ),
        answer=Choice.shuffled(rng, right, [one for one in (ALL, STABLE, MIRRORS, NONE) if one != right]),
        typical=typical,
        solution=(
            f"With $\\varepsilon \\approx 10^{{-16}}$ the losses are about $\\varepsilon\\kappa^2 = "
            f"{power(2 * k - 16)}$ for the classical variant (but never much above 1), "
            f"$\\varepsilon\\kappa = {power(k - 16)}$ for the modified one, and a few "
            f"$\\varepsilon$ for reflections. The limit is $10^{{-{d}}}$. {right}"
        ),
    )


# --- arithmetic and notation --------------------------------------------------------------------


def dot(u, v):
    return sum(a * b for a, b in zip(u, v, strict=True))


def cross(u, v):
    return [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]]


def combined(weights, vectors):
    return [
        sum(c * x for c, x in zip(weights, entries, strict=True)) for entries in zip(*vectors, strict=True)
    ]


def unit(v):
    """v at length 1, in exact terms; zero stays."""
    square = sum(sympy.nsimplify(x) ** 2 for x in v)
    return [x / sympy.sqrt(square) for x in v] if square else list(v)


def sum_of_shadows(x, vectors):
    """The projections of x on the single vectors, added up."""
    return combined([Fraction(dot(x, u), dot(u, u)) for u in vectors], vectors)


def turned(rows):
    return [list(column) for column in zip(*rows, strict=True)]


def flat(rows):
    return [x for row in rows for x in row]


def apart(right, wrong):
    """No two agree, not even up to sign, and none is zero."""
    known = []
    for vector in [right, *wrong]:
        numbers = [float(x) for x in vector]
        for other in known:
            for sign in (1, -1):
                if all(abs(a - sign * b) < 1e-9 for a, b in zip(numbers, other, strict=True)):
                    return False
        known.append(numbers)
    return all(any(abs(x) > 1e-9 for x in vector) for vector in known)


def all_differ(*vectors):
    return len({tuple(Fraction(x) for x in vector) for vector in vectors}) == len(vectors)


def power(k):
    return "1" if k == 0 else f"10^{{{k}}}"
