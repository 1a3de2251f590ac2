"""Grade 3 is treated as a lapse, so an item that was recalled with difficulty starts from the beginning.

Grade 3 means: right, but hard. It lowers the ease, which is how the rule brings such an item back sooner.

Ask yourself: which grades does "below 3" contain?
"""


def sm2(reps, ease, interval, grade):
    if grade not in range(6):
        raise ValueError("no such grade")
    if grade <= 3:
        return 0, ease, 1
    ease = next_ease(ease, grade)
    return reps + 1, ease, next_interval(reps, ease, interval)
