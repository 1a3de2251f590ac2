"""The whole step is taken each time. Where the curvature falls off, it overshoots, and further each time.

The direction leads downhill, but the model behind its length is good only near the point where it was
made. For log cosh, with its straight flanks, the parabola at 1.5 has its lowest point at about -3.5.

Ask yourself: did you compare f at the new point with f at the old one?
"""


def step_length(f, x, d, slope):
    return 1.0
