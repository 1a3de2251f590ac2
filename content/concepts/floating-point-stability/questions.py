"""Question families of floating-point numbers: spacing, overflow, cancellation, rewriting, condition."""

import math
from fractions import Fraction

from groundup.grading import Choice, Choices, Expression, Number, Question, Steps, Typical, family, tex

PRECISION = {"float16": 11, "bfloat16": 8, "float32": 24, "float64": 53}  # bits, with the leading 1
LEAST = {"float16": -14, "bfloat16": -126, "float32": -126, "float64": -1022}  # exponent of normal numbers


# --- spacing and rounding ----------------------------------------------------------------------


@family("eps", difficulty=-1)
def eps(rng):
    """Give the spacing of a format near a number of any magnitude."""
    while True:
        name = rng.choice(list(PRECISION))
        p = PRECISION[name]
        whole = rng.random() < 0.6
        x = Fraction(rng.randint(3, 30_000)) if whole else Fraction(1, rng.randint(3, 2000))
        e = exponent_of(x)
        right, at_one = power(e - p + 1), power(1 - p)
        shifted, next_up, scaled = power(e - p), power(e - p + 2), x * at_one
        typical = [
            Typical(at_one, "spacing_at_one", "That is the spacing just above 1. How large is $x$?"),
            Typical(shifted, "leading_bit_forgotten", "The leading 1 is one of the $p$ bits. Count again."),
            Typical(scaled, "proportional_to_x", "Between two powers of two the spacing does not change."),
            Typical(next_up, "next_power", "Between which two powers of two does $x$ lie?"),
        ]
        if e != 0 and e > LEAST[name] and told_apart(right, typical):
            break
    shown = tex(x)
    return Question(
        prompt=(
            f"The format `{name}` keeps $p = {p}$ significant bits, the leading 1 included. What is the "
            f"distance between neighbouring numbers of this format near $x = {shown}$? Answer with a "
            "power of two, such as `2^-7`, or a fraction."
        ),
        answer=Number(right),
        typical=typical,
        solution=(
            f"${tex(power(e))} \\leq x < {tex(power(e + 1))}$, so $e = {e}$. With $p = {p}$ significant bits "
            f"the spacing there is $2^{{e - p + 1}} = 2^{{{e - p + 1}}}$."
        ),
    )


@family("rounded-sum", difficulty=0)
def rounded_sum(rng):
    """Predict what a low-precision format makes of a sum of two whole numbers."""
    while True:
        name = rng.choice(["float16", "bfloat16"])
        p = PRECISION[name]
        e = rng.randint(p + 1, 14)
        gap = 2 ** (e - p + 1)
        large = gap * rng.randint(2 ** (p - 1) + 1, 2**p - 3)
        small = rng.randint(1, 3 * gap - 1)
        if small >= 2**p and small % 2:
            continue  # the smaller number must be one of the format
        exact = large + small
        below = exact - exact % gap
        right = nearest_even(exact, gap)
        other = 2 * below + gap - right if exact % gap else right
        typical = [
            Typical(exact, "exact_sum", "Is that a number of this format? What is the spacing here?"),
            Typical(
                other,
                "wrong_neighbour",
                "Which neighbour is nearer? In a tie, the one with the even last bit.",
            ),
        ]
        if large not in (right, other):
            sentence = "The smaller number is not that small: compare it with the spacing."
            typical.append(Typical(large, "small_is_lost", sentence))
        if exact % gap and right + gap < 2 ** (e + 1) and told_apart(right, typical):
            break
    tie = 2 * (exact % gap) == gap
    return Question(
        prompt=(
            f"In `{name}` ({p} significant bits, the leading 1 included), what is ${large} + {small}$? The "
            "sum is rounded to the nearest number of the format, in a tie to the one whose last bit is 0."
        ),
        answer=Number(right),
        typical=typical,
        solution=(
            f"The exact sum is {exact}, between $2^{{{e}}}$ and $2^{{{e + 1}}}$, where the spacing is "
            f"$2^{{{e} - {p} + 1}} = {gap}$. Its neighbours are {below} and {below + gap}"
            + (
                f"; they are equally near, and the one that is an even multiple of {gap} is taken: {right}."
                if tie
                else f"; the nearer one is {right}."
            )
        ),
    )


