"""Weight decay is taken off the parameter directly and does not pass through the velocity.

That is a method of its own (decoupled decay, as in AdamW). Without momentum the two agree. With momentum they
do not: here the decay is the gradient of a penalty, and is remembered like every other gradient.

Ask yourself: with momentum 0.5, what is the velocity after a step in which the loss itself has gradient 0 and
the parameter is 10?
"""


class SGD(SGD):
    def step(self, params, grads):
        self.velocities = self.velocities or [np.zeros_like(p) for p in params]
        if not len(params) == len(grads) == len(self.velocities):
            raise ValueError("numbers differ")
        for p, g, v in zip(params, grads, self.velocities, strict=True):
            if p.shape != g.shape:
                raise ValueError("shapes differ")
            v *= self.momentum
            v += g
            p -= self.lr * (self.weight_decay * p + (g + self.momentum * v if self.nesterov else v))
