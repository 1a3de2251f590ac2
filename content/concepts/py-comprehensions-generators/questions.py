"""Question families of comprehensions, generators, batches: what they give, when, and how much is taken.

Every right answer is what Python itself gives for the code shown. Most wrong ones are what Python gives for
the code as the learner who is mistaken reads it.
"""

from groundup.grading import Choice, Number, Printed, Question, Typical, family


@family("comp-output", difficulty=0)
def comp_output(rng):
    """Predict a list comprehension with a filter, with two loops, or with one comprehension in another."""
    return rng.choice([filtered, two_loops, one_inside_another, flattened])(rng)


def filtered(rng):
    while True:
        xs, limit = rng.sample(range(1, 10), 5), rng.randint(3, 7)
        by, sign = rng.randint(2, 3), rng.choice(["<", ">"])
        right = [x * by for x in xs if (x > limit if sign == ">" else x < limit)]
        after = [x * by for x in xs if (x * by > limit if sign == ">" else x * by < limit)]
        unchanged = [x for x in xs if (x > limit if sign == ">" else x < limit)]
        every = [x * by for x in xs]
        if 2 <= len(right) <= 4 and different(right, after, unchanged, every):
            break
    return predicted(
        f"print([x * {by} for x in {xs} if x {sign} {limit}])",
        [
            Typical(after, "filters_the_result", "Is it x that is tested here, or what becomes of it?"),
            Typical(unchanged, "expression_forgotten", "What stands before the `for` is put into the list."),
            Typical(every, "filter_forgotten", "What does the `if` at the end leave out?"),
        ],
        f"Read it from the `for`: each x of the list with x {sign} {limit} is taken, that is "
        f"{listed(unchanged)}, and x * {by} is put into the result: `{right}`.",
    )


def two_loops(rng):
    while True:
        xs, ys = rng.sample(range(1, 6), 2), rng.sample(range(1, 6), rng.choice([2, 3]))
        right = [10 * x + y for x in xs for y in ys if x != y]
        swapped = [10 * x + y for y in ys for x in xs if x != y]
        every = [10 * x + y for x in xs for y in ys]
        paired = [10 * x + y for x, y in zip(xs, ys, strict=False) if x != y]
        if different(right, swapped, every, paired):
            break
    return predicted(
        f"print([10 * x + y for x in {xs} for y in {ys} if x != y])",
        [
            Typical(swapped, "loops_swapped", "Which loop is the outer one, the first or the second?"),
            Typical(every, "filter_forgotten", "Which pairs does the `if` leave out?"),
            Typical(paired, "walks_side_by_side", "The second loop runs anew for each x."),
        ],
        "The loops stand in the order in which they would be written one below the other: the first is the "
        f"outer one. For each x of {xs}, y runs through {ys}, and pairs of equal numbers are left out: "
        f"`{right}`.",
    )


def flattened(rng):
    while True:
        rows = [[rng.randint(-9, 9) for _ in range(rng.randint(1, 3))] for _ in range(3)]
        right = [x for row in rows for x in row if x > 0]
        nested = [[x for x in row if x > 0] for row in rows]
        whole = [x for row in rows if min(row) > 0 for x in row]
        every = [x for row in rows for x in row]
        if len(right) >= 2 and different(right, nested, whole, every):
            break
    return predicted(
        f"rows = {rows}\nprint([x for row in rows for x in row if x > 0])",
        [
            Typical(
                nested, "keeps_the_rows", "There is one pair of square brackets. How many lists come out?"
            ),
            Typical(whole, "filters_whole_rows", "What is tested by the `if`: a row, or one number?"),
            Typical(every, "filter_forgotten", "Which numbers does the `if` leave out?"),
        ],
        "The outer loop takes the rows, the inner one their numbers, and each number above 0 is put into one "
        f"list: `{right}`.",
    )


