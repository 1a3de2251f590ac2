"""Question families of classes: where attributes are found, whose method runs, operators, hashes, sequences.

Every right answer is what Python itself gives for the code shown. Most wrong ones are what Python gives for
the code as the learner who is mistaken reads it.
"""

from groundup.grading import Choice, Printed, Question, Typical, family


@family("attr-lookup", difficulty=0)
def attr_lookup(rng):
    """Say which attribute is found after some were written to classes and to instances."""
    return rng.choice([three_classes, shared_list])(rng)


def three_classes(rng):
    while True:
        one, two, three, four = rng.sample(range(1, 10), 4)
        own = rng.choice(["B", None])
        writes = rng.choice([["b.x"], ["A.x"], ["b.x", "A.x"], ["B.x"], ["c.x", "B.x"]])
        body = f"\n    x = {two}\n" if own else "\n    pass\n"
        lines = [f"{target} = {number}" for target, number in zip(writes, (three, four), strict=False)]
        code = (
            f"class A:\n    x = {one}\n\nclass B(A):{body}\nclass C(B):\n    pass\n\nb, c = B(), C()\n"
            + "\n".join(lines)
            + "\nprint(A.x, b.x, c.x)"
        )
        right = printed_by(code)
        to_class = printed_by(code.replace("\nb.x =", "\nB.x =").replace("\nc.x =", "\nC.x ="))
        copied = printed_by(code.replace("\nA.x =", "\nA.y =").replace("\nB.x =", "\nB.y ="))
        wrong = {}
        if to_class != right:
            sentence = "Writing to an instance: where is the new value kept, and who else sees it?"
            wrong[to_class] = Typical(to_class, "instance_write_changes_class", sentence)
        if copied not in (right, to_class):
            sentence = "Instances hold no copy of a class attribute. When is it looked up?"
            wrong[copied] = Typical(copied, "class_attributes_copied", sentence)
        if wrong:
            break
    return predicted(
        code,
        list(wrong.values()),
        "Reading goes from the instance to its class and on to the classes it inherits from, and the first "
        f"`x` found is taken; writing goes to exactly the object named. It prints `{right}`.",
    )


def shared_list(rng):
    x, y = rng.sample(range(1, 10), 2)
    name, word = rng.choice([("Box", "items"), ("Log", "lines"), ("Team", "members"), ("Cart", "goods")])
    line, rebinds = rng.choice(
        [(f"self.{word}.append(x)", False), (f"self.{word} = self.{word} + [x]", True)]
    )
    in_init = rng.random() < 0.3
    body = f"    def __init__(self):\n        self.{word} = []\n" if in_init else f"    {word} = []\n"
    code = (
        f"class {name}:\n{body}\n    def add(self, x):\n        {line}\n\na, b = {name}(), {name}()\n"
        f"a.add({x})\nb.add({y})\nprint(a.{word}, b.{word})"
    )
    right = printed_by(code)
    shared, apart = f"[{x}, {y}] [{x}, {y}]", f"[{x}] [{y}]"
    if right == shared:
        typical = Typical(apart, "class_list_taken_for_own", "How many lists does the class body make?")
        why = f"`{word} = []` stands in the class, so there is one list, and `append` changes it for all"
    else:
        sentence = "Follow the assignment: is a list changed here, or made?"
        typical = Typical(shared, "own_list_taken_for_shared", sentence)
        why = (
            f"`__init__` makes a list for each object with `self.{word} = []`"
            if in_init
            else "The right side makes a new list, and assigning to `self` keeps it in that object alone"
        )
    assert rebinds or in_init or right == shared
    return predicted(code, [typical], f"{why}. It prints `{right}`.")


@family("mro-order", difficulty=1)
def mro_order(rng):
    """Follow super() through a diamond of classes."""
    while True:
        top, left, right_one, bottom = rng.sample("ABCDEFGH", 4)
        bases = [left, right_one]
        silent = rng.choice([None, None, left, right_one, bottom])
        code = (
            f"class {top}:\n    def name(self):\n        return '{top}'\n\n"
            + "".join(
                class_text(name, above, name != silent)
                for name, above in ((left, top), (right_one, top), (bottom, ", ".join(bases)))
            )
            + f"print({bottom}().name())"
        )
        right = printed_by(code)
        spoken = [name for name in (bottom, left, right_one, top) if name != silent]
        parents_only = "".join(name for name in (bottom, left, top) if name != silent)
        depth_first = "".join(n for n in (bottom, left, top, right_one, top) if n != silent)
        swapped = "".join(n for n in (bottom, right_one, left, top) if n != silent)
        wrong = {parents_only, depth_first, swapped, spoken[0]} - {right}
        if len(wrong) == 4 or (len(wrong) == 3 and silent in (left, right_one)):
            break
    typical = [
        Typical(parents_only, "super_is_the_parent", "`super()` goes to the next class of the whole order."),
        Typical(depth_first, "climbs_to_the_top_twice", f"How often does {top} stand in the order?"),
        Typical(swapped, "bases_from_the_right", f"In which order does {bottom} name its bases?"),
        Typical(spoken[0], "first_method_only", "The method that is found calls the next one."),
    ]
    kept = {one.value: one for one in reversed(typical) if one.value != right}
    return predicted(
        code,
        list(kept.values()),
        f"The order of `{bottom}` is {bottom}, {left}, {right_one}, {top}: each class before its bases, and "
        f"{left} before {right_one}, as written. Each `super()` goes to the next of them that has the "
        f"method: `{right}`.",
    )


