"""A lapse lowers the ease as well. Many programs do so, but it is not the rule that is asked for here.

The formula takes grades below 3 without complaint, and gives a large drop. In the text of 1990 a lapse starts
the repetitions again and leaves the ease alone.

Ask yourself: what happens first in your function, the question whether this was a lapse, or the new ease?
"""


def sm2(reps, ease, interval, grade):
    if grade not in range(6):
        raise ValueError("no such grade")
    ease = next_ease(ease, grade)
    if grade < 3:
        return 0, ease, 1
    return reps + 1, ease, next_interval(reps, ease, interval)
