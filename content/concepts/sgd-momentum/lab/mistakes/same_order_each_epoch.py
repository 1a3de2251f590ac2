"""Every epoch goes through the rows in the same order.

A generator that is made anew for each epoch, or a permutation that is drawn once and kept, gives the
same batches again and again. Their errors then repeat with the period of an epoch and do not average
out.

Ask yourself: where does the generator that you shuffle with come from, and in which state is it when the
second epoch begins?
"""

_right_minibatches = minibatches


def minibatches(n, batch_size, rng, drop_last=False):
    return _right_minibatches(n, batch_size, MinStd(1), drop_last)