FORMATS = ["float16", "bfloat16", "float32", "float64"]
LEVELS = [(1.5, 4.3), (5.2, 36.0), (5.2, 36.0), (40.0, 300.0), (40.0, 300.0), (320.0, 600.0)]
LOG10_LARGEST = {"float16": 4.816, "bfloat16": 38.53, "float32": 38.53, "float64": 308.25}


@family("overflow", difficulty=-1)
def overflow(rng):
    """Tell in which formats an intermediate result overflows."""
    while True:
        shape, level = rng.choice(["exp", "square", "product"]), rng.choice(LEVELS)
        size = rng.uniform(*level)  # log10 of the result
        if shape == "exp":
            x = round(size * math.log(10))
            size, asked = x / math.log(10), f"$e^{{{x}}}$ (note that $\\log 10 \\approx 2.3$)"
        elif shape == "square":
            k, m = int(size / 2), rng.choice([2, 3, 5, 7])
            size, asked = 2 * (k + math.log10(m)), f"$x^2$ for $x = {scientific(m, k)}$"
        else:
            k, m = int(size / 3), rng.choice([2, 3, 4, 6])
            size, asked = (
                3 * k + math.log10(m),
                f"$x\\,y$ for $x = {scientific(m, 2 * k)}$ and $y = 10^{{{k}}}$",
            )
        exceeded = [name for name in FORMATS if size > LOG10_LARGEST[name]]
        margin = min(abs(size - LOG10_LARGEST[name]) for name in FORMATS)
        if margin > 0.15 and size > 1:
            break
    answer = Choices(FORMATS, exceeded)
    bytes_decide = ["float16", "bfloat16"]
    typical = []
    if exceeded != bytes_decide:
        sentence = "`float16` and `bfloat16` both take two bytes. Do they spend them on the same thing?"
        typical.append(Typical(bytes_decide, "two_bytes_alike", sentence))
    if exceeded != ["float16", "float32"]:
        sentence = "`bfloat16` has the exponent bits of another format. Which one?"
        typical.append(Typical(["float16", "float32"], "bfloat16_range_unknown", sentence))
    if exceeded:
        sentence = "A number may be far too large for a format without being large for mathematics."
        typical.append(Typical([], "never_overflows", sentence))
    return Question(
        prompt=f"In which of these formats does {asked} overflow to `inf`?",
        answer=answer,
        typical=typical,
        solution=(
            f"The result is about $10^{{{size:.1f}}}$. The largest numbers are 65504 for `float16`, about "
            "$3.4 \\cdot 10^{38}$ for `float32` and also for `bfloat16`, which has the same 8 exponent "
            "bits, and "
            "about $1.8 \\cdot 10^{308}$ for `float64`. So it overflows in: "
            + (", ".join(f"`{name}`" for name in exceeded) or "none of them")
            + "."
        ),
    )


# --- cancellation and rewriting ----------------------------------------------------------------

SIXTEEN, TWELVE, EIGHT, FOUR, NONE = (
    "About 16: nothing is lost.",
    "About 12.",
    "About 8.",
    "About 4.",
    "None.",
)
LEFT = {SIXTEEN: 16, TWELVE: 12, EIGHT: 8, FOUR: 4, NONE: 0}


@family("cancel", difficulty=0)
def cancel(rng):
    """Estimate how many digits a formula keeps in float64."""
    while True:
        shape = rng.choice([roots, cosine, logarithm, reciprocals, variance, harmless])
        formula, where, digits, reason = shape(rng)
        right = min(LEFT, key=lambda option: abs(LEFT[option] - max(digits, 0)))
        if digits <= -0.5 or (digits >= 1 and abs(LEFT[right] - digits) <= 1.3):
            break
    options = [SIXTEEN, TWELVE, EIGHT, FOUR, NONE]
    typical = []
    for option in options:
        if option == right:
            continue
        if option == SIXTEEN:
            sentence = "Each step is rounded to 16 digits, but a difference can lay bare those roundings."
            typical.append(Typical(option, "sixteen_digits_always", sentence))
        elif LEFT[option] < LEFT[right]:
            sentence = "More is left than that. Divide the size of the operands by the size of the result."
            if right == SIXTEEN:
                sentence = "Does this formula subtract two numbers that carry rounding errors?"
            typical.append(Typical(option, "too_pessimistic", sentence))
        else:
            sentence = "Less is left than that. Divide the size of the operands by the size of the result."
            typical.append(Typical(option, "too_optimistic", sentence))
    return Question(
        prompt=(
            f"In `float64`, the formula {formula} is evaluated as it stands, {where}. About how many of "
            "its 16 digits are right?"
        ),
        answer=Choice(options, options.index(right)),
        typical=typical,
        solution=f"{reason} {right}",
    )


