"""Families on linear systems: elimination, how many solutions, null spaces, LU factors, determinants."""

from fractions import Fraction

import sympy

from groundup.grading import Choice, Matrix, Number, Question, Typical, Vector, family, tex


@family("solve-small", difficulty=-1)
def solve_small(rng):
    """Solve a system of two or three equations with a whole solution."""
    n = rng.choice([2, 2, 3])
    while True:
        L = [
            [int(i == j) or (rng.choice([-2, -1, 1, 2, 3]) if j < i else 0) for j in range(n)]
            for i in range(n)
        ]
        pivots = rng.sample([-3, -2, -1, 1, 2, 3], n)
        U = [[pivots[i] if i == j else rng.randint(-3, 3) * (j > i) for j in range(n)] for i in range(n)]
        x = [rng.randint(-4, 5) for _ in range(n)]
        A = times(L, U)
        b, c = image(A, x), image(U, x)
        left_only, added = backwards(U, b), backwards(U, wrong_sign(L, b))
        upside_down = x[::-1]
        if max(map(abs, flat(A))) > 9 or max(map(abs, b)) > 40 or 0 in flat(A)[:n] or x.count(0) > 0:
            continue
        if all_differ(x, left_only, added, upside_down, c):
            break
    return Question(
        prompt=f"Solve $${system(A, b)}$$ Answer with ${tex(tuple('xyz'[:n]))}$.",
        answer=Vector(x),
        typical=[
            Typical(
                left_only,
                "left_side_only",
                "The matrix was eliminated, the right-hand side was not. A row is a whole equation.",
            ),
            Typical(
                added,
                "sign_on_the_right",
                "On the left a multiple of a row was subtracted, on the right it was added.",
            ),
            Typical(upside_down, "upside_down", "The last equation gives the last unknown. Check the order."),
            Typical(
                c,
                "not_back_substituted",
                "Those are the right sides after elimination. Now solve upwards.",
            ),
        ],
        solution=(
            f"Eliminate from the top, right sides included: $${augmented(A, b)} \\to {augmented(U, c)}.$$ "
            f"The last row gives ${'xyz'[n - 1]} = {x[-1]}$, and upwards from there "
            f"${tex(tuple('xyz'[:n]))} = {tex(tuple(x))}$."
        ),
    )


@family("solution-count", difficulty=0)
def solution_count(rng):
    """For which values of a parameter a system has none, one or infinitely many solutions."""
    return rng.choice([parameter_in_matrix, parameter_in_matrix, parameter_on_the_right])(rng)


def parameter_in_matrix(rng):
    while True:
        a, b, c = (rng.choice([-3, -2, -1, 1, 2, 3, 4, 5]) for _ in range(3))
        m, off = rng.choice([-3, -2, 2, 3]), rng.choice([0, 0, -2, -1, 1, 3])
        critical, other = m * b, rng.choice([b, -m * b, m + b])
        if critical != other and abs(m * a) != 1:
            break
    last = m * c + off
    ask = rng.choice(["exactly one solution", "no solution", "infinitely many solutions"])
    at_critical = "infinitely many solutions" if off == 0 else "no solution"
    only, but = f"Only for $k = {critical}$.", f"For every $k \\neq {critical}$."
    never = f"For no $k$: at $k = {critical}$ there {'is none' if off else 'are infinitely many'}, else one."
    square = "every" if ask == "exactly one solution" else "no"
    square = f"For {square} $k$, since there are as many equations as unknowns."
    slip = f"For every $k \\neq {other}$." if ask == "exactly one solution" else f"Only for $k = {other}$."
    if ask == "exactly one solution":
        right, reversed_ = but, only
    elif ask == at_critical:
        right, reversed_ = only, but
    else:
        right, reversed_ = never, but
    wrong = [square, slip, reversed_] if right != never else [slip, reversed_, only]
    typical = [
        Typical(slip, "wrong_value", "Eliminate once, and see for which $k$ the last pivot vanishes."),
        Typical(reversed_, "cases_exchanged", "Which case is it when the last pivot is not 0?"),
    ]
    if right == never:
        sentence = "There the left side of the last row is 0. And the right side?"
        typical.append(Typical(only, "right_side_ignored", sentence))
    else:
        sentence = "A square matrix can have dependent rows. Look for the $k$ at which that happens."
        typical.append(Typical(square, "square_means_unique", sentence))
    return Question(
        prompt=f"For which $k$ has this system {ask}? $${system([[a, b], [m * a, 'k']], [c, last])}$$",
        answer=Choice.shuffled(rng, right, wrong),
        typical=typical,
        solution=(
            f"Row 2 minus ${bracketed(m)}$ times row 1 is $(k {minus(critical)})\\,y = {off}$. For $k \\neq "
            f"{critical}$ there is a second pivot: exactly one solution. For $k = {critical}$ the row reads "
            f"$0 = {off}$: {at_critical}."
        ),
    )


