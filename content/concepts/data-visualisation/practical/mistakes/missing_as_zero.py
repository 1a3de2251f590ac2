"""Flats whose rent is missing are drawn as flats that cost nothing.

They draw every mean down, and fill the first bin of the histogram with flats that nobody can rent.

Ask yourself: what does an empty field say about the rent?
"""


def read(path):
    with open(path, newline="") as file:
        rows = list(csv.DictReader(file))
    return [(row["city"], float(row["size"]), float(row["rent"] or 0)) for row in rows]


plt.close("all")
main()
