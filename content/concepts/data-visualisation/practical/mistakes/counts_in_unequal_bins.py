"""The histogram shows counts, though its bins are not equally wide.

A bin that is five times as wide as another collects more flats for no other reason, and its bar looks
high and wide.

Ask yourself: what does the eye compare, heights or areas, and which of the two should be a share?
"""


def histogram(flats):
    _, ax = plt.subplots()
    ax.hist([rent for _, _, rent in flats], bins=EDGES)
    ax.set(title="Rents", xlabel="rent, EUR a month", ylabel="flats, by EUR")


plt.close("all")
main()
