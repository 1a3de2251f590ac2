"""The interval is multiplied by the ease from before this review; the new one takes effect a review too late.

With grade 4 nothing is seen, since the ease does not change. With 3 the interval is too long, with 5 too
short.

Ask yourself: with (2, 2.5, 6) and grade 3, what is the new ease, and what is 6 times that?
"""


def sm2(reps, ease, interval, grade):
    if grade not in range(6):
        raise ValueError("no such grade")
    if grade < 3:
        return 0, ease, 1
    return reps + 1, next_ease(ease, grade), next_interval(reps, ease, interval)
