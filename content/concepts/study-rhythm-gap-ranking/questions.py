"""Question families: the SM-2 rule, weeks and layouts that fit, a ranking of gaps, one at a time."""

import math
from itertools import pairwise

from groundup.grading import Choice, Number, Ordering, Question, Typical, family

# --- the SM-2 rule -----------------------------------------------------------------------------


@family("sm2-next", difficulty=0)
def sm2_next(rng):
    """Compute the next interval of an item from its state and a grade."""
    while True:
        kind = rng.choice(["first", "second", "grown", "grown", "grown", "lapse"])
        reps = {"first": 0, "second": 1}.get(kind, rng.randint(2, 6))
        interval = {0: rng.choice([0, 1]), 1: 1}.get(reps, rng.randint(6, 60))
        hundredths = rng.randint(135, 290)
        grade = rng.randint(0, 2) if kind == "lapse" else rng.randint(3, 5)
        new = max(130, hundredths + {3: -14, 4: 0, 5: 10}.get(grade, 0))
        right, product = next_days(reps, interval, new, grade), interval * new
        wrong = wrong_days(reps, interval, hundredths, new, grade)
        found = [days for days, _, _ in wrong]
        if product % 100 != 50 and right not in found and len(set(found)) == len(found):
            break
    ease = hundredths / 100
    state = f"`reps` {reps}, ease {ease:g} and interval {interval}"
    return Question(
        prompt=(
            f"{rng.choice(OPENINGS)} It has the state {state}. You recall it with grade {grade}. "
            "After how many days does it come back, by the SM-2 rule of this lesson?"
        ),
        answer=Number(right, unit="days"),
        typical=[Typical(days, mistake, sentence) for days, mistake, sentence in wrong],
        solution=worked(reps, interval, hundredths, new, grade, right),
    )


OPENINGS = (
    "A question about dictionaries is due.",
    "The formula for a derivative is due.",
    "A question about Git is due.",
    "The definition of a vector is due.",
    "A question about probability is due.",
)


def next_days(reps, interval, new, grade):
    if grade < 3 or reps == 0:
        return 1
    return 6 if reps == 1 else rounded(interval * new)


def rounded(hundredths):
    return (hundredths + 50) // 100


def wrong_days(reps, interval, old, new, grade):
    """(days, mistake, sentence) for the slips that can be told from the right answer here."""
    if grade < 3:
        return [
            (interval, "keeps_interval", "You forgot the item. Does its interval stay as it was?"),
            (rounded(interval * old), "ignores_lapse", "What does the rule say of a grade below 3?"),
            (6, "second_step", "A lapse makes the item like a new one. Which interval is the first?"),
        ]
    if reps == 0:
        return [(6, "second_step", "How often was it recalled in a row before? Which interval is the first?")]
    if reps == 1:
        grown = rounded(interval * new)
        return [
            (
                grown,
                "multiplies_too_early",
                "The first two intervals are fixed. Which success in a row is this?",
            ),
            (1, "first_step", "It was recalled once before. Which interval comes after the second time?"),
        ]
    wrong = [
        (rounded(interval * 130), "floor_as_factor", "1.3 is the least ease, not the ease of this item.")
    ]
    if new != old and rounded(interval * old) != rounded(interval * new):
        wrong.append(
            (rounded(interval * old), "old_ease", "Which comes first, the new ease or the interval?")
        )
    if grade == 3:
        wrong.append((1, "three_is_a_lapse", "Grade 3 was right, though hard. Which grades are lapses?"))
    return wrong


