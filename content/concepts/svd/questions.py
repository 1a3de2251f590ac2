"""Question families on singular values: by hand, norms and condition, rank, subspaces, shortest solutions."""

from fractions import Fraction

import sympy

from groundup.grading import Number, Question, Typical, Vector, family, tex

TRIPLES = [(3, 4, 5), (4, 3, 5), (5, 12, 13), (12, 5, 13), (8, 6, 10), (6, 8, 10)]


@family("sv-of", difficulty=0)
def sv_of(rng):
    """Find the singular values of a matrix with visible structure, or from A^T A."""
    return rng.choice([of_diagonal, of_columns, of_columns, of_rank_one, of_gram, of_gram])(rng)


def asked(A):
    return (
        rf"Find the singular values of $A = {tex(A)}$. Answer with all $\min(m, n)$ of them, the largest "
        "first."
    )


def of_diagonal(rng):
    n = rng.choice([2, 3])
    while True:
        d = [rng.choice([k for k in range(-9, 10) if k]) for _ in range(n)]
        right, plain = sorted(map(abs, d), reverse=True), sorted(d, reverse=True)
        squares = [x * x for x in right]
        if len(set(right)) == n and [abs(x) for x in d] != right and min(d) < 0 and squares != right:
            break
    unsorted = [abs(x) for x in d]
    typical = [
        Typical(plain, "eigenvalues_with_sign", "A length is not negative: how long are the images?"),
        Typical(unsorted, "not_sorted", "The right numbers. In which order do singular values come?"),
        Typical(squares, "no_root", "Those are the eigenvalues of $A^\\top A$."),
    ]
    if d != plain:
        typical.append(Typical(d, "the_diagonal", "Neither signs nor order are those of singular values."))
    return Question(
        prompt=asked([[d[i] if i == j else 0 for j in range(n)] for i in range(n)]),
        answer=Vector(right),
        typical=typical,
        solution=(
            "$A e_i$ has the length $|d_i|$, and these images are at right angles. So the singular "
            f"values are the absolute values of the diagonal, sorted: ${tex(right)}$."
        ),
    )


def of_columns(rng):
    """Columns at right angles: (p, q) times a and (-q, p) times b."""
    while True:
        p, q, length = rng.choice(TRIPLES)
        a, b = rng.sample([-3, -2, -1, 1, 2, 3], 2)
        A = [[p * a, -q * b], [q * a, p * b]]
        right = sorted([length * abs(a), length * abs(b)], reverse=True)
        trace, det = A[0][0] + A[1][1], A[0][0] * A[1][1] - A[0][1] * A[1][0]
        in_order = [length * abs(a), length * abs(b)]
        squares, sums = (
            [x * x for x in right],
            sorted([abs(p * a) + abs(q * a), abs(p * b) + abs(q * b)])[::-1],
        )
        if abs(a) != abs(b) and max(right) <= 39 and trace and det:
            break
    typical = [
        Typical(squares, "no_root", "Those are the eigenvalues of $A^\\top A$."),
        Typical(sums, "sums_for_lengths", "The columns are at right angles. How long are they?"),
        Typical([abs(a), abs(b)] if abs(a) > abs(b) else [abs(b), abs(a)], "lengths_left_out", CHECK),
    ]
    if in_order != right:
        typical.append(Typical(in_order, "not_sorted", "The right numbers. In which order do they come?"))
    return Question(
        prompt=asked(A),
        answer=Vector(right),
        typical=typical,
        solution=(
            f"The columns are at right angles: ${bracketed(A[0][0])} \\cdot {bracketed(A[0][1])} + "
            f"{bracketed(A[1][0])} \\cdot {bracketed(A[1][1])} = 0$. Nothing has to be rotated, and the "
            f"singular values are their lengths, ${in_order[0]}$ and ${in_order[1]}$: ${tex(right)}$."
        ),
    )


CHECK = "Check with the determinant: the product of the singular values is its absolute value."


