"""Question families of vectors: combinations forwards, weights backwards, membership in a span in space."""

from fractions import Fraction

from groundup.grading import Choice, Printed, Question, Typical, Vector, family, tex


@family("combo", difficulty=-1)
def combo(rng):
    """Compute a linear combination of two or three vectors of length 2 to 4."""
    k, n = rng.choice([(2, 2), (2, 3), (2, 4), (3, 2), (3, 3)])
    while True:
        vectors = [[rng.randint(-4, 5) for _ in range(n)] for _ in range(k)]
        weights = rng.sample([-3, -2, 2, 3, 4], k)
        right = combine(weights, vectors)
        scaled = [[c * x for x in v] for c, v in zip(weights, vectors, strict=True)]
        added = combine([1] * k, [[c + x for x in v] for c, v in zip(weights, vectors, strict=True)])
        unweighted = combine([1] * k, vectors)
        unsigned = combine([abs(c) for c in weights], vectors)
        joined = [x for v in scaled for x in v]
        wrong = [added, unweighted, joined] + ([unsigned] if min(weights) < 0 else [])
        if all(any(v) for v in vectors) and all_differ(right, *wrong):
            break

    names = "uvw"[:k]
    typical = [
        Typical(added, "adds_coefficients", "You added the weights to the entries. A weight multiplies."),
        Typical(unweighted, "ignores_coefficients", "This is the plain sum. What do the weights do?"),
        Typical(joined, "concatenates", "Your vectors stand one behind the other; entries must meet."),
    ]
    if min(weights) < 0:
        sentence = "The sizes of the weights are used, their signs are not. What does a negative weight do?"
        typical.append(Typical(unsigned, "drops_sign", sentence))
    given = ", ".join(f"${name} = {tex(v)}$" for name, v in zip(names, vectors, strict=True))
    formula = weighted(weights, names)
    parts = " + ".join(tex(v) for v in scaled)
    return Question(
        prompt=f"Let {given}. Compute ${formula}$.",
        answer=Vector(right),
        typical=typical,
        solution=f"Scale each vector first, then add entry by entry: $${formula} = {parts} = {tex(right)}.$$",
    )


@family("coeffs-for", difficulty=0)
def coeffs_for(rng):
    """Find the two weights that reach a target in the plane."""
    while True:
        u, v = plane_vector(rng), plane_vector(rng)
        c1, c2 = rng.choice([-3, -2, -1, 1, 2, 3, 4]), rng.choice([-3, -2, -1, 1, 2, 3, 4])
        w = combine([c1, c2], [u, v])
        det, dot = cross(u, v), u[0] * v[0] + u[1] * v[1]
        if not 1 <= abs(det) <= 5 or dot == 0 or 0 in u + v:
            continue
        right = [c1, c2]
        swapped, negated = [c2, c1], [-c1, -c2]
        entrywise = [Fraction(w[0], u[0]), Fraction(w[1], v[1])]
        projected = [Fraction(w[0] * p[0] + w[1] * p[1], p[0] ** 2 + p[1] ** 2) for p in (u, v)]
        undivided = [cross(w, v), cross(u, w)]
        wrong = [swapped, negated, entrywise, projected] + ([undivided] if abs(det) > 1 else [])
        if max(map(abs, w)) <= 20 and all_differ(right, *wrong):
            break

    typical = [
        Typical(swapped, "swaps_weights", "Put these weights back in: which of them multiplies $u$?"),
        Typical(negated, "flips_sign", "Put these weights back in. Where does the walk end?"),
        Typical(
            entrywise,
            "one_entry_each",
            "You let one vector take care of the first entry and the other of the second. But a step "
            "along either changes both entries.",
        ),
        Typical(
            projected,
            "projects_separately",
            "You projected the target on each vector separately. That finds the weights only when the two "
            "vectors are perpendicular.",
        ),
    ]
    if abs(det) > 1:
        sentence = "These are the numerators of the two formulas. One step is missing."
        typical.append(Typical(undivided, "forgets_determinant", sentence))
    return Question(
        prompt=(
            f"Let $u = {tex(u)}$, $v = {tex(v)}$ and $w = {tex(w)}$. Find the weights for which "
            r"$c_1\,u + c_2\,v = w$. Answer with $(c_1, c_2)$."
        ),
        answer=Vector(right),
        typical=typical,
        solution=(
            f"The determinant is $[u, v] = {product(u[0], v[1])} - {product(u[1], v[0])} = {det}$, so "
            rf"there is exactly one pair of weights: $$c_1 = \frac{{[w, v]}}{{[u, v]}} = "
            rf"\frac{{{cross(w, v)}}}{{{det}}} = {c1}, \qquad c_2 = \frac{{[u, w]}}{{[u, v]}} = "
            rf"\frac{{{cross(u, w)}}}{{{det}}} = {c2}.$$ Check by going forwards: "
            f"${weighted(right, 'uv')} = {tex(combine(right, [u, v]))}$."
        ),
    )


