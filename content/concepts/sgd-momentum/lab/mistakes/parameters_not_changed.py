"""After `step`, the caller's parameters are what they were: new arrays were computed and dropped.

`p = p - lr * v` gives the name p, inside your function, to a new array. The list that was passed in, and the
model that owns the arrays, keep the old ones.

Ask yourself: what is the difference between `p = p - d` and `p -= d` when p is an array that someone else
holds too?
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
            v += g + self.weight_decay * p
            p = p - self.lr * v
