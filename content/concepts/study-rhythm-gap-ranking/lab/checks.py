"""Checks of lab-review-scheduler: the published SM-2 rule as a table, dependants by matrix powers."""

import numpy as np

from groundup.grading import array, check, close, echo, equal, probe, raises

# --- task 1 ------------------------------------------------------------------------------------


@check("sm2: the examples of the brief", task=1)
def sm2_examples(lab, rng):
    state(lab.sm2(2, 2.5, 6, 4), (3, 2.5, 15))
    state(lab.sm2(2, 2.5, 6, 3), (3, 2.36, 14))
    state(lab.sm2(4, 2.2, 30, 1), (0, 2.2, 1))


@check("sm2: the first success gives 1 day, the second 6", task=1)
def sm2_first(lab, rng):
    for grade, ease in ((3, 2.36), (4, 2.5), (5, 2.6)):
        state(lab.sm2(0, 2.5, 0, grade), (1, ease, 1))
        state(lab.sm2(1, 2.5, 1, grade), (2, ease, 6))
    state(lab.sm2(0, 1.9, 1, 4), (1, 1.9, 1))  # the first after a lapse


@check("sm2: each grade changes the ease by its own amount", task=1)
def sm2_ease(lab, rng):
    for grade, change in ((3, -0.14), (4, 0.0), (5, 0.1)):
        for _ in range(3):
            ease = drawn(rng, 1.6, 3.0)
            state(lab.sm2(0, ease, 0, grade), (1, ease + change, 1))


@check("sm2: from the third success on, the interval grows by the new ease", task=1)
def sm2_grows(lab, rng):
    for _ in range(12):
        reps, interval, grade = int(rng.integers(2, 9)), int(rng.integers(6, 200)), int(rng.integers(3, 6))
        ease = drawn(rng, 1.3, 3.0)
        if not near_half(interval * published(reps, ease, interval, grade)[1]):
            state(lab.sm2(reps, ease, interval, grade), published(reps, ease, interval, grade))


@check("sm2: the ease never falls below 1.3", task=1)
def sm2_floor(lab, rng):
    state(lab.sm2(5, 1.3, 20, 3), (6, 1.3, 26))
    state(lab.sm2(5, 1.4, 20, 3), (6, 1.3, 26))
    state(lab.sm2(5, 1.3, 20, 4), (6, 1.3, 26))
    state(lab.sm2(5, 1.3, 20, 5), (6, 1.4, 28))


@check("sm2: a grade below 3 starts again with 1 day, and keeps the ease", task=1)
def sm2_lapse(lab, rng):
    for grade in (0, 1, 2):
        ease = drawn(rng, 1.4, 2.9)
        state(lab.sm2(int(rng.integers(3, 8)), ease, int(rng.integers(10, 90)), grade), (0, ease, 1))
        state(lab.sm2(0, ease, 0, grade), (0, ease, 1))
        state(lab.sm2(3, 1.3, 10, grade), (0, 1.3, 1))


@check("sm2: a whole history, each state made from the last", task=1)
def sm2_history(lab, rng):
    for _ in range(4):
        now = (0, 2.5, 0)
        for grade in (5, 4, *rng.integers(0, 6, size=7).tolist(), 4, 5, 3):
            after = published(*now, grade)
            if now[0] >= 2 and near_half(now[2] * after[1]):
                break
            state(lab.sm2(*now, grade), after)
            now = after


@check("sm2: refuses a grade that is none", task=1)
def sm2_refuses(lab, rng):
    state(lab.sm2(0, 2.5, 0, 5), (1, 2.6, 1))
    state(lab.sm2(0, 2.5, 0, 0), (0, 2.5, 1))
    for grade in (-1, 6, 9, 2.5, 4.5):
        raises(ValueError, lab.sm2, 2, 2.5, 6, grade)


# --- task 2 ------------------------------------------------------------------------------------

LESSON = {"lists": ["loops"], "plots": ["lists"]}
# Everything rests on "a", by two roads through "b" and "c"; "e" has three children and nothing behind them.
DIAMOND = {"b": ["a"], "c": ["a"], "d": ["b", "c"], "x": ["d"], "f": ["e"], "g": ["e"], "h": ["e"]}