def parameter_on_the_right(rng):
    while True:
        first, second = ([rng.choice([-2, -1, 1, 2, 3]) for _ in range(3)] for _ in range(2))
        s, t = rng.choice([1, 1, 2, -1]), rng.choice([1, 2, -1, -2])
        third = [s * x + t * y for x, y in zip(first, second, strict=True)]
        b = [rng.randint(1, 9), rng.randint(1, 9)]
        critical, other = s * b[0] + t * b[1], b[0] + b[1]
        other = other if other != critical else b[0] - b[1]
        if rank([first, second]) == 2 and first[0] == 1 and 0 not in third and critical not in (0, other):
            break
    right = f"Only for $k = {critical}$, and then it has infinitely many."
    one = f"Only for $k = {critical}$, and then it has exactly one."
    square = "For every $k$, and always exactly one, since there are as many equations as unknowns."
    slip = f"Only for $k = {other}$, and then it has infinitely many."
    combination = signed([(s, "r_1"), (t, "r_2")])
    return Question(
        prompt=f"For which $k$ has this system a solution? $${system([first, second, third], [*b, 'k'])}$$",
        answer=Choice.shuffled(rng, right, [one, square, slip]),
        typical=[
            Typical(
                one, "solvable_means_unique", "Count the pivots, and compare with the number of unknowns."
            ),
            Typical(square, "square_means_unique", "Eliminate the last row. What is left of its left side?"),
            Typical(slip, "wrong_value", "How is the third row made of the other two, on the left side?"),
        ],
        solution=(
            f"On the left, row 3 is ${combination}$. So elimination leaves $0 = k "
            f"{minus(critical)}$: there is a solution only for $k = {critical}$. Then two pivots remain for "
            "three unknowns; one unknown is free, and there are infinitely many."
        ),
    )


@family("null-basis", difficulty=0)
def null_basis(rng):
    """Find a basis of a null space from the reduced row echelon form."""
    return rng.choice([one_free_variable, one_free_variable, two_free_variables])(rng)


