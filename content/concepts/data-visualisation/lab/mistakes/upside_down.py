"""The picture is upside down: rising data fall.

In mathematics y grows upwards. In pictures the rows of pixels are counted from the top, so a large `cy`
is far down.

Ask yourself: for the largest y, should `cy` be large or small?
"""


def svg_plot(x, y, width=400, height=300, margin=20):
    x, y = numbers(x), numbers(y)
    if len(x) != len(y):
        raise ValueError("lengths")
    points = zip(pixels(x, margin, width - margin), pixels(y, margin, height - margin), strict=True)
    circles = "".join(f'<circle cx="{a:.3f}" cy="{b:.3f}" r="3"/>' for a, b in points)
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">{circles}</svg>'
