"""Families on low rank: the error of the best approximation, what it stores, how large k must be, which
factorisation a task needs, one step of alternating least squares, and the choice of k by held-out entries.
"""

from fractions import Fraction

import sympy

from groundup.grading import Choice, Number, Question, Typical, family, tex

# --- the best approximation ---------------------------------------------------------------------


@family("ey-error", difficulty=-1)
def ey_error(rng):
    """The error of the best approximation of rank k, in either norm."""
    spectral = rng.random() < 0.35
    while True:
        s = sorted((rng.randint(1, 12) for _ in range(rng.choice([4, 5]))), reverse=True)
        k = rng.randint(1, len(s) - 2)
        head, tail = s[:k], s[k:]
        squares = sum(x * x for x in tail)
        if spectral:
            right, wrong = (
                sympy.Integer(tail[0]),
                [
                    (sympy.sqrt(squares), "frobenius", "That is the error in the Frobenius norm."),
                    (
                        sympy.Integer(head[-1]),
                        "last_kept",
                        "That one was kept. Which is the first that was left out?",
                    ),
                    (sympy.Integer(tail[-1]), "smallest", "How long can $(A - A_k)x$ become? Not how short."),
                ],
            )
        else:
            right, wrong = (
                sympy.sqrt(squares),
                [
                    (
                        sympy.Integer(sum(tail)),
                        "sum",
                        "The sum of what is left out is not the Frobenius norm.",
                    ),
                    (sympy.Integer(squares), "no_root", "That is the square of the error."),
                    (
                        sympy.sqrt(sum(x * x for x in head)),
                        "head",
                        "That is the norm of what was kept. And of what is missing?",
                    ),
                    (sympy.Integer(tail[0]), "spectral", "That is the error in the spectral norm."),
                ],
            )
        if len({right, *(value for value, _, _ in wrong)}) == len(wrong) + 1:
            break
    norm = "spectral" if spectral else "Frobenius"
    sums = " + ".join(f"{x}^2" for x in tail)
    why = (
        f"$A - A_{k}$ has the singular values {listed(tail)}, and its spectral norm is "
        f"the largest "
        f"of them, ${tex(right)}$."
        if spectral
        else f"What is left out has the singular values {listed(tail)}: the root of ${sums} = "
        f"{squares}$, that is ${tex(right)}$."
    )
    return Question(
        prompt=(
            f"$A$ has the singular values {listed(s)}, and $A_{k}$ is its best "
            f"approximation of rank "
            f"{k}. What is the {norm} norm of $A - A_{k}$?"
        ),
        answer=Number(right),
        typical=[Typical(*one) for one in wrong],
        solution=why,
    )


@family("storage", difficulty=-1)
def storage(rng):
    """How many numbers thin factors hold, and up to which rank they save."""
    m, n = (rng.choice([20, 30, 40, 50, 60, 80, 100, 120, 150, 200, 300, 400, 500]) for _ in range(2))
    return rng.choice([numbers_held, times_fewer, largest_rank])(rng, m, n)


def numbers_held(rng, m, n):
    k = rng.choice([2, 3, 4, 5, 8, 10])
    right = k * (m + n)
    return Question(
        prompt=(
            rf"How many numbers do the factors $L$ and $R$ of a ${m} \times {n}$ matrix $LR$ of rank {k} "
            "hold together?"
        ),
        answer=Number(right),
        typical=distinct(
            right,
            (m * n, "whole_matrix", "That many has the product. The factors are thin."),
            (k * m * n, "product_of_all", "$L$ has $k$ columns. How many numbers are in one column?"),
            (k * m, "one_factor", "That is one of the two factors."),
            (m + n, "rank_one", "That is right for rank 1."),
        ),
        solution=rf"$L$ is ${m} \times {k}$ and $R$ is ${k} \times {n}$: ${k} \cdot ({m} + {n}) = {right}$.",
    )


