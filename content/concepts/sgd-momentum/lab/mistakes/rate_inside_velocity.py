"""The learning rate is multiplied into the velocity. As long as it is constant nothing shows; after it
has been lowered, old steps go on with the old rate.

Some libraries do keep steps, rather than gradients, in the velocity. It is a matter of agreement, and
here the agreement is PyTorch's: the velocity holds gradients, and lr acts on the whole of it.

Ask yourself: you set lr to 0 after some steps. Should the parameter still move, and does yours?
"""


class SGD(SGD):
    def step(self, params, grads):
        self.velocities = self.velocities or [np.zeros_like(p) for p in params]
        if not len(params) == len(grads) == len(self.velocities):
            raise ValueError("numbers differ")
        for p, g, v in zip(params, grads, self.velocities, strict=True):
            if p.shape != g.shape:
                raise ValueError("shapes differ")
            g = g + self.weight_decay * p
            v *= self.momentum
            v += self.lr * g
            p -= self.lr * g + self.momentum * v if self.nesterov else v