def class_text(name, above, speaks):
    body = f"    def name(self):\n        return '{name}' + super().name()\n" if speaks else "    pass\n"
    return f"class {name}({above}):\n{body}\n"


LEFT_GIVES = "The left operand's method is called first, and its answer is the result."
RIGHT_AFTER = (
    "The left operand is asked first, in vain; then the right operand's reflected method gives the result."
)
RIGHT_FIRST = "The right operand's reflected method is called first, and its answer is the result."
ERROR = "A TypeError: nobody who is asked gives a result."
SIGNS = {"add": "+", "mul": "*", "sub": "-", "truediv": "/"}


@family("operator-dispatch", difficulty=0)
def operator_dispatch(rng):
    """Say which method Python calls for an operator, and in which order."""
    left, right = rng.sample(["Cup", "Jar", "Mug", "Pot", "Box", "Tin", "Can", "Bag"], 2)
    stem, sign = rng.choice(list(SIGNS.items()))
    while True:
        relation = rng.choice(["unrelated", "unrelated", "subclass", "same"])
        has, gives = rng.choice([(True, True), (True, False), (False, False)])
        reflects = rng.random() < 0.75
        if has or (reflects and relation != "subclass"):
            break
    method = (
        f"    def __{stem}__(self, other):\n        return {'7' if gives else 'NotImplemented'}\n"
        if has
        else ""
    )
    reflected = f"    def __r{stem}__(self, other):\n        return 9\n" if reflects else ""
    if relation == "same":
        code = f"class {left}:\n{method}\n{reflected}\nresult = {left}() {sign} {left}()"
    else:
        base = f"({left})" if relation == "subclass" else ""
        code = (
            f"class {left}:\n{method or '    pass' + chr(10)}\nclass {right}{base}:\n"
            f"{reflected or '    pass' + chr(10)}\nresult = {left}() {sign} {right}()"
        )
    code = code.replace("\n\n\n", "\n\n").replace(":\n\n    def", ":\n    def")
    result = result_of(code)
    answer = ERROR if result is None else LEFT_GIVES if result == 7 else RIGHT_AFTER
    if result == 9 and relation == "subclass":
        answer = RIGHT_FIRST
    why = {
        LEFT_GIVES: "The left operand's class has the method, and nothing gives the right one a first turn",
        RIGHT_AFTER: "The left operand declines or has no such method, so the right one is asked, reflected",
        RIGHT_FIRST: "The right operand's class inherits from the left one's and has a reflected method of "
        "its own: a subclass knows more, so it is asked first",
        ERROR: "Both operands are of one class, and then the reflected method is never asked"
        if relation == "same"
        else "The left operand gives no result, and the right one has no reflected method",
    }[answer]
    sentences = {
        LEFT_GIVES: (
            "left_always_decides",
            "Does the left operand's class have the method, does it give a result, and is it asked first?",
        ),
        RIGHT_AFTER: (
            "reflected_as_second",
            "Is the left operand asked in vain? And are the operands of two different, unrelated classes?",
        ),
        RIGHT_FIRST: ("reflected_before_left", "When alone does the right operand have the first turn?"),
        ERROR: ("gives_up_too_early", "Who is asked, one after the other? Does one of them give a result?"),
    }
    wrongs = [option for option in sentences if option != answer]
    return Question(
        prompt=f"```python\n{code}\n```\n\nWhat does the last line do?",
        answer=Choice.shuffled(rng, answer, wrongs),
        typical=[Typical(option, *sentences[option]) for option in wrongs],
        solution=f"{why}. {answer}",
    )


def result_of(code):
    space = {}
    try:
        exec(code, space)
    except TypeError:
        return None
    return space["result"]


