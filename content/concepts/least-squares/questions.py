"""Families on least squares: lines, the right angle of the residual, condition numbers, means, weights, and
the derivation of the normal equations.
"""

from fractions import Fraction

from groundup.grading import Choice, Expression, Matrix, Number, Question, Steps, Typical, Vector, family, tex


@family("line-fit", difficulty=0)
def line_fit(rng):
    """Intercept and slope of the least-squares line through three to five whole points."""
    while True:
        m = rng.choice([3, 4, 4, 5])
        x = sorted(rng.sample(range(-2, 7), m))
        y = [rng.randint(-3, 9) for _ in range(m)]
        if sum(x) % m or sum(x) == 0 or spread(y, y) == 0 or spread(x, y) == 0:
            continue
        right = fitted(x, y)
        through_origin = [Fraction(0), Fraction(dot(x, y), dot(x, x))]
        slope = spread(y, y) / spread(x, y)
        x_on_y = [mean(y) - slope * mean(x), slope]
        ends = line_through((x[0], y[0]), (x[-1], y[-1]))
        wrong = [through_origin, x_on_y, ends, right[::-1]]
        if right[1].denominator <= 10 and right[0].denominator <= 10 and all_differ(right, *wrong):
            break
    shown = ", ".join(f"({a}, {b})" for a, b in zip(x, y, strict=True))
    return Question(
        prompt=(
            f"Fit a line $y = p + q\\,x$ to the points ${shown}$ by least squares. Answer with $(p, q)$, as "
            "fractions."
        ),
        answer=Vector(right),
        typical=[
            Typical(
                through_origin,
                "no_intercept",
                "Your line goes through the origin. Must it? What of the ones?",
            ),
            Typical(
                x_on_y, "x_on_y", "Horizontal distances were made small. In which direction is it asked?"
            ),
            Typical(
                ends, "first_and_last", "Your line joins the first and the last point. What of the others?"
            ),
            Typical(right[::-1], "order_swapped", "Which of the two is the value at $x = 0$?"),
        ],
        solution=(
            f"The means are $\\bar x = {tex(mean(x))}$ and $\\bar y = {tex(mean(y))}$. The slope is "
            f"$$q = \\frac{{\\sum (x_i - \\bar x)(y_i - \\bar y)}}{{\\sum (x_i - \\bar x)^2}} = "
            f"\\frac{{{tex(spread(x, y))}}}{{{tex(spread(x, x))}}} = {tex(right[1])},$$ and since the line "
            f"goes through the means, $p = \\bar y - q\\,\\bar x = {tex(right[0])}$."
        ),
    )


@family("residual-orth", difficulty=0)
def residual_orth(rng):
    """Decide from the residual whether a vector solves a least-squares problem."""
    kind = rng.choice(["yes", "only_ones", "neither"])
    while True:
        second = [rng.randint(-2, 4) for _ in range(3)]
        x = [rng.randint(-2, 3), rng.choice([-2, -1, 1, 2, 3])]
        normal = cross([1, 1, 1], second)
        k = rng.choice([-1, 1, 2])
        if kind == "yes":
            rest = [k * t for t in normal]
        elif kind == "only_ones":
            rest = [rng.randint(-3, 3) for _ in range(2)]
            rest = [*rest, -sum(rest)]
        else:
            rest = [rng.randint(-3, 3) for _ in range(3)]
        b = [x[0] + x[1] * t + r for t, r in zip(second, rest, strict=True)]
        products = [sum(rest), dot(second, rest)]
        wanted = {"yes": [True, True], "only_ones": [True, False], "neither": [False, False]}[kind]
        if any(normal) and any(rest) and [p == 0 for p in products] == wanted and max(map(abs, b)) <= 12:
            break
    yes = "Yes: the residual is at a right angle to both columns."
    sums = "Yes: the entries of the residual add up to 0."
    zero = "No: $b - Ax$ is not 0, so the equations are not satisfied."
    second_only = "No: the residual is not at a right angle to the second column."
    neither = "No: the residual is at a right angle to neither column."
    right, *wrong = {
        "yes": (yes, zero, second_only, neither),
        "only_ones": (second_only, sums, zero, neither),
        "neither": (neither, yes, zero, sums),
    }[kind]
    sentences = {
        yes: ("right_angle_assumed", "Compute the dot product of the residual with each column."),
        sums: (
            "sum_suffices",
            "That is the right angle to one column, the ones, at best. And the other one?",
        ),
        zero: ("zero_demanded", "Least squares is for equations that cannot all be satisfied."),
        second_only: ("second_column_miscounted", "Compute the dot product with the second column again."),
        neither: ("products_miscounted", "Compute the dot products of the residual with the columns again."),
    }
    A = [[1, t] for t in second]
    return Question(
        prompt=(
            f"Is $x = {tex(x)}$ the least-squares solution of $Ax \\approx b$ for "
            f"$$A = {tex(A)}, \\qquad b = {tex(b)}?$$"
        ),
        answer=Choice.shuffled(rng, right, wrong),
        typical=[Typical(option, *sentences[option]) for option in wrong],
        solution=(
            f"The residual is $b - Ax = {tex(rest)}$. Its dot products with the columns are "
            f"${products[0]}$ and ${products[1]}$. {right}"
        ),
    )


