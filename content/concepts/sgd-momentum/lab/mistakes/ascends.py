"""Your parameters move along the gradient, and the loss grows.

The gradient points uphill. The velocity, a sum of gradients, does so too.

Ask yourself: the gradient at p = 1 is positive. On which side of 1 is the minimum?
"""


class SGD(SGD):
    def step(self, params, grads):
        before = [p.copy() for p in params]
        super().step(params, grads)
        for p, old in zip(params, before, strict=True):
            p[...] = 2 * old - p