def worked(reps, interval, old, new, grade, right):
    if grade < 3:
        return f"Grade {grade} is below 3: a lapse. The item begins again with an interval of 1 day."
    if reps < 2:
        which = ("first", "second")[reps]
        return f"This is the {which} success in a row, and its interval is fixed: {right}."
    m = 5 - grade
    change = {3: "- 0.14", 4: "+ 0", 5: "+ 0.1"}[grade]
    floor = ", which is below the least ease, so it is 1.3" if new == 130 and old != 130 else ""
    return (
        f"With $m = 5 - {grade} = {m}$ the ease becomes ${old / 100:g} {change} = "
        f"{(old + {3: -14, 4: 0, 5: 10}[grade]) / 100:g}${floor}. The new interval is "
        rf"${interval} \cdot {new / 100:g} = {interval * new / 100:g}$, rounded to {right} days."
    )


# --- weeks -------------------------------------------------------------------------------------


@family("plan-fit", difficulty=-1)
def plan_fit(rng):
    """Count the weeks that a stage takes."""
    while True:
        hours = rng.choice([6, 7, 8, 8.5, 9, 9.5, 10])
        review = rng.choice([0, 45, 60, 90])
        minutes = rng.randrange(900, 6000, 20)
        week = int(60 * hours) - review
        right = math.ceil(minutes / week)
        wrong = [
            (minutes // week, "drops_last_week", "What becomes of the work that is left after those weeks?"),
            (math.ceil(minutes / hours), "minutes_by_hours", "You divided minutes by hours."),
        ]
        if review:
            full = math.ceil(minutes / (60 * hours))
            wrong.append((full, "ignores_review", "The time for review is part of the hours of a week."))
        found = [value for value, _, _ in wrong]
        if minutes % week and right not in found and len(set(found)) == len(found):
            break
    reserved = f", of which {review} minutes are kept for review" if review else ""
    return Question(
        prompt=(
            f"{minutes:,} minutes of lessons, practice and labs remain in a stage. You have {hours:g} hours "
            f"a week{reserved}. In how many weeks is the stage done? A week that is begun counts."
        ),
        answer=Number(right, unit="weeks"),
        typical=[Typical(value, mistake, sentence) for value, mistake, sentence in wrong],
        solution=(
            f"A week has {week} minutes for it, and ${minutes} / {week} = {minutes / week:.2f}$. "
            f"The part of a week is a week of the calendar too: {right}."
        ),
    )


DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Sat", "Sun")


@family("week-layout", difficulty=0)
def week_layout(rng):
    """Choose the layout that keeps the template, the free time, and reviews apart."""
    while True:
        days = sorted(rng.sample(DAY_NAMES, 4), key=DAY_NAMES.index)
        review_days = sorted(rng.sample(range(4), 3))
        theory, coding = 15 * rng.randint(8, 13), 15 * rng.randint(12, 18)
        right = laid_out(rng, theory, coding, review_days)
        if min(sum(day.values()) for day in right) < 60 or max(sum(day.values()) for day in right) > 180:
            continue
        free = [sum(day.values()) + rng.choice([0, 0, 15]) for day in right]
        wrong = [
            overfull(rng, right, free),
            other_sum(rng, right),
            crammed(rng, right, review_days),
        ]
        if all(wrong):
            break
    room = ", ".join(f"{name} {minutes}" for name, minutes in zip(days, free, strict=True))
    texts = [layout_text(days, layout) for layout in wrong]
    return Question(
        prompt=(
            f"A template asks for {theory} minutes of theory, {coding} of coding and 45 of review a week, "
            f"with review on at least three days. Free minutes: {room}. Which layout keeps all of that?"
        ),
        answer=Choice.shuffled(rng, layout_text(days, right), texts),
        typical=[
            Typical(texts[0], "overfull_day", "Add up each day. Is there one with more work than time?"),
            Typical(texts[1], "wrong_sum", "Each day fits. Add up each kind of work over the week."),
            Typical(texts[2], "crams_review", "Sums and days are right. On how many days is there review?"),
        ],
        solution=(
            f"In the right one the kinds add up to {theory}, {coding} and 45, no day exceeds its free time, "
            "and review is on three days. Of the others, one overfills a day, one has too much theory and "
            "too little coding, and one puts all review on one day."
        ),
    )


def laid_out(rng, theory, coding, review_days):
    """Four days of theory, coding and review, in quarters of an hour; theory earlier in the week."""
    split = 15 * rng.randint(3, theory // 15 - 3)
    first = 15 * rng.randint(3, coding // 15 - 6)
    second = 15 * rng.randint(3, (coding - first) // 15 - 3)
    layout = [
        {"theory": split},
        {"theory": theory - split, "coding": first},
        {"coding": second},
        {"coding": coding - first - second},
    ]
    for day in review_days:
        layout[day]["review"] = 15
    return layout


def overfull(rng, right, free):
    """Half an hour of coding moved to a day that has no room for it."""
    layout = [dict(day) for day in right]
    giver, taker = rng.sample(range(1, 4), 2)
    if layout[giver]["coding"] < 60:
        return None
    layout[giver]["coding"] -= 30
    layout[taker]["coding"] += 30
    return layout if sum(layout[taker].values()) > free[taker] else None


def other_sum(rng, right):
    layout = [dict(day) for day in right]
    if layout[1]["coding"] < 60:
        return None
    layout[1]["coding"] -= 30
    layout[1]["theory"] += 30
    return layout


def crammed(rng, right, review_days):
    """All review on one day; what had to make room for it goes where the review was."""
    layout = [dict(day) for day in right]
    target = next((day for day in review_days if day > 0 and layout[day]["coding"] >= 75), None)
    if target is None:
        return None
    for day in review_days:
        if day != target:
            if "coding" not in layout[day]:
                return None
            del layout[day]["review"]
            layout[day]["coding"] += 15
            layout[target]["coding"] -= 15
    layout[target]["review"] = 45
    return layout


def layout_text(names, layout):
    parts = []
    for name, day in zip(names, layout, strict=True):
        blocks = ", ".join(f"{kind} {minutes}" for kind, minutes in day.items())
        parts.append(f"{name}: {blocks}")
    return "; ".join(parts) + "."


# --- gaps --------------------------------------------------------------------------------------

NAMES = ("arrays", "chance", "graphs", "limits", "loops", "lists", "norms", "plots", "sets", "sums", "trees")


TREES = ("alder", "ash", "beech", "birch", "elm", "fir", "larch", "lime", "maple", "oak", "pine", "yew")


@family("gap-order", difficulty=0)
def gap_order(rng):
    """Rank four gaps by error rate times the number of all dependants."""
    while True:
        names = rng.sample(TREES, 6)
        graph = {
            name: sorted(rng.sample(names[:i], min(i, rng.choice([1, 1, 2])))) for i, name in enumerate(names)
        }
        gaps = sorted(rng.sample(names, 4))
        rates = {name: rng.randrange(1, 10) for name in gaps}  # in tenths
        counts = {name: len(resting_on(name, graph)) for name in names}
        direct = {name: sum(name in needed for needed in graph.values()) for name in names}
        before = {name: len(needed_by(name, graph)) for name in names}
        keys = {
            "right": {name: rates[name] * counts[name] for name in gaps},
            "rate_alone": rates,
            "direct_only": {name: rates[name] * direct[name] for name in gaps},
            "dependants_alone": {name: counts[name] for name in gaps},
            "counts_prerequisites": {name: rates[name] * before[name] for name in gaps},
        }
        if len(set(keys["right"].values())) < 4 or len(set(rates.values())) < 4:
            continue
        orders = {
            kind: sorted(gaps, key=lambda name, key=key: (-key[name], name)) for kind, key in keys.items()
        }
        wrong = {kind: order for kind, order in orders.items() if kind != "right"}
        if all(a != b for a, b in pairwise(sorted(orders.values()))):
            break
    right = orders["right"]
    rows = [
        f"| {name} | {', '.join(graph[name]) or 'nothing'} | {10 * rates[name]} % |"
        if name in rates
        else f"| {name} | {', '.join(graph[name]) or 'nothing'} | not a gap |"
        for name in sorted(graph)
    ]
    items = rng.sample(gaps, 4)
    return Question(
        prompt=(
            "Six topics are named after trees, and four of them are gaps. Rank the gaps, the highest score "
            "first: error rate times the number of all topics that rest on it.\n\n"
            "| topic | directly needs | errors |\n| --- | --- | --- |\n" + "\n".join(rows)
        ),
        answer=Ordering(items, [items.index(name) for name in right]),
        typical=[
            Typical([items.index(name) for name in order], kind, SENTENCES[kind])
            for kind, order in wrong.items()
        ],
        solution=" ".join(
            f"On {name} {rest(resting_on(name, graph))}: "
            rf"${rates[name] / 10:g} \cdot {counts[name]} = {rates[name] * counts[name] / 10:g}$."
            for name in right
        ),
    )


SENTENCES = {
    "rate_alone": "That is the order of the error rates. What waits for each of them?",
    "direct_only": "You counted those that need it directly. And those that need these?",
    "dependants_alone": "That is the order of how much rests on them. How often do you fail at each?",
    "counts_prerequisites": "You counted what each one needs. Who needs it?",
}


def resting_on(start, graph):
    found = set()
    for name in graph:  # the names come in an order in which prerequisites are first
        if found.union({start}) & set(graph[name]):
            found.add(name)
    return found


def needed_by(start, graph):
    return {one for name in graph[start] for one in {name} | needed_by(name, graph)}


def rest(names):
    if not names:
        return "nothing rests"
    return ("rests " if len(names) == 1 else "rest ") + ", ".join(sorted(names))


@family("one-at-a-time", difficulty=1)
def one_at_a_time(rng):
    """Compute the least total of score times days until closed."""
    while True:
        names = rng.sample(NAMES, 3)
        scores = [rng.randint(1, 9) for _ in names]
        days = [rng.randint(1, 6) for _ in names]
        gaps = list(zip(names, scores, days, strict=True))
        best = sorted(gaps, key=lambda gap: -gap[1] / gap[2])
        by_score = sorted(gaps, key=lambda gap: -gap[1])
        by_days = sorted(gaps, key=lambda gap: gap[2])
        right = cost(best)
        wrong = [
            (cost(best[::-1]), "worst_first", "Which of them gains most for each day that it takes?"),
            (sum(scores) * sum(days), "all_at_once", "So it would be if all were closed on the last day."),
            (
                sum(s * d for _, s, d in gaps),
                "forgets_waiting",
                "The second begins when the first is closed. When is it closed itself?",
            ),
        ]
        if cost(by_score) != right:
            sentence = "Is the highest score worth it if it takes so long that the others wait?"
            wrong.append((cost(by_score), "by_score_alone", sentence))
        if cost(by_days) not in (right, cost(by_score)):
            wrong.append((cost(by_days), "by_days_alone", "The shortest first: but what does it unlock?"))
        found = [value for value, _, _ in wrong]
        ratios = {s / d for _, s, d in gaps}
        if (
            len(ratios) == 3
            and len(set(scores)) == 3
            and right not in found
            and len(set(found)) == len(found)
        ):
            break
    listed = "; ".join(f"{name}: score {s}, {d} day{'s' * (d > 1)}" for name, s, d in gaps)
    total, terms = 0, []
    for _, s, d in best:
        total += d
        terms.append(rf"{s} \cdot {total}")
    order = ", ".join(f"{name} (${s}/{d}$)" for name, s, d in best)
    return Question(
        prompt=(
            f"You close three gaps, one at a time. {listed}. A gap that is closed on day $t$ costs its score "
            "times $t$. How small can the total cost be?"
        ),
        answer=Number(right),
        typical=[Typical(value, mistake, sentence) for value, mistake, sentence in wrong],
        solution=(
            f"By score for each day of work, the highest first: {order}. "
            f"Total: ${' + '.join(terms)} = {right}$."
        ),
    )


def cost(gaps):
    total, day = 0, 0
    for _, score, days in gaps:
        day += days
        total += score * day
    return total