def of_rank_one(rng):
    while True:
        (p, q, length), (v, w, other) = rng.choice([*TRIPLES[:2], (1, 0, 1), (2, 0, 2)]), rng.choice(TRIPLES)
        u = [rng.choice([-1, 1]) * p, q]
        rows, columns = (u, [v, w]) if rng.random() < 0.5 else ([v, w], u)
        A = [[x * y for y in columns] for x in rows]
        right = [length * other, 0]
        trace = A[0][0] + A[1][1]
        if max(abs(x) for row in A for x in row) <= 60 and trace and abs(trace) != right[0]:
            break
    return Question(
        prompt=asked(A),
        answer=Vector(right),
        typical=[
            Typical([right[0]], "zero_left_out", r"That is the nonzero one. How many are asked for?"),
            Typical([right[0] ** 2, 0], "no_root", "That is the eigenvalue of $A^\\top A$."),
            Typical(
                sorted([abs(trace), 0], reverse=True),
                "eigenvalue",
                "That is the eigenvalue of $A$, in size. How long can $Av$ be for a $v$ of length 1?",
            ),
        ],
        solution=(
            rf"$A = x\,y^\top$ with $x = {tex(rows)}$ and $y = {tex(columns)}$: its columns are multiples "
            r"of one vector. So the rank is 1, and the only singular value that is not 0 is $\lVert x "
            rf"\rVert \lVert y \rVert = {right[0]}$."
        ),
    )


def of_gram(rng):
    """A^T A is not diagonal, and has whole eigenvalues."""
    while True:
        A = [[rng.randint(-4, 5) for _ in range(2)] for _ in range(rng.choice([2, 2, 3]))]
        a, d = (sum(row[k] ** 2 for row in A) for k in (0, 1))
        b = sum(row[0] * row[1] for row in A)
        root = sympy.sqrt((a - d) ** 2 + 4 * b * b)
        if not root.is_integer or b == 0 or (a + d + root) % 2:
            continue
        high, low = (a + d + root) // 2, (a + d - root) // 2
        right = [sympy.sqrt(high), sympy.sqrt(low)]
        lengths = sorted([sympy.sqrt(a), sympy.sqrt(d)], key=float, reverse=True)
        if low > 1 and high <= 90 and high != low:
            break
    gram = [[a, b], [b, d]]
    return Question(
        prompt=asked(A),
        answer=Vector(right),
        typical=[
            Typical([high, low], "no_root", "Those are the eigenvalues of $A^\\top A$. One step is missing."),
            Typical(
                lengths,
                "column_lengths",
                "Those are the lengths of the columns. That would do if the columns were at right angles.",
            ),
            Typical(right[::-1], "not_sorted", "The right numbers. In which order do they come?"),
        ],
        solution=(
            rf"$A^\top A = {tex(gram)}$ has the trace ${a + d}$ and the determinant ${a * d - b * b}$, so "
            f"the eigenvalues are ${high}$ and ${low}$. The singular values are their roots: "
            f"${tex(right)}$."
        ),
    )