def times_fewer(rng, m, n):
    k = rng.choice([1, 2, 4, 5, 10])
    right = Fraction(m * n, k * (m + n))
    return Question(
        prompt=(
            rf"A ${m} \times {n}$ table is replaced by two factors of rank {k}. How many times as many "
            rf"numbers does the "
            "table hold as the two factors together?"
        ),
        answer=Number(right),
        typical=distinct(
            right,
            (1 / right, "upside_down", "Which of the two holds more numbers?"),
            (Fraction(m * n, k * m), "one_factor", "There are two factors."),
            (Fraction(min(m, n), k), "ranks_compared", "You compared the ranks. How many numbers are there?"),
        ),
        solution=(
            rf"${m} \cdot {n} = {m * n}$ numbers in the table, ${k} \cdot ({m} + {n}) = {k * (m + n)}$ "
            rf"in the factors: "
            rf"${tex(right)} \approx {float(right):.3g}$."
        ),
    )


def largest_rank(rng, m, n):
    right = (m * n - 1) // (m + n)
    return Question(
        prompt=(
            rf"Up to which rank $k$ do the two factors of a ${m} \times {n}$ matrix hold *fewer* numbers "
            rf"than the "
            "matrix itself?"
        ),
        answer=Number(right),
        typical=distinct(
            right,
            (
                min(m, n),
                "full_rank",
                "At full rank, compare once more: how many numbers are in both factors?",
            ),
            (min(m, n) - 1, "below_full_rank", "How many numbers are in both factors at that rank?"),
            (right + 1, "one_too_high", "Count both sides for this rank."),
        ),
        solution=(
            rf"$k({m} + {n}) < {m} \cdot {n} = {m * n}$ means $k < {m * n} / {m + n} \approx "
            rf"{m * n / (m + n):.4g}$, so $k = {right}$ at most."
        ),
    )


@family("energy-rank", difficulty=0)
def energy_rank(rng):
    """The smallest rank that holds a share of the squared Frobenius norm."""
    while True:
        s = sorted(rng.sample(range(1, 16), 5), reverse=True)
        share = rng.choice([50, 60, 70, 75, 80, 90, 95])
        right = first_to_hold([x * x for x in s], share)
        by_values = first_to_hold(s, share)
        exact = 100 * sum(x * x for x in s[:right]) == share * sum(x * x for x in s)
        if by_values != right and right > 1 and by_values != right - 1 and not exact:
            break
    whole = sum(x * x for x in s)
    held = [sum(x * x for x in s[: i + 1]) for i in range(right)]
    sums = ", ".join(f"${100 * h / whole:.3g}$ % for {i}" for i, h in enumerate(held, start=1))
    return Question(
        prompt=(
            f"$A$ has the singular values {listed(s)}. Which is the smallest $k$ for "
            f"which the best "
            rf"approximation of rank $k$ holds at least {share} % of $\lVert A \rVert_F^2$?"
        ),
        answer=Number(right),
        typical=[
            Typical(
                by_values,
                "values_not_squared",
                "You added singular values. Which sum of them gives the squared Frobenius norm?",
            ),
            Typical(right - 1, "one_too_low", "Add up once more: is the share reached with that many?"),
        ],
        solution=(
            f"The squares are {listed([x * x for x in s])}, together ${whole}$. The first $k$ "
            f"hold {sums}: "
            f"$k = {right}$."
        ),
    )


def first_to_hold(parts, share):
    held, whole = 0, sum(parts)
    for k, part in enumerate(parts, start=1):
        held += part
        if 100 * held >= share * whole:
            return k
    raise ValueError("a share is at most 100")


# --- which factorisation ------------------------------------------------------------------------