@family("hash-eq", difficulty=0)
def hash_eq(rng):
    """Say how many members a set has, from what __eq__ and __hash__ say, or whether it can be made."""
    name, (first, second) = rng.choice(
        [("Point", "xy"), ("Song", "tn"), ("Card", "sn"), ("Tile", "ab"), ("Room", "fn")]
    )
    a, b, c = rng.sample(range(1, 10), 3)
    whole = (
        f"(self.{first}, self.{second}) == (other.{first}, other.{second})",
        f"hash((self.{first}, self.{second}))",
    )
    partly = (f"self.{first} == other.{first}", f"hash(self.{first})")
    equality, hashing = rng.choice([whole, whole, partly])
    has_eq, has_hash = rng.choice([(True, True), (True, True), (True, False), (False, False), (False, True)])
    code = (
        f"class {name}:\n    def __init__(self, {first}, {second}):\n"
        f"        self.{first}, self.{second} = {first}, {second}\n"
    )
    if has_eq:
        code += f"\n    def __eq__(self, other):\n        return {equality}\n"
    if has_hash:
        code += f"\n    def __hash__(self):\n        return {hashing}\n"
    made = ", ".join(f"{name}({x}, {y})" for x, y in ((a, b), (a, b), (a, c)))
    code += f"\nprint(len({{{made}}}))"

    unhashable = "A TypeError: these objects are unhashable."
    by_value, by_part, by_identity = "2", "1", "3"
    if has_eq and not has_hash:
        right = unhashable
        why = "A class that defines `__eq__` without `__hash__` loses its hash, so none can be in a set"
    elif not has_eq:
        right = by_identity
        why = "Without an `__eq__`, each object equals only itself, whatever it holds: three members"
    elif equality == whole[0]:
        right = by_value
        why = "The first two are equal and have equal hashes, the third differs: two members"
    else:
        right = by_part
        why = f"Only `{first}` decides here, and all three have the same one: a single member"
    sentences = {
        by_value: ("equality_assumed", "What makes two of these objects equal? Look for an `__eq__`."),
        by_part: ("first_part_decides", "Which parts does the comparison look at, if there is one?"),
        by_identity: ("identity_assumed", "There is an `__eq__`. What does it say of the first two?"),
        unhashable: ("hash_taken_for_missing", "When does a class lose the hash that every object has?"),
    }
    if not has_eq:
        sentences[by_value] = ("equality_assumed", "Which method would say that the first two are equal?")
    wrongs = [option for option in sentences if option != right]
    return Question(
        prompt=f"What does Python print?\n\n```python\n{code}\n```",
        answer=Choice.shuffled(rng, right, wrongs),
        typical=[Typical(option, *sentences[option]) for option in wrongs],
        solution=f"{why}.",
    )


@family("sequence-methods", difficulty=0)
def sequence_methods(rng):
    """Predict len, square brackets, for, in and if for a class that defines __len__ and __getitem__."""
    return rng.choice([walked, negative_place, empty_or_not, own_length])(rng)


def numbers_class(name, formula):
    return (
        f"class {name}:\n    def __init__(self, n):\n        self.n = n\n\n    def __len__(self):\n"
        f"        return self.n\n\n    def __getitem__(self, i):\n        if i >= self.n:\n"
        f"            raise IndexError\n        return {formula}\n\n"
    )


def some_formula(rng):
    by, more = rng.randint(2, 5), rng.randint(1, 4)
    return rng.choice(
        [(f"{by} * i + {more}", lambda i: by * i + more), (f"i * i + {more}", lambda i: i * i + more)]
    )


def walked(rng):
    while True:
        (formula, f), n = some_formula(rng), rng.randint(3, 5)
        right = [f(i) for i in range(n)]
        if different(right, list(range(n)), [*right, f(n)]):
            break
    return predicted(
        numbers_class("Steps", formula) + f"print(list(Steps({n})))",
        [
            Typical(list(range(n)), "gives_the_places", "What does `__getitem__` return for a place?"),
            Typical([*right, f(n)], "one_too_many", "For which `i` is the IndexError raised?"),
            Typical(
                "error", "needs_iter", "Python can walk with square brackets alone. How does it find the end?"
            ),
        ],
        f"Without an `__iter__`, Python asks for places 0, 1, 2, ... until an `IndexError` comes: `{right}`.",
    )


def negative_place(rng):
    while True:
        (formula, f), n = some_formula(rng), rng.randint(3, 6)
        if different(f(-1), f(n - 1), f(n)):
            break
    return predicted(
        numbers_class("Steps", formula) + f"steps = Steps({n})\nprint(steps[-1])",
        [
            Typical(f(n - 1), "negative_places_for_free", "Who turns -1 into the last place? Find the line."),
            Typical("error", "refused", f"Is -1 >= {n}?"),
        ],
        "Python hands -1 to `__getitem__` as it is. Nothing here counts from the end, -1 is not too large, "
        f"and the formula gives `{f(-1)}`. A list does the counting from the end in its own method.",
    )


