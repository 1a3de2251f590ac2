"""All parameters share one velocity: the gradient of one layer pushes the next one along.

With shapes that do not fit each other this fails at once, which is the lucky case. Where the shapes do
fit, or can be broadcast, the training runs and goes in wrong directions.

Ask yourself: two parameters, the first with gradient 8, the second with gradient 0. Does the second one
move?
"""


class SGD(SGD):
    def step(self, params, grads):
        if not self.velocities:
            self.velocities, self.count = [0.0], len(params)
        if not len(params) == len(grads) == self.count:
            raise ValueError("numbers differ")
        for p, g in zip(params, grads, strict=True):
            if p.shape != g.shape:
                raise ValueError("shapes differ")
            g = g + self.weight_decay * p
            v = self.momentum * self.velocities[0] + g
            self.velocities[0] = v
            p -= self.lr * (g + self.momentum * v if self.nesterov else v)