LU, CHOLESKY, QR = "$PA = LU$ with row exchanges", r"Cholesky, $A = LL^\top$", "$A = QR$"
EIGEN, SVD = r"eigenvectors, $A = Q \Lambda Q^\top$", r"SVD, $A = U \operatorname{diag}(s) V^\top$"
NMF, HOLES = "non-negative factors, $A \\approx WH$", "factors fitted to the known entries only"
NORMAL, FILLED = r"Cholesky of $A^\top A$", "truncated SVD, with 0 for unknown entries"
DEARER = "That works, at several times the cost. What is the least that is enough?"
NOT_DEFINITE = "Under which condition does this factor exist? Is it given here?"
CHOSE = {
    LU: "chose_lu",
    CHOLESKY: "chose_cholesky",
    QR: "chose_qr",
    EIGEN: "chose_eigenvectors",
    SVD: "chose_svd",
    NMF: "chose_nonnegative",
    HOLES: "chose_known_entries",
    NORMAL: "chose_normal_equations",
    FILLED: "chose_zeros_for_holes",
}
TASKS = [  # (task with sizes n and k, right, {wrong: why})
    (
        "A symmetric positive definite matrix with {n} rows is given. Systems $Ax = b$ with {k} "
        "right-hand sides are to "
        "be solved.",
        CHOLESKY,
        {LU: DEARER, EIGEN: DEARER, SVD: DEARER},
    ),
    (
        "A symmetric matrix with {n} rows has eigenvalues of both signs, none of them 0. Systems $Ax = "
        "b$ with {k} "
        "right-hand sides are to be solved.",
        LU,
        {CHOLESKY: NOT_DEFINITE, EIGEN: DEARER, SVD: DEARER},
    ),
    (
        "A square invertible matrix with {n} rows is not symmetric. Right-hand sides of $Ax = b$ come in "
        "one after the "
        "other, {k} of them.",
        LU,
        {
            CHOLESKY: NOT_DEFINITE,
            SVD: DEARER,
            QR: "That works, at twice the cost. What is enough for a square one?",
        },
    ),
    (
        "$\\lVert Ax - b \\rVert$ is to be made least. $A$ has {n} rows and {k} independent columns, and "
        "the condition "
        "number $10^7$.",
        QR,
        {
            NORMAL: "What is the condition number of $A^\\top A$?",
            SVD: "That works as well, and costs more. Are the columns dependent?",
            LU: "Is $A$ square?",
        },
    ),
    (
        "$\\lVert Ax - b \\rVert$ is to be made least. $A$ has {n} rows, and some of its {k} columns "
        "depend on others; of "
        "all best $x$ the shortest is wanted.",
        SVD,
        {
            QR: "$R$ then has zeros on its diagonal. Which solution would it choose?",
            NORMAL: "$A^\\top A$ is singular here.",
            LU: "Is $A$ square?",
        },
    ),
    (
        "A dense table with {n} rows and 300 columns, all entries known, is to be replaced by the "
        "nearest one of rank {k}.",
        SVD,
        {
            QR: "The first columns of $Q$ belong to the first columns of $A$. Are those the best?",
            NMF: "Who asked for factors without negative entries? They leave less choice.",
            LU: "Elimination finds factors, but do the first of them give the best approximation?",
        },
    ),
    (
        "A table counts {n} words in many texts. It is to be written as a sum of {k} topics, each of "
        "which only *adds* "
        "words to a text and never takes any away.",
        NMF,
        {
            SVD: "From the second term on, singular vectors of such a table have negative entries.",
            EIGEN: "Is the table square and symmetric?",
            HOLES: "Which entries are unknown here?",
        },
    ),
    (
        "A symmetric matrix $A$ with {n} rows is given, and $A^{{{k}}} x$ is wanted for many exponents "
        "besides {k} and many "
        "vectors.",
        EIGEN,
        {
            CHOLESKY: NOT_DEFINITE,
            LU: "How would you get the power of a product of triangles?",
            QR: "How would you get the power of such a product?",
        },
    ),
    (
        "Of a table of {n} users and 900 films, {k} % of the ratings are known. The others are to be "
        "predicted.",
        HOLES,
        {
            FILLED: "Is a film that nobody in a row has seen a film that they hate?",
            QR: "Which numbers would you put where nothing is known?",
            LU: "Is the table square, and are its entries known?",
        },
    ),
    (
        "A positive definite covariance matrix $S$ with {n} rows is given. $\\log \\det S$ is wanted, and "
        "$S^{{-1}} g$ for {k} vectors $g$.",
        CHOLESKY,
        {LU: DEARER, EIGEN: DEARER, SVD: DEARER},
    ),
]


