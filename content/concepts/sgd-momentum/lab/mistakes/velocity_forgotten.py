"""The velocity starts from 0 at every step, so momentum has no effect at all.

What `step` remembers has to survive until the next call. A velocity that is made inside `step`, or set
to zero there, does not.

Ask yourself: which velocity does your second step find, and where was it kept since the first one?
"""

_right_step = SGD.step


class SGD(SGD):
    def step(self, params, grads):
        if self.velocities and len(self.velocities) != len(params):
            raise ValueError("numbers differ")
        self.velocities = []
        _right_step(self, params, grads)