def one_inside_another(rng):
    while True:
        rows, columns = rng.choice([(2, 3), (3, 2), (2, 4), (4, 2)])
        a, b = rng.sample([1, 2, 3, 10], 2)
        right = [[a * i + b * j for j in range(columns)] for i in range(rows)]
        turned = [[a * i + b * j for i in range(rows)] for j in range(columns)]
        flat = [a * i + b * j for i in range(rows) for j in range(columns)]
        if different(right, turned, flat):
            break
    inner = f"{times(a, 'i')} + {times(b, 'j')}"
    return predicted(
        f"print([[{inner} for j in range({columns})] for i in range({rows})])",
        [
            Typical(turned, "rows_and_columns_swapped", "The outer brackets belong to i. How many rows?"),
            Typical(flat, "flattens", "The inner brackets make a list of their own for each i."),
        ],
        f"For each i from 0 to {rows - 1} the inner brackets make a list of {columns} numbers. So there are "
        f"{rows} rows: `{right}`.",
    )


@family("same-as-loop", difficulty=0)
def same_as_loop(rng):
    """Find the comprehension that does what a loop with a filter does."""
    return rng.choice([loop_with_filter, loop_in_loop, loop_with_else])(rng)


def loop_with_filter(rng):
    kind = rng.choice(["list", "set", "dict"])
    expression, test = rng.choice(
        [("x * x", "x > 2"), ("x + 1", "x % 2 == 0"), ("-x", "x != 3"), ("2 * x", "x < 7")]
    )
    start, step, outer = {
        "list": ("[]", f"result.append({expression})", "[{}]"),
        "set": ("set()", f"result.add({expression})", "{{{}}}"),
        "dict": ("{}", f"result[x] = {expression}", "{{{}}}"),
    }[kind]
    first = f"x: {expression}" if kind == "dict" else expression
    right = outer.format(f"{first} for x in xs if {test}")
    in_front = outer.format(f"{first} if {test} for x in xs")
    other = {"list": "({})", "set": "[{}]", "dict": "[{}]"}[kind].format(
        f"{expression} for x in xs if {test}"
    )
    unfiltered = outer.format(f"{first} for x in xs")
    return chosen(
        rng,
        f"result = {start}\nfor x in xs:\n    if {test}:\n        {step}",
        right,
        [
            Typical(in_front, "filter_before_for", "That is no Python: where does a filter stand?"),
            Typical(other, "wrong_brackets", "Look at the brackets: what kind of thing does this make?"),
            Typical(unfiltered, "filter_forgotten", "What becomes of the `if`?"),
        ],
        f"The expression comes first, then the `for`, then the filter; the brackets make it a {kind}"
        + (", with `key: value`" if kind == "dict" else "")
        + ".",
    )


def loop_in_loop(rng):
    outer, inner = rng.choice([("row", "x"), ("night", "t"), ("word", "letter"), ("page", "line")])
    test = rng.choice([f"{inner} != {outer}[0]", f"{inner} in chosen", f"{inner} not in seen"])
    plural = outer + "s"
    code = (
        f"result = []\nfor {outer} in {plural}:\n    for {inner} in {outer}:\n        if {test}:\n"
        f"            result.append({inner})"
    )
    right = f"[{inner} for {outer} in {plural} for {inner} in {outer} if {test}]"
    swapped = f"[{inner} for {inner} in {outer} for {outer} in {plural} if {test}]"
    nested = f"[[{inner} for {inner} in {outer} if {test}] for {outer} in {plural}]"
    kept = f"[{outer} for {outer} in {plural} for {inner} in {outer} if {test}]"
    return chosen(
        rng,
        code,
        right,
        [
            Typical(swapped, "loops_swapped", f"Is the name `{outer}` known where this first uses it?"),
            Typical(nested, "keeps_the_rows", "That is a list of lists. How many lists does the loop make?"),
            Typical(kept, "wrong_expression", "What does the loop append?"),
        ],
        "The expression comes first; then the two `for` in the order in which the loops stand, the outer one "
        "first; then the filter.",
    )