@family("cond-square", difficulty=-1)
def cond_square(rng):
    """The condition number of the normal equations, or the digits that they leave."""
    return rng.choice([condition_of_gram, digits_left, condition_of_gram])(rng)


def condition_of_gram(rng):
    kappa = rng.choice([12, 15, 20, 25, 30, 40, 50, 60, 80, 100, 120, 200, 300, 500, 1000, 2000])
    backwards = rng.random() < 0.3
    given, right = (kappa**2, kappa) if backwards else (kappa, kappa**2)
    of, asked = ("A^\\top A", "A") if backwards else ("A", "A^\\top A")
    half = Fraction(given, 2) if backwards else 2 * given
    return Question(
        prompt=(
            f"The condition number of ${of}$ is {given}, and $A$ has independent columns. What is that of "
            f"${asked}$?"
        ),
        answer=Number(right),
        typical=[
            Typical(
                given, "unchanged", "What does a product with itself do to large and to small stretches?"
            ),
            Typical(half, "doubled", "Stretches are multiplied when one map follows another, not added."),
        ],
        solution=(
            f"$A^\\top A$ stretches by the squares of the factors by which $A$ stretches, so the ratio of "
            f"the largest to the smallest is squared: ${kappa}^2 = {kappa * kappa}$."
        ),
    )


def digits_left(rng):
    k = rng.choice([2, 3, 4, 5, 6, 7])
    by_normal = rng.random() < 0.65
    route = "the normal equations are solved" if by_normal else "the system $Rx = Q^\\top b$ is solved"
    matrix = "$A^\\top A$ is the square of that of" if by_normal else "$R$ is that of"
    right, other = (16 - 2 * k, 16 - k) if by_normal else (16 - k, 16 - 2 * k)
    typical = [
        Typical(
            other,
            "other_route",
            "Which matrix is solved with here, and how well conditioned is it?",
        ),
        Typical(16, "no_loss", "A condition number multiplies the relative error of the data."),
    ]
    lost = 2 * k if by_normal else k
    if lost not in (right, other):
        typical.append(Typical(lost, "digits_lost", "That many are lost. How many are left?"))
    return Question(
        prompt=(
            f"$A$ has the condition number $10^{{{k}}}$, and the residual is tiny. About how many of 16 "
            f"digits can be trusted in $x$ when {route}?"
        ),
        answer=Number(right),
        typical=typical,
        solution=(
            f"The condition number of {matrix} $A$: $10^{{{lost}}}$. About {lost} digits are lost, and "
            f"{right} remain."
        ),
    )


@family("fitted-mean", difficulty=-1)
def fitted_mean(rng):
    """What is known about a fitted line from the means alone."""
    return rng.choice([value_at_mean, intercept_from_means])(rng)


def value_at_mean(rng):
    while True:
        m = rng.choice([4, 5, 5])
        x, y = sorted(rng.sample(range(0, 13), m)), [rng.randint(0, 20) for _ in range(m)]
        right = mean(y)
        wrong = [Fraction(min(y) + max(y), 2), mean(x), Fraction(y[0] + y[-1], 2)]
        whole = mean(x).denominator == 1 and right.denominator == 1
        if whole and int(mean(x)) not in x and len({right, *wrong}) == 4 and spread(x, y) != 0:
            break
    rows = "\n".join(f"| {a} | {b} |" for a, b in zip(x, y, strict=True))
    return Question(
        prompt=(
            "A line with intercept is fitted by least squares to these points. Which value does it have at "
            f"$x = {tex(mean(x))}$?\n\n| $x$ | $y$ |\n| --- | --- |\n{rows}"
        ),
        answer=Number(right),
        typical=[
            Typical(
                wrong[0], "midrange", "That lies half-way between the extremes. Do the others not count?"
            ),
            Typical(wrong[1], "mean_of_x", "That is the mean of the other variable."),
            Typical(wrong[2], "ends_only", "That uses the first and the last point alone."),
        ],
        solution=(
            f"${tex(mean(x))}$ is the mean of the $x_i$. The residuals add up to 0, so the line goes through "
            f"the point of the means, and there $y = \\frac{{{sum(y)}}}{{{m}}} = {tex(right)}$."
        ),
    )