@family("norms-from-s", difficulty=-1)
def norms_from_s(rng):
    """Read norms, condition number and the like off the singular values."""
    what = rng.choice(["spectral", "frobenius", "frobenius", "condition", "inverse"])
    while True:
        if what == "frobenius":
            s = rng.choice(
                [[4, 3], [12, 5], [2, 2, 1], [6, 3, 2], [7, 4, 4], [8, 4, 1], [5, 4, 2, 2], [7, 5, 5, 1]]
            )
            factor = rng.choice([1, 2, 3, 5])
            s = [factor * x for x in s]
        else:
            s = sorted(rng.sample(range(1, 21), rng.choice([2, 3, 4])), reverse=True)
        total, squares = sum(s), sum(x * x for x in s)
        values = {
            "spectral": Fraction(s[0]),
            "frobenius": sympy.sqrt(squares),
            "condition": Fraction(s[0], s[-1]),
            "inverse": Fraction(1, s[-1]),
        }
        wrong = {
            "spectral": [(total, "sum"), (s[-1], "smallest"), (s[0] ** 2, "squared")],
            "frobenius": [(total, "sum"), (squares, "no_root"), (s[0], "largest_only")],
            "condition": [
                (Fraction(s[-1], s[0]), "upside_down"),
                (Fraction(s[0] ** 2, s[-1] ** 2), "of_gram_matrix"),
                (s[0] - s[-1], "difference"),
            ],
            "inverse": [
                (Fraction(1, s[0]), "inverse_of_largest"),
                (s[-1], "not_inverted"),
                (s[0], "norm_of_a"),
            ],
        }[what]
        right = values[what]
        if len({right, *(one for one, _ in wrong)}) == 4:
            break
    sentences = {
        "sum": "The sum of the singular values is yet another norm. What does this one ask for?",
        "smallest": "That is the least factor by which lengths grow. The norm is the greatest.",
        "squared": "That is the largest eigenvalue of $A^\\top A$.",
        "no_root": "That is the sum of the squares of all entries of $A$. The norm is a length.",
        "largest_only": "That is the spectral norm: it looks at one direction. This one looks at all.",
        "upside_down": "A condition number is at least 1.",
        "of_gram_matrix": "That is the condition number of $A^\\top A$.",
        "difference": "It is a quotient: how unequally are lengths stretched?",
        "inverse_of_largest": "$A^{-1}$ undoes the stretching. Which vectors does it stretch most?",
        "not_inverted": "Along this direction $A$ shrinks or stretches by that factor. And $A^{-1}$?",
        "norm_of_a": "That is the norm of $A$.",
    }
    asks = {
        "spectral": r"What is the spectral norm of $A$, the largest $\lVert Av \rVert$ of a unit vector $v$?",
        "frobenius": "What is the Frobenius norm of $A$, the root of the sum of the squares of all entries?",
        "condition": "What is the condition number of $A$?",
        "inverse": "What is the spectral norm of $A^{-1}$?",
    }
    why = {
        "spectral": f"The spectral norm is the largest singular value, ${s[0]}$.",
        "frobenius": (
            f"Rotations do not change the sum of the squares: ${' + '.join(f'{x}^2' for x in s)} = "
            f"{squares}$, and its root is ${tex(right)}$."
        ),
        "condition": f"The largest by the smallest: ${s[0]} / {s[-1]} = {tex(right)}$.",
        "inverse": (
            "The singular values of $A^{-1}$ are the inverses, and the largest of them is "
            f"${tex(values['inverse'])}$."
        ),
    }
    n = len(s)
    return Question(
        prompt=(
            rf"The ${n} \times {n}$ matrix $A$ has the singular values ${', '.join(map(str, s))}$. "
            f"{asks[what]}"
        ),
        answer=Number(right),
        typical=[Typical(value, name, sentences[name]) for value, name in wrong],
        solution=why[what],
    )


@family("min-norm", difficulty=0)
def min_norm(rng):
    """Find the shortest solution of a system with more unknowns than equations."""
    return rng.choice([one_equation, two_equations])(rng)


def one_equation(rng):
    n = rng.choice([2, 3])
    while True:
        a = [rng.choice([-3, -2, -1, 1, 2, 3, 4]) for _ in range(n)]
        size = sum(x * x for x in a)
        b = rng.choice([-2, -1, 1, 2, 3]) * (size if rng.random() < 0.6 else 1)
        right = [Fraction(b * x, size) for x in a]
        one_variable = [Fraction(b, a[0])] + [Fraction(0)] * (n - 1)
        undivided, even = [Fraction(b * x) for x in a], None
        if sum(a):
            even = [Fraction(b, sum(a))] * n
        wrong = [one_variable, undivided, *([even] if even else [])]
        if len({tuple(x) for x in [right, *wrong]}) == 1 + len(wrong) and len(set(map(abs, a))) > 1:
            break
    equation = signed(zip(a, NAMES[n], strict=True))
    typical = [
        Typical(one_variable, "free_variables_zero", "That solves it. Is there a shorter solution?"),
        Typical(undivided, "not_divided", "The direction is right. Put it in: is the equation satisfied?"),
    ]
    if even:
        typical.append(
            Typical(even, "all_equal", "That solves it. Is it a multiple of the row of the matrix?")
        )
    return Question(
        prompt=(
            f"Which solution of ${equation} = {b}$ is the shortest, the one that the pseudo-inverse gives?"
        ),
        answer=Vector(right),
        typical=typical,
        solution=(
            "The shortest solution has no part in the null space, so it is a multiple of the row $a = "
            rf"{tex(a)}$. From $a \cdot (t a) = t \cdot {size} = {b}$ follows $t = "
            f"{tex(Fraction(b, size))}$: ${tex(right)}$."
        ),
    )


