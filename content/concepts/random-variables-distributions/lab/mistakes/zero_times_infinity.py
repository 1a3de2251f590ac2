"""k log p is computed also for p = 0, where it is 0 times minus infinity for k = 0: `nan`.

No success in three trials is certain if success is impossible, so the mass at 0 is 1 and its logarithm 0. The
formula with p^k has the factor 0^0 there, and it must count as 1.

Ask yourself: which value of k should p = 0 allow, and what should your function return for it?
"""


def power(k, p):
    with np.errstate(all="ignore"):
        return k * np.log(np.float64(p))