def roots(rng):
    k, m = rng.choice([4, 8, 12, 17]), rng.choice([1, 2, 3])
    ratio = math.log10(4 * m) + k
    reason = (
        rf"Both roots are near $10^{{{(k + math.log10(m)) / 2:.1f}}}$, and their difference is about "
        rf"$\frac{{1}}{{2\sqrt x}} \approx 10^{{{-(k + math.log10(m)) / 2 - 0.3:.1f}}}$: about "
        rf"{ratio:.0f} digits "
        "cancel."
    )
    if k == 17:
        reason = "Near $10^{17}$ the spacing is 16 or more, so $x + 1$ is stored as $x$: the result is 0."
    return r"$\sqrt{x + 1} - \sqrt{x}$", f"at $x = {scientific(m, k)}$", 16 - ratio, reason


def cosine(rng):
    k, m = rng.choice([2, 4, 6, 9]), rng.choice([1, 2, 3])
    ratio = 2 * k - 2 * math.log10(m) + math.log10(4)
    reason = (
        rf"Both operands are near 1, and the result is about $\frac{{x^2}}{{2}} \approx "
        rf"10^{{{-ratio + 0.3:.1f}}}$: about {ratio:.0f} digits cancel."
    )
    if k == 9:
        reason = r"$\cos x$ differs from 1 by less than $10^{-16}$ and is stored as 1: the result is 0."
    return r"$1 - \cos x$", f"at $x = {scientific(m, -k)}$", 16 - ratio, reason


def logarithm(rng):
    k, m = rng.choice([4, 8, 12, 18]), rng.choice([1, 2, 3])
    name, formula = rng.choice([("log", r"$\log(1 + x)$"), ("exp", "$e^{x} - 1$")])
    seen = r"$1 + x$" if name == "log" else "$e^{x}$"
    reason = (
        f"{seen} is near 1 and is rounded to a multiple of about $2 \\cdot 10^{{-16}}$; the result is about "
        f"$x = {scientific(m, -k)}$, so about {k} digits of it are lost."
    )
    if k == 18:
        reason = f"{seen} is stored as 1, and the result is 0."
    return formula, f"at $x = {scientific(m, -k)}$", 16 - k + math.log10(m), reason


def reciprocals(rng):
    k, m = rng.choice([4, 8, 12, 18]), rng.choice([1, 2, 3])
    reason = (
        rf"Both fractions are about $\frac{{1}}{{x}}$, and their difference is about "
        rf"$\frac{{1}}{{x^2}}$, smaller by "
        f"the factor ${scientific(m, k)}$: about {k} digits cancel."
    )
    if k == 18:
        reason = "$x + 1$ is stored as $x$, so the two fractions are equal: the result is 0."
    return r"$\frac{1}{x} - \frac{1}{x + 1}$", f"at $x = {scientific(m, k)}$", 16 - k - math.log10(m), reason


def variance(rng):
    k, m = rng.choice([2, 4, 6, 9]), rng.choice([1, 2, 3])
    reason = (
        f"The mean of the squares and the square of the mean are both near "
        f"$10^{{{2 * (k + math.log10(m)):.1f}}}$, "
        f"and their difference is about 1: about {2 * (k + math.log10(m)):.0f} digits cancel."
    )
    if k == 9:
        reason += " That is more than there are; even the sign is a matter of luck."
    formula = "“mean of the squares minus square of the mean”"
    return (
        formula,
        f"on data near ${scientific(m, k)}$ with a variance near 1",
        16 - 2 * (k + math.log10(m)),
        reason,
    )