@family("which-factorisation", difficulty=0)
def which_factorisation(rng):
    """The cheapest factorisation that does what is asked."""
    task, right, wrong = rng.choice(TASKS)
    n, k = rng.choice([500, 800, 1000, 1200, 2000, 3000, 5000]), rng.choice([5, 6, 7, 8, 9, 10, 12, 15, 20])
    return Question(
        prompt=f"{task.format(n=n, k=k)} Which factorisation does it at the least cost?",
        answer=Choice.shuffled(rng, right, list(wrong)),
        typical=[Typical(option, CHOSE[option], sentence) for option, sentence in wrong.items()],
        solution=WHY[right],
    )


WHY = {
    LU: (
        "Square, invertible and not positive definite: elimination with row exchanges, done once. Each "
        "right-hand side then costs two triangles."
    ),
    CHOLESKY: (
        "Symmetric and positive definite: half the work of elimination, no row exchanges, and the "
        "determinant is the squared product of the diagonal of $L$."
    ),
    QR: (
        "More rows than columns, independent columns: $Rx = Q^\\top b$ keeps the condition number of $A$, "
        "where $A^\\top A$ squares it, and an SVD would cost more."
    ),
    SVD: (
        "Only the singular values show which directions are missing or can be left out: the "
        "pseudo-inverse gives the shortest solution, the first terms give the best approximation."
    ),
    EIGEN: (
        "In the basis of the eigenvectors, a power of $A$ is the power of numbers: $A^p = Q \\Lambda^p "
        "Q^\\top$, with the signs of the eigenvalues."
    ),
    NMF: (
        "Parts that only add up need factors without negative entries. The result is not the nearest of "
        "its rank, and may depend on the start."
    ),
    HOLES: "Only what is known may count. Every row is a small least-squares problem with its known entries.",
}


# --- tables with holes --------------------------------------------------------------------------


@family("als-step", difficulty=0)
def als_step(rng):
    """One number of one half sweep, for rank 1."""
    while True:
        q = [rng.choice([-2, -1, 1, 2, 3]) for _ in range(5)]
        seen = sorted(rng.sample(range(5), 3))
        r = [rng.choice([-4, -3, -2, -1, 1, 2, 3, 4, 5]) for _ in seen]
        lam = rng.choice([Fraction(1, 2), 1, 2, 3])
        known = [q[j] for j in seen]
        top, square = dot(known, r), dot(known, known)
        right = Fraction(top) / (square + lam)
        wrong = [
            (
                Fraction(top) / (dot(q, q) + lam),
                "holes_as_zeros",
                "Which equations are there for this user? Not one for every film.",
            ),
            (Fraction(top, square), "no_penalty", "Where does $\\lambda$ come in?"),
            (
                Fraction(top) / (square + 3 * lam),
                "penalty_per_entry",
                "How often does $p^2$ stand in the objective?",
            ),
            (
                sum(Fraction(a, b) for a, b in zip(r, known, strict=True)) / 3,
                "mean_of_ratios",
                "That is the mean of the ratios. What does the zero of the derivative say?",
            ),
        ]
        if top and len({right, *(value for value, _, _ in wrong)}) == 5 and right.denominator <= 30:
            break
    ratings = dict(zip(seen, r, strict=True))
    rows = [
        f"| {j + 1} | {f'${ratings[j]}$' if j in ratings else '?'} | ${value}$ |" for j, value in enumerate(q)
    ]
    table = "\n".join(["| film | rating | $q_j$ |", "| --- | --- | --- |", *rows])
    products = " + ".join(rf"{bracketed(a)} \cdot {bracketed(b)}" for a, b in zip(known, r, strict=True))
    sums = " + ".join(rf"{bracketed(a)}^2" for a in known)
    return Question(
        prompt=(
            "A user has rated three of five films (ratings less the mean); the factor $q_j$ of each film "
            f"is held fixed, and the rank is 1.\n\n{table}\n\n"
            r"Which $p$ makes $\sum (r_j - p\,q_j)^2 + \lambda p^2$ over the known ratings least, "
            rf"for $\lambda = {tex(lam)}$?"
        ),
        answer=Number(right),
        typical=[Typical(*one) for one in wrong],
        solution=(
            rf"The derivative is zero where $p\,(\sum q_j^2 + \lambda) = \sum q_j r_j$, both sums over "
            rf"the known ratings: "
            rf"$p = \frac{{{products}}}{{{sums} + {tex(lam)}}} = {tex(right)}$."
        ),
    )