@check("rank_gaps: the example of the brief", task=2)
def rank_example(lab, rng):
    got = lab.rank_gaps(LESSON, {"lists": 0.5, "loops": 0.5, "plots": 1.0})
    equal(got, ["loops", "lists", "plots"], as_type=list)


@check("rank_gaps: counts what rests on a gap through others, each once", task=2)
def rank_through(lab, rng):
    # a has 4 dependants (two of them direct), e has 3, b and c have 2, d has 1.
    equal(lab.rank_gaps(DIAMOND, {"a": 0.5, "e": 0.5}), ["a", "e"])
    equal(lab.rank_gaps(DIAMOND, {"a": 0.5, "e": 0.75}), ["e", "a"])  # 2 < 2.25
    equal(lab.rank_gaps(DIAMOND, {"b": 0.75, "d": 1.0, "a": 0.125}), ["b", "d", "a"])
    chain = {f"n{i}": [f"n{i - 1}"] for i in range(1, 9)}
    equal(lab.rank_gaps(chain, {f"n{i}": 0.5 for i in range(9)}), [f"n{i}" for i in range(9)])


@check("rank_gaps: a rate of 0 and a name on which nothing rests come last", task=2)
def rank_zero(lab, rng):
    equal(lab.rank_gaps(DIAMOND, {"x": 1.0, "a": 0.0, "d": 0.25, "c": 0.0}), ["d", "a", "c", "x"])


@check("rank_gaps: equal scores by name", task=2)
def rank_ties(lab, rng):
    twins = {"top": ["pear", "fig", "apple", "kiwi"]}
    rates = dict.fromkeys(("kiwi", "apple", "pear", "fig", "top"), 0.5)
    equal(lab.rank_gaps(twins, rates), ["apple", "fig", "kiwi", "pear", "top"])
    # 0.25 times 4 is 0.5 times 2
    equal(lab.rank_gaps(DIAMOND, {"c": 0.5, "b": 0.5, "a": 0.25}), ["a", "b", "c"])


@check("rank_gaps: ranks the names that have a rate, and no others", task=2)
def rank_only(lab, rng):
    equal(lab.rank_gaps(DIAMOND, {"b": 0.5}), ["b"], as_type=list)
    equal(lab.rank_gaps(DIAMOND, {}), [], as_type=list)
    equal(lab.rank_gaps({}, {}), [], as_type=list)
    equal(lab.rank_gaps({"solo": []}, {"solo": 1.0}), ["solo"])


@check("rank_gaps: agrees with matrix powers on random graphs", task=2)
def rank_random(lab, rng):
    for n in (3, 4, 5, 6, 7, 8, 12, 20):
        graph = acyclic(rng, n, 1.6 / n)
        rates = {name: int(rng.integers(0, 9)) / 8 for name in nodes(graph) if rng.random() < 0.8}
        equal(lab.rank_gaps(graph, rates), ranked(graph, rates))


@check("rank_gaps: refuses unknown names, and rates that are no shares", task=2)
def rank_refuses(lab, rng):
    equal(lab.rank_gaps(LESSON, {"lists": 1, "loops": 0}), ["lists", "loops"])
    raises(ValueError, lab.rank_gaps, LESSON, {"list": 0.5})
    raises(ValueError, lab.rank_gaps, LESSON, {"loops": 0.5, "dicts": 0.0})
    raises(ValueError, lab.rank_gaps, {}, {"loops": 0.5})
    for rate in (-0.25, 1.25, 40):
        raises(ValueError, lab.rank_gaps, LESSON, {"lists": rate})
        raises(ValueError, lab.rank_gaps, LESSON, {"loops": 0.5, "plots": rate})


@check("rank_gaps: leaves its arguments alone", task=2)
def rank_leaves(lab, rng):
    graph = acyclic(rng, 6, 0.4)
    rates = dict.fromkeys(sorted(nodes(graph), reverse=True), 0.5)
    kept = {name: list(needed) for name, needed in graph.items()}
    result, after = echo(lab.rank_gaps, graph, rates)
    equal(result, ranked(kept, rates))
    equal(after[0], kept, "`rank_gaps` changed the graph in place")
    equal(after[1], rates, "`rank_gaps` changed the error rates in place")