def harmless(rng):
    k, m = rng.choice([3, 5, 7, 9, 11]), rng.choice([2, 3, 5, 7])
    x = f"at $x = {scientific(m, k)}$"
    return rng.choice(
        [
            (r"$\sqrt{x + 1} + \sqrt{x}$", x, 16.0, "A sum of two positive numbers cannot cancel."),
            (r"$\frac{1}{x} + \frac{1}{x + 1}$", x, 16.0, "A sum of two positive numbers cannot cancel."),
            (
                "$(x + 1) - x$",
                x,
                16.0,
                "All three numbers are whole and below $2^{53}$, so they are stored exactly, and so is the "
                "difference. A subtraction adds no error of its own here; it can only lay bare earlier ones.",
            ),
        ]
    )


@family("stable-rewrite", difficulty=1)
def stable_rewrite(rng):
    """Rewrite a cancelling formula so that nothing cancels."""
    return rng.choice([difference_of_roots, difference_of_fractions, cosine_near_one, logs, exps, quadratic])(
        rng
    )


def difference_of_roots(rng):
    a, b = rng.choice([1, 1, 2, 3, 5, 7]), rng.choice([2, 3, 4, 5, 6, 9])
    first, second = f"sqrt(x + {a + b})", f"sqrt(x + {b})"
    return rewriting(
        rf"$\sqrt{{x + {a + b}}} - \sqrt{{x + {b}}}$ for large positive $x$, as one fraction",
        [("numerator, a number", Number(a)), ("denominator", Expression(f"{first} + {second}"))],
        [
            Typical([a, f"{first} - {second}"], "still_cancels", "Your denominator cancels just as before."),
            Typical(
                [f"{a + 2 * b}", f"{first} + {second}"],
                "sum_of_squares",
                "Multiply out $(r - s)(r + s)$: is it a sum or a difference of squares?",
            ),
        ],
        rf"Multiply and divide by the sum of the roots: "
        rf"$\frac{{(x + {a + b}) - (x + {b})}}{{\sqrt{{x + {a + b}}} + "
        rf"\sqrt{{x + {b}}}}} = \frac{{{a}}}{{\sqrt{{x + {a + b}}} + "
        rf"\sqrt{{x + {b}}}}}$. The $x$ has cancelled on "
        "paper, where nothing is rounded.",
    )


def difference_of_fractions(rng):
    a, b = rng.choice([1, 2, 3, 4, 6]), rng.choice([2, 3, 5, 7, 8])
    return rewriting(
        rf"$\frac{{1}}{{x + {b}}} - \frac{{1}}{{x + {a + b}}}$ for large positive $x$, as one fraction",
        [("numerator, a number", Number(a)), ("denominator", Expression(f"(x + {b})*(x + {a + b})"))],
        [
            Typical(
                [-a, f"(x + {b})*(x + {a + b})"],
                "sign_swapped",
                "Which of the two fractions is larger when $x$ is positive?",
            ),
            Typical(
                [a, f"2*x + {a + 2 * b}"],
                "denominators_added",
                "The common denominator is a product, not a sum.",
            ),
        ],
        rf"Over the common denominator: $\frac{{(x + {a + b}) - (x + {b})}}{{(x + {b})(x + {a + b})}} = "
        rf"\frac{{{a}}}{{(x + {b})(x + {a + b})}}$.",
    )


def cosine_near_one(rng):
    k, c = rng.choice([2, 3, 4, 5, 6, 7, 8, 9]), rng.choice([2, 3, 4, 5, 6])
    half = tex(Fraction(k, 2))
    return rewriting(
        rf"${c}\left(1 - \cos {k}x\right)$ for small positive $x$, as $c \sin^2 w$ with $w > 0$",
        [("the factor $c$", Number(2 * c)), ("the argument $w$", Expression(f"{k}*x/2"))],
        [
            Typical(
                [c, f"{k}*x"],
                "sine_squared",
                r"$\sin^2 w = 1 - \cos^2 w$ holds, but here the cosine is not squared.",
            ),
            Typical(
                [2 * c, f"{k}*x"], "argument_not_halved", "Test it at a small $x$: both sides must be alike."
            ),
            Typical(
                [c, f"{k}*x/2"], "factor_two_forgotten", "Test it at a small $x$: one side is half the other."
            ),
        ],
        rf"From $\cos 2w = 1 - 2\sin^2 w$ follows $1 - \cos 2w = 2\sin^2 w$. Here $2w = {k}x$, so $w = "
        rf"{half}\,x$, "
        rf"and the factor is ${c} \cdot 2 = {2 * c}$.",
    )