def intercept_from_means(rng):
    while True:
        mx, my = rng.randint(2, 12), rng.randint(3, 40)
        q = Fraction(rng.choice([-6, -5, -3, -2, -1, 1, 2, 3, 4, 5, 6, 7]), rng.choice([1, 2, 2]))
        right = my - q * mx
        wrong = [Fraction(my), my + q * mx, mx - q * my]
        if len({right, *wrong}) == 4 and q.denominator * mx % 2 == 0:
            break
    return Question(
        prompt=(
            f"A line with intercept is fitted by least squares. The $x_i$ have the mean ${mx}$, the $y_i$ "
            f"the mean ${my}$, and the slope is ${tex(q)}$. What is the intercept?"
        ),
        answer=Number(right),
        typical=[
            Typical(
                wrong[0], "mean_of_y", "That is the value at the mean of $x$. The intercept is at $x = 0$."
            ),
            Typical(
                wrong[1], "went_the_wrong_way", "From the means to $x = 0$: in which direction do you walk?"
            ),
            Typical(wrong[2], "means_exchanged", "Which mean is multiplied by the slope?"),
        ],
        solution=(
            f"The line goes through the means: ${my} = p + {bracketed(q)} \\cdot {mx}$, so "
            f"$p = {tex(right)}$."
        ),
    )


@family("weighted-mean", difficulty=0)
def weighted_mean(rng):
    """The best constant for measurements of different precision."""
    while True:
        b = rng.sample(range(2, 30), 3)
        w = rng.sample([1, 2, 3, 4, 9, 16], 3)
        right = Fraction(dot(w, b), sum(w))
        plain, squared = mean(b), Fraction(sum(c * c * t for c, t in zip(w, b, strict=True)), dot(w, w))
        inverse = sum(Fraction(t, c) for c, t in zip(w, b, strict=True)) / sum(Fraction(1, c) for c in w)
        wrong = [plain, squared, inverse, Fraction(dot(w, b), 3)]
        if right.denominator <= 6 and len({right, *wrong}) == 5:
            break
    terms = " + ".join(f"{'' if c == 1 else c}(c - {t})^2" for c, t in zip(w, b, strict=True))
    return Question(
        prompt=f"Which number $c$ makes ${terms}$ least?",
        answer=Number(right),
        typical=[
            Typical(plain, "unweighted", "That is the plain mean. What do the weights do?"),
            Typical(squared, "weights_squared", "The weights were squared. They stand outside the square."),
            Typical(inverse, "weights_inverted", "The larger its weight, the more a term should pull."),
            Typical(wrong[3], "divided_by_count", "By what must the sum of the weighted numbers be divided?"),
        ],
        solution=(
            f"The derivative is zero where $\\sum w_i (c - b_i) = 0$: ${sum(w)}c = {dot(w, b)}$, so "
            f"$c = {tex(right)}$, the weighted mean."
        ),
    )


INDEPENDENT = "the columns of $A$ are independent."
SQUARE = "$A$ is square."
REACHED = "$b$ is a combination of the columns of $A$."


@family("derive-normal", difficulty=1)
def derive_normal(rng):
    """Derive the normal equations of a line, weighted or not, from the derivatives of the sum of squares."""
    weighted = rng.random() < 0.4
    while True:
        x, y = sorted(rng.sample(range(-1, 5), 3)), [rng.choice([-2, -1, 1, 2, 3, 4, 5, 7]) for _ in range(3)]
        w = rng.choice([[1, 2, 1], [2, 1, 1], [1, 1, 3], [3, 1, 2]]) if weighted else [1, 1, 1]
        gram, moved = normal_equations(x, y, w)
        right = solved(gram, moved)
        if max(part.denominator for part in right) <= 12 and right[1] != 0 and 0 not in [gram[0][1], *moved]:
            break
    options = [INDEPENDENT, SQUARE, REACHED]
    rng.shuffle(options)
    condition = Choice(options, options.index(INDEPENDENT))
    terms = " + ".join(
        f"{'' if c == 1 else c}(p {signed((t, 'q'), (-v, ''))})^2" for c, t, v in zip(w, x, y, strict=True)
    )
    scaled = " (in $A$ and $b$ each row is multiplied by the root of its weight)" if weighted else ""
    sums = [signed((t, "q"), (-m, "")) for t, m in ((gram[0][1], moved[0]), (gram[1][1], moved[1]))]
    return Question(
        prompt=(
            f"A line $p + q\\,x$ is fitted by making $$S(p, q) = {terms}$$ least. Derive the normal "
            f"equations{scaled}."
        ),
        answer=Steps(
            [
                ("The derivative of $S$ by $p$ is", Expression(halves(gram, moved, 2)[0], ("p", "q"))),
                ("and by $q$ it is", Expression(halves(gram, moved, 2)[1], ("p", "q"))),
                ("Both are 0 where $A^\\top A\\,(p, q) = A^\\top b$, with $A^\\top A =$", Matrix(gram)),
                ("and $A^\\top b =$", Vector(moved)),
                ("So $(p, q) =$", Vector(right)),
                ("In general, $A^\\top A$ has an inverse exactly if", condition),
            ]
        ),
        typical=derivation_errors(x, y, gram, moved, weighted),
        solution=(
            "Each square gives twice itself times its inner derivative: $$\\frac{\\partial S}{\\partial p} = "
            f"2\\,({gram[0][0]}p {sums[0]}), \\qquad \\frac{{\\partial S}}{{\\partial q}} = "
            f"2\\,({signed((gram[0][1], 'p'), first=True)} {sums[1]}).$$ Both vanish where "
            f"$${tex(gram)} {tex(['p', 'q'])} = {tex(moved)},$$ that is $(p, q) = {tex(tuple(right))}$. "
            f"$A^\\top A$ has an inverse exactly if {INDEPENDENT}"
        ),
    )


