"""A lapse sets the ease back to 2.5, the value of a new item. What was learned about the item is thrown away
with it.

The ease says how hard this item is for you. Forgetting it once does not make it easier: a hard item would get
long intervals again, and be forgotten again.

Ask yourself: which of the three numbers begin anew after a lapse, and which one describes the item itself?
"""


def sm2(reps, ease, interval, grade):
    if grade not in range(6):
        raise ValueError("no such grade")
    if grade < 3:
        return 0, 2.5, 1
    ease = next_ease(ease, grade)
    return reps + 1, ease, next_interval(reps, ease, interval)