def empty_or_not(rng):
    (formula, _), n = some_formula(rng), rng.randint(2, 6)
    counts = rng.sample([0, 0, 1, n], 3)
    code = numbers_class("Steps", formula) + (
        f"count = 0\nfor steps in [Steps({counts[0]}), Steps({counts[1]}), Steps({counts[2]})]:\n"
        "    if steps:\n        count += 1\nprint(count)"
    )
    right = sum(map(bool, counts))
    wrong = {3: ("objects_are_true", "An object with a length of its own: when is it taken as true?")}
    wrong[3 - right] = ("counts_the_empty", "You counted those that are taken as false.")
    typical = [Typical(value, *texts) for value, texts in wrong.items() if value != right]
    return predicted(
        code,
        typical,
        "An object with `__len__` and no `__bool__` is taken as false when its length is 0, like an empty "
        f"list. So it prints `{right}`.",
    )


def own_length(rng):
    while True:
        (formula, f), n = some_formula(rng), rng.randint(3, 6)
        i = rng.randint(1, n - 1)
        inside = rng.random() < 0.5
        value = f(i) if inside else f(i) + 1
        if any(f(k) == value for k in range(n)) == inside and value >= n and value not in (i, n):
            break
    right = f"{n} {inside}"
    return predicted(
        numbers_class("Steps", formula) + f"steps = Steps({n})\nprint(len(steps), {value} in steps)",
        [
            Typical(f"{n} {not inside}", "in_looks_at_places", "`in` compares with what the brackets give."),
            Typical("error", "needs_contains", "How could Python look for a member with brackets alone?"),
            Typical(f"{n - 1} {inside}", "last_place_as_length", "What does `__len__` return?"),
        ],
        f"`len` calls `__len__`. `in` walks through the places and compares: the numbers are "
        f"{', '.join(str(f(k)) for k in range(n))}. It prints `{right}`.",
    )


METHODS = {
    "__len__": "    def __len__(self):\n        return len(self._{held})\n",
    "__getitem__": "    def __getitem__(self, i):\n        return self._{held}[i]\n",
    "add": "    def add(self, x):\n        self._{held}.append(x)\n",
}


@family("inherit-or-compose", difficulty=0)
def inherit_or_compose(rng):
    """Say what works for callers when a class has a list in place of being one."""
    name, held = rng.choice(
        [("Album", "songs"), ("Queue", "jobs"), ("Shelf", "books"), ("Route", "stops"), ("Menu", "dishes")]
    )
    kept = rng.sample(list(METHODS), rng.choice([1, 2]))
    thing = name.lower()
    lines = {
        f"len({thing})": {"__len__"},
        f"{thing}[0]": {"__getitem__"},
        f"list({thing})": {"__getitem__"},
        f"{thing}.add(3)": {"add"},
        f"{thing}.append(3)": {"never"},
        f"{thing} + [3]": {"never"},
        f"{thing}.sort()": {"never"},
    }
    works = [line for line, needed in lines.items() if needed <= set(kept)]
    fails = [line for line, needed in lines.items() if not needed <= set(kept)]
    right = rng.choice(works)
    wrongs = rng.sample(fails, 3)
    methods = "\n".join(METHODS[method].format(held=held) for method in METHODS if method in kept)
    code = (
        f"class {name}:\n    def __init__(self, {held}):\n        self._{held} = list({held})\n\n{methods}\n"
        f"{thing} = {name}([1, 2])"
    )
    typical = []
    for line in wrongs:
        needed = next(iter(lines[line]))
        sentence = (
            "That is a method of list. This class has a list; is it one?"
            if needed == "never"
            else f"Which method does `{line}` call, and is it defined here?"
        )
        mistake = "list_methods_expected" if needed == "never" else "method_not_handed_on"
        typical.append(Typical(f"`{line}`", mistake, sentence))
    return Question(
        prompt=(
            f"`{name}` was a subclass of `list`. Now it has a list in place of being one:\n\n"
            f"```python\n{code}\n```\n\nWhich of these lines works now?"
        ),
        answer=Choice.shuffled(rng, f"`{right}`", [f"`{line}`" for line in wrongs]),
        typical=typical,
        solution=(
            f"Only what the class defines itself is left: {listed(kept)}. So `{right}` works. Whatever else "
            "list can do is gone for the callers, wanted or not."
        ),
    )


# --- code ----------------------------------------------------------------------------------------


def predicted(code, typical, solution):
    return Question(
        prompt=f"What does Python print?\n\n```python\n{code}\n```",
        answer=Printed(printed_by(code)),
        typical=[Typical(str(one.value), one.mistake, one.sentence) for one in typical],
        solution=solution,
    )


def printed_by(code):
    """What this code of ours prints, line by line."""
    lines = []
    exec(code, {"__name__": "shown", "print": lambda *values: lines.append(" ".join(map(str, values)))})
    return "\n".join(lines)


def different(*answers):
    return len({str(answer) for answer in answers}) == len(answers)


def listed(names):
    *first, last = [f"`{name}`" for name in names]
    return f"{', '.join(first)} and {last}" if first else last