def one_free_variable(rng):
    rank_, rows = rng.choice([(2, 2), (2, 2), (2, 3), (3, 3)])
    n = rank_ + 1
    free = rng.choice(range(1, n))
    while True:
        entries = [rng.choice([-3, -2, -1, 1, 2, 3, 4]) if i < free else 0 for i in range(rank_)]
        R = echelon(n, {free: entries})
        A = mixed(rng, R, rows)
        right = special(R, n, free)
        unsigned = [abs_ if j == free else -abs_ for j, abs_ in enumerate(right)]
        at_end = [x for j, x in enumerate(right) if j != free] + [1]
        zero = [x if j != free else 0 for j, x in enumerate(right)]
        wrong = [unsigned, R[0], zero] + ([at_end] if free < n - 1 else [])
        if max(map(abs, flat(A))) <= 9 and not any(parallel(right, w) for w in wrong) and separate(wrong):
            break
    typical = [
        Typical(unsigned, "signs_kept", "Put it in: a row of $R$ says that a sum is 0. What changes sides?"),
        Typical(R[0], "row_of_r", "That is a row of $R$: at a right angle to what you are looking for."),
        Typical(zero, "free_variable_zero", "With the free variable 0, all others are 0 as well."),
    ]
    if free < n - 1:
        sentence = "The numbers are right, but which unknown is the free one? Not the last."
        typical.append(Typical(at_end, "free_variable_last", sentence))
    return Question(
        prompt=f"Find a vector $x \\neq 0$ with $Ax = 0$ for $$A = {tex(A)}.$$",
        answer=Vector(right, up_to="scale"),
        typical=typical,
        solution=(
            f"The reduced row echelon form, without rows of zeros, is $${tex(R)}.$$ Column {free + 1} has no "
            f"pivot, so $x_{free + 1}$ is free. With $x_{free + 1} = 1$ each row gives its pivot variable: "
            f"$x = {tex(tuple(right))}$, or any multiple of it."
        ),
    )


def two_free_variables(rng):
    while True:
        columns = [[rng.choice([-3, -2, -1, 1, 2, 3]) for _ in range(2)] for _ in range(2)]
        R = echelon(4, {2: columns[0], 3: columns[1]})
        A = mixed(rng, R, 2)
        right = turned([special(R, 4, 2), special(R, 4, 3)])
        signs_kept = [[-x for x in row] for row in right[:2]] + right[2:]
        rows_of_r = turned(R)
        exchanged = [row[::-1] for row in right]
        wrong = [signs_kept, rows_of_r, exchanged]
        if max(map(abs, flat(A))) <= 9 and all_differ(right, *wrong):
            break
    return Question(
        prompt=(
            "Write the two special solutions of $Ax = 0$ as the columns of a matrix: first the one with "
            f"$x_3 = 1$, $x_4 = 0$, then the one with $x_3 = 0$, $x_4 = 1$. $$A = {tex(A)}$$"
        ),
        answer=Matrix(right),
        typical=[
            Typical(signs_kept, "signs_kept", "A row of $R$ says that a sum is 0. What changes sides?"),
            Typical(rows_of_r, "row_space_given", "Those are the rows of $R$. They span the row space."),
            Typical(exchanged, "order_of_columns", "Which of the free variables is 1 in your first column?"),
        ],
        solution=(
            f"The reduced row echelon form is $${tex(R)}.$$ Its rows say $x_1 = "
            f"{signed([(-R[0][2], 'x_3'), (-R[0][3], 'x_4')])}$ and $x_2 = "
            f"{signed([(-R[1][2], 'x_3'), (-R[1][3], 'x_4')])}$. The two choices of $(x_3, x_4)$ give "
            f"$${tex(right)}.$$"
        ),
    )