@family("span-member", difficulty=0)
def span_member(rng):
    """Decide whether a vector of space lies in the plane of two others, for the right reason."""
    inside = rng.random() < 0.5
    while True:
        u, v = ([rng.randint(-3, 4) for _ in range(3)] for _ in range(2))
        c1, c2 = rng.choice([-2, -1, 2, 3]), rng.choice([-2, -1, 2, 3])
        if 1 <= abs(cross(u, v)) <= 5 and c1 != c2 and any(u[2:] + v[2:]):  # entries 1 and 2 fix the weights
            break
    on_plane = combine([c1, c2], [u, v])
    off_by = 0 if inside else rng.choice([-2, -1, 1, 2])
    w = [*on_plane[:2], on_plane[2] + off_by]

    with_weights = f"Yes, with $c_1 = {c1}$ and $c_2 = {c2}$."
    no_weights = "No. No pair of weights satisfies all three equations."
    anything = "Yes. Two vectors that are not parallel reach every vector."
    multiples_only = "No. Only multiples of $u$ and multiples of $v$ are in the span."
    right, wrong = (with_weights, no_weights) if inside else (no_weights, with_weights)
    answer = Choice.shuffled(rng, right, [wrong, anything, multiples_only])

    if inside:
        last = ("refuses_member", "Solve two of the equations, and put the two weights into the third.")
    else:
        last = ("tests_two_rows", "These weights solve the first two equations. What does the third one say?")
    typical = [
        Typical(
            anything,
            "two_vectors_reach_all",
            "In the plane that would be so. In space there are three equations for the two weights.",
        ),
        Typical(
            multiples_only,
            "multiples_only",
            "The span also holds what both vectors build together, such as $u + v$.",
        ),
        Typical(wrong, *last),
    ]
    third = f"${product(c1, u[2])} + {product(c2, v[2])} = {on_plane[2]}$"
    verdict = (
        "as it must be: it is in the span" if inside else f"but it must be ${w[2]}$: it is not in the span"
    )
    return Question(
        prompt=f"Let $u = {tex(u)}$, $v = {tex(v)}$ and $w = {tex(w)}$. Is $w$ in the span of $u$ and $v$?",
        answer=answer,
        typical=typical,
        solution=(
            f"The first two entries have the determinant ${cross(u, v)}$, so their two equations have one "
            f"solution, $c_1 = {c1}$ and $c_2 = {c2}$. The third entry of $w$ is then a test: {third}, "
            f"{verdict}."
        ),
    )


@family("as-vector", difficulty=-1)
def as_vector(rng):
    """Write a displacement between two points, or a combination of polynomials, as a vector."""
    return rng.choice([displacement, polynomials])(rng)


def displacement(rng):
    n = rng.choice([2, 3])
    while True:
        p, q = ([rng.randint(-6, 9) for _ in range(n)] for _ in range(2))
        right, reverse, total = combine([1, -1], [q, p]), combine([1, -1], [p, q]), combine([1, 1], [p, q])
        if all_differ(right, reverse, total, q):
            break
    return Question(
        prompt=(
            f"A robot moves from the point $P = {point(p)}$ to the point $Q = {point(q)}$. Which vector "
            "is its displacement?"
        ),
        answer=Vector(right),
        typical=[
            Typical(reverse, "start_minus_end", "From which point to which does this arrow lead?"),
            Typical(total, "adds_points", "You added the points. Which vector, added to P, leads to Q?"),
            Typical(q, "end_point", "That is where the robot ends, not how far it moved."),
        ],
        solution=f"End minus start, entry by entry: $Q - P = {tex(q)} - {tex(p)} = {tex(right)}$.",
    )