def loop_with_else(rng):
    low = rng.choice([0, 1, 2, 5])
    test = f"x > {low}"
    return chosen(
        rng,
        f"result = []\nfor x in xs:\n    if {test}:\n        result.append(x)\n    else:\n"
        f"        result.append({low})",
        f"[x if {test} else {low} for x in xs]",
        [
            Typical(
                f"[x for x in xs if {test} else {low}]",
                "else_in_the_filter",
                "A filter behind the `for` has no `else`.",
            ),
            Typical(f"[x for x in xs if {test}]", "filter_for_choice", "Is the result as long as xs?"),
            Typical(
                f"[{low} if {test} else x for x in xs]", "branches_swapped", "What is taken if it holds?"
            ),
        ],
        "Nothing is left out: each x gives one entry, and only which one is a choice. A choice "
        "`a if test else b` is an expression and stands before the `for`; only a filter stands behind it.",
    )


@family("dict-set-output", difficulty=0)
def dict_set_output(rng):
    """Predict a dict or set comprehension in which keys or members meet."""
    return rng.choice([keys_meet, members_meet, turned_round])(rng)


WORDS = ["pear", "plum", "fig", "apple", "kiwi", "lime", "date", "grape", "melon", "peach", "lemon", "mango"]


def keys_meet(rng):
    while True:
        words = rng.sample(WORDS, 4)
        right, first = {}, {}
        for word in words:
            right[len(word)] = word
            first.setdefault(len(word), word)
        every = {}
        for word in words:
            every.setdefault(len(word), []).append(word)
        if len(right) < 4 and different(right, first, every):
            break
    return predicted(
        f"words = {words}\nprint({{len(w): w for w in words}})",
        [
            Typical(first, "first_one_stays", "When a key comes a second time, which value has it then?"),
            Typical(every, "gathers_values", "A key has one value. Does anything here make lists?"),
        ],
        "`len(w)` is the number of letters. A key occurs once in a dictionary; when it comes again, its "
        f"value is replaced, and the key stays in its place: `{right}`.",
    )


def members_meet(rng):
    while True:
        xs, by = [rng.randint(0, 20) for _ in range(rng.randint(5, 7))], rng.choice([3, 4, 5])
        rests = [x % by for x in xs]
        right = sorted(set(rests))
        wrong = [sorted(rests), sorted(set(xs)), len(rests)]
        if len(right) < len(rests) and different(right, *wrong):
            break
    return predicted(
        f"xs = {xs}\nprint(sorted({{x % {by} for x in xs}}))",
        [
            Typical(sorted(rests), "keeps_repetitions", "How often can a set hold the same member?"),
            Typical(sorted(set(xs)), "expression_forgotten", "It is the remainders that go into the set."),
        ],
        f"The remainders after division by {by} are {', '.join(map(str, rests))}. A set holds each of them "
        f"once, and `sorted` makes a list of it in order: `{right}`.",
    )


def turned_round(rng):
    while True:
        names, values = rng.sample("abcdef", 4), [rng.randint(1, 4) for _ in range(4)]
        d = dict(zip(names, values, strict=True))
        right = {v: k for k, v in d.items()}
        first = {}
        for k, v in d.items():
            first.setdefault(v, k)
        if len(right) == 3 and different(right, first, d):
            break
    return predicted(
        f"d = {d}\nprint({{v: k for k, v in d.items()}})",
        [
            Typical(first, "first_one_stays", "When a key comes a second time, which value has it then?"),
            Typical(d, "not_turned_round", "What stands before the colon becomes the key."),
        ],
        "Each value becomes a key and each key a value. Where a value occurs twice, the later one replaces "
        f"the earlier: `{right}`.",
    )


@family("lazy-or-not", difficulty=0)
def lazy_or_not(rng):
    """Predict what is left of a generator that has been used, once, twice or in part."""
    return rng.choice([used_twice, used_in_part, list_twice, asked_by_in])(rng)