@family("choose-k", difficulty=-1)
def choose_k(rng):
    """The rank to use, from errors on fitted and on held-out entries."""
    ranks = rng.choice([[1, 2, 4, 8, 16, 32], [1, 2, 3, 5, 8, 12], [2, 5, 10, 20, 40], [1, 3, 6, 10, 15]])
    while True:
        best = rng.randint(1, len(ranks) - 2)
        fitted, held, value, base = [], [], rng.uniform(0.95, 1.1), rng.uniform(0.74, 0.95)
        for i in range(len(ranks)):
            value *= rng.uniform(0.72, 0.9)
            fitted.append(round(value, 2))
            away = abs(i - best) ** rng.uniform(1, 1.6)
            held.append(round(base + 0.05 * away * rng.uniform(0.8, 2), 2))
        held = [max(h, round(f + 0.01, 2)) for h, f in zip(held, fitted, strict=True)]
        gaps = [round(h - f, 2) for h, f in zip(held, fitted, strict=True)]
        least = held.index(min(held))
        narrow = gaps.index(min(gaps))
        if (
            held.count(min(held)) == 1
            and gaps.count(min(gaps)) == 1
            and len({least, narrow, len(ranks) - 1}) == 3
        ):
            break
    rows = [f"| ${k}$ | ${a:.2f}$ | ${b:.2f}$ |" for k, a, b in zip(ranks, fitted, held, strict=True)]
    table = "\n".join(["| rank $k$ | fitted entries | held-out entries |", "| --- | --- | --- |", *rows])
    return Question(
        prompt=(
            "Factors of several ranks were fitted to 80 % of the known ratings. The table shows the root "
            "mean square "
            f"errors on these and on the 20 % that were held out.\n\n{table}\n\nWith which rank should "
            f"unknown ratings be "
            "predicted?"
        ),
        answer=Number(ranks[least]),
        typical=[
            Typical(ranks[-1], "least_fitted_error", "On which ratings will the predictions be judged?"),
            Typical(ranks[narrow], "narrowest_gap", "A small gap between two large errors is no merit."),
        ],
        solution=(
            f"The error on fitted entries falls for ever, since a larger rank can do all that a smaller "
            f"one can. What "
            f"is to come resembles the held-out entries, and their error is least, ${min(held):.2f}$, at "
            f"$k = "
            f"{ranks[least]}$."
        ),
    )


# --- arithmetic and notation --------------------------------------------------------------------


def distinct(right, *options):
    """Typical answers that are not right here; of two that coincide the first."""
    seen, kept = {right}, []
    for value, name, sentence in options:
        if value not in seen:
            seen.add(value)
            kept.append(Typical(value, name, sentence))
    return kept


def listed(numbers):
    """One formula for each number, so that a line can break between them."""
    return ", ".join(f"${x}$" for x in numbers)


def dot(u, v):
    return sum(a * b for a, b in zip(u, v, strict=True))


def bracketed(number):
    return f"({tex(number)})" if number < 0 else tex(number)
