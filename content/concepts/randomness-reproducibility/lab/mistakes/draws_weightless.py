"""An entry of weight 0 can be drawn when it stands first, or just behind the place where u falls.

u may be exactly 0. With `<=` the comparison 0 <= 0 then picks the first entry, however little it weighs.

Ask yourself: an entry of weight 0 owns a stretch of what length, and can a point lie inside it?
"""


def sample_weighted(rng, w):
    sums = list(accumulate(w, initial=0.0))
    if any(weight < 0 for weight in w) or not 0 < sums[-1] < float("inf"):
        raise ValueError("no probabilities")
    u = rng.random() * sums[-1]
    return next(i for i, end in enumerate(sums[1:]) if u <= end)