def derivation_errors(x, y, gram, moved, weighted):
    right, full = solved(gram, moved), halves(gram, moved, 2)
    errors = [
        Typical(
            [*full, gram, moved, right, SQUARE],
            "assumes_square",
            "Here $A$ has three rows and two columns, and $A^\\top A$ had an inverse.",
        ),
        Typical(
            [*full, gram, moved, right, REACHED],
            "demands_exact_fit",
            "Then the residual would be 0. Where does $b$ stand in $A^\\top A$?",
        ),
        Typical(
            [*halves(gram, moved, 1), gram, moved, right, INDEPENDENT],
            "factor_two_lost",
            "The zeros are right, but the derivatives lack a factor: differentiate a square.",
        ),
    ]
    if weighted:
        plain, once = normal_equations(x, y, [1, 1, 1])
        ignored = [*halves(plain, once, 2), plain, once, solved(plain, once), INDEPENDENT]
        errors.append(Typical(ignored, "weights_ignored", "These are the equations without weights."))
    return errors


# --- arithmetic and notation --------------------------------------------------------------------


def dot(u, v):
    return sum(a * b for a, b in zip(u, v, strict=True))


def cross(u, v):
    return [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]]


def mean(values):
    return Fraction(sum(values), len(values))


def spread(x, y):
    """The sum of (x_i - mean x)(y_i - mean y)."""
    return Fraction(dot(x, y)) - len(x) * mean(x) * mean(y)


def fitted(x, y):
    slope = spread(x, y) / spread(x, x)
    return [mean(y) - slope * mean(x), slope]


def line_through(first, last):
    slope = Fraction(last[1] - first[1], last[0] - first[0])
    return [first[1] - slope * first[0], slope]


def normal_equations(x, y, w):
    """A^T A and A^T b of a line with weights."""
    once, twice = dot(w, x), sum(c * t * t for c, t in zip(w, x, strict=True))
    return [[sum(w), once], [once, twice]], [
        dot(w, y),
        sum(c * t * v for c, t, v in zip(w, x, y, strict=True)),
    ]


def solved(gram, moved):
    det = gram[0][0] * gram[1][1] - gram[0][1] ** 2
    return [
        Fraction(moved[0] * gram[1][1] - gram[0][1] * moved[1], det),
        Fraction(gram[0][0] * moved[1] - gram[0][1] * moved[0], det),
    ]


def halves(gram, moved, factor):
    """Both derivatives of the sum of squares, with this factor in place of 2."""
    rows = zip(gram, moved, strict=True)
    return [f"{factor}*({row[0]}*p + ({row[1]})*q - ({right}))" for row, right in rows]


def signed(*terms, first=False):
    """`+ 3q - 4`: (number, name) pairs with their signs, zeros left out; no plus if it comes first."""
    shown = [
        f"{'-' if c < 0 else '+'} {'' if abs(c) == 1 and name else abs(c)}{name}" for c, name in terms if c
    ]
    text = " ".join(shown)
    return text.removeprefix("+ ").replace("- ", "-", int(text.startswith("-"))) if first else text


def bracketed(number):
    return f"({tex(number)})" if number < 0 else tex(number)


def all_differ(*vectors):
    return len({tuple(Fraction(x) for x in vector) for vector in vectors}) == len(vectors)