def used_twice(rng):
    xs, by = rng.sample(range(1, 10), rng.choice([3, 4])), rng.randint(2, 4)
    first, second = rng.sample(["sum(g)", "len(list(g))", "list(g)"], 2)
    code = f"g = (x * {by} for x in {xs})\nprint({first}, {second})"
    again = printed_by(code.replace("(x * ", "[x * ", 1).replace("])\n", "]]\n", 1))
    return predicted(
        code,
        [
            Typical(again, "generator_restarts", "After the first use, where does the generator stand?"),
            Typical(
                "error", "second_pass_fails", "An empty generator is no error. It just has nothing left."
            ),
        ],
        f"`{first}` takes all items. The generator is then at its end and does not begin again, so "
        f"`{second}` finds nothing: it prints `{printed_by(code)}`.",
    )


def used_in_part(rng):
    while True:
        xs, taken = rng.sample(range(1, 10), rng.choice([4, 5])), rng.choice([1, 2])
        lines = "\n".join(["next(g)"] * taken)
        last = rng.choice(["sum(g)", "list(g)", "max(g)"])
        code = f"g = (x for x in {xs})\n{lines}\nprint({last})"
        right = printed_by(code)
        again = printed_by(f"g = {xs}\nprint({last})")
        one_more = printed_by(f"g = {xs[taken + 1 :]}\nprint({last})")
        if different(right, again, one_more):
            break
    return predicted(
        code,
        [
            Typical(again, "generator_restarts", "Which items has `next` already taken?"),
            Typical(one_more, "takes_one_too_many", "Count the calls of `next`."),
        ],
        f"`next` has taken {listed(xs[:taken])}. What is left is {listed(xs[taken:])}: it prints `{right}`.",
    )


def list_twice(rng):
    while True:
        xs = rng.sample(range(1, 10), 4)
        first, second = rng.sample(["sum(ys)", "max(ys)", "len(ys)"], 2)
        code = f"ys = [x + 1 for x in {xs}]\nprint({first}, {second})"
        right = printed_by(code)
        if right.split()[0] != right.split()[1]:
            break
    return predicted(
        code,
        [
            Typical(f"{right.split()[0]} 0", "list_used_up", "Which brackets are these? A list stays."),
        ],
        f"Square brackets make a list, and that is there for every use: it prints `{right}`.",
    )


def asked_by_in(rng):
    while True:
        xs = rng.sample(range(1, 10), 5)
        place = rng.randint(1, 3)
        code = f"g = (x for x in {xs})\nprint({xs[place]} in g, list(g))"
        right = printed_by(code)
        all_left, none_left = f"True {xs}", "True []"
        without = f"True {[x for x in xs if x != xs[place]]}"
        if different(right, all_left, none_left, without):
            break
    return predicted(
        code,
        [
            Typical(all_left, "in_takes_nothing", "How does `in` find out, if a generator only has `next`?"),
            Typical(none_left, "in_takes_all", "Does `in` go on after it has found the number?"),
            Typical(without, "takes_only_the_one", "What becomes of the items before it?"),
        ],
        f"`in` asks for one item after the other until it meets {xs[place]}, and these are gone. Left are "
        f"the items behind it: it prints `{right}`.",
    )


@family("items-pulled", difficulty=1)
def items_pulled(rng):
    """Count how many items are taken from a source when the consumer stops early."""
    return rng.choice([behind_a_filter, behind_batches, in_a_list])(rng)


