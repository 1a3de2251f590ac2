"""`ppv` multiplies the healthy by the specificity, which is the share of them that tests *negative*.

So the more healthy people a test clears, the smaller its predictive value comes out: a better test looks
worse. With specificity 1, a positive result should be certain, and here it is close to worthless.

Ask yourself: of 100 healthy people and a specificity of 0.95, how many test positive?
"""


def ppv(prevalence, sensitivity, specificity):
    for share in (prevalence, sensitivity, specificity):
        if not 0 <= share <= 1:
            raise ValueError(share)
    true_positive = prevalence * sensitivity
    false_positive = (1 - prevalence) * specificity
    return true_positive / (true_positive + false_positive)