@family("lu-factor", difficulty=1)
def lu_factor(rng):
    """The factor L of elimination with partial pivoting."""
    while True:
        l21, l31 = rng.sample([Fraction(k, 4) for k in (-3, -2, -1, 1, 2, 3)], 2)
        l32 = Fraction(rng.choice([-1, 1]), 2)
        U = [
            [rng.choice([4, -4]), rng.choice([-4, 4, 8]), rng.choice([-4, 0, 4, 8])],
            [0, rng.choice([-4, -2, 2, 4]), rng.choice([-2, 2, 4])],
            [0, 0, rng.choice([-3, -2, -1, 1, 2, 3])],
        ]
        L = [[1, 0, 0], [l21, 1, 0], [l31, l32, 1]]
        order = rng.choice([[1, 2, 0], [2, 0, 1]])  # in both the second swap moves a multiple
        A = undone([[int(x) for x in row] for row in times(L, U)], order)
        left_behind = [[1, 0, 0], [l31, 1, 0], [l21, l32, 1]]
        signs = [[-x if i > j else x for j, x in enumerate(row)] for i, row in enumerate(L)]
        plain = without_pivoting(A)
        wrong = [left_behind, signs] + ([plain] if plain else [])
        if max(map(abs, flat(A))) <= 12 and all_differ(L, *wrong):
            break
    typical = [
        Typical(
            left_behind,
            "multiples_left_behind",
            "At the second swap two rows changed places. Which numbers of $L$ belong to them?",
        ),
        Typical(
            signs, "signs_reversed", "Multiply $L$ and $U$: with these signs $L$ undoes the wrong thing."
        ),
    ]
    if plain:
        typical.append(
            Typical(plain, "no_pivoting", "Your multiples exceed 1 in size. Which row should come first?")
        )
    return Question(
        prompt=(
            "Eliminate with partial pivoting, so that the rows of $A$ in their new order are $LU$. Give $L$. "
            f"$$A = {tex(A)}$$"
        ),
        answer=Matrix(L),
        typical=typical,
        solution=(
            f"The largest entry of column 1 is ${U[0][0]}$; its row comes first. The multiples of the other "
            f"two are ${tex(L[1][0])}$ and ${tex(L[2][0])}$, in the order in which their rows end. Of what "
            f"is left of column 2, ${U[1][1]}$ is the largest, and the last multiple is ${tex(l32)}$. So "
            f"$$L = {tex(L)}, \\qquad U = {tex(U)},$$ for the rows {counted(order)} of $A$."
        ),
    )


@family("det-pivots", difficulty=0)
def det_pivots(rng):
    """A determinant from the pivots and the order of the rows."""
    return rng.choice([from_order, from_order, of_multiple])(rng)


def from_order(rng):
    n = rng.choice([3, 3, 4])
    order = list(range(n))
    while True:
        rng.shuffle(order)
        pivots = [rng.choice([-4, -3, -2, 2, 3, 4, 5]) for _ in range(n)]
        odd = sum(order[i] > order[j] for i in range(n) for j in range(i + 1, n)) % 2
        product = pivots[0]
        for u in pivots[1:]:
            product *= u
        right = -product if odd else product
        if order != list(range(n)) and len({right, -right, sum(pivots)}) == 3:
            break
    shown = counted(order)
    swaps = swaps_of(order)
    return Question(
        prompt=(
            f"Elimination used the rows of the ${n} \\times {n}$ matrix $A$ in the order {shown}, and found "
            f"the pivots ${', '.join(map(str, pivots))}$. What is $\\det A$?"
        ),
        answer=Number(right),
        typical=[
            Typical(-right, "sign_of_order", "By how many swaps do the rows come into that order?"),
            Typical(
                sum(pivots),
                "sum_of_pivots",
                "You added the pivots. What do stretches do to a volume?",
            ),
        ],
        solution=(
            f"The order {shown} is reached by {swaps} {'swap' if swaps == 1 else 'swaps'}, an "
            f"{'odd' if odd else 'even'} number. So the sign is ${'-' if odd else '+'}1$, and $\\det A = "
            f"{right}$."
        ),
    )


def of_multiple(rng):
    while True:
        n, d, c = rng.choice([2, 3, 3, 4]), rng.choice([-5, -3, -2, 2, 3, 5, 7]), rng.choice([-3, -2, 2, 3])
        right = c**n * d
        wrong = [c * d, (c * d) ** n, abs(right) if right < 0 else -right]
        if len({right, *wrong}) == 4:
            break
    return Question(
        prompt=f"$A$ is ${n} \\times {n}$ and $\\det A = {d}$. What is $\\det({c}A)$?",
        answer=Number(right),
        typical=[
            Typical(c * d, "factor_once", "Every row is multiplied. How many rows are there?"),
            Typical((c * d) ** n, "all_to_the_power", "The power belongs to the factor alone."),
            Typical(wrong[2], "sign_of_power", f"Check the sign: how many factors ${c}$ are multiplied?"),
        ],
        solution=(
            f"Each of the {n} rows is multiplied by ${c}$, and each contributes its factor: "
            rf"$\det({c}A) = {bracketed(c)}^{n} \cdot {bracketed(d)} = {right}$."
        ),
    )


