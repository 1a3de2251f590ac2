"""Question families on matrices: products, shapes, matrices of maps, cost, composition in symbols."""

import sympy

from groundup.grading import Matrix, Number, Printed, Question, Typical, family, tex

k, t = sympy.symbols("k t")


@family("product", difficulty=-1)
def product(rng):
    """Multiply two small matrices of whole numbers."""
    while True:
        m, n, p = rng.choice([(2, 2, 2), (2, 2, 2), (2, 3, 2), (3, 2, 2), (2, 2, 3), (2, 3, 3), (3, 2, 3)])
        A, B = whole(rng, m, n), whole(rng, n, p)
        right = times(A, B)
        wrong = []
        if p == m:
            sentence = "That is $BA$: its entries sum over the rows of $A$ and the columns of $B$."
            wrong.append((times(B, A), "other_order", sentence))
        if n == p:
            sentence = "Rows of $A$ have met rows of $B$. Which index of $B$ runs along the sum?"
            wrong.append((times(A, turned(B)), "rows_with_rows", sentence))
        if (m, n) == (n, p):
            entrywise = [[a * b for a, b in zip(r, s, strict=True)] for r, s in zip(A, B, strict=True)]
            sentence = "Entries in the same place were multiplied. A whole row takes part in each entry."
            wrong.append((entrywise, "entrywise", sentence))
        sentence = "Rows and columns of the result have changed places."
        wrong.append((turned(right), "result_transposed", sentence))
        if all_differ(right, *(w for w, _, _ in wrong)):
            break
    first = " + ".join(rf"{bracketed(a)} \cdot {bracketed(B[j][0])}" for j, a in enumerate(A[0]))
    return Question(
        prompt=f"Let $A = {tex(A)}$ and $B = {tex(B)}$. Compute $AB$.",
        answer=Matrix(right),
        typical=[Typical(*w) for w in wrong],
        solution=(
            f"Entry $(1, 1)$ is row 1 of $A$ with column 1 of $B$: ${first} = {right[0][0]}$. The others "
            f"likewise, "
            f"{m} rows with {p} columns: $$AB = {tex(right)}.$$"
        ),
    )


@family("shape-of", difficulty=0)
def shape_of(rng):
    """The shape of a product of three or four matrices with transposes, or that there is none."""
    count = rng.choice([3, 3, 4])
    sizes = rng.sample([2, 3, 4, 5, 6, 7, 8, 10], count + 1)
    fails = rng.random() < 0.4
    factors, shapes = [], {}
    flips = [rng.random() < 0.5 for _ in range(count)]
    if not any(flips):
        flips[rng.randrange(count)] = True
    broken = rng.randrange(1, count) if fails else None  # here a transpose is missing, or one too many
    for i in range(count):
        name, shape, flip = "ABCD"[i], (sizes[i], sizes[i + 1]), flips[i]
        if i == broken:
            shape, flip = shape[::-1], not flip
        shapes[name] = (shape[1], shape[0]) if flip else shape
        factors.append((name + (".T" if flip else ""), shape))
    given = ", ".join(f"`{name}` has shape `{shape}`" for name, shape in shapes.items())
    code = " @ ".join(f for f, _ in factors)
    ends = (factors[0][1][0], factors[-1][1][1])
    if fails:
        (left, one), (right, other) = factors[broken - 1], factors[broken]
        answer = Printed("ValueError", error=True)
        typical = [
            Typical(
                str(ends), "outer_sizes_only", "The outer sizes are read off. Do all the inner ones agree?"
            )
        ]
        solution = (
            f"`{left}` has {one[1]} columns and `{right}` has {other[0]} rows, so the product is an error."
        )
    else:
        answer = Printed(str(ends))
        typical = [
            Typical(str(ends[::-1]), "reversed", "That would be the transpose of the product."),
            Typical(
                "error", "transpose_overlooked", "Write the shape under each factor, after its transpose."
            ),
        ]
        chain = ", ".join(str(s) for _, s in factors)
        solution = f"After the transposes the shapes are {chain}. Inner sizes agree, so {ends} remains."
    return Question(
        prompt=f"{given}. What does Python print?\n\n```python\nprint(({code}).shape)\n```",
        answer=answer,
        typical=typical,
        solution=solution,
    )


