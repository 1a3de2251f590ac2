"""What is left over is thrown away: only whole numbers come out.

Ask yourself: what is half of 7?
"""


def halve(x):
    return double(x) // 4