@family("det-volume", difficulty=0)
def det_volume(rng):
    """The area of a parallelogram or the volume of a box from its edges."""
    n = rng.choice([2, 2, 3])
    while True:
        edges = [[rng.randint(-3, 5) for _ in range(n)] for _ in range(n)]
        signed_ = determinant(edges)
        volume = abs(signed_)
        lengths = sympy.sqrt(1)
        for edge in edges:
            lengths *= sympy.sqrt(sum(x * x for x in edge))
        part = Fraction(volume, 2 if n == 2 else 6)
        plus = abs(all_plus(edges))
        numbers = [volume, part, plus] + ([signed_] if signed_ < 0 else [])
        if 2 <= volume <= 60 and len(set(numbers)) == len(numbers) and lengths not in numbers:
            break
    names = "uvw"[:n]
    given = ", ".join(f"${name} = {tex(edge)}$" for name, edge in zip(names, edges, strict=True))
    body, size, corner = (
        ("parallelogram", "area", "triangle") if n == 2 else ("(slanted) box", "volume", "pyramid")
    )
    typical = [
        Typical(lengths, "product_of_lengths", "That would be right if the edges met at right angles."),
        Typical(part, "half_of_it", f"That is the {corner} in the corner, a part of the {body}."),
        Typical(plus, "all_signs_plus", "In a determinant some of the products are subtracted."),
    ]
    if signed_ < 0:
        typical.append(Typical(signed_, "signed_value", f"Can the {size} of a body be negative?"))
    first = [[tex(x) for x in row] for row in turned(edges)]
    return Question(
        prompt=f"What is the {size} of the {body} with the edges {given}?",
        answer=Number(volume),
        typical=typical,
        solution=(
            f"With the edges as columns, $$\\det {tex(first)} = {signed_},$$ and the {size} is its absolute "
            f"value, ${volume}$."
        ),
    )


# --- arithmetic ---------------------------------------------------------------------------------


def times(A, B):
    return [[sum(a * b for a, b in zip(row, column, strict=True)) for column in turned(B)] for row in A]


def image(A, x):
    return [sum(a * t for a, t in zip(row, x, strict=True)) for row in A]


def turned(A):
    return [list(row) for row in zip(*A, strict=True)]


def flat(A):
    return [x for row in A for x in row]


def backwards(U, c):
    """The exact solution of U x = c for an upper triangular U."""
    x = [Fraction(0)] * len(U)
    for i in reversed(range(len(U))):
        known = sum(U[i][j] * x[j] for j in range(i + 1, len(U)))
        x[i] = Fraction(c[i] - known) / U[i][i]
    return x


def wrong_sign(L, b):
    """What the right-hand side becomes when multiples are added there instead of subtracted."""
    c = list(b)
    for j in range(len(b)):
        for i in range(j + 1, len(b)):
            c[i] += L[i][j] * c[j]
    return c


def rank(rows):
    return sympy.Matrix(rows).rank()


def determinant(A):
    return int(sympy.Matrix(A).det())


def all_plus(A):
    """The determinant with plus signs throughout."""
    if len(A) == 1:
        return A[0][0]
    return sum(A[0][j] * all_plus([row[:j] + row[j + 1 :] for row in A[1:]]) for j in range(len(A)))


def echelon(n, free):
    """The reduced row echelon form with n columns, of which `free` gives those without a pivot."""
    pivots = [j for j in range(n) if j not in free]
    return [
        [int(j == pivot) if j not in free else free[j][i] for j in range(n)] for i, pivot in enumerate(pivots)
    ]


