"""Your steps are smaller than they should be, by the factor 1 - momentum: the new gradient enters the
velocity only with that share.

Such an average of gradients is used as well, in Adam for instance. But with it a learning rate means
something else: under a constant gradient g, the heavy ball reaches steps of lr g / (1 - momentum), an
average only lr g.

Ask yourself: with momentum 0.9 and gradient 2, which velocity do you have after the first step, and
which after very many?
"""


class SGD(SGD):
    def step(self, params, grads):
        share = 1 - self.momentum
        self.velocities = self.velocities or [np.zeros_like(p) for p in params]
        if not len(params) == len(grads) == len(self.velocities):
            raise ValueError("numbers differ")
        for p, g, v in zip(params, grads, self.velocities, strict=True):
            if p.shape != g.shape:
                raise ValueError("shapes differ")
            g = g + self.weight_decay * p
            v *= self.momentum
            v += share * g
            p -= self.lr * (share * g + self.momentum * v if self.nesterov else v)