def logs(rng):
    a, b = rng.choice([1, 2, 3, 5, 7]), rng.choice([2, 3, 4, 6, 9])
    return rewriting(
        rf"$\log(x + {a + b}) - \log(x + {b})$ for large positive $x$",
        [
            ("It is $\\log q$ for the quotient $q =$", Expression(f"(x + {a + b})/(x + {b})")),
            (
                "With `log1p(t)`, which computes $\\log(1 + t)$ accurately, take $t =$",
                Expression(f"{a}/(x + {b})"),
            ),
        ],
        [
            Typical(
                [f"(x + {a + b})/(x + {b})", f"(x + {a + b})/(x + {b})"],
                "one_added_twice",
                "`log1p` adds the 1 by itself. What is left of the quotient then?",
            ),
            Typical(
                [f"(x + {b})/(x + {a + b})", f"-{a}/(x + {a + b})"],
                "quotient_upside_down",
                "Which of the two logarithms is larger? The result must be positive.",
            ),
        ],
        rf"$\log\frac{{x + {a + b}}}{{x + {b}}} = \log\left(1 + \frac{{{a}}}{{x + {b}}}\right)$, so $t = "
        rf"\frac{{{a}}}{{x + {b}}}$. Forming the quotient first would round it to a number near 1.",
        label=False,
    )


def exps(rng):
    a, b = rng.choice([2, 3, 4]), rng.choice([5, 6, 7, 8, 9])
    return rewriting(
        rf"$e^{{{b}x}} - e^{{{a}x}}$ for small $x$, as $e^{{{a}x}}$ times `expm1(t)`, where `expm1(t)` "
        rf"computes "
        r"$e^{t} - 1$ accurately",
        [
            ("Taking out the factor, the bracket is", Expression(f"exp({b - a}*x) - 1")),
            ("so the argument is $t =$", Expression(f"{b - a}*x")),
        ],
        [
            Typical(
                [f"exp({b}*x) - 1", f"{b}*x"],
                "factor_not_divided_out",
                f"Multiply your bracket by $e^{{{a}x}}$ again: does $e^{{{b}x}}$ come back?",
            ),
            Typical(
                [f"exp({b}*x/{a}) - 1" if b % a else f"exp({b // a}*x) - 1", f"{Fraction(b, a)}*x"],
                "exponents_divided",
                "Dividing powers of $e$ subtracts their exponents.",
            ),
        ],
        rf"$e^{{{b}x}} = e^{{{a}x}} \cdot e^{{{b - a}x}}$, so the difference is "
        rf"$e^{{{a}x}}\left(e^{{{b - a}x}} - 1\right)$ and $t = {b - a}x$.",
        label=False,
    )


def rewriting(task, steps, typical, solution, label=True):
    labels = [(("The " if label else "") + text, form) for text, form in steps]
    return Question(
        prompt=f"Rewrite {task}, so that no two nearly equal numbers are subtracted.",
        answer=Steps(labels),
        typical=typical,
        solution=solution,
    )


def quadratic(rng):
    a = rng.choice([2, 4, 5])
    large = rng.choice([-1, 1]) * rng.choice([100, 200, 250, 400, 500, 1000])
    small = rng.choice([-1, 1]) * Fraction(rng.choice([1, 3]), a)
    b, c = -a * (large + small), a * large * small
    root = abs(a * (large - small))
    q, bad = a * large, a * small
    polynomial = f"{a}x^2 {'-' if b < 0 else '+'} {abs(b)}x {'-' if c < 0 else '+'} {abs(c)} = 0"
    return Question(
        prompt=(
            rf"Solve ${polynomial}$ without cancellation: of the two numbers $q = \tfrac12\left(-b \pm "
            rf"\sqrt{{b^2 - 4ac}}\right)$ compute the one in which nothing cancels, and from it both "
            rf"roots. (The square root is ${root}$.)"
        ),
        answer=Steps(
            [
                ("$q =$", Number(q)),
                ("The root of larger absolute value is $q / a =$", Number(large)),
                ("The other root is, from the product of the roots,", Number(small)),
            ]
        ),
        typical=[
            Typical(
                [bad, small, large],
                "cancelling_sign",
                "In your $q$ two nearly equal numbers are subtracted. Which sign adds their sizes?",
            ),
            Typical(
                [-q, -large, -small],
                "sign_of_b",
                "Look at the sign of $b$ again: the formula begins with $-b$.",
            ),
            Typical(
                [q, large, small * a],
                "product_rule",
                "The product of the roots is $c/a$. Check your second root in the equation.",
            ),
        ],
        solution=(
            rf"$-b = {-b}$, so adding sizes means $q = \tfrac12\left({-b} {'+' if -b > 0 else '-'} "
            rf"{root}\right) = "
            rf"{q}$. The roots are $\frac{{q}}{{a}} = {large}$ and $\frac{{c}}{{q}} = \frac{{{c}}}{{{q}}} = "
            rf"{tex(small)}$."
        ),
    )


