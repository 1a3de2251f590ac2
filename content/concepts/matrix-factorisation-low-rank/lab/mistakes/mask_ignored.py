"""All entries are compared, inside the mask and outside.

Where nothing is known, the table holds a filler such as 0, and predicting something else is counted as
an error. And entries that were used in fitting are mixed with those that were kept for the test.

Ask yourself: which entries did the caller ask about?
"""


def rmse(R, mask, P, Q):
    R, mask = np.asarray(R), np.asarray(mask, dtype=bool)
    guess = np.asarray(P) @ np.asarray(Q).T
    if not R.shape == mask.shape == guess.shape or not mask.any():
        raise ValueError("these do not fit")
    return math.sqrt(np.mean((R - guess) ** 2))
