"""Question families on eigenvalues: by hand, by trace and determinant, in the long run, by powers."""

from fractions import Fraction

from groundup.grading import Choice, Expression, Number, Question, Typical, Vector, family, tex


@family("eig-2x2", difficulty=0)
def eig_2x2(rng):
    """Find both eigenvalues of a 2 x 2 matrix of whole numbers."""
    while True:
        low, high = sorted(rng.sample([k for k in range(-6, 9) if k], 2))
        a = rng.choice([k for k in range(-7, 10) if k])
        d = low + high - a
        rest = a * d - low * high  # this is b c
        b = rng.choice([k for k in range(-9, 10) if k and rest % k == 0] or [0])
        if b == 0 or rest == 0 or abs(rest // b) > 9:
            continue
        c, trace, det = rest // b, low + high, low * high
        right = [low, high]
        wrong = [
            sorted([a, d]),
            [-high, -low],
            [trace - high + low, trace + high - low],
            sorted([trace, det]),
        ]
        if b != c and trace and all_differ(right, *wrong):
            break
    polynomial = signed([(1, r"\lambda^2"), (-trace, r"\lambda"), (det, "")])
    matrix = tex([[a, b], [c, d]])
    diagonal = "Those are the diagonal entries, which would do if one of the other two were 0."
    return Question(
        prompt=f"Find the eigenvalues of $A = {matrix}$. Answer with both, the smaller one first.",
        answer=Vector(right),
        typical=[
            Typical(wrong[0], "diagonal_entries", diagonal),
            Typical(wrong[1], "trace_sign", r"Put one of yours into $\det(A - \lambda I)$. Is it 0?"),
            Typical(wrong[2], "not_halved", "Add your two numbers: is that the trace? One step is missing."),
            Typical(wrong[3], "trace_and_determinant", "Those are trace and determinant: sum and product."),
        ],
        solution=(
            rf"Trace ${a} + {bracketed(d)} = {trace}$, determinant ${bracketed(a)} \cdot {bracketed(d)} - "
            rf"{bracketed(b)} \cdot {bracketed(c)} = {det}$, so $${polynomial} = "
            f"{factor(low)}{factor(high)} = 0.$$ Check: ${low}$ and ${high}$ add up to the trace, and "
            "their product is the determinant."
        ),
    )


LOOK = "Multiply, and compare $Av$ with $v$ entry by entry: both must have the same factor."
NOWHERE = "No. $Av$ lies on another line through the origin than $v$."
NOT_FIXED = "No. $Av$ is not equal to $v$."


@family("is-eigenvector", difficulty=-1)
def is_eigenvector(rng):
    """Decide whether a vector is an eigenvector, and with which eigenvalue."""
    case = rng.choice([kept, kept, turned, turned, flattened, zero_vector])
    A, v, right, wrong, solution = case(rng)
    return Question(
        prompt=f"Let $A = {tex(A)}$ and $v = {tex(v)}$. Is $v$ an eigenvector of $A$?",
        answer=Choice.shuffled(rng, right, [text for text, _, _ in wrong]),
        typical=[Typical(*one) for one in wrong],
        solution=solution,
    )


def with_value(number):
    return f"Yes, with the eigenvalue ${number}$."


def kept(rng):
    A, v, _, value = known_pairs(rng, [-3, -2, -1, 2, 3, 4, 5])
    wrong = [
        (NOWHERE, "misses_multiple", LOOK),
        (with_value(value + rng.choice([-1, 1])), "wrong_factor", LOOK),
        (NOT_FIXED, "wants_fixed_vector", "The length may change. Only the line counts."),
    ]
    return A, v, with_value(value), wrong, f"$Av = {tex(times(A, v))} = {scaled(value)}v$."


def turned(rng):
    while True:
        A, v, _, _ = known_pairs(rng, [-3, -2, -1, 2, 3, 4, 5])
        v = [v[0] + rng.choice([-1, 1]), v[1]]
        image = times(A, v)
        if 0 in v or 0 in image or image[0] % v[0]:
            continue
        first, second = image[0] // v[0], Fraction(image[1], v[1])
        if second not in (first, first + 1):
            break
    one_entry = "That factor fits the first entries. What is it for the second?"
    allowed = "That alone would be no reason: a multiple of $v$ is allowed."
    wrong = [
        (with_value(first), "one_entry_only", one_entry),
        (with_value(first + 1), "wrong_factor", LOOK),
        (NOT_FIXED, "wants_fixed_vector", allowed),
    ]
    solution = (
        f"$Av = {tex(image)}$. The factor is ${first}$ for the first entry and ${tex(second)}$ for the "
        "second, so $Av$ is no multiple of $v$."
    )
    return A, v, NOWHERE, wrong, solution


def flattened(rng):
    A, _, v, value = known_pairs(rng, [-3, -2, 2, 3, 4, 5], second=0)
    vanishes = "No. $Av$ is the zero vector, and that has no direction."
    allowed = "An eigenvalue may be 0; it is the vector that may not."
    wrong = [
        (vanishes, "refuses_eigenvalue_zero", allowed),
        (NOWHERE, "misses_multiple", LOOK),
        (with_value(value), "other_eigenvalue", LOOK),
    ]
    solution = r"$Av$ is the zero vector, that is $0 \cdot v$, and $v$ is not zero."
    return A, v, with_value(0), wrong, solution


def zero_vector(rng):
    A, _, _, _ = known_pairs(rng, [-3, -2, -1, 2, 3, 4, 5])
    every = r"Yes. $A \cdot 0 = \lambda \cdot 0$ holds for every $\lambda$."
    says_nothing = "That holds for every matrix, and so it says nothing about $A$."
    one = "Yes, with the eigenvalue $0$ and with no other."
    another = "Put another number into the equation: is it satisfied too?"
    depends = "It depends on the entries of $A$."
    wrong = [
        (every, "zero_vector_accepted", says_nothing),
        (one, "zero_vector_accepted_with_zero", another),
        (depends, "depends_on_matrix", "Does any matrix move the zero vector?"),
    ]
    solution = (
        r"$A \cdot 0 = \lambda \cdot 0$ holds for every $A$ and every $\lambda$. It tells nothing, so the "
        "definition asks for a nonzero vector."
    )
    return A, [0, 0], "No. The zero vector is never an eigenvector.", wrong, solution


def known_pairs(rng, values, second=None):
    """A matrix of whole numbers, an eigenvector, another one, and the eigenvalue of the first."""
    while True:
        (a, b), (c, d) = ([rng.randint(-2, 3) for _ in range(2)] for _ in range(2))  # the vectors as columns
        first, other = rng.sample(values, 2)
        A = conjugated(a, b, c, d, first, other if second is None else second)
        if A and 0 not in [*A[0], *A[1], a, b, c, d] and max(abs(x) for row in A for x in row) <= 15:
            return A, [a, c], [b, d], first


@family("power-limit", difficulty=0)
def power_limit(rng):
    """Find the shares that a two-state process approaches."""
    while True:
        n = rng.choice([5, 8, 10, 20])
        leave, come = rng.sample(range(1, n), 2)  # of n: from the first state to the second, and back
        p, q = Fraction(leave, n), Fraction(come, n)
        right, halves, first_day = [q / (p + q), p / (p + q)], [Fraction(1, 2)] * 2, [1 - p, p]
        if p + q < 1 and all_differ(right, right[::-1], halves, first_day):
            break
    A = [[1 - p, q], [p, 1 - q]]
    sums = "The direction is right. What must shares add up to?"
    even = "Equal shares solve $xA = x$, since every column adds up to 1. Here $A$ stands on the left of $x$."
    readily = "In equilibrium as much moves one way as the other. Which state is left more readily?"
    return Question(
        prompt=(
            f"Every day, ${tex(1 - p)}$ of what is in the first state stay there and ${tex(p)}$ move to "
            f"the second; of the second, ${tex(q)}$ move to the first and ${tex(1 - q)}$ stay. With the "
            f"shares as a vector, $x_{{k+1}} = A x_k$ with $A = {tex(A)}$. Which shares does $x_k$ "
            "approach, from whatever shares $x_0$?"
        ),
        answer=Vector(right),
        typical=[
            *(Typical(one, "not_scaled_to_one", sums) for one in ([q / p, Fraction(1)], [q, p])),
            Typical(right[::-1], "swapped", readily),
            Typical(halves, "left_eigenvector", even),
            Typical(first_day, "first_column", "That is what one day makes of a start in the first state."),
        ],
        solution=(
            "The columns add up to 1, so 1 is an eigenvalue; the other is the trace minus 1, "
            rf"${tex(1 - p - q)}$, and its part dies out. $(A - I)v = 0$ says ${tex(p)}\,v_1 = "
            rf"{tex(q)}\,v_2$. With $v_1 + v_2 = 1$: $${tex(right)}.$$"
        ),
    )


@family("trace-det", difficulty=-1)
def trace_det(rng):
    """Find the missing eigenvalue from the trace or the determinant."""
    by_trace, n = rng.random() < 0.5, rng.choice([3, 4])
    while True:
        *known, right = (rng.choice([k for k in range(-5, 7) if k]) for _ in range(n))
        total, product = sum(known) + right, product_of(known) * right
        if by_trace:
            wrong = [Fraction(total, product_of(known)), Fraction(total + sum(known)), Fraction(total)]
        else:
            wrong = [Fraction(product - sum(known)), Fraction(-right), Fraction(product)]
        if len({Fraction(right), *wrong}) == 4:
            break
    signs = [bracketed(k) for k in known]
    if by_trace:
        name, rule, given = "trace", "sum", total
        names = ["product_for_sum", "sign", "trace_itself"]
        step = f"${total} - ({' + '.join(signs)}) = {right}$"
    else:
        name, rule, given = "determinant", "product", product
        names = ["sum_for_product", "sign", "determinant_itself"]
        together = r" \cdot ".join(signs)
        step = rf"$\frac{{{product}}}{{{together}}} = {right}$"
    sentences = [
        f"The {name} is the {rule} of the eigenvalues.",
        f"Take the {rule} of all of them, with their signs: is it the {name}?",
        f"That is the {rule} of all of them.",
    ]
    listed = ", ".join(f"${k}$" for k in known[:-1]) + f" and ${known[-1]}$"
    return Question(
        prompt=(
            rf"A ${n} \times {n}$ matrix has the {name} ${given}$. {count(n - 1)} of its eigenvalues, "
            f"counted as often as they occur, are {listed}. What is the remaining one?"
        ),
        answer=Number(right),
        typical=[Typical(*one) for one in zip(wrong, names, sentences, strict=True)],
        solution=f"The {name} is the {rule} of all eigenvalues, so the last one is {step}.",
    )


@family("char-poly", difficulty=1)
def char_poly(rng):
    """Write the characteristic polynomial of a 2 x 2 matrix with a parameter."""
    where = rng.choice(["a", "b", "c", "d"])
    partner_name = {"a": "d", "d": "a", "b": "c", "c": "b"}[where]
    while True:
        entry = {name: rng.choice([k for k in range(-4, 6) if k]) for name in "abcd"}
        partner = entry[partner_name]
        if where in "ad":
            trace = [(1, "t"), (partner, "")]
            det = [(partner, "t"), (-entry["b"] * entry["c"], "")]
        else:
            trace = [(entry["a"] + entry["d"], "")]
            det = [(-partner, "t"), (entry["a"] * entry["d"], "")]
        if any(number for number, _ in trace) and trace != det:
            break
    a, b, c, d = ("t" if name == where else entry[name] for name in "abcd")
    right = f"x^2 - ({typed(trace)})*x + ({typed(det)})"
    middle = rf" - ({signed(trace)})\lambda" if where in "ad" else continued(-trace[0][0], r"\lambda")
    expanded = r"Multiply out $(a - \lambda)(d - \lambda)$: what goes with $\lambda$?"
    return Question(
        prompt=(
            rf"Write $\det(A - \lambda I)$ for $A = {tex([[a, b], [c, d]])}$, where $t$ is a number that "
            r"is not yet known. Write `x` for $\lambda$."
        ),
        answer=Expression(right, variables=("x", "t")),
        typical=[
            Typical(f"x^2 + ({typed(trace)})*x + ({typed(det)})", "trace_sign", expanded),
            Typical(
                f"x^2 - ({typed(trace)})*x + ({a})*({d}) + ({b})*({c})",
                "adds_the_other_product",
                "A determinant is a difference of two products.",
            ),
            Typical(
                f"({a} - x)*({d} - x)",
                "diagonal_only",
                "Only the diagonal is used. What of the other two entries?",
            ),
            Typical(
                f"x^2 - ({typed(det)})*x + ({typed(trace)})",
                "trace_and_determinant_swapped",
                "Which of trace and determinant is the constant term?",
            ),
        ],
        solution=(
            rf"The trace is ${signed(trace)}$ and the determinant ${signed(det)}$, so $$\det(A - \lambda "
            rf"I) = \lambda^2{middle} + ({signed(det)}).$$"
        ),
    )


TWO = "Two real eigenvalues: two lines through the origin are kept."
COMPLEX = "A complex pair: no line through the origin is kept."
DEFECTIVE = "One eigenvalue and only one line of eigenvectors: it cannot be diagonalised."
ALL = "One eigenvalue, and every nonzero vector is an eigenvector."
KIND_NAMES = {TWO: "two_lines", COMPLEX: "no_line", DEFECTIVE: "one_line", ALL: "every_line"}
SIZES = [-6, -4, -3, -2, -1, 1, 2, 3, 4, 6]


@family("kind-of", difficulty=0)
def kind_of(rng):
    """Tell what the eigenvalues of a 2 x 2 matrix say of the plane."""
    right = rng.choice([TWO, COMPLEX, DEFECTIVE, TWO, COMPLEX, DEFECTIVE, ALL])
    while True:
        a, b, c, d = rng.randint(-4, 6), rng.choice(SIZES), rng.choice(SIZES), rng.randint(-4, 6)
        if right == ALL:
            b, c, d = 0, 0, a
        elif right == DEFECTIVE and rng.random() < 0.05:
            c, d = 0, a  # a shear, which drawing by chance would seldom give
        four_delta = (a - d) ** 2 + 4 * b * c
        found = TWO if four_delta > 0 else COMPLEX if four_delta < 0 else DEFECTIVE if b or c else ALL
        if found == right and abs(four_delta) < 60 and a:
            break
    compare = r"Compute $\left(\frac{a - d}{2}\right)^2 + bc$ again: what does its sign say?"
    independent = r"How many independent vectors does $A - \lambda I$ send to 0?"
    middle = tex(Fraction(a + d, 2))
    verdict = {
        TWO: "so there are two real eigenvalues, and each has a line of eigenvectors.",
        COMPLEX: "so the eigenvalues are a complex pair, and every nonzero vector is turned.",
        DEFECTIVE: rf"so there is one eigenvalue, $\lambda = {middle}$. $A - \lambda I$ is not the zero "
        "matrix, so only one line is sent to 0.",
        ALL: rf"so there is one eigenvalue, ${a}$, and $Av = {scaled(a)}v$ for every $v$.",
    }[right]
    return Question(
        prompt=f"What kind of map of the plane is $A = {tex([[a, b], [c, d]])}$?",
        answer=Choice.shuffled(rng, right, [one for one in KIND_NAMES if one != right]),
        typical=[
            Typical(
                one,
                f"{KIND_NAMES[right]}_read_as_{KIND_NAMES[one]}",
                independent if {right, one} == {DEFECTIVE, ALL} else compare,
            )
            for one in KIND_NAMES
            if one != right
        ],
        solution=(
            rf"$\Delta = \left(\frac{{a - d}}{{2}}\right)^2 + bc = {tex(Fraction((a - d) ** 2, 4))} + "
            f"{bracketed(b * c)} = {tex(Fraction(four_delta, 4))}$, {verdict}"
        ),
    )


RATE_ERRORS = {
    "square": "That is the rate of the Rayleigh quotient of a symmetric matrix. And the angle?",
    "part_removed": "That part of the angle is removed. Which part remains?",
    "smallest_over_largest": "The smallest one dies out first. Which part lives longer?",
    "ordered_with_sign": "Dominant means largest in absolute value.",
}


@family("power-rate", difficulty=0)
def power_rate(rng):
    """Predict the factor by which power iteration approaches its eigenvector."""
    n = rng.choice([2, 3, 3])
    while True:
        values = rng.sample([k for k in range(-9, 11) if k], n)
        by_size, by_value = sorted(values, key=abs, reverse=True), sorted(values, reverse=True)
        right = abs(Fraction(by_size[1], by_size[0]))
        with_sign = Fraction(by_value[1], by_value[0])
        wrong = [(right**2, "square"), (1 - right, "part_removed")]
        if n == 3:
            wrong.append((abs(Fraction(by_size[2], by_size[0])), "smallest_over_largest"))
        if with_sign != right:
            wrong.append((with_sign, "ordered_with_sign"))
        if right < 1 and min(values) < 0 and len({right, *(one for one, _ in wrong)}) == 1 + len(wrong):
            break
    A = [[rng.choice([-3, -2, -1, 1, 2, 3]) if i < j else 0 for j in range(n)] for i in range(n)]
    for i, value in enumerate(values):
        A[i][i] = value
    return Question(
        prompt=(
            f"Power iteration runs on $A = {tex(A)}$ from a start that has a part along every "
            "eigenvector. By which factor does the angle to the dominant one shrink at each step, in the "
            "long run? Answer with a positive number."
        ),
        answer=Number(right),
        typical=[Typical(value, name, RATE_ERRORS[name]) for value, name in wrong],
        solution=(
            "The matrix is triangular, so its eigenvalues stand on the diagonal; by size they are "
            f"{', '.join(f'${k}$' for k in by_size)}. The factor is the quotient of the second and the "
            f"first in absolute value, ${tex(right)}$."
        ),
    )


# --- arithmetic and notation -------------------------------------------------------------------


def conjugated(a, b, c, d, first, second):
    """P diag(first, second) P^-1 with P = [[a, b], [c, d]], or None if its entries are not whole numbers."""
    det = a * d - b * c
    entries = [
        [first * a * d - second * b * c, (second - first) * a * b],
        [(first - second) * c * d, second * a * d - first * b * c],
    ]
    if det == 0 or any(x % det for row in entries for x in row):
        return None
    return [[x // det for x in row] for row in entries]


def times(A, v):
    return [sum(a * x for a, x in zip(row, v, strict=True)) for row in A]


def product_of(values):
    result = 1
    for value in values:
        result *= value
    return result


def all_differ(*answers):
    return len({tuple(answer) for answer in answers}) == len(answers)


def bracketed(number):
    return f"({number})" if number < 0 else str(number)


def count(n):
    return {2: "Two", 3: "Three"}[n]


def factor(root):
    return rf"(\lambda {'-' if root > 0 else '+'} {abs(root)})"


def scaled(number):
    """The number as a factor before a letter."""
    return {1: "", -1: "-"}.get(number, rf"{number}\,")


def continued(number, name):
    """`- 3x` as it goes on in a sum; nothing for 0."""
    size = "" if abs(number) == 1 else abs(number)
    return f" {'-' if number < 0 else '+'} {size}{name}" if number else ""


def signed(terms):
    """`2x - y + 3`: from (number, name) pairs; no coefficient 1, no plus before a minus, zeros left out."""
    shown = [(c, ("" if abs(c) == 1 and name else str(abs(c))) + name) for c, name in terms if c]
    (first, start), *rest = shown
    more = "".join((" - " if c < 0 else " + ") + term for c, term in rest)
    return ("-" if first < 0 else "") + start + more


def typed(terms):
    """The same sum as it is typed."""
    return " + ".join(f"({c})" + (f"*{name}" if name else "") for c, name in terms)