def plane_maps(rng):
    """(words, matrix) of a map of the plane; the words complete "First ... every vector"."""
    c = rng.choice([-3, -2, 2, 3])
    stretch = f"by the factor ${c}$"
    return rng.choice(
        [
            (r"turn every vector by $90^\circ$ counter-clockwise", [[0, -1], [1, 0]]),
            (r"turn every vector by $90^\circ$ clockwise", [[0, 1], [-1, 0]]),
            ("mirror the plane in the $x$-axis, so that $y$ changes its sign", [[1, 0], [0, -1]]),
            ("mirror the plane in the line $y = x$", [[0, 1], [1, 0]]),
            (f"scale the $x$-direction {stretch} and leave $y$ alone", [[c, 0], [0, 1]]),
            (f"scale the $y$-direction {stretch} and leave $x$ alone", [[1, 0], [0, c]]),
            (f"shear the plane, so that $e_1$ stays and $e_2$ goes to $({c}, 1)$", [[1, c], [0, 1]]),
            (f"shear the plane, so that $e_2$ stays and $e_1$ goes to $(1, {c})$", [[1, 0], [c, 1]]),
            ("project every vector orthogonally on the $x$-axis", [[1, 0], [0, 0]]),
            ("project every vector orthogonally on the line $y = x$ and double the result", [[1, 1], [1, 1]]),
        ]
    )


@family("map-matrix", difficulty=0)
def map_matrix(rng):
    """The matrix of two plane maps, one after the other, from the images of the basis."""
    while True:
        (first, P), (second, Q) = plane_maps(rng), plane_maps(rng)
        right, other, rows = times(Q, P), times(P, Q), turned(times(Q, P))
        if all_differ(right, other, rows) and any(map(any, right)) and P != Q:
            break
    columns = turned(right)
    e1, e2 = turned(P)
    return Question(
        prompt=f"Two steps make a map of the plane. First, {first}. Then {second}. What is its matrix?",
        answer=Matrix(right),
        typical=[
            Typical(other, "order_swapped", "That matrix does the second step first."),
            Typical(rows, "images_in_rows", "The images of $e_1$ and $e_2$ stand in your rows."),
        ],
        solution=(
            f"Follow the basis. $e_1$ goes to ${tex(tuple(e1))}$ and from there to "
            f"${tex(tuple(columns[0]))}$; $e_2$ goes to "
            f"${tex(tuple(e2))}$ and from there to ${tex(tuple(columns[1]))}$. These are the columns: "
            f"$${tex(Q)} {tex(P)} = {tex(right)}.$$"
        ),
    )