NAMES = {2: ["x", "y"], 3: ["x", "y", "z"]}


def two_equations(rng):
    """Two rows at right angles in space: the solution is the sum of both parts."""
    while True:
        first, second = ([rng.randint(-2, 3) for _ in range(3)] for _ in range(2))
        sizes = [sum(x * x for x in row) for row in (first, second)]
        if sum(x * y for x, y in zip(first, second, strict=True)) or min(sizes) < 2:
            continue
        b = [rng.choice([-1, 1, 2]) * size for size in sizes]
        t = [Fraction(value, size) for value, size in zip(b, sizes, strict=True)]
        det = first[0] * second[1] - first[1] * second[0]
        if det == 0:
            continue
        right = [t[0] * x + t[1] * y for x, y in zip(first, second, strict=True)]
        free = [
            Fraction(b[0] * second[1] - first[1] * b[1], det),
            Fraction(first[0] * b[1] - b[0] * second[0], det),
            Fraction(0),
        ]
        undivided = [Fraction(b[0] * x + b[1] * y) for x, y in zip(first, second, strict=True)]
        one_row = [t[0] * x for x in first]
        if len({tuple(x) for x in [right, free, undivided, one_row]}) == 4:
            break
    lines = [
        f"{signed(zip(row, 'xyz', strict=True))} &= {value}"
        for row, value in zip((first, second), b, strict=True)
    ]
    return Question(
        prompt=(
            rf"Which solution of $$\begin{{aligned}} {lines[0]} \\ {lines[1]} \end{{aligned}}$$ is the "
            "shortest, the one that the pseudo-inverse gives? (The two rows are at right angles.)"
        ),
        answer=Vector(right),
        typical=[
            Typical(free, "free_variables_zero", "That solves both. Is it a combination of the two rows?"),
            Typical(undivided, "not_divided", "Put it in: each row's share has to be divided by something."),
            Typical(one_row, "second_row_forgotten", "Put it into the second equation."),
        ],
        solution=(
            "The shortest solution is a combination of the rows, and these are at right angles, so each "
            f"share can be found alone: ${b[0]}/{sizes[0]} = {tex(t[0])}$ of the first and "
            f"${b[1]}/{sizes[1]} = {tex(t[1])}$ of the second: ${tex(right)}$."
        ),
    )


@family("rank-tol", difficulty=-1)
def rank_tol(rng):
    """Count the singular values above a tolerance."""
    relative = rng.random() < 0.6
    while True:
        r, noise = rng.randint(1, 4), rng.randint(1, 3)
        top = 10 ** rng.uniform(1.2, 2.9)
        big = sorted((top * 10 ** rng.uniform(-2.2, -0.3) for _ in range(r - 1)), reverse=True)
        if relative:
            exponent = rng.choice([-6, -5, -4])
            level = top * 10.0**exponent  # what is given is the exponent
        else:
            exponent = rng.choice([-2, -1])
            level = 10.0**exponent
        small = sorted((level * 10 ** rng.uniform(-2.5, -0.4) for _ in range(noise)), reverse=True)
        tempting = [level * 10 ** rng.uniform(0.4, 0.9)] if rng.random() < 0.5 else []
        s = sorted([top, *big, *tempting], reverse=True)
        if min(s) > 2 * level and len({shown(x) for x in [*s, *small]}) == len(s) + noise:
            break
    right, every = len(s), len(s) + noise
    absolute = sum(x > 10.0**exponent for x in [*s, *small])
    typical = [
        Typical(every, "counts_all_nonzero", "Are the small ones more than noise? Compare with the bound.")
    ]
    if relative and absolute not in (right, every):
        typical.append(
            Typical(absolute, "absolute_bound", "The bound is relative: how large is it as a number?")
        )
    if noise not in (right, every, absolute):
        typical.append(Typical(noise, "counts_the_small_ones", "Those are the directions that are lost."))
    bound = rf"10^{{{exponent}}} s_1" if relative else rf"10^{{{exponent}}}"
    values = ", ".join(f"${shown(x)}$" for x in [*s, *small])
    value = f", that is ${shown(level)}$" if relative else ""
    return Question(
        prompt=(
            f"A matrix has the singular values {values}. What is its numerical rank with the bound ${bound}$?"
        ),
        answer=Number(right),
        typical=typical,
        solution=(
            f"Count the values above ${bound}${value}. The smallest that counts is ${shown(s[-1])}$, and "
            f"the next, ${shown(small[0])}$, is below: the rank is ${right}$."
        ),
    )


