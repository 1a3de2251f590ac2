"""`drop_last=True` has no effect: the shorter batch is still there.

One asks for it where every batch must have the same size, and because the gradient of a batch of one or two
rows is much noisier than the others.

Ask yourself: how many batches of full size fit into n rows, and where does your loop end?
"""

_right_minibatches = minibatches


def minibatches(n, batch_size, rng, drop_last=False):
    return _right_minibatches(n, batch_size, rng)
