"""With `nesterov=True` your steps are those of the ordinary momentum.

Nesterov's method looks ahead: it moves by the gradient plus momentum times the velocity *after* this gradient
has gone into it. With the old velocity instead, the sum is just the new velocity again.

Ask yourself: the first gradient is 2 and the momentum 0.5. By how much times lr does each of the two methods
move?
"""


class SGD(SGD):
    def __init__(self, lr, momentum=0.0, nesterov=False, weight_decay=0.0):
        super().__init__(lr, momentum, nesterov, weight_decay)
        self.nesterov = False