def special(R, n, free):
    """The solution of R x = 0 with this free variable 1 and the other free variables 0."""
    pivots = [next(j for j in range(n) if row[j]) for row in R]
    return [1 if j == free else -R[pivots.index(j)][free] if j in pivots else 0 for j in range(n)]


def mixed(rng, R, rows):
    """`rows` combinations of the rows of R that span the same space."""
    while True:
        weights = [[rng.choice([-1, 0, 1, 1, 2]) for _ in R] for _ in range(rows)]
        if rank(weights) == len(R) and all(sum(map(bool, row)) > 1 for row in weights):
            return times(weights, R)


def undone(rows, order):
    """The matrix whose rows, in this order, are `rows`."""
    A = [[]] * len(rows)
    for row, place in zip(rows, order, strict=True):
        A[place] = row
    return A


def without_pivoting(A):
    """L of plain elimination, or None where a pivot is 0."""
    U = [[Fraction(x) for x in row] for row in A]
    L = [[Fraction(int(i == j)) for j in range(3)] for i in range(3)]
    for k in range(2):
        if U[k][k] == 0:
            return None
        for i in range(k + 1, 3):
            L[i][k] = U[i][k] / U[k][k]
            U[i] = [x - L[i][k] * y for x, y in zip(U[i], U[k], strict=True)]
    return L


def counted(order):
    """The places of an order, counted from 1."""
    return ", ".join(str(i + 1) for i in order)


def swaps_of(order):
    """How many swaps put the rows into this order, one place after the other."""
    left, swaps = list(order), 0
    for i in range(len(left)):
        if left[i] != i:
            j = left.index(i)
            left[i], left[j] = left[j], left[i]
            swaps += 1
    return swaps


def parallel(u, v):
    return rank([u, v]) < 2


def separate(vectors):
    """No two are multiples of each other."""
    return not any(parallel(u, v) for i, u in enumerate(vectors) for v in vectors[:i])


def all_differ(*answers):
    return len({str(plain(answer)) for answer in answers}) == len(answers)


def plain(answer):
    """The answer with every number as a Fraction, so that 2 and 2/1 are alike."""
    return [plain(x) if isinstance(x, list) else Fraction(x) for x in answer]


# --- notation -----------------------------------------------------------------------------------


def system(A, b):
    """The equations under each other, aligned at the equals sign."""
    lines = [f"{equation(row)} &= {right}" for row, right in zip(A, b, strict=True)]
    return r"\begin{aligned} " + r" \\ ".join(lines) + r" \end{aligned}"


def equation(row):
    terms = zip(row, "xyz"[: len(row)], strict=True)
    parts = [("+", f"k{name}") if c == "k" else term(c, name) for c, name in terms if c != 0]
    text = "".join(f" {sign} {size}" for sign, size in parts).strip()
    return text[2:] if text.startswith("+") else "-" + text[2:]


def term(c, name):
    return ("-" if c < 0 else "+"), ("" if abs(c) == 1 else str(abs(c))) + name


def augmented(A, b):
    rows = [" & ".join([*map(tex, row), tex(right)]) for row, right in zip(A, b, strict=True)]
    return rf"\left[\begin{{array}}{{{'r' * len(A[0])}|r}} " + r" \\ ".join(rows) + r" \end{array}\right]"


def bracketed(number):
    return f"({number})" if number < 0 else str(number)


def minus(number):
    """`- 3` or `+ 3`: what is added when the number is subtracted."""
    return f"+ {-number}" if number < 0 else f"- {number}"


def signed(terms):
    """`2x - y`: from (number, name) pairs; no factor 1, no plus before a minus, zeros left out."""
    shown = [(c, ("" if abs(c) == 1 else str(abs(c))) + name) for c, name in terms if c]
    (first, start), *rest = shown
    more = "".join((" - " if c < 0 else " + ") + text for c, text in rest)
    return ("-" if first < 0 else "") + start + more