BASES = [  # three times an orthogonal matrix, not symmetric in rows and columns
    [[2, -1, 2], [2, 2, -1], [-1, 2, 2]],
    [[1, 2, 2], [2, 1, -2], [-2, 2, -1]],
    [[2, 1, 2], [-2, 2, 1], [-1, -2, 2]],
]


@family("read-off", difficulty=0)
def read_off(rng):
    """Read null space, range and what is at right angles to it off U, s and V^T."""
    while True:
        U, Vt = (mixed(rng) for _ in range(2))
        u3, v3 = [row[2] for row in U], Vt[2]
        candidates = {"v3": v3, "column": [row[2] for row in Vt], "u3": u3, "row": U[2]}
        if all(not parallel(a, b) for a, b in pairs(list(candidates.values()))):
            break
    s = sorted(rng.sample(range(1, 10), 2), reverse=True)
    of_null = rng.random() < 0.6
    right = v3 if of_null else u3
    wrong = [
        (
            candidates["column"],
            "column_of_vt",
            "You took a column of $V^\\top$. Where do the right singular vectors stand?",
        ),
        (candidates["row"], "row_of_u", "You took a row of $U$. Where do the left singular vectors stand?"),
        (
            (
                u3,
                "left_for_right",
                "That one lives where $A$ maps *to*. The null space is where $A$ maps *from*.",
            )
            if of_null
            else (
                v3,
                "right_for_left",
                "That one lives where $A$ maps *from*. The range is where it maps *to*.",
            )
        ),
    ]
    question = (
        "Give a vector that spans the null space of $A$."
        if of_null
        else "Give a nonzero vector at right angles to everything in the range of $A$."
    )
    return Question(
        prompt=(
            rf"Let $A = U \operatorname{{diag}}({s[0]}, {s[1]}, 0)\, V^\top$ with $U = \tfrac13 {tex(U)}$ "
            rf"and $V^\top = \tfrac13 {tex(Vt)}$, both orthogonal. {question}"
        ),
        answer=Vector(right, up_to="scale"),
        typical=[Typical(*one) for one in wrong],
        solution=(
            r"$A v_3 = 0 \cdot u_3 = 0$, and $v_3$ is the third row of $V^\top$: a multiple of "
            f"${tex(tuple(v3))}$."
            if of_null
            else "The range is spanned by $u_1$ and $u_2$. At right angles to both is $u_3$, the third "
            f"column of $U$: a multiple of ${tex(tuple(u3))}$."
        ),
    )


def mixed(rng):
    """Rows and columns of one of the bases in another order, some of them turned round."""
    B = rng.choice(BASES)
    rows, columns = rng.sample(range(3), 3), rng.sample(range(3), 3)
    signs = [rng.choice([-1, 1]) for _ in range(3)]
    return [[signs[i] * B[i][j] for j in columns] for i in rows]


def parallel(u, v):
    return all(u[i] * v[j] == u[j] * v[i] for i in range(3) for j in range(i))


def pairs(values):
    return [(a, b) for i, a in enumerate(values) for b in values[:i]]


# --- notation ----------------------------------------------------------------------------------


def shown(number):
    """In three digits."""
    return tex(float(f"{number:.3g}"))


def bracketed(number):
    return f"({number})" if number < 0 else str(number)


def signed(terms):
    """`2x - y + 3z`: from (number, name) pairs; no coefficient 1, no plus before a minus, zeros left out."""
    kept = [(c, ("" if abs(c) == 1 else str(abs(c))) + name) for c, name in terms if c]
    (first, start), *rest = kept
    more = "".join((" - " if c < 0 else " + ") + term for c, term in rest)
    return ("-" if first < 0 else "") + start + more
