"""The second success multiplies as well, and gives 2 or 3 days where the rule has a fixed step of 6.

Multiplying begins with the third success in a row; the first two intervals are given.

Ask yourself: how many successes came before the second one, and which case of your function is that?
"""


def next_interval(reps, ease, interval):
    if reps == 0:
        return 1
    return round(interval * ease)