# --- inputs and oracles ------------------------------------------------------------------------


def state(got, expected):
    """Compares a state; the ease up to rounding."""
    reps, ease, interval = array(got, (3,)).tolist()
    equal(reps, float(expected[0]), "`reps`")
    close(ease, expected[1], "`ease`", abs_tol=1e-9)
    equal(interval, float(expected[2]), "`interval`")


PUBLISHED = {3: -0.14, 4: 0.0, 5: 0.1}  # what the rule comes to for each grade


def published(reps, ease, interval, grade):
    if grade not in PUBLISHED:
        return 0, ease, 1
    ease = max(1.3, ease + PUBLISHED[grade])
    return reps + 1, ease, (1, 6)[reps] if reps < 2 else round(interval * ease)


def near_half(days):
    return abs(days % 1 - 0.5) < 1e-6


def drawn(rng, least, most):
    return round(float(rng.uniform(least, most)), 2)


def acyclic(rng, n, share):
    """Names in a hidden order, each with some of the earlier ones as what it needs."""
    names = [f"{chr(97 + i)}{rng.integers(10, 99)}" for i in range(n)]
    hidden = [names[i] for i in rng.permutation(n)]
    graph = {}
    for i, name in enumerate(hidden):
        needed = [hidden[j] for j in range(i) if rng.random() < share]
        if needed or i % 2:
            graph[name] = needed
    return graph


def nodes(graph):
    return sorted({name for name, needed in graph.items() for name in (name, *needed)})


def ranked(graph, rates):
    names = nodes(graph)
    needs = np.array([[int(one in graph.get(name, [])) for one in names] for name in names], dtype=int)
    reach, power = needs.copy(), needs.copy()
    for _ in names:
        power = np.minimum(1, power @ needs)
        reach = np.maximum(reach, power)
    count = dict(zip(names, reach.sum(axis=0).tolist(), strict=True))
    return sorted(rates, key=lambda name: (-rates[name] * count[name], name))


# --- probes: one for each way in which the known mistakes differ -------------------------------


@probe
def second_success(lab):
    return lab.sm2(1, 2.5, 1, 4)


@probe
def third_success_grade_3(lab):
    return lab.sm2(2, 2.5, 6, 3)


@probe
def third_success_grade_4(lab):
    return lab.sm2(2, 2.5, 6, 4)


@probe
def at_the_floor(lab):
    return lab.sm2(5, 1.3, 20, 3)


@probe
def lapse_of_an_old_item(lab):
    return lab.sm2(4, 2.2, 30, 1)


@probe
def lapse_with_grade_0(lab):
    return lab.sm2(4, 1.5, 30, 0)


@probe
def three_names(lab):
    return lab.rank_gaps({"lists": ["loops"], "plots": ["lists"]}, {"lists": 0.5, "loops": 0.5})


@probe
def far_against_near(lab):
    return lab.rank_gaps(DIAMOND, {"a": 0.5, "e": 0.5})


@probe
def two_roads(lab):
    return lab.rank_gaps(DIAMOND, {"a": 0.5, "e": 0.75})


@probe
def rate_against_dependants(lab):
    return lab.rank_gaps(DIAMOND, {"d": 1.0, "b": 0.75, "x": 1.0})


@probe
def a_foundation_that_is_nearly_known(lab):
    return lab.rank_gaps(DIAMOND, {"a": 0.125, "b": 1.0})


@probe
def nothing_rests_on_it(lab):
    return lab.rank_gaps(DIAMOND, {"x": 1.0, "d": 0.25})


@probe
def equal_scores(lab):
    return lab.rank_gaps({"top": ["pear", "fig"]}, {"fig": 0.5, "pear": 0.5})


@probe
def equal_scores_listed_backwards(lab):
    return lab.rank_gaps({"top": ["pear", "fig"]}, {"pear": 0.5, "fig": 0.5})


@probe
def unknown_name(lab):
    return lab.rank_gaps({"b": ["a"]}, {"c": 0.5})
