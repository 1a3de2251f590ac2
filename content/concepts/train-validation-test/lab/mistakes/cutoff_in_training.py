"""`temporal_split` puts rows at the cutoff itself into the training set.

The cutoff is the first moment that counts as the future. A row from that very moment in training is a
glimpse of it.

Ask yourself: a model goes live on 1 March. Is a row of 1 March something it could have been trained on?
"""


def temporal_split(t, cutoff):
    t = np.asarray(t)
    return np.flatnonzero(t <= cutoff), np.flatnonzero(t > cutoff)