def behind_a_filter(rng):
    while True:
        divisor, wanted, n = rng.choice([2, 3, 4, 5]), rng.randint(2, 4), rng.choice([30, 50, 100])
        start = rng.choice([0, 1])
        right = divisor * (wanted - 1) + 1 if start == 0 else divisor * wanted
        if different(right, wanted, n, (n - 1) // divisor + 1, right + 1, right - 1):
            break
    nexts = ", ".join(["next(kept)"] * wanted)
    code = (
        f"source = iter(range({start}, {n}))\nkept = (x for x in source if x % {divisor} == 0)\n"
        f"print({nexts})"
    )
    multiples = [divisor * k for k in range(start, wanted + start)]
    return pulled(
        code,
        right,
        [
            Typical(wanted, "counts_results", "To find one that passes, others are taken and thrown away."),
            Typical(n - start, "takes_everything", "Who asks for the items behind the last one printed?"),
            Typical(right + 1, "one_ahead", "Does the filter look one item further than it has to?"),
        ],
        f"Printed are {listed(multiples)}. To get there, the numbers from {start} to {multiples[-1]} are "
        f"taken: {right} items. Nothing has asked for more.",
    )


def behind_batches(rng):
    while True:
        size, wanted, n = rng.randint(2, 6), rng.randint(2, 4), rng.choice([40, 60, 100])
        right = size * wanted
        if different(right, wanted, n, right + 1, right + size):
            break
    nexts = "\n".join(["next(batches)"] * wanted)
    code = f"source = iter(range({n}))\nbatches = batched(source, {size})  # lists of {size}, lazily\n{nexts}"
    return pulled(
        code,
        right,
        [
            Typical(wanted, "counts_results", "How many items does one batch hold?"),
            Typical(n, "takes_everything", "Who asks for the items behind the last batch?"),
            Typical(right + 1, "one_ahead", "Is another item needed to know that the batch is full?"),
        ],
        f"Each of the {wanted} batches needs {size} items and is handed out when the last one has come: "
        f"{wanted} times {size} is {right}.",
    )


def in_a_list(rng):
    while True:
        n, wanted, by = rng.choice([20, 30, 40, 50]), rng.randint(2, 4), rng.randint(2, 5)
        if different(n, wanted, wanted + 1):
            break
    nexts = ", ".join(["next(it)"] * wanted)
    code = (
        f"source = iter(range({n}))\nscaled = [x * {by} for x in source]\nit = iter(scaled)\nprint({nexts})"
    )
    return pulled(
        code,
        n,
        [
            Typical(wanted, "list_taken_for_lazy", "Which brackets are in the second line?"),
            Typical(0, "nothing_taken", "When is a comprehension in square brackets carried out?"),
        ],
        f"Square brackets make the whole list at once, before anything is asked of it: all {n} items are "
        "taken in the second line.",
    )


def pulled(code, right, typical, solution):
    return Question(
        prompt=(
            "How many items have been taken from `source` when this program is at its end?\n\n"
            f"```python\n{code}\n```"
        ),
        answer=Number(right),
        typical=typical,
        solution=solution,
    )


@family("batch-count", difficulty=-1)
def batch_count(rng):
    """Count batches, or the items of the last one, with and without drop_last."""
    while True:
        size, n = rng.choice([8, 16, 20, 25, 32, 50, 64, 100]), rng.randint(60, 1200)
        if rng.random() < 0.3:
            n -= n % size
        full, rest = divmod(n, size)
        if full >= 2 and rest not in (full, full + 1):
            break
    drop = rng.random() < 0.5
    right = full if drop or not rest else full + 1
    ask = f"A data set has {n} rows and is read in batches of {size}"
    if rest:
        ask += ", and a last batch that is too short is left out" if drop else ""
        name, sentence = (
            ("short_one_counted", "What becomes of the rows that do not fill a batch?")
            if drop
            else ("short_one_forgotten", "Some rows are left after the full batches. Where do they go?")
        )
        typical = [Typical(full + 1 if drop else full, name, sentence)]
        typical.append(
            Typical(rest, "counts_the_rest", "That is how many rows are left, not how many batches.")
        )
    else:
        ask += ", and a last batch that is too short is left out" if drop else ""
        typical = [
            Typical(full + 1, "adds_one_always", "Is anything left after the full batches?"),
            Typical(full - 1, "drops_full_batch", "Is the last batch too short?"),
        ]
    left = f" and {rest} rows are left" if rest else " and nothing is left"
    ending = "the short batch is left out" if drop else "they make one more, shorter batch"
    why = f", and {ending}" if rest else ""
    return Question(
        prompt=f"{ask}. How many batches are there?",
        answer=Number(right),
        typical=typical,
        solution=f"{n} divided by {size} is {full}{left}{why}: {right} batches.",
    )


@family("list-or-generator", difficulty=0)
def list_or_generator(rng):
    """Decide whether a generator saves memory here, fails here, or makes no difference."""
    size, n = rng.randint(20, 95), rng.randint(12, 60)
    place = f"{rng.choice(['a file', 'a log', 'a table on disk'])} of {size} GB"
    saves = "A generator: each item is used once and can be forgotten, so only one is held at a time."
    twice = "A list: the items are needed a second time, and a generator would be empty by then."
    places = "A list: items are asked for by their place, and a generator has no places."
    faster = "A generator: it holds all items in a more compact form."
    always = "A list: a generator computes every item twice."
    right, code, about, why = rng.choice(
        [
            (
                saves,
                "total = 0.0\nfor x in values:\n    total += x * x",
                f"`values` come from {place}, one line after the other.",
                "The loop uses each value once and keeps the total only",
            ),
            (
                saves,
                "longest = 0\nfor x in values:\n    longest = max(longest, len(x))",
                f"`values` are the lines of {place}.",
                "The loop keeps one number, whatever the number of lines",
            ),
            (
                twice,
                "top = max(values)\nscaled = [x / top for x in values]",
                f"`values` are {n} measurements.",
                "`max` would use a generator up, and the second line would find nothing",
            ),
            (
                twice,
                f"mean = sum(values) / {n}\nspread = sum((x - mean) ** 2 for x in values)",
                f"`values` are {n} measurements of a sensor.",
                "The first `sum` would use a generator up, and the second would give 0",
            ),
            (
                places,
                "middle = values[len(values) // 2]\nends = values[0], values[-1]",
                f"`values` are {n} sorted measurements.",
                "`values[0]` and `len(values)` are errors with a generator",
            ),
        ]
    )
    sentences = {
        saves: ("one_pass_assumed", "Follow the items: is each of them used exactly once, in order?"),
        twice: ("second_pass_assumed", "How often are the items walked through here?"),
        places: ("places_assumed", "Is there anything like `values[0]` or `len(values)` here?"),
        faster: ("compact_storage", "A generator stores no items at all. What does it remember?"),
        always: ("computed_twice", "A generator computes an item when it is asked for, and once."),
    }
    wrongs = [o for o in (saves, twice, places, rng.choice([faster, always])) if o != right]
    return Question(
        prompt=f"{about}\n\n```python\n{code}\n```\n\nShould `values` be a list or a generator, and why?",
        answer=Choice.shuffled(rng, right, wrongs),
        typical=[Typical(option, *sentences[option]) for option in wrongs],
        solution=f"{why}. {right}",
    )


# --- code ----------------------------------------------------------------------------------------


def predicted(code, typical, solution):
    return Question(
        prompt=f"What does Python print?\n\n```python\n{code}\n```",
        answer=Printed(printed_by(code)),
        typical=[Typical(str(one.value), one.mistake, one.sentence) for one in typical],
        solution=solution,
    )


def chosen(rng, code, right, typical, why):
    shown = [Typical(f"`{one.value}`", one.mistake, one.sentence) for one in typical]
    return Question(
        prompt=f"Which line makes the same `result`?\n\n```python\n{code}\n```",
        answer=Choice.shuffled(rng, f"`{right}`", [one.value for one in shown]),
        typical=shown,
        solution=f"{why} So it is `{right}`.",
    )


def printed_by(code):
    """What this code of ours prints, line by line."""
    lines = []
    exec(code, {"print": lambda *values: lines.append(" ".join(map(str, values)))})
    return "\n".join(lines)


def different(*answers):
    return len({str(answer) for answer in answers}) == len(answers)


def times(factor, name):
    return name if factor == 1 else f"{factor} * {name}"


def listed(values):
    *first, last = map(str, values)
    return f"{', '.join(first)} and {last}" if first else last
