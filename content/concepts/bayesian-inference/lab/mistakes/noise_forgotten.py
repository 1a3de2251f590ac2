"""Your prediction for the next observation is only as wide as the belief about the mean.

The next observation scatters about the mean, even if that were known exactly. After many data your
prediction promises a certainty that no measurement keeps.

Ask yourself: after a million observations tau0 is nearly 0. How far from the mean will the next one be?
"""


class NormalKnownVar(NormalKnownVar):
    def predictive(self):
        return self.mu0, self.tau0