@family("flops", difficulty=0)
def flops(rng):
    """Operations of a product of three matrices, with given brackets or with the cheaper ones."""
    while True:
        m, n, p, q = (rng.choice([1, 5, 10, 20, 50, 100, 200, 500, 1000]) for _ in range(4))
        left, right = 2 * m * n * p + 2 * m * p * q, 2 * n * p * q + 2 * m * n * q
        asked = rng.choice(["left", "right", "saved"])
        value = {"left": left, "right": right, "saved": abs(left - right)}[asked]
        half, outer = value // 2, 2 * m * p * q if asked == "left" else 2 * m * n * q
        one = 2 * m * n * p if asked == "left" else 2 * n * p * q
        answers = [value, half, left if asked != "left" else right, one, outer]
        if len(set(answers)) == 5 and n > 1 and p > 1 and left != right:
            break
    sizes = rf"$A$ is ${m} \times {n}$, $B$ is ${n} \times {p}$ and $C$ is ${p} \times {q}$."
    count = r"Count $2mnp$ operations for a product of $m \times n$ with $n \times p$."
    halved = Typical(
        half, "multiplications_only", "Those are the multiplications. The additions count as well."
    )
    if asked == "saved":
        question = "How many operations does the cheaper one of $(AB)C$ and $A(BC)$ save?"
        typical = [
            halved,
            Typical(
                min(left, right), "cheaper_cost", "That is the cost of the cheaper way, not what it saves."
            ),
            Typical(
                max(left, right), "dearer_cost", "That is the cost of the dearer way, not what is saved."
            ),
        ]
    else:
        question = f"How many operations does ${'(AB)C' if asked == 'left' else 'A(BC)'}$ take?"
        typical = [
            halved,
            Typical(right if asked == "left" else left, "other_brackets", "Those are the other brackets."),
            Typical(
                one, "inner_product_only", "That is the product in brackets alone; a second one follows."
            ),
            Typical(
                outer, "last_product_only", "That is the last product alone; the one in brackets comes first."
            ),
        ]
    if len({value, *(int(x.value) for x in typical)}) < 1 + len(typical):
        return flops(rng)
    lefts = rf"$(AB)C$: $2 \cdot {m} \cdot {n} \cdot {p} + 2 \cdot {m} \cdot {p} \cdot {q} = {left}$."
    rights = rf"$A(BC)$: $2 \cdot {n} \cdot {p} \cdot {q} + 2 \cdot {m} \cdot {n} \cdot {q} = {right}$."
    shown = {"left": lefts, "right": rights, "saved": f"{lefts} {rights} The difference is {value}."}[asked]
    return Question(
        prompt=f"{sizes} {count} {question}", answer=Number(value), typical=typical, solution=shown
    )


@family("compose-symbolic", difficulty=1)
def compose_symbolic(rng):
    """A rotation and a shear or scaling with a symbol, one after the other."""
    turns, c = rng.choice([1, 1, 2, 3]), rng.choice([1, 2, 3, 4, -1, -2])
    angle = turns * t
    R = [[sympy.cos(angle), -sympy.sin(angle)], [sympy.sin(angle), sympy.cos(angle)]]
    s = c * k
    words, S = rng.choice(
        [
            (rf"the shear that keeps $e_1$ and sends $e_2$ to $({tex(s)}, 1)$", [[1, s], [0, 1]]),
            (rf"the shear that keeps $e_2$ and sends $e_1$ to $(1, {tex(s)})$", [[1, 0], [s, 1]]),
            (rf"the scaling of the $x$-direction by ${tex(s)}$", [[s, 0], [0, 1]]),
            (rf"the scaling of the $y$-direction by ${tex(s)}$", [[1, 0], [0, s]]),
        ]
    )
    turn = rf"the counter-clockwise rotation by the angle ${tex(angle)}$"
    rotate_first = rng.random() < 0.5
    right, other = (times(S, R), times(R, S)) if rotate_first else (times(R, S), times(S, R))
    clockwise = [[e.subs(t, -t) if hasattr(e, "subs") else e for e in row] for row in right]
    first, then = (turn, words) if rotate_first else (words, turn)
    factors = f"{tex(S)} {tex(R)}" if rotate_first else f"{tex(R)} {tex(S)}"
    return Question(
        prompt=f"First {first}, then {then}. Give the matrix of the whole, in `k` and `t`.",
        answer=Matrix(right, variables=("k", "t")),
        typical=[
            Typical(other, "order_swapped", "Applied to a vector, that matrix does the second step first."),
            Typical(
                clockwise, "clockwise", r"Follow $e_1$: a small counter-clockwise turn moves it upwards."
            ),
        ],
        solution=f"What happens first stands on the right: $${factors} = {tex(right)}.$$",
    )


# --- arithmetic and notation --------------------------------------------------------------------


def whole(rng, rows, columns):
    entries = [-4, -3, -2, -1, 1, 2, 3, 4, 5]
    return [[rng.choice(entries) for _ in range(columns)] for _ in range(rows)]


def times(A, B):
    return [[sum(a * b for a, b in zip(row, column, strict=True)) for column in turned(B)] for row in A]


def turned(A):
    return [list(row) for row in zip(*A, strict=True)]


def all_differ(*matrices):
    return len({str(matrix) for matrix in matrices}) == len(matrices)


def bracketed(number):
    return f"({number})" if number < 0 else str(number)
