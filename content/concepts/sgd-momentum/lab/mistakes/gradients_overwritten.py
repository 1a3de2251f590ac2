"""The gradients that were passed in are changed: the weight decay is added into the caller's arrays.

A caller who prints the norm of the gradient afterwards, or adds several gradients up, gets wrong numbers and
will not look for the cause in the optimiser.

Ask yourself: whose array does `g += weight_decay * p` write into?
"""


class SGD(SGD):
    def step(self, params, grads):
        self.velocities = self.velocities or [np.zeros_like(p) for p in params]
        shapes = [p.shape for p in params]
        if not shapes == [g.shape for g in grads] == [v.shape for v in self.velocities]:
            raise ValueError("shapes differ")
        for p, g, v in zip(params, grads, self.velocities, strict=True):
            g += self.weight_decay * p
            v *= self.momentum
            v += g
            p -= self.lr * (g + self.momentum * v if self.nesterov else v)