# --- logsumexp, softmax and condition ----------------------------------------------------------


@family("shifted", difficulty=0)
def shifted(rng):
    """Compute a softmax or a log-sum-exp exactly where the exponentials would overflow."""
    base = rng.choice([-2000, -1000, 800, 1000, 1500, 2000, 3000])
    while True:
        weights = rng.sample([1, 2, 3, 4, 5, 6, 8], 3)
        if 1 in weights and sum(weights) not in weights:
            break
    names = ",\\ ".join(f"{base}" if w == 1 else rf"{base} + \log {w}" for w in weights)
    total, top = sum(weights), max(weights)
    if rng.random() < 0.5:
        k = rng.choice([0, 1, 2])
        right = Fraction(weights[k], total)
        typical = [
            Typical(Fraction(1, 3), "all_equal", "The entries differ by little, but $e$ is raised to that."),
            Typical(Fraction(weights[k], top), "not_normalised", "Do your three shares add up to 1?"),
        ]
        if told_apart(right, typical):
            return Question(
                prompt=(
                    f"Let $x = ({names})$. Compute entry {k + 1} of its softmax, exactly. (In `float64`, the "
                    f"exponentials {'overflow' if base > 0 else 'are all 0'}.)"
                ),
                answer=Number(right),
                typical=typical,
                solution=(
                    f"Subtracting ${base}$ from all entries changes nothing. Then the exponentials are "
                    f"${tuple_of(weights)}$ with the sum ${total}$, and the entry is ${tex(right)}$."
                ),
            )
    shift = f"{base} + log({total})"
    return Question(
        prompt=(
            rf"Let $x = ({names})$. Compute $\log\left(e^{{x_1}} + e^{{x_2}} + e^{{x_3}}\right)$, "
            rf"exactly. (In "
            f"`float64`, the exponentials {'overflow' if base > 0 else 'are all 0'}.)"
        ),
        answer=Number(shift),
        typical=[
            Typical(
                f"log({total})",
                "shift_not_added_back",
                "What was subtracted inside has to be added again outside.",
            ),
            Typical(
                f"{base} + log({top})", "maximum_only", "That is the largest entry. The others add to it."
            ),
            Typical(
                f"{3 * base} + log({math.prod(weights)})",
                "sum_of_entries",
                "The logarithm of a sum is not the sum of the logarithms.",
            ),
        ],
        solution=(
            rf"Take $e^{{{base}}}$ out of the sum: "
            rf"$\log\left(e^{{{base}}}({' + '.join(map(str, weights))})\right) = "
            rf"{base} + \log {total}$."
        ),
    )


@family("cond-error", difficulty=0)
def cond_error(rng):
    """Bound a relative error by condition number times input error."""
    return rng.choice([bound_forwards, bound_backwards, bound_of_difference])(rng)


def bound_forwards(rng):
    while True:
        kappa, error = (
            rng.choice([20, 40, 50, 80, 120, 200, 250, 400, 500]),
            rng.choice([1, 2, 3, 4, 5, 6, 8]),
        )
        delta = Fraction(error, rng.choice([100, 1000]))  # in per cent
        right = kappa * delta
        typical = [
            Typical(kappa + delta, "adds", "A condition number is a factor."),
            Typical(delta, "unchanged", "That is the error of the input. What does the problem make of it?"),
            Typical(delta / kappa, "divides", "A condition number above 1 magnifies errors."),
            Typical(kappa, "condition_itself", "That is the factor alone. What does it multiply?"),
        ]
        if right <= 25 and told_apart(right, typical):
            break
    return Question(
        prompt=(
            f"A problem has the condition number $\\kappa = {kappa}$. Its input is known to a relative "
            f"error of {plain(delta)} %. By at most how many per cent is the result off, to first order?"
        ),
        answer=Number(right, unit="%"),
        typical=typical,
        solution=(
            rf"$\kappa$ times the relative error of the input: ${kappa} \cdot {plain(delta)}\,\% = "
            rf"{plain(right)}\,\%$."
        ),
    )