def polynomials(rng):
    while True:
        p, q = ([rng.randint(-5, 6) for _ in range(3)] for _ in range(2))
        p[rng.choice([0, 1])] = 0  # a missing power is where this goes wrong
        a, b = rng.choice([2, 3]), rng.choice([-2, -1, 2])
        right = combine([a, b], [p, q])
        backwards, unweighted = right[::-1], combine([1, 1], [p, q])
        squeezed = [x for x in right if x] if 0 in right else None
        wrong = [backwards, unweighted] + ([squeezed] if squeezed else [])
        if p[2] and sum(map(bool, p)) == 2 and q[2] and any(q[:2]) and right[2] and all_differ(right, *wrong):
            break
    typical = [
        Typical(backwards, "highest_power_first", "To which power does your first entry belong?"),
        Typical(unweighted, "ignores_coefficients", "This is $p + q$. What do the weights do?"),
    ]
    if squeezed:
        sentence = "A power that does not occur still has its place in the vector."
        typical.append(Typical(squeezed, "skips_missing_power", sentence))
    formula = weighted([a, b], "pq")
    return Question(
        prompt=(
            f"Let $p(x) = {polynomial(p)}$ and $q(x) = {polynomial(q)}$. Write ${formula}$ as a vector of "
            "three entries, lowest power first."
        ),
        answer=Vector(right),
        typical=typical,
        solution=(
            f"As vectors $p = {tex(p)}$ and $q = {tex(q)}$, so ${formula} = {tex(right)}$, which is the "
            f"polynomial ${polynomial(right)}$."
        ),
    )


@family("list-arithmetic", difficulty=-1)
def list_arithmetic(rng):
    """Predict what + and * do to Python lists and to NumPy arrays."""
    while True:
        u, v = ([rng.randint(1, 9) for _ in range(2)] for _ in range(2))
        c = rng.choice([2, 3])
        joined, added = u + v, combine([1, 1], [u, v])
        repeated, scaled = c * u, [c * x for x in u]
        if all_differ(joined, added, repeated, scaled):
            break
    plus, arrays = rng.random() < 0.5, rng.random() < 0.4
    like_list, like_vector = (joined, added) if plus else (repeated, scaled)
    first, second = (f"np.array({p})" if arrays else str(p) for p in (u, v))
    code = f"{first} + {second}" if plus else f"{c} * {first}"
    shown = f"({code}).tolist()" if arrays else code
    if arrays:
        right = like_vector
        typical = Typical(str(like_list), "array_like_list", "A list would do that. These are arrays.")
        reason = f"Arrays are vectors: `{'+' if plus else '*'}` works entry by entry."
    else:
        right = like_list
        typical = Typical(
            str(like_vector), "list_like_vector", "A vector would do that. These are plain lists."
        )
        reason = "`+` on lists joins them." if plus else f"`{c} *` on a list repeats it {c} times."
    return Question(
        prompt=f"What does Python print?\n\n```python\nprint({shown})\n```",
        answer=Printed(str(right)),
        typical=[typical],
        solution=f"{reason} So it prints `{right}`.",
    )


# --- arithmetic and notation -------------------------------------------------------------------


def combine(weights, vectors):
    return [sum(c * x for c, x in zip(weights, row, strict=True)) for row in zip(*vectors, strict=True)]


def cross(p, q):
    """The determinant of the first two entries."""
    return p[0] * q[1] - p[1] * q[0]


def plane_vector(rng):
    return [rng.randint(-4, 5), rng.randint(-4, 5)]


def all_differ(*answers):
    return len({tuple(answer) for answer in answers}) == len(answers)


def signed(terms):
    """`2u - v + 3`: from (number, name) pairs; no weight 1, no plus before a minus, zeros left out."""
    shown = [(c, ("" if abs(c) == 1 and name else str(abs(c))) + name) for c, name in terms if c]
    (first, start), *rest = shown
    more = "".join((" - " if c < 0 else " + ") + term for c, term in rest)
    return ("-" if first < 0 else "") + start + more


def weighted(weights, names):
    return signed(zip(weights, names, strict=True))


def product(a, b):
    return rf"{bracketed(a)} \cdot {bracketed(b)}"


def bracketed(number):
    return f"({number})" if number < 0 else str(number)


def point(p):
    return "(" + ", ".join(map(str, p)) + ")"


def polynomial(p):
    return weighted(p, ["", "x", "x^2"])
