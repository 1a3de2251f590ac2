"""`temporal_split` takes the first rows for training, as if the file were sorted by time.

It counts how many rows lie before the cutoff and takes that many from the top. As soon as the file is in
another order, rows of the future are in the training set.

Ask yourself: for times 5, 1, 4, 2, 3 and cutoff 3, which two rows lie before the cutoff?
"""


def temporal_split(t, cutoff):
    t = np.asarray(t)
    n_train = int((t < cutoff).sum())
    return np.arange(n_train), np.arange(n_train, len(t))
