"""After a lapse the item keeps its old interval, so what was just forgotten comes back in weeks.

The count of successes begins again in your function, but the days do not.

Ask yourself: you could not recall an item today. Will you be able to in thirty days, without seeing it?
"""


def sm2(reps, ease, interval, grade):
    if grade not in range(6):
        raise ValueError("no such grade")
    if grade < 3:
        return 0, ease, interval
    ease = next_ease(ease, grade)
    return reps + 1, ease, next_interval(reps, ease, interval)