def bound_backwards(rng):
    while True:
        kappa, wanted = rng.choice([20, 25, 40, 50, 100, 125, 200, 250, 500]), rng.choice([1, 2, 4, 5, 10])
        right = Fraction(wanted, kappa)
        typical = [
            Typical(
                Fraction(wanted * kappa), "multiplies", "So large an input error would be magnified further."
            ),
            Typical(
                Fraction(wanted),
                "unchanged",
                "With that input error, how large does the error of the result get?",
            ),
            Typical(
                Fraction(1, kappa), "wanted_error_forgotten", "Which error of the result is allowed here?"
            ),
        ]
        if wanted == 1:
            typical.pop()
        if told_apart(right, typical):
            break
    return Question(
        prompt=(
            f"The result of a problem with condition number $\\kappa = {kappa}$ must be right to "
            f"{wanted} %. To how many per cent must its input be known, to first order and in the worst "
            "case?"
        ),
        answer=Number(right, unit="%"),
        typical=typical,
        solution=(
            rf"$\kappa \cdot \delta \leq {wanted}\,\%$ requires $\delta \leq "
            rf"\frac{{{wanted}}}{{{kappa}}}\,\% = {plain(right)}\,\%$."
        ),
    )


def bound_of_difference(rng):
    while True:
        gap = rng.choice([2, 4, 5, 10])
        b = gap * rng.randint(20, 120)
        a = b + gap
        delta = Fraction(rng.choice([1, 2, 3, 5]), 100)  # in per cent
        kappa = Fraction(a + b, gap)
        right = kappa * delta
        typical = [
            Typical(
                2 * delta, "adds_relative_errors", "Relative errors add in a product. What is added here?"
            ),
            Typical(
                delta, "unchanged", "The absolute errors stay the same size, but the result is much smaller."
            ),
            Typical(Fraction(a, gap) * delta, "one_error_only", "Both numbers carry an error."),
            Typical(kappa + delta, "adds", "A condition number is a factor."),
        ]
        if (
            1 <= right <= 20
            and right.denominator in (1, 2, 4, 5, 10, 20, 25, 50, 100)
            and told_apart(right, typical)
        ):
            break
    return Question(
        prompt=(
            f"$a = {a}$ and $b = {b}$ are each known to a relative error of at most {plain(delta)} %. By "
            f"at most how "
            "many per cent can the difference $a - b$ be off?"
        ),
        answer=Number(right, unit="%"),
        typical=typical,
        solution=(
            rf"The absolute errors are at most {plain(delta)} % of ${a}$ and of ${b}$; they may add up. "
            rf"Relative to "
            rf"$a - b = {gap}$ that is $\frac{{{a} + {b}}}{{{gap}}} \cdot {plain(delta)}\,\% = "
            rf"{plain(right)}\,\%$: the "
            rf"condition number is ${tex(kappa)}$."
        ),
    )


# --- arithmetic and notation -------------------------------------------------------------------


def power(e):
    return Fraction(2) ** e


def exponent_of(x):
    """e with 2^e <= x < 2^(e+1), exactly."""
    e = 0
    while power(e + 1) <= x:
        e += 1
    while power(e) > x:
        e -= 1
    return e


def nearest_even(x, gap):
    """The multiple of gap that is nearest to x; in a tie, the even multiple."""
    return round(Fraction(x, gap)) * gap


def told_apart(right, typical):
    """Whether no typical answer is right by chance, and no two of them are equal."""
    return len({right, *(one.value for one in typical)}) == 1 + len(typical)


def plain(number):
    """A fraction as a decimal, where it is a short one."""
    return f"{float(number):g}"


def scientific(m, k):
    """m 10^k, in the way it is usually written."""
    lead = "" if m == 1 else f"{m} \\cdot "
    return f"{lead}10^{{{k}}}"


def tuple_of(numbers):
    return "(" + ",\\ ".join(map(str, numbers)) + ")"
