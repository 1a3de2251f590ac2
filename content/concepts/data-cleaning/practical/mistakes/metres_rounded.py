"""The unit is thrown away: 1.78 m becomes a height of 2.

Numbers in two units look alike once the unit is gone. A minimum and a maximum of the column show it at once.

Ask yourself: what is the smallest height in your clean table, and can a patient be so small?
"""


def height(text):
    return str(round(float(text.split()[0]))) if text.split() else ""


main()
